"""What age and units make of a satellite design."""

import math
from typing import get_args

import pytest

from orbitviz.model.design.aging import (
    age_words,
    ages_of,
    flops_per_w,
    installed_flops,
    mean_age,
    satellite_at_age,
)
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design.satellite import MAX_AGE_YEARS, SatelliteDesign, builtin_satellite
from orbitviz.model.design.satellite_parts import Compute, Radiator, SolarArray
from orbitviz.subsystems.satellite import ArrayPointing, Policy, RadiatorPointing, Workload


def design(**values):
    return SatelliteDesign.model_validate({"like": "ai1", **values})


@pytest.mark.parametrize("age", [0.0, 0.5, 1.0, 5.0, 10.0])
def test_the_array_loses_its_share_year_on_year(age):
    satellite = satellite_at_age(design(array={"degradation_per_year": 0.03, "packing": 0.9}), age)
    assert satellite.array_m2 == pytest.approx(840.0 * 0.1837 * 0.9 * 0.97**age)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0.0, 0.90), (1.0, 0.89), (2.5, 0.875), (5.0, 0.85), (5.1, 0.85), (10.0, 0.85)],
)
def test_emissivity_goes_evenly_to_the_end_of_life_and_stays(age, expected):
    assert satellite_at_age(builtin_satellite("ai1"), age).emissivity == pytest.approx(expected)


@pytest.mark.parametrize("age", [0.0, 0.5, 1.0, 5.0])
def test_chips_fail_year_on_year(age):
    satellite = satellite_at_age(
        design(compute={"failures_per_year": 0.2, "radiation_loss": 0.1}), age
    )
    alive = 0.8**age
    stopped = 12.5 * 0.3 / 8766.0  # interruptions a year, hours lost by each, hours a year
    working = 0.9 * alive * (1.0 - stopped)
    assert satellite.compute_w == pytest.approx(175_000.0 * alive)
    assert satellite.flops == pytest.approx(175_000.0 * 0.77 * 1.85e12 * working)


@pytest.mark.parametrize("name", BUILTIN)
def test_chips_that_die_and_jobs_that_stop_are_two_things(name):
    """The Llama 3 run, arXiv:2407.21783, section 3.3.4 and table 5: 16,384 GPUs in 54 days."""
    years = 54 / 365.25
    compute = builtin_satellite(name).compute
    # Were every faulty GPU dead for good; the default lies below it.
    assert 148 / 16_384 / years == pytest.approx(0.061, abs=0.001)
    assert 0.025 <= compute.failures_per_year <= 0.061
    # 419 unexpected interruptions: one in 3.1 h, and less than a tenth of the time lost.
    assert 419 / 16_384 / years * 72 == pytest.approx(compute.interruptions_per_year, rel=0.01)
    assert compute.hours_per_interruption <= 0.1 * 54 * 24 / 419


def test_work_is_lost_to_interruptions_not_chips():
    often = design(compute={"interruptions_per_year": 876.6, "hours_per_interruption": 1.0})
    never = design(compute={"interruptions_per_year": 0.0})
    assert satellite_at_age(often).flops == pytest.approx(0.9 * satellite_at_age(never).flops)
    assert satellite_at_age(often).compute_w == satellite_at_age(never).compute_w
    always = design(compute={"interruptions_per_year": 1e5, "hours_per_interruption": 100.0})
    assert satellite_at_age(always).flops == 0.0


def test_what_an_ai1_has_installed():
    # 0.77 of 175 kW in chips of 1.85 TFLOP/s per W: 249.3 PFLOP/s, 1.385 racks of 180 PFLOP/s.
    assert installed_flops(builtin_satellite("ai1")) == pytest.approx(2.4929e17, rel=1e-4)
    assert installed_flops(builtin_satellite("starlink-v2-mini")) == 0.0


def test_installed_is_as_launched():
    worn = design(age_years=5.0, compute={"failures_per_year": 0.3, "radiation_loss": 0.5})
    assert installed_flops(worn) == pytest.approx(2.4929e17, rel=1e-4)


def test_a_satellite_is_new_unless_its_age_is_asked_for():
    assert satellite_at_age(design(age_years=4.0)) == satellite_at_age(design(), 0.0)
    assert satellite_at_age(design(), 4.0).compute_w < satellite_at_age(design()).compute_w


@pytest.mark.parametrize(
    ("age", "ages", "words"),
    [
        (3.0, [(3.0, 1.0)], "all 3 years old"),
        (0.0, [(0.0, 1.0)], "all new"),
        ([2.0, 1.0, 2.0, 2.0], [(1.0, 0.25), (2.0, 0.75)], "ages of 1 to 2 years"),
        ("spread", [(0.0, 1 / 6), (2.5, 4 / 6), (5.0, 1 / 6)], "ages spread evenly over 5 years"),
    ],
)
def test_ages_are_those_of_the_design(age, ages, words):
    one = design(age_years=age)
    assert [tuple(each) for each in ages_of(one)] == [pytest.approx(each) for each in ages]
    assert age_words(one) == words
    [(mean, share)] = mean_age(one)
    assert mean == pytest.approx(sum(years * part for years, part in ages))
    assert share == 1.0


