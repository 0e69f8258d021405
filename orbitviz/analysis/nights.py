"""From sunset to sunrise at a place: when the Sun stands how low."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np

from orbitviz.analysis.site_observer import observer_on_earth
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import EPHEMERIS_SPAN, FIRST_INSTANT, LAST_INSTANT, Instant

# Depression of the Sun's middle in degrees, with what is reached in the evening and the morning.
EVENTS = {
    0: ("sunset", "sunrise"),
    6: ("end of civil dusk", "civil dawn"),
    12: ("end of nautical dusk", "nautical dawn"),
    18: ("end of astronomical dusk", "astronomical dawn"),
}
LOWEST = "lowest Sun"
_SCAN_S = 600.0
_DUSK_SCAN_S = 3600.0  # of which one crossing is sought
_HALVINGS = 14  # of the scan's step: to 0.04 s


class Moment(NamedTuple):
    """An instant of a night; `event` is "" for a step between events."""

    instant: Instant
    event: str


@dataclass(frozen=True)
class Night:
    """A night at a place.

    moments    in time: sunset, steps between, twilights, sunrise; none where the Sun does not set
    remark     what is unusual of it, as a sentence; "" for nothing
    """

    moments: tuple[Moment, ...]
    remark: str


def night_date(text: str) -> date:
    """Return the date that a text names. Raises UserError if it is none of the ephemeris."""
    allowed = f"a date such as 2026-11-22, from {EPHEMERIS_SPAN}"
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UserError(f'"{text}" is not a date', allowed=allowed) from None
    noon = Instant.from_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    if not FIRST_INSTANT.plus_s(DAY_S) < noon < LAST_INSTANT.plus_s(-2.0 * DAY_S):
        raise UserError(
            f'"{text}" lies outside the ephemeris of the Sun and Earth', allowed=allowed
        )
    return day


def night_of(site: Site, day: date, step_s: float) -> Night:
    """Return the night that begins in the evening of a date at a place.

    step_s   seconds between the steps, which stand at whole multiples of it in UTC

    It lies between two noons of local mean time. The Sun's middle counts, without refraction:
    the sunset that one sees is about five minutes later at middle latitudes.
    """
    noon = _noon(site, day)
    elevation_deg = _elevations(site, noon)
    times = np.arange(0.0, DAY_S + 1.0, _SCAN_S)
    found = np.array([elevation_deg(float(time)) for time in times])
    lowest = int(np.argmin(found))
    if found[lowest] >= 0.0:
        return Night((), _no_night(site, day, float(found[lowest])))
    events = {_lowest_s(times, found, lowest): LOWEST}
    for depression, names in EVENTS.items():
        events |= _crossings(elevation_deg, times, found, lowest, float(depression), names)
    begin = next((time for time, name in events.items() if name == EVENTS[0][0]), 0.0)
    end = next((time for time, name in events.items() if name == EVENTS[0][1]), DAY_S)
    for time in _steps(noon, begin, end, step_s):
        events.setdefault(time, "")
    moments = tuple(Moment(noon.plus_s(time), events[time]) for time in sorted(events))
    return Night(moments, _remark(site, day, float(found.max()), float(found[lowest])))


def dusk_on(site: Site, day: date, depression_deg: float) -> Instant | None:
    """Return when it has become dark in the evening of a date: the Sun so far below the horizon.

    Noon of local mean time where it is lower all day long; None where it does not go down so far.
    """
    noon = _noon(site, day)
    elevation_deg = _elevations(site, noon)
    times = np.arange(0.0, DAY_S + 1.0, _DUSK_SCAN_S)
    low = np.array([elevation_deg(float(time)) for time in times]) < -depression_deg
    if low[0]:
        return noon
    if not low.any():
        # Between the steps it may be lower still.
        night = night_of(site, day, DAY_S)
        dusk = [one for one in night.moments if one.event == LOWEST]
        is_low = bool(dusk) and elevation_deg(dusk[0].instant.seconds_since(noon)) < -depression_deg
        return dusk[0].instant if is_low else None
    first = int(np.argmax(low))
    return noon.plus_s(_root(elevation_deg, times[first - 1], times[first], -depression_deg))


def day_of(site: Site, instant: Instant) -> date:
    """Return the date on which the night began, or will begin, that is nearest at a place."""
    since_noon = instant.plus_s(_from_greenwich_s(site) - 0.5 * DAY_S)
    return since_noon.to_datetime().date()


def _noon(site: Site, day: date) -> Instant:
    """Return noon of local mean time."""
    noon = Instant.from_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    return noon.plus_s(-_from_greenwich_s(site))


def _from_greenwich_s(site: Site) -> float:
    """Return how far local mean time is ahead of UTC."""
    return ((site.lon_deg + 180.0) % 360.0 - 180.0) / 360.0 * DAY_S


def _elevations(site: Site, noon: Instant) -> Callable[[float], float]:
    """Return the elevation of the Sun, degrees, as a function of the seconds after noon."""
    sky, observer = SkySpan.over(noon, DAY_S), observer_on_earth(site)

    def elevation_deg(after_s: float) -> float:
        sun_km = sky.sun_itrs_km(np.array([after_s]))
        return float(np.degrees(observer.elevation_rad(sun_km)[0]))

    return elevation_deg


def _lowest_s(times: Floats, found: Floats, lowest: int) -> float:
    """Return when the parabola through the lowest of the found and its neighbours is lowest."""
    if not 0 < lowest < len(times) - 1:
        return float(times[lowest])
    before, here, after = found[lowest - 1 : lowest + 2]
    return float(times[lowest] + 0.5 * _SCAN_S * (before - after) / (before - 2.0 * here + after))


def _crossings(
    elevation_deg: Callable[[float], float],
    times: Floats,
    found: Floats,
    lowest: int,
    depression: float,
    names: tuple[str, str],
) -> dict[float, str]:
    """Return when the Sun sinks below a depression for good, and when it first rises above it."""
    high = found >= -depression
    events = {}
    before = np.flatnonzero(high[:lowest])
    after = np.flatnonzero(high[lowest:])
    if found[lowest] < -depression:
        if len(before):
            last = int(before[-1])
            events[_root(elevation_deg, times[last], times[last + 1], -depression)] = names[0]
        if len(after):
            first = lowest + int(after[0])
            events[_root(elevation_deg, times[first], times[first - 1], -depression)] = names[1]
    return events


def _root(
    elevation_deg: Callable[[float], float], high_s: float, low_s: float, wanted_deg: float
) -> float:
    """Return when the Sun passes an elevation between a time above it and one below it."""
    for _ in range(_HALVINGS):
        middle_s = 0.5 * (high_s + low_s)
        if elevation_deg(middle_s) >= wanted_deg:
            high_s = middle_s
        else:
            low_s = middle_s
    return float(0.5 * (high_s + low_s))


def _steps(noon: Instant, begin_s: float, end_s: float, step_s: float) -> list[float]:
    """Return whole multiples of a step in UTC between two times after noon."""
    since_midnight_s = noon.jd_frac * DAY_S
    first = np.ceil((since_midnight_s + begin_s) / step_s)
    last = np.floor((since_midnight_s + end_s) / step_s)
    return [float(k * step_s - since_midnight_s) for k in np.arange(first, last + 1.0)]


def _no_night(site: Site, day: date, lowest_deg: float) -> str:
    return (
        f"The Sun does not set at {site.name} in the night from {day.isoformat()}: it stands at "
        f"least {lowest_deg:.1f}° above the horizon."
    )


def _remark(site: Site, day: date, highest_deg: float, lowest_deg: float) -> str:
    if highest_deg < 0.0:
        return (
            f"The Sun does not rise at {site.name} after {day.isoformat()}: it stands at least "
            f"{-highest_deg:.1f}° below the horizon."
        )
    if lowest_deg > -max(EVENTS):
        return f"The Sun goes down to {-lowest_deg:.1f}° below the horizon only."
    return ""
