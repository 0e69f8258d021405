"""Power, heat and compute in published numbers; values without a source were computed apart."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM, TAU
from orbitviz.model.design.aging import installed_flops, satellite_at_age
from orbitviz.model.design.satellite import builtin_satellite
from orbitviz.subsystems.compute import PLANNED_SHARE, delivered_flops, planned_w
from orbitviz.subsystems.environment import Environment, orbit_environment
from orbitviz.subsystems.grid import grid_of
from orbitviz.subsystems.power import array_w
from orbitviz.subsystems.satellite import ArrayPointing, Policy, RadiatorPointing
from orbitviz.subsystems.thermal import (
    absorbed_w,
    chip_temp_k,
    coolable_w,
    edge_on_view_factor,
    emitted_w,
    facing_view_factor,
)

AI1 = satellite_at_age(builtin_satellite("ai1"), 0.0)
JUNE = satellite_at_age(builtin_satellite("ai1-june"), 0.0)
SOLAR_CONSTANT_W_M2 = 1361.0


def at_noon(altitude_km=600.0, beta_rad=0.0):
    """Return the place under the Sun at one au."""
    return orbit_environment(EARTH_RADIUS_KM + altitude_km, beta_rad, np.zeros((1, 1)), AU_KM)


# Heat


def radiator_temp_k(flux_w_m2, emissivity, faces=1, effectiveness=1.0):
    """Return the temperature at which a square metre of panel rejects so much."""
    plate = replace(
        AI1, radiator_m2=1.0, faces=faces, emissivity=emissivity, effectiveness=effectiveness
    )
    return brentq(lambda k: float(emitted_w(plate, np.array(k))) - flux_w_m2, 3.0, 1500.0)


@pytest.mark.parametrize(
    ("temp_k", "w_m2", "m2_per_mw"),
    # spacedc-mdao (github.com/jman4162/spacedc-mdao), deep dive on radiators: emissivity 0.9,
    # one side.
    [(300.0, 413.4, 2420.0), (350.0, 765.8, 1306.0), (400.0, 1306.5, 765.0)],
)
def test_area_of_a_radiator(temp_k, w_m2, m2_per_mw):
    one_m2 = replace(AI1, radiator_m2=1.0, faces=1, emissivity=0.9)
    found = float(emitted_w(one_m2, temp_k))
    assert found == pytest.approx(w_m2, rel=1e-3)
    assert 1e6 / found == pytest.approx(m2_per_mw, rel=1e-3)
    assert radiator_temp_k(w_m2, 0.9) == pytest.approx(temp_k, rel=0.25e-3)


def test_starcloud_radiator():
    """Starcloud's white paper: 838 W/m2 emitted at 20 degC by two sides, 633 W/m2 net."""
    optical_solar_reflector = 0.10  # Gilmore 2002, appendix A: 0.07 to 0.10
    plate = replace(
        AI1,
        radiator_m2=1.0,
        faces=2,
        emissivity=1.0,
        absorptivity=optical_solar_reflector,
        radiator_pointing=RadiatorPointing.ZENITH,
        earth_view=0.05,
    )
    emitted = float(emitted_w(plate, 293.15))
    assert emitted == pytest.approx(837.5, rel=1e-3)
    # The paper does not say what it absorbs; with one side in full Sun the net is 600 to 680.
    net = emitted - float(absorbed_w(plate, at_noon())[0, 0])
    assert 600.0 < net < 680.0


def test_ai1_radiator():
    """SpaceX video of June 2026 (digg.com): 1,400 W/m2 two-sided; 150 kW at the peak."""
    temp_k = radiator_temp_k(1400.0, 0.9, faces=2)
    assert temp_k == pytest.approx(342.2, abs=0.5)
    rejected_w = float(emitted_w(JUNE, temp_k))
    assert rejected_w == pytest.approx(154e3, rel=1e-3)
    assert rejected_w > 150e3


@pytest.mark.parametrize(
    ("kw", "two_faces_k", "one_face_k"),
    # 160 m2 at emissivity 0.9 into 0 K, (P / (eps sigma A faces))^(1/4), to 0.1 K.
    [(175.0, 321.7, 382.6), (210.0, 336.7, 400.5), (250.0, 351.7, 418.3)],
)
def test_ai1_radiator_of_august(kw, two_faces_k, one_face_k):
    flux_w_m2 = kw * 1e3 / AI1.radiator_m2
    assert radiator_temp_k(flux_w_m2, 0.9, faces=2) == pytest.approx(two_faces_k, abs=0.1)
    assert radiator_temp_k(flux_w_m2, 0.9, faces=1) == pytest.approx(one_face_k, abs=0.1)