@pytest.mark.parametrize("key", ["array", "chips"])
def test_three_ages_stand_for_all_of_a_life(key):
    """The mean of d^t over a life T is (d^T - 1) / (T ln d)."""
    one = design(array={"degradation_per_year": 0.1}, compute={"failures_per_year": 0.1})
    name = {"array": "array_m2", "chips": "compute_w"}[key]
    mean = sum(share * getattr(satellite_at_age(one, age), name) for age, share in ages_of(one))
    exact = (0.9**5 - 1.0) / (5.0 * math.log(0.9)) * getattr(satellite_at_age(one), name)
    assert mean == pytest.approx(exact, rel=1e-4)


@pytest.mark.parametrize("name", BUILTIN)
def test_age_never_adds_anything(name):
    ages = [
        satellite_at_age(builtin_satellite(name), age) for age in (0.0, 1.0, 3.0, MAX_AGE_YEARS)
    ]
    for key in ("array_m2", "battery_j", "emissivity", "compute_w", "flops"):
        values = [getattr(satellite, key) for satellite in ages]
        assert values == sorted(values, reverse=True)
        assert values[-1] >= 0.0


def test_everything_is_in_si():
    satellite = satellite_at_age(design())
    assert satellite.battery_j == 17 * 3.6e6
    assert satellite.charge_w == 17_000.0
    assert satellite.housekeeping_w == 5_000.0
    assert satellite.heat_capacity_j_k == 1_050_000.0
    assert satellite.chip_r_k_w * 175_000.0 == pytest.approx(10.0, abs=0.01)
    assert satellite.chip_soft_k == pytest.approx(348.15)
    assert satellite.chip_hard_k == pytest.approx(363.15)
    assert satellite.lowest_soc == pytest.approx(0.6)
    assert (satellite.radiator_m2, satellite.faces, satellite.earth_view) == (160.0, 2, None)
    assert satellite.effectiveness == 1.0
    assert satellite.absorptivity == 0.1
    assert satellite.power_exponent == 0.7
    assert (satellite.charge_efficiency, satellite.discharge_efficiency) == (0.95, 0.95)
    assert satellite.conversion_efficiency == 0.95


@pytest.mark.parametrize("age", [0.0, 1.0, 5.0])
def test_the_battery_fades_year_on_year(age):
    satellite = satellite_at_age(design(battery={"energy_kwh": 10.0, "fade_per_year": 0.04}), age)
    assert satellite.battery_j == pytest.approx(36e6 * 0.96**age)


@pytest.mark.parametrize(
    ("cells_c", "left"),
    # Silicon, 0.5 % per K above 28 degC (SMAD, section 11.4): 67 degC in low orbit leave 80.5 %.
    [(28.0, 1.0), (67.0, 0.805), (-22.0, 1.25), (300.0, 0.0)],
)
def test_hot_cells_give_less(cells_c, left):
    cells = {"efficiency_at_c": 28.0, "cell_temperature_c": cells_c, "loss_per_k": 0.005}
    made = satellite_at_age(design(array=cells)).array_m2
    assert made == pytest.approx(left * 840.0 * 0.1837)


def test_by_chips_alone_all_the_power_is_theirs():
    by_chips = design(compute={"chip_share": 1.0})
    assert installed_flops(by_chips) == pytest.approx(175_000.0 * 1.85e12)
    # GB200 NVL72: 180 PFLOP/s in a rack of 132 to 120 kW, 1.36 to 1.50 TFLOP/s per W.
    assert 180e15 / 132e3 < flops_per_w(design()) < 180e15 / 120e3


def test_the_peak_is_an_angle_from_noon():
    peaks = [
        satellite_at_age(design(compute={"peak_local_h": hour})).peak_local_rad
        for hour in (6, 12, 15)
    ]
    assert peaks == pytest.approx([-0.5 * math.pi, 0.0, 0.25 * math.pi])


def test_a_constant_workload_asks_for_all():
    satellite = satellite_at_age(design(compute={"workload": "constant", "demand": 0.3}))
    assert satellite.asked == 1.0
    assert satellite_at_age(design(compute={"workload": "duty-cycle", "demand": 0.3})).asked == 0.3
    following = satellite_at_age(
        design(compute={"workload": "follow-the-sun", "demand": 0.8, "least_demand": 0.2})
    )
    assert (following.asked, following.asked_least) == (0.8, 0.2)


@pytest.mark.parametrize(
    ("part", "model", "key", "column", "kinds"),
    [
        ("array", SolarArray, "pointing", "array_pointing", ArrayPointing),
        ("radiator", Radiator, "pointing", "radiator_pointing", RadiatorPointing),
        ("compute", Compute, "eclipse_policy", "policy", Policy),
        ("compute", Compute, "workload", "workload", Workload),
    ],
)
def test_every_word_of_the_file_is_one_of_the_kernels(part, model, key, column, kinds):
    words = get_args(model.model_fields[key].annotation)
    found = [getattr(satellite_at_age(design(**{part: {key: word}})), column) for word in words]
    assert sorted(found) == sorted(kinds)
    for word, kind in zip(words, found, strict=True):
        assert kind.name.lower().replace("_", "-") == word


def test_the_view_of_the_earth_is_taken_over():
    assert satellite_at_age(design(radiator={"earth_view": 0.25})).earth_view == 0.25
