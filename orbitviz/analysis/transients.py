"""Transient scenarios of one satellite: first orbits, load step, fault, eclipse season."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.analysis.fleet import Fleet, of_one_age
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.analysis.year import eclipse_of_plane, season_edges, year_instants
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, TAU
from orbitviz.base.units import celsius_text, share_text
from orbitviz.model.selection import ShellMask
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.kepler import mean_anomaly_rad
from orbitviz.orbits.plane_geometry import planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import LAST_INSTANT, Instant
from orbitviz.subsystems.quantities.heat import RADIATOR
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.satellite import Satellite
from orbitviz.subsystems.transient import KNOT_TURN, Orbit, Trajectory, simulate

LAUNCH_SOC, LAUNCH_K = 0.6, 278.15  # assumed: partly discharged and cool after separation
LESS_LOAD = 0.5
FOULED = 0.8  # of the emissivity
_ORBITS = 6  # of a scenario; the change is after two of them
_SEASON_S = 2.0 * DAY_S  # from the first day with eclipses on


@dataclass(frozen=True, kw_only=True)
class Representative:
    """The satellite that represents the selection: the first of its first shell.

    row       index of the satellite
    noon      the instant nearest to the present at which it is at orbit noon
    period_s  from noon to noon
    age_years the most common age of the satellites of its design
    """

    name: str
    row: int
    shell: int
    noon: Instant
    period_s: float
    age_years: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """One scenario and its trajectory.

    what     what happens, in words
    begin    instant of the trajectory's first second
    changed  seconds between which the change acts
    """

    key: str
    title: str
    what: str
    begin: Instant
    trajectory: Trajectory
    changed: tuple[float, float]


def representative_of(
    fleet: Fleet, geometry: SkyGeometry, shells: ShellMask
) -> Representative | None:
    """Return the representative of the shells in a mask (s,), None if they are empty."""
    constellation = fleet.constellation
    filled = np.flatnonzero(shells & (np.diff(constellation.shell_first) > 0))
    if not len(filled):
        return None
    shell = int(filled[0])
    row = int(constellation.shell_first[shell])
    rates = secular_rates(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    rate = float(rates.arglat_rad_s[shell])
    plane = constellation.plane_index[[row]]
    sun = planes_under_sun(constellation, geometry.instant, geometry.sun_direction, plane)
    noon_rad = float(sun.noon_rad[0])
    since_s = geometry.instant.seconds_since(constellation.epoch)
    argp_rad = float(constellation.argp_rad[shell] + rates.argp_rad_s[shell] * since_s)
    mean_rad = argp_rad + mean_anomaly_rad(noon_rad - argp_rad, float(constellation.ecc[shell]))
    past_rad = math.remainder(_arglat_rad(fleet, geometry, row) - mean_rad, TAU)
    noon = geometry.instant.plus_s(-past_rad / rate)
    return Representative(
        name=constellation.shell_name[shell],
        row=row,
        shell=shell,
        noon=noon,
        period_s=TAU / rate,
        age_years=fleet.parts[int(fleet.part_of[shell])].mixture.most_common.years,
    )


def scenarios_of(
    fleet: Fleet, geometry: SkyGeometry, representative: Representative, keys: tuple[str, ...] = ()
) -> tuple[Scenario, ...]:
    """Return the scenarios named by `keys`, all if there are none; a season only if one begins."""
    chosen = keys or tuple(SCENARIOS)
    fleet = of_one_age(fleet)
    made = [SCENARIOS[key](fleet, geometry, representative) for key in chosen]
    return tuple(scenario for scenario in made if scenario is not None)


def _first_orbits(fleet: Fleet, geometry: SkyGeometry, representative: Representative) -> Scenario:
    length_s = _ORBITS * representative.period_s
    trajectory = _trajectory(
        fleet, geometry, representative, length_s, state=(LAUNCH_SOC, LAUNCH_K)
    )
    charge, warmth = share_text(LAUNCH_SOC, 0), celsius_text(LAUNCH_K, 0)
    what = f"switched on at {charge} charge and {warmth}"
    return Scenario(
        key="first-orbits",
        title="First orbits",
        what=what,
        begin=geometry.instant,
        trajectory=trajectory,
        changed=(0.0, 0.0),
    )


def _load_step(fleet: Fleet, geometry: SkyGeometry, representative: Representative) -> Scenario:
    satellite = _satellite(fleet, representative)
    less = replace(
        satellite,
        asked=LESS_LOAD * satellite.asked,
        asked_least=LESS_LOAD * satellite.asked_least,
    )
    begin, end = 2.0 * representative.period_s, 4.0 * representative.period_s
    changes = ((begin, less), (end, satellite))
    trajectory = _trajectory(
        fleet, geometry, representative, _ORBITS * representative.period_s, changes
    )
    what = f"{share_text(LESS_LOAD, 0)} of the demanded load"
    return Scenario(
        key="load-step",
        title="Load step",
        what=what,
        begin=geometry.instant,
        trajectory=trajectory,
        changed=(begin, end),
    )


def _fouled_radiator(
    fleet: Fleet, geometry: SkyGeometry, representative: Representative
) -> Scenario:
    satellite = _satellite(fleet, representative)
    fouled = replace(satellite, emissivity=FOULED * satellite.emissivity)
    begin, end = 2.0 * representative.period_s, _ORBITS * representative.period_s
    trajectory = _trajectory(fleet, geometry, representative, end, ((begin, fouled),))
    what = f"emissivity reduced to {share_text(FOULED, 0)} of its initial value"
    return Scenario(
        key="fouled-radiator",
        title="Fouled radiator",
        what=what,
        begin=geometry.instant,
        trajectory=trajectory,
        changed=(begin, end),
    )


def _season(fleet: Fleet, geometry: SkyGeometry, representative: Representative) -> Scenario | None:
    """Return the days about the next beginning of eclipses, None if none begins within a year."""
    days = year_instants(geometry.instant)
    plane = int(fleet.constellation.plane_index[representative.row])
    edges = season_edges(eclipse_of_plane(fleet.constellation, plane, days) > 0.0)
    ahead = [days[day] for day, _ in edges if day > 0 and days[day] > geometry.instant]
    if not ahead:
        return None
    begin = sky_geometry_at(ahead[0])
    trajectory = _trajectory(fleet, begin, representative, _SEASON_S)
    dark = trajectory.seconds[trajectory.light < 0.5]
    changed = (float(dark[0]), _SEASON_S) if len(dark) else (0.0, 0.0)
    what = "the first eclipses"
    return Scenario(
        key="eclipse-season",
        title="Eclipse season",
        what=what,
        begin=begin.instant,
        trajectory=trajectory,
        changed=changed,
    )


def _trajectory(
    fleet: Fleet,
    geometry: SkyGeometry,
    representative: Representative,
    length_s: float,
    changes: tuple[tuple[float, Satellite], ...] = (),
    state: tuple[float, float] | None = None,
) -> Trajectory:
    """Return the trajectory from `geometry` on, from the limit cycle or from `state`."""
    constellation = fleet.constellation
    plane = constellation.plane_index[[representative.row]]
    sun = planes_under_sun(constellation, geometry.instant, geometry.sun_direction, plane)
    orbit = Orbit(
        float(constellation.sma_km[representative.shell]),
        float(constellation.inc_rad[representative.shell]),
        float(sun.raan_rad[0]),
        float(_arglat_rad(fleet, geometry, representative.row)),
    )
    soc, radiator_k = state or _settled_state(fleet, geometry, representative)
    return simulate(
        _satellite(fleet, representative),
        orbit,
        _sun_km,
        geometry.instant,
        length_s,
        KNOT_TURN * representative.period_s,
        soc,
        radiator_k,
        changes,
    )


def _sun_km(instant: Instant) -> Floats:
    """Return (3,) km TEME; past the end of the ephemeris, where the Sun was last known."""
    late = instant.seconds_since(LAST_INSTANT) > 0.0
    return sun_position_km(LAST_INSTANT if late else instant, Frame.TEME)


def _settled_state(
    fleet: Fleet, geometry: SkyGeometry, representative: Representative
) -> tuple[float, float]:
    """Return state of charge 0..1 and radiator temperature, K, as the operating map has them."""
    satellite = SatelliteRows(fleet, geometry, np.array([representative.row]))
    soc, radiator_k = (float(satellite.values(quantity)[0]) for quantity in (CHARGE, RADIATOR))
    return soc, radiator_k


def _arglat_rad(fleet: Fleet, geometry: SkyGeometry, row: int) -> float:
    rows = np.array([row], np.int32)
    return float(satellite_arglat_rad(fleet.constellation, geometry.instant, rows)[0])


def _satellite(fleet: Fleet, representative: Representative) -> Satellite:
    return fleet.parts[int(fleet.part_of[representative.shell])].operating.satellite


SCENARIOS: dict[str, Callable[[Fleet, SkyGeometry, Representative], Scenario | None]] = {
    "first-orbits": _first_orbits,
    "load-step": _load_step,
    "fouled-radiator": _fouled_radiator,
    "eclipse-season": _season,
}
