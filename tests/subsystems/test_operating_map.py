"""The operating map against single satellites integrated by scipy.

Bounds: 0.5 K, 0.005 of the charge and 0.2 % of the work of an orbit, at every place of an orbit,
looked up the way the program does it.
"""

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from orbitviz.orbits.eclipse import shadow_reach_rad
from orbitviz.subsystems.operating_map import (
    altitudes_of,
    along_orbit,
    at_corners,
    corners,
    grid_of,
    solve_map,
)
from orbitviz.subsystems.satellite import (
    ArrayPointing,
    Policy,
    RadiatorPointing,
    Satellite,
    Workload,
)
from orbitviz.subsystems.stations import shadow, station_of
from tests.subsystems.reference import AU, FLUX, RE, SIGMA, Orbit, settled_orbit

TEMP_K, SOC, WORK = 0.5, 0.005, 0.002
MAX_ORBITS = 40


def between(low, high):
    return st.floats(low, high, allow_subnormal=False)


@st.composite
def satellites(draw):
    """Return a satellite: all pointings, policies and workloads, and sizes in proportion.

    Computers of 100 W to 300 kW, housekeeping 1 to 30 % of it. The array in full sunlight makes
    0.8 to 2.5 times the load; the battery holds 0.25 to 5 h of it and charges at 0.2 to 2 C; the
    heat capacity is 5 to 30 J/K for each watt of it, and the radiator, of one or two faces,
    rejects it at 230 to 370 K, sunlight and the Earth coming on top. Chips run up to 40 K hotter
    than the radiator and throttle from 320 to 360 K on, over 5 to 40 K.
    """
    rated_w = 10.0 ** draw(between(2.0, math.log10(3e5)))
    housekeeping_w = rated_w * draw(between(0.01, 0.3))
    conversion = draw(between(0.8, 1.0))
    load_w = (rated_w + housekeeping_w) / conversion
    faces = draw(st.integers(1, 2))
    emissivity = draw(between(0.7, 0.95))
    flux_w_m2 = faces * emissivity * SIGMA * draw(between(230.0, 370.0)) ** 4
    battery_wh = load_w * draw(between(0.25, 5.0))
    soft_k = draw(between(320.0, 360.0))
    asked = draw(between(0.3, 1.0))
    return Satellite(
        array_m2=load_w * draw(between(0.8, 2.5)) / FLUX,
        array_pointing=draw(st.sampled_from(ArrayPointing)),
        battery_j=battery_wh * 3600.0,
        charge_efficiency=draw(between(0.85, 1.0)),
        discharge_efficiency=draw(between(0.85, 1.0)),
        lowest_soc=draw(between(0.0, 0.8)),
        charge_w=battery_wh * draw(between(0.2, 2.0)),
        conversion_efficiency=conversion,
        housekeeping_w=housekeeping_w,
        radiator_m2=load_w / flux_w_m2,
        faces=faces,
        emissivity=emissivity,
        absorptivity=draw(between(0.05, 0.5)),
        earth_view=draw(st.none() | between(0.0, 0.5)),
        radiator_pointing=draw(st.sampled_from(RadiatorPointing)),
        heat_capacity_j_k=load_w * draw(between(5.0, 30.0)),
        chip_r_k_w=draw(between(0.0, 40.0)) / rated_w,
        chip_soft_k=soft_k,
        chip_hard_k=soft_k + draw(between(5.0, 40.0)),
        compute_w=rated_w,
        flops=1e12 * rated_w,
        power_exponent=draw(between(0.5, 1.0)),
        policy=draw(st.sampled_from(Policy)),
        workload=draw(st.sampled_from(Workload)),
        asked=asked,
        asked_least=asked * draw(between(0.0, 1.0)),
        peak_local_rad=draw(between(-math.pi, math.pi)),
    )


@dataclass(frozen=True)
class Place:
    """An orbit, and the altitudes that a map around it is solved at."""

    orbit: Orbit
    nodes_km: tuple[float, ...]


@st.composite
def places(draw):
    """Return an orbit: beta over all angles, or within 2 degrees of where the eclipses end."""
    altitude_km = draw(between(400.0, 2000.0))
    wide_km = draw(between(0.0, 40.0))
    low_km = RE + altitude_km - wide_km * draw(between(0.0, 1.0))
    sma_km = RE + altitude_km
    sun_km = AU * draw(between(0.983, 1.017))
    edge_rad = math.asin(RE / sma_km)
    near = st.builds(lambda off: edge_rad + math.radians(off), between(-2.0, 2.0))
    beta_rad = draw(st.one_of(between(0.0, 0.5 * math.pi), near))
    east = draw(st.sampled_from((1.0, -1.0)))
    nodes = altitudes_of(np.array([low_km, low_km + wide_km]))
    return Place(Orbit(sma_km, beta_rad, sun_km, east), nodes)


def differences(satellite, place):
    """Return how far the map is off: charge, K, share of the work; None where it has no cycle."""
    orbit = place.orbit
    found = solve_map(satellite, grid_of(place.nodes_km, orbit.sun_km, orbit.east))
    sma, beta = np.array([orbit.sma_km]), np.array([orbit.beta_rad])
    where = corners(found.grid, sma, beta)
    used = where.node[where.weight > 0.0]
    if not found.settled.ravel()[used].all():
        return None

    def looked_up(name, phases):
        arcs = shadow(sma, beta, orbit.sun_km)
        every = type(where)(
            *(np.broadcast_to(values, (4, len(phases))) for values in (where.node, where.weight))
        )
        return along_orbit(found.values[name], every, station_of(arcs, phases))

    noon = np.zeros(1)
    soc, temp = looked_up("soc", noon)[0], looked_up("radiator_k", noon)[0]
    phases, socs, temps, work, moved = settled_orbit(satellite, orbit, soc, temp, MAX_ORBITS)
    assert moved[0] < 1e-5, "the reference has not settled"
    assert moved[1] < 1e-2, "the reference has not settled"
    mean_flops = float(at_corners(found.mean["flops"], where)[0])
    return (
        float(np.abs(looked_up("soc", phases) - socs).max()),
        float(np.abs(looked_up("radiator_k", phases) - temps).max()),
        # Below a thousandth of the rating a share of the work means nothing.
        abs(mean_flops / satellite.flops - work) / max(work, 1e-3),
    )