def test_ai1_at_the_coolant_of_its_racks():
    """NVL72 coolant enters at 45 degC (nvidia.com): 160 m2 of two faces emit 167.3 kW at it."""
    assert float(emitted_w(AI1, 318.15)) == pytest.approx(167.3e3, abs=50.0)


def test_a_less_effective_radiator_is_hotter_by_the_fourth_root():
    # Fins and view leave 0.7 to 0.9 (Turyshev, arXiv:2604.27197): 700 W/m2 a face at 342.2 K.
    ideal_k = radiator_temp_k(700.0, 0.9)
    assert ideal_k == pytest.approx(342.2, abs=0.1)
    for effectiveness in (0.7, 0.8, 0.9):
        found_k = radiator_temp_k(700.0, 0.9, effectiveness=effectiveness)
        assert found_k == pytest.approx(ideal_k * effectiveness**-0.25, abs=0.01)


def test_sphere_in_sunlight():
    # (S / 4 sigma)^(1/4) for a sphere that absorbs as it emits: its disc over its surface.
    assert radiator_temp_k(SOLAR_CONSTANT_W_M2 / 4.0, 1.0) == pytest.approx(278.3, abs=0.1)


@pytest.mark.parametrize(
    ("altitude_km", "facing", "edge_on"),
    # Plates over a sphere (Gilmore 2002, appendix; Howell), computed apart from this code.
    [
        (500.0, 0.8599, 0.2674),
        (550.0, 0.8475, 0.2579),
        (650.0, 0.8236, 0.2407),
        (1000.0, 0.7473, 0.1940),
        (2000.0, 0.5796, 0.1183),
    ],
)
def test_view_factors_to_the_earth(altitude_km, facing, edge_on):
    earth_sin = EARTH_RADIUS_KM / (EARTH_RADIUS_KM + altitude_km)
    assert facing_view_factor(earth_sin) == pytest.approx(facing, abs=1e-4)
    assert edge_on_view_factor(earth_sin) == pytest.approx(edge_on, abs=1e-4)


def test_earth_infrared_on_a_plate_that_faces_the_earth():
    # McCalip's calculator: 237 W/m2; at 550 km a black plate takes up 0.8475 of it.
    plate = replace(
        AI1,
        radiator_m2=1.0,
        faces=2,
        emissivity=1.0,
        absorptivity=0.0,
        radiator_pointing=RadiatorPointing.ZENITH,
        earth_view=None,
    )
    assert absorbed_w(plate, at_noon(550.0))[0, 0] == pytest.approx(0.8475 * 237.0, rel=1e-3)


@given(st.floats(200.0, 420.0), st.floats(0.0, 40.0), st.floats(280.0, 380.0), st.floats(1.0, 60.0))
def test_throttled_chips_stand_at_the_share_their_temperature_allows(
    radiator_k, rise_k, soft_k, span_k
):
    satellite = replace(
        AI1,
        chip_r_k_w=rise_k / AI1.compute_w,
        chip_soft_k=soft_k,
        chip_hard_k=soft_k + span_k,
    )
    power_w = float(coolable_w(satellite, radiator_k))
    chip_k = chip_temp_k(satellite, radiator_k, power_w)
    allowed = min(max((soft_k + span_k - chip_k) / span_k, 0.0), 1.0)
    assert power_w / AI1.compute_w == pytest.approx(allowed, abs=1e-9)


# Power


def test_ai1_array():
    """250 W/m2 of array: 600 m2 in June (digg.com), 840 m2 in August (FalconOrtiz/starmind)."""
    for satellite, area_m2 in ((JUNE, 600.0), (AI1, 840.0)):
        made_w = float(array_w(satellite, at_noon())[0, 0])
        assert made_w == pytest.approx(250.0 * area_m2, rel=5e-3)
        assert made_w / (area_m2 * SOLAR_CONSTANT_W_M2) == pytest.approx(0.184, abs=0.0005)


@pytest.mark.parametrize(
    ("name", "kw", "per_tonne", "mass_kg"),
    # August 2026: 75 kW per tonne of the average; June: 70 of the peak. To 1 kg of the sheets.
    [("ai1", 175.0, 75.0, 2333.0), ("ai1-june", 150.0, 70.0, 2140.0)],
)
def test_ai1_weighs_what_its_power_per_tonne_says(name, kw, per_tonne, mass_kg):
    design = builtin_satellite(name)
    assert kw in (design.compute.rated_kw, design.compute.peak_kw)
    assert design.mass_kg == mass_kg
    assert kw / per_tonne * 1e3 == pytest.approx(mass_kg, rel=2e-3)


