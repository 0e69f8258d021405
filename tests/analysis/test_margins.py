"""Findings about satellites with little to spare: AI1's figures of August 2026, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import FINDINGS, TOTALS, Analyst
from orbitviz.subsystems.quantities.heat import CHIP
from tests.analysis.dawn_dusk import dawn_dusk_question


def answers_of(*lines, like="ai1"):
    """Return what is found about one dawn-dusk plane of a built-in satellite changed."""
    question = dawn_dusk_question(*lines, like=like, satellites=3)
    return Analyst().answer(question, frozenset({FINDINGS, TOTALS}))


def sentence_with(words, *lines, like="ai1"):
    """Return the one finding with these words, None if there is none."""
    found = [one for one in answers_of(*lines, like=like)[FINDINGS] if words in one]
    assert len(found) <= 1
    return found[0] if found else None


def test_chips_just_below_their_soft_limit_are_told_with_what_throttles_them():
    """What is emitted goes with the fourth power: the quoted effectiveness is where it begins."""
    told = sentence_with("below their soft limit")
    assert "throttled if the radiator is less than 96 % effective" in told
    assert answers_of("radiator.effectiveness = 0.97")[TOTALS].throttled == 0.0
    assert sentence_with("below their soft limit", "radiator.effectiveness = 0.97")
    assert sentence_with("and are throttled", "radiator.effectiveness = 0.95")
    assert answers_of("radiator.effectiveness = 0.95")[TOTALS].throttled > 0.0


def test_chips_far_from_their_limits_are_not_told():
    assert sentence_with("soft limit", "compute.soft_limit_c = 85") is None
    hot = answers_of("radiator.area_m2 = 40", "compute.chip_to_radiator_k_per_kw = 0")
    assert hot[TOTALS].spread(CHIP).maximum > 348.15


@pytest.mark.parametrize(
    ("like", "drawn", "short", "array", "minutes"),
    [
        # (250 + 5) / 0.95 kW against 250 W/m2 x 840 m2; 17 kWh x 0.4 x 0.95 over the difference.
        ("ai1", "268.4", "58.41", "210", "6.6"),
        # (150 + 5) / 0.95 kW against 250 W/m2 x 600 m2; 20 kWh x 0.4 x 0.95.
        ("ai1-june", "163.2", "13.15", "150", "34.7"),
    ],
)
def test_a_peak_beyond_the_array_is_told_with_how_long_the_battery_bears_it(
    like, drawn, short, array, minutes
):
    told = sentence_with("the peak of", like=like)
    assert f"draws {drawn} kW" in told
    assert f"{short} kW more than the array's {array} kW" in told
    assert f"can supply it for {minutes} minutes" in told


def test_no_peak_or_an_array_that_carries_it_is_not_told():
    assert sentence_with("the peak of", "compute.peak_kw = 175") is None
    assert sentence_with("the peak of", "array.area_m2 = 1080") is None  # 270 kW


def test_a_load_that_does_not_close_at_the_coolant_is_told():
    """NVL72 inlet 45 degC: 160 m2, two faces, eps 0.9 emit 167.3 kW; (175 + 5) / 0.95 are 189.5."""
    told = sentence_with("at 45 °C, the coolant")
    assert (
        "(160 m², two faces) emits 167.3 kW when new, less than the average load of 189.5 kW"
        in told
    )
    # (189.5 kW / (eps sigma A 2))^(1/4) = 328.2 K.
    needed_k = (189.47e3 / (0.9 * 5.670374e-8 * 320.0)) ** 0.25
    assert needed_k == pytest.approx(328.2, abs=0.1)
    assert f"it would have to be at {needed_k - 273.15:.0f} °C" in told


def test_a_radiator_that_suffices_at_the_coolant_is_not_told():
    at_50_c_kw = 0.9 * 5.670374e-8 * 320.0 * np.array([318.15, 328.5]) ** 4 / 1e3
    assert at_50_c_kw == pytest.approx([167.3, 190.2], abs=0.1)
    assert sentence_with("the coolant", "compute.coolant_c = 55.35") is None
    assert sentence_with("the coolant", "radiator.area_m2 = 182") is None
