"""What a solver leaves of a battery that is empty or full is no power."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.answers.analyst import FINDINGS, TOTALS, Analyst
from orbitviz.base.units import si_text
from orbitviz.subsystems.quantities.power import ARRAY, CHARGING, DISCHARGING, LOAD, SHED
from tests.analysis.dawn_dusk import dawn_dusk_question


def totals(*lines, ltan_h):
    """Return the question about a bus, and the totals of one plane of it."""
    question = dawn_dusk_question(*lines, like="bus-500kg", satellites=3, ltan_h=ltan_h)
    return question, Analyst().answer(question, frozenset({FINDINGS, TOTALS}))[TOTALS]


@pytest.mark.parametrize("ltan_h", [6, 12])
def test_an_empty_battery_takes_and_gives_nothing(ltan_h):
    """An array below the housekeeping: what it makes goes to the load, and none is stored."""
    lines = ("array.area_m2 = 1.2", "bus.housekeeping_kw = 0.6", "battery.energy_kwh = 3")
    question, now = totals(*lines, ltan_h=ltan_h)
    assert now.total(ARRAY) > 100.0
    assert [si_text(now.total(q), "W") for q in (CHARGING, DISCHARGING)] == ["0 W", "0 W"]
    assert now.total(LOAD) == pytest.approx(now.total(ARRAY), rel=1e-6)
    assert now.total(SHED) > 100.0
    tables = question.fleet.parts[0].operating.values
    for quantity in (CHARGING, DISCHARGING):
        assert not np.any(tables[quantity])


def test_what_is_no_round_off_stays():
    _, now = totals("array.area_m2 = 8", ltan_h=12)
    assert now.total(CHARGING) + now.total(DISCHARGING) > 100.0