def test_starlink_v2_mini_array():
    # Suncatcher, section 4.4 (arXiv:2511.19468): 105 m2, 22 %, packing 0.9, "~28 kW".
    starlink = satellite_at_age(builtin_satellite("starlink-v2-mini"), 0.0)
    assert array_w(starlink, at_noon())[0, 0] == pytest.approx(28.3e3, abs=0.5e3)


def test_array_loses_its_share_year_by_year():
    # spacedc-mdao: 2 % a year; after 5 years 0.98^5 = 0.9039.
    worn = satellite_at_age(builtin_satellite("ai1"), 5.0)
    made_w = float(array_w(worn, at_noon())[0, 0])
    assert made_w / float(array_w(AI1, at_noon())[0, 0]) == pytest.approx(0.9039, abs=1e-4)


def test_array_sized_by_the_book_carries_its_load():
    """FireSat in SMAD 3rd ed., section 11.4: 110 W need 239 W of array.

    35.3 min of eclipse, 63.5 min of sunlight; 0.60 from array through battery to load, 0.80
    straight to the load.
    """
    straight, through_battery = 0.80, 0.60
    dark, lit = 35.3 / 98.8, 63.5 / 98.8
    satellite = replace(
        AI1,
        conversion_efficiency=straight,
        charge_efficiency=through_battery / straight,
        discharge_efficiency=1.0,
        battery_j=1e9,
        lowest_soc=0.0,
        housekeeping_w=0.0,
        compute_w=1e3,
        policy=Policy.SCALE,
    )
    array = np.array([[239.4, 0.0]])
    light = np.array([[1.0, 0.0]])
    one = np.ones((1, 1))
    environment = Environment(
        phase_rad=np.array([[0.0, 0.5 * TAU]]),
        light=light,
        cos_zenith=np.array([[1.0, -1.0]]),
        cos_ahead=np.zeros((1, 2)),
        sin_beta=0.0 * one,
        flux_w_m2=SOLAR_CONSTANT_W_M2 * one,
        earth_sin=0.9 * one,
        rate_rad_s=TAU / (98.8 * 60.0) * one,
        east=one,
    )
    share = np.array([[lit, dark]])
    planned = planned_w(satellite, environment, np.full((1, 2), 1e3), array, share)
    off_by_1_w_of_array = 110.0 / 239.4
    # The book plans with all that the array gives.
    assert planned / PLANNED_SHARE == pytest.approx(110.0, abs=off_by_1_w_of_array)


@pytest.mark.parametrize(
    ("altitude_km", "dark"),
    # Share of the orbit in the cylindrical shadow at beta = 0, computed apart from this code.
    [
        (500.0, 0.3779),
        (550.0, 0.3723),
        (600.0, 0.3670),
        (650.0, 0.3620),
        (700.0, 0.3572),
        (800.0, 0.3483),
        (1000.0, 0.3323),
        (1200.0, 0.3184),
        (2000.0, 0.2754),
    ],
)
def test_array_over_an_orbit_gives_the_share_of_its_time_in_sunlight(altitude_km, dark):
    grid = grid_of((EARTH_RADIUS_KM + altitude_km,), AU_KM, 1.0)
    given_w = array_w(replace(AI1, array_pointing=ArrayPointing.TRACKING), grid.environment)
    mean_w = np.sum(grid.share * given_w, axis=1)[0]
    # Half of the penumbra, 4 to 5 s at either end of 95 minutes, is not in the cylinder.
    assert mean_w / given_w.max() == pytest.approx(1.0 - dark, abs=0.003)


# Compute


def test_work_of_a_million_satellites():
    """GB200 NVL72: 180 PFLOP/s in 120 to 132 kW; a million of 175 kW are 238.6 to 262.5 ZFLOP/s."""
    installed = 1e6 * installed_flops(builtin_satellite("ai1"))
    assert 180e15 / 132e3 * 175e9 < installed < 180e15 / 120e3 * 175e9
    assert float(delivered_flops(AI1, 175e3)) == pytest.approx(2.4929e17, rel=1e-3)


def test_less_power_costs_less_work_than_it_saves():
    # The exponent 0.7 is the program's assumption: half the power does 0.5^0.7 = 0.616 of it.
    assert float(delivered_flops(AI1, 87.5e3)) / AI1.flops == pytest.approx(0.6156, abs=1e-4)
    assert float(delivered_flops(AI1, 0.0)) == 0.0
    assert math.isclose(float(delivered_flops(AI1, AI1.compute_w)), AI1.flops)
