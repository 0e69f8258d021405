"""Passes of one satellite over a site: when, where in the sky, and in what light."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.satellite_brightness import zeta_of_satellite_m2
from orbitviz.analysis.site_observer import observer_on_earth
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.units import fixed_text
from orbitviz.model.design.groups import Site
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.pass_light import PassLight, pass_light
from orbitviz.orbits.passes import Passes, Positions, find_passes
from orbitviz.orbits.propagate import states_at_times
from orbitviz.orbits.sgp4.batch import REASONS
from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.photometry import extinction_mag, magnitude

_SURVEY_STEP_S = 600.0  # in which a satellite is looked at as a whole
_TRACK_POINTS = 97
_STANDS_STILL_RAD = math.radians(1.0)


@dataclass(frozen=True, kw_only=True)
class SatellitePass:
    """One pass: above the minimum elevation without a break.

    rise, set                  None if the satellite is up when the span begins, or when it ends,
                               and so are the azimuths there
    culmination                highest point within the span
    range_km                   at culmination
    sunlit                     at culmination, at least half of the Sun's disc
    magnitude                  visual, through the air, at culmination; None in shadow, or where the
                               brightness is not known
    sun_elev_rad               of the Sun at the site, at culmination
    enters_shadow              times at which half of the Sun's disc is left, during the pass;
                               `leaves_shadow` the same
    visible                    sunlit at some time of the pass at which the Sun stands at least
                               6 degrees below the horizon of the site
    """

    rise: Instant | None
    culmination: Instant
    set: Instant | None
    rise_az_rad: float | None
    culmination_az_rad: float
    set_az_rad: float | None
    max_elev_rad: float
    range_km: float
    sunlit: bool
    magnitude: float | None
    sun_elev_rad: float
    enters_shadow: tuple[Instant, ...]
    leaves_shadow: tuple[Instant, ...]
    visible: bool


@dataclass(frozen=True, kw_only=True)
class SitePasses:
    """The passes of a satellite over a site from `begin` to `end`.

    number, designator  of an object of a catalogue, None and "" of a satellite of a design
    remarks             what else there is to say, a sentence each
    """

    site: Site
    satellite: str
    number: int | None
    designator: str
    begin: Instant
    end: Instant
    passes: tuple[SatellitePass, ...]
    remarks: tuple[str, ...]


def passes_over(
    state: State,
    satellite: SatelliteKey,
    site: Site,
    begin: Instant,
    span_s: float,
    min_elev_rad: float,
) -> SitePasses:
    """Return the passes of a satellite over a site within a span, which the ephemeris must cover.

    min_elev_rad   geometric, without refraction

    Raises UserError if the satellite has no position anywhere in the span.
    """
    name, end = satellite_name(state, satellite), begin.plus_s(span_s)
    survey_s = np.linspace(0.0, span_s, math.ceil(span_s / _SURVEY_STEP_S) + 1)
    sky = SkySpan.over(begin, span_s)
    number, designator, remarks = None, "", []
    if satellite.source.is_design:
        positions = _design_positions(state, satellite, sky)
    else:
        catalogue = state.catalogues[satellite.source]
        number = int(catalogue.object_id[satellite.row])
        designator = catalogue.designator[satellite.row]
        objects = ChosenObjects(catalogue.elements, [satellite.row])
        positions = _object_positions(objects, sky)
        remarks += _missing(name, objects, begin, survey_s)
    observer = observer_on_earth(site)
    found = find_passes(positions, 1, observer, span_s, min_elev_rad)
    remarks += _standing(name, found, positions, observer, survey_s, min_elev_rad)
    light = pass_light(found, positions, observer, sky, span_s)
    return SitePasses(
        site=site,
        satellite=name,
        number=number,
        designator=designator,
        begin=begin,
        end=end,
        passes=_records(
            found,
            positions,
            observer,
            light,
            begin,
            _magnitudes(found, positions, observer, sky, zeta_of_satellite_m2(state, satellite)),
        ),
        remarks=tuple(remarks),
    )


def pass_track(
    state: State, satellite: SatelliteKey, site: Site, begin: Instant, end: Instant
) -> tuple[Floats, Floats]:
    """Return azimuths and elevations, (n,) rad, of a satellite over a site between two times.

    Evenly in time, from one to the other; nan where it has no position.
    """
    span_s = max(end.seconds_since(begin), 1.0)
    sky = SkySpan.over(begin, span_s)
    if satellite.source.is_design:
        positions = _design_positions(state, satellite, sky)
    else:
        elements = state.catalogues[satellite.source].elements
        positions = _object_positions(ChosenObjects(elements, [satellite.row]), sky)
    seconds = np.linspace(0.0, span_s, _TRACK_POINTS)
    seen = observer_on_earth(site).look_angles(positions(np.zeros(len(seconds), np.intp), seconds))
    return seen.azimuth_rad, seen.elevation_rad


def _design_positions(state: State, satellite: SatelliteKey, sky: SkySpan) -> Positions:
    constellation = state.designs[satellite.source].constellation
    ours = np.array([satellite.row])
    from_epoch_s = sky.start.seconds_since(constellation.epoch)

    def positions(rows: NDArray[np.integer], seconds: Floats) -> Floats:
        r_km, _ = states_at_times(constellation, ours[rows], from_epoch_s + seconds)
        return sky.to_itrs(r_km, seconds)

    return positions


def _object_positions(objects: ChosenObjects, sky: SkySpan) -> Positions:
    def positions(rows: NDArray[np.integer], seconds: Floats) -> Floats:
        r_km, _ = objects.positions(rows, sky.start, seconds)
        return sky.to_itrs(r_km, seconds)

    return positions


def _missing(name: str, objects: ChosenObjects, begin: Instant, survey_s: Floats) -> list[str]:
    """Return what is to be said of times without a position.

    survey_s   (k,) float64  times that are looked at

    Raises UserError if there are no others.
    """
    _, error = objects.positions(np.zeros(len(survey_s), np.intp), begin, survey_s)
    if not error.any():
        return []
    reason = REASONS[int(error[error != 0][-1])]
    has_position = survey_s[error == 0]
    if not len(has_position):
        raise UserError(
            f"{name} has no position from {begin.isoformat()} to "
            f"{begin.plus_s(survey_s[-1]).isoformat()}: {reason}"
        )
    first, last = (begin.plus_s(float(one)).isoformat("minutes") for one in has_position[[0, -1]])
    return [f"{name} has a position from {first} to {last} only: {reason}"]


def _standing(
    name: str,
    found: Passes,
    positions: Positions,
    observer: Observer,
    survey_s: Floats,
    min_elev_rad: float,
) -> list[str]:
    """Return what is to be said of a satellite that never rises or never sets."""
    is_always_up = len(found) == 1 and bool(np.isnan([found.rise_s[0], found.set_s[0]]).all())
    if len(found) and not is_always_up:
        return []
    sines = observer.sin_elevation(positions(np.zeros(len(survey_s), np.intp), survey_s))
    low, high = np.arcsin([np.nanmin(sines), np.nanmax(sines)])
    least = f"{_degrees(min_elev_rad)} degrees"
    if high - low < _STANDS_STILL_RAD:
        stands = f"{name} stands at {_degrees(0.5 * (low + high))} degrees all the time"
        return [stands if is_always_up else f"{stands}, which is below {least}"]
    if not is_always_up:
        return [f"{name} never rises above {least}"]
    between = f"{_degrees(low)} and {_degrees(high)} degrees"
    return [f"{name} stands above {least} all the time, between {between}"]


def _degrees(angle_rad: float) -> str:
    text = fixed_text(math.degrees(angle_rad), 1)
    return text.removesuffix(".0")


def _magnitudes(
    found: Passes, positions: Positions, observer: Observer, sky: SkySpan, zeta_m2: float
) -> Floats:
    """Return (p,) visual magnitudes at culmination of a satellite in full light, nan if unknown."""
    r_km = positions(found.row, found.culmination_s)
    phase_rad = observer.phase_rad(r_km, sky.sun_itrs_km(found.culmination_s))
    seen = observer.look_angles(r_km)
    outside = magnitude(zeta_m2, phase_rad, seen.range_km)
    return outside + extinction_mag(seen.elevation_rad)


def _records(
    found: Passes,
    positions: Positions,
    observer: Observer,
    light: PassLight,
    begin: Instant,
    magnitudes: Floats,
) -> tuple[SatellitePass, ...]:
    def azimuths(seconds: Floats) -> Floats:
        return observer.look_angles(positions(found.row, seconds)).azimuth_rad

    def instant(seconds: float) -> Instant | None:
        return None if math.isnan(seconds) else begin.plus_s(float(seconds))

    highest = observer.look_angles(positions(found.row, found.culmination_s))
    rise_az, set_az = (_where_known(azimuths, seconds) for seconds in (found.rise_s, found.set_s))
    edges = [begin.plus_s(float(seconds)) for seconds in light.edge_s]
    out = []
    for k in range(len(found)):
        ours = np.flatnonzero(light.edge_pass == k)
        enters = light.enters_shadow[ours]
        out.append(
            SatellitePass(
                rise=instant(found.rise_s[k]),
                culmination=begin.plus_s(float(found.culmination_s[k])),
                set=instant(found.set_s[k]),
                rise_az_rad=rise_az[k],
                culmination_az_rad=float(highest.azimuth_rad[k]),
                set_az_rad=set_az[k],
                max_elev_rad=float(highest.elevation_rad[k]),
                range_km=float(highest.range_km[k]),
                sunlit=bool(light.sunlit[k]),
                magnitude=_known(magnitudes[k]) if light.sunlit[k] else None,
                sun_elev_rad=float(light.sun_elev_rad[k]),
                enters_shadow=tuple(edges[one] for one in ours[enters]),
                leaves_shadow=tuple(edges[one] for one in ours[~enters]),
                visible=bool(light.is_visible[k]),
            )
        )
    return tuple(out)


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _where_known(azimuths: Callable[[Floats], Floats], seconds: Floats) -> list[float | None]:
    """Return azimuths at times (p,), None for those that are NaN."""
    known = ~np.isnan(seconds)
    angles = azimuths(np.where(known, seconds, 0.0))
    return [
        float(angle) if is_known else None for angle, is_known in zip(angles, known, strict=True)
    ]
