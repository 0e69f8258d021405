"""The operating map against single satellites integrated by scipy.

Bounds: 0.5 K, 0.005 of the charge and 0.2 % of the work of an orbit, at every place of an orbit,
looked up the way the program does it.
"""

import math

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

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


def satellite_of(rng):
    """Return a satellite: all pointings, policies and workloads, and sizes in proportion.

    Computers of 100 W to 300 kW, housekeeping 1 to 30 % of it. The array in full sunlight makes
    0.8 to 2.5 times the load; the battery holds 0.25 to 5 h of it and charges at 0.2 to 2 C; the
    heat capacity is 5 to 30 J/K for each watt of it, and the radiator, of one or two faces,
    rejects it at 230 to 370 K, sunlight and the Earth coming on top. Chips run up to 40 K hotter
    than the radiator and throttle from 320 to 360 K on, over 5 to 40 K.
    """
    rated_w = 10.0 ** rng.uniform(2.0, math.log10(3e5))
    housekeeping_w = rated_w * rng.uniform(0.01, 0.3)
    conversion = rng.uniform(0.8, 1.0)
    load_w = (rated_w + housekeeping_w) / conversion
    faces = int(rng.integers(1, 3))
    emissivity = rng.uniform(0.7, 0.95)
    flux_w_m2 = faces * emissivity * SIGMA * rng.uniform(230.0, 370.0) ** 4
    battery_wh = load_w * 10.0 ** rng.uniform(math.log10(0.25), math.log10(5.0))
    soft_k = rng.uniform(320.0, 360.0)
    asked = rng.uniform(0.3, 1.0)
    return Satellite(
        array_m2=load_w * rng.uniform(0.8, 2.5) / FLUX,
        array_pointing=ArrayPointing(rng.integers(3)),
        battery_j=battery_wh * 3600.0,
        charge_efficiency=rng.uniform(0.85, 1.0),
        discharge_efficiency=rng.uniform(0.85, 1.0),
        lowest_soc=rng.uniform(0.0, 0.8),
        charge_w=battery_wh * 10.0 ** rng.uniform(math.log10(0.2), math.log10(2.0)),
        conversion_efficiency=conversion,
        housekeeping_w=housekeeping_w,
        radiator_m2=load_w / flux_w_m2,
        faces=faces,
        emissivity=emissivity,
        absorptivity=rng.uniform(0.05, 0.5),
        earth_view=rng.uniform(0.0, 0.5) if rng.random() < 0.2 else None,
        radiator_pointing=RadiatorPointing(rng.integers(3)),
        heat_capacity_j_k=load_w * rng.uniform(5.0, 30.0),
        chip_r_k_w=rng.uniform(0.0, 40.0) / rated_w,
        chip_soft_k=soft_k,
        chip_hard_k=soft_k + rng.uniform(5.0, 40.0),
        compute_w=rated_w,
        flops=1e12 * rated_w,
        power_exponent=rng.uniform(0.5, 1.0),
        policy=Policy(rng.integers(3)),
        workload=Workload(rng.integers(3)),
        asked=asked,
        asked_least=asked * rng.uniform(0.0, 1.0),
        peak_local_rad=rng.uniform(-math.pi, math.pi),
    )


def place_of(rng):
    """Return an orbit and the altitudes of the map around it, up to 40 km apart.

    Beta over all angles, or, every other time, within 2 degrees of where the eclipses end.
    """
    sma_km = RE + rng.uniform(400.0, 2000.0)
    apart_km = rng.uniform(0.0, 40.0)
    low_km = sma_km - apart_km * rng.uniform(0.0, 1.0)
    ends_deg = math.degrees(math.asin(RE / sma_km))
    near = rng.random() < 0.5
    beta_deg = ends_deg + rng.uniform(-2.0, 2.0) if near else rng.uniform(0.0, 90.0)
    sun_km = AU * rng.uniform(0.983, 1.017)
    orbit = Orbit(sma_km, math.radians(beta_deg), sun_km, float(rng.choice([-1.0, 1.0])))
    return orbit, altitudes_of(np.array([low_km, low_km + apart_km]))


def differences(satellite, orbit, nodes_km):
    """Return how far the map is off: charge, K, share of the work; None where it has no cycle."""
    found = solve_map(satellite, grid_of(nodes_km, orbit.sun_km, orbit.east))
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
