"""Dawn-dusk shells that are called sunny and are not all year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.check.finding import Finding, Fix, Rule
from orbitviz.analysis.check.limits import MOST_DRIFT_H
from orbitviz.analysis.check.rules.of_satellites import rounded_up
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, of_shells, place_of
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.year import season_edges
from orbitviz.base.constants import EARTH_RADIUS_KM, HOUR_S, MINUTE_S, OBLIQUITY_RAD
from orbitviz.base.units import fixed_text, number_text
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.groups import SUN_SYNCHRONOUS
from orbitviz.orbits.eclipse import beta_star_rad
from orbitviz.orbits.plane_geometry import planes_under_sun
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.sun import ltan_h
from orbitviz.orbits.timescale import Instant

_DAWN_H, _DUSK_H = 6.0, 18.0
_ABOUT_H = 0.5  # of local time, that a dawn-dusk plane may be off
# Over the closed form: how far the Sun is off its mean time about the solstices, and a rest.
_UNEQUAL_H, _MARGIN_KM = 0.1, 10.0
# Lifted by more it is another design: another launch, drag, radiation, licence. The shells of the
# orbital data centre filing span as much, 50 km (DA 26-113).
_MOST_KM = 50.0


def _find(subject: Subject) -> Iterator[Finding]:
    off_h = _off_dawn_dusk_h(subject)
    stays = np.abs(subject.ltan_drift_h_year) <= MOST_DRIFT_H
    for group in range(len(subject.groups)):
        shells = [
            shell for shell in subject.shells_of(group) if stays[shell] and off_h[shell] <= _ABOUT_H
        ]
        if not shells:
            continue
        days = subject.year.dark_days
        dark = [shell for shell in shells if days[shell] > 0.0]
        if not dark:
            continue
        worst = max(dark, key=lambda shell: float(days[shell]))
        longest_s = subject.year.longest_s[:, dark].max(axis=1)
        at = int(longest_s.argmax())
        seasons = season_edges(subject.year.eclipse[:, worst] > 0.0)
        instants, sunny_km = subject.year.instants, sunny_altitude_km(off_h[worst])
        said = "; ".join(_season_text(instants, *season) for season in seasons)
        stored = _Stored.of(subject, group, float(longest_s[at]))
        yield Finding(
            rule=RULE.name,
            severity=Severity.NOTE if stored.is_enough else Severity.WARNING,
            place=place_of(subject, dark),
            value=float(days[worst]),
            unit="days/year",
            limit=0.0,
            why=f"In {of_shells(subject, group, dark, worst)}, each dawn-dusk plane has eclipses "
            f"on {fixed_text(float(days[worst]))} days of the year ahead; seasons of the "
            f"planes: {said}. The longest eclipse takes "
            f"{fixed_text(float(longest_s[at]) / MINUTE_S, 1)} minutes an orbit. Only above "
            f"{fixed_text(sunny_km)} km is such an orbit in sunlight all year."
            + (" A new battery carries the full load through it." if stored.is_enough else ""),
            fix=None
            if stored.is_enough
            else _mended(subject, group, max(off_h[shell] for shell in shells), stored),
            shells=tuple(dark),
            instant=instants[at],
        )


def _season_text(instants: Sequence[Instant], begin: int, end: int) -> str:
    """Return first and last day of a season; where the year cuts it, the one that is known."""
    first, last = (instants[day].isoformat()[:10] for day in (begin, end))
    is_begun, goes_on = begin == 0, end == len(instants) - 1
    if is_begun and goes_on:
        return "all of it"
    if is_begun:
        return f"until {last}"
    return f"from {first} on" if goes_on else f"{first} to {last}"


def sunny_altitude_km(off_h: float = 0.0) -> float:
    """Return the altitude from which on a dawn-dusk sun-synchronous orbit has no eclipse, km.

    off_h   by which its node is off 06:00 or 18:00

    Its beta falls to 180 degrees - inclination - obliquity at one solstice, to less where the node
    is off; the eclipse ends at asin(Re / a): Boley et al. 2026, arXiv:2608.02757, equation 3.
    """
    across = math.cos(OBLIQUITY_RAD) * math.cos(off_h * math.pi / 12.0)
    along = math.sin(OBLIQUITY_RAD)
    low, high = EARTH_RADIUS_KM + 500.0, EARTH_RADIUS_KM + 3000.0
    while high - low > 0.01:
        middle = 0.5 * (low + high)
        inc_rad = float(sun_synchronous_inc_rad(middle))
        least_rad = math.asin(math.sin(inc_rad) * across + math.cos(inc_rad) * along)
        low, high = (low, middle) if least_rad > beta_star_rad(middle) else (middle, high)
    return high - EARTH_RADIUS_KM


def _off_dawn_dusk_h(subject: Subject) -> list[float]:
    """Return for each shell how far its nodes are off 06:00 or 18:00 now, hours, at most."""
    orbits, geometry = subject.constellation, subject.geometry
    raan = planes_under_sun(orbits, geometry.instant, geometry.sun_direction).raan_rad
    hours = [ltan_h(float(node), geometry.instant) for node in raan]
    off_h = np.minimum(*(np.abs(np.array(hours) - at) for at in (_DAWN_H, _DUSK_H)))
    most = np.zeros(orbits.shell_count)
    np.maximum.at(most, orbits.plane_shell, off_h)
    hours_off: list[float] = most.tolist()
    return hours_off


@dataclass(frozen=True)
class _Stored:
    """A new battery against the longest eclipse with all loads at their full power.

    energy_kwh, needed_kwh   of the battery, of which the computers may use a share
    """

    minutes: float
    energy_kwh: float
    needed_kwh: float

    @classmethod
    def of(cls, subject: Subject, group: int, eclipse_s: float) -> _Stored:
        """Return it for the satellites of a group."""
        design = subject.document.design.satellite_of(group)
        satellite = satellite_at_age(design)
        drawn_j = satellite.full_load_w * eclipse_s / satellite.discharge_efficiency
        needed_j = drawn_j / design.battery.max_depth_of_discharge
        return cls(eclipse_s / MINUTE_S, design.battery.energy_kwh, needed_j / (1e3 * HOUR_S))

    @property
    def is_enough(self) -> bool:
        """Whether it carries them through."""
        return self.energy_kwh >= self.needed_kwh

    @property
    def needed(self) -> str:
        """What it would have to be, in words."""
        return (
            f"a battery of {number_text(rounded_up(self.needed_kwh))} kWh a satellite "
            f"({number_text(self.energy_kwh)} now) for {fixed_text(self.minutes, 1)} minutes at "
            "full load"
        )


def _mended(subject: Subject, group: int, off_h: float, stored: _Stored) -> Fix:
    """Return the fix that lifts a group until its lowest shell is sunny all year.

    Where that is far it is told in words, and what battery would do instead.
    """
    written = subject.groups[group]
    given = written.altitude_km
    ends = given if isinstance(given, tuple) else (given,)
    lowest_km = math.ceil(sunny_altitude_km(off_h + _UNEQUAL_H) + _MARGIN_KM)
    rise_km = math.ceil(lowest_km - min(ends))
    if rise_km > _MOST_KM or written.inclination_deg != SUN_SYNCHRONOUS:
        return Fix(f"an altitude of {lowest_km:,} km, or {stored.needed}")
    lifted = tuple(km + rise_km for km in ends)
    moved = lifted if isinstance(given, tuple) else lifted[0]
    edit = group_edit(subject, group, altitude_km=moved)
    return Fix(f"altitude +{rise_km:,} km", (edit,))


RULE = Rule(
    name="eclipses",
    category="sunlight",
    title="Eclipse seasons of dawn-dusk shells",
    reason="A dawn-dusk orbit is chosen for sunlight without end; below "
    f"{fixed_text(sunny_altitude_km())} km it has a season of eclipses, in which computers rest or "
    "run on the battery.",
    source="cylindrical shadow, day by day; limit: Boley et al. 2026, arXiv:2608.02757, eq. 3; "
    f"assumed: a shell that is lifted by more than {_MOST_KM:g} km is of another design",
    find=_find,
)
