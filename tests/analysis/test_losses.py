"""Where the FLOP/s go, against second runs of the solver on designs relieved of a cause."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.analysis.census import restricted_to, take_census
from orbitviz.analysis.chart import without_empty_steps
from orbitviz.analysis.figures import figures
from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.losses import _ROUND_OFF, losses_of
from orbitviz.analysis.report.charts import losses_chart
from orbitviz.formats.reports.svg_chart import svg_chart
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.relief import RELIEVED, Cause
from orbitviz.subsystems.stations import Fineness
from tests.designs import dawn_dusk, design_of, walker

# Two groups, so that there are orbits with and without eclipses; planes of so many satellites that
# the mean over the orbit counts, and of so few that each satellite counts at the instant.
MANY, FEW = 4_000, 24
# What relieves each cause, one after another: array and battery so large that nothing is short,
# the path without resistance, a radiator on which the chips stay cold.
RELIEF = {
    Cause.POLICY: {("compute", "eclipse_policy"): "ride-through"},
    Cause.WORKLOAD: {("compute", "workload"): "constant"},
    Cause.BATTERY: {
        ("battery", "energy_kwh"): 20_000.0,
        ("battery", "max_charge_kw"): 1_500.0,
        ("battery", "max_depth_of_discharge"): 0.9,
    },
    Cause.ARRAY: {("array", "area_m2"): 60_000.0},
    Cause.COOLING_PATH: {("compute", "chip_to_radiator_k_per_kw"): 0.0},
    Cause.RADIATOR: {("radiator", "area_m2"): 100_000.0},
}
CASES = {
    "as built in": "compute.eclipse_policy = 'idle'",
    "half workload": "compute.workload = 'duty-cycle'\ncompute.demand = 0.5",
    "hot": "radiator.area_m2 = 70\ncompute.chip_to_radiator_k_per_kw = 0.3",
    "old": "age_years = 4\narray.area_m2 = 500",
}


def document_of(changes, count):
    return design_of(
        walker(600, 30, 8, count, satellite="x"),
        dawn_dusk(700, count, planes=1, ltan_h=18, satellite="x"),
        epoch="2026-03-21",
        head=f'[satellites.x]\nlike = "ai1"\n{changes}\n',
    )


def totals(document):
    geometry = sky_geometry_at(document.design.epoch_instant)
    sun_km = sun_step_km(float(np.linalg.norm(geometry.sun_teme_km)))
    fleet = solve_fleet(document, sun_km, fineness=Fineness.DRAFT)
    shells = np.ones(document.constellation.shell_count, bool)
    return figures(take_census(fleet, geometry, shells))


@pytest.mark.parametrize("count", [MANY, FEW])
@pytest.mark.parametrize("changes", CASES.values(), ids=CASES)
def test_each_loss_is_what_a_second_run_gives_back(changes, count):
    """To 0.2 % of what is installed: the bound of the operating map for the work of an orbit."""
    document = document_of(changes, count)
    losses = totals(document).losses
    before = losses.delivered
    for cause, edits in RELIEF.items():
        for path, value in edits.items():
            document = set_satellite_value(document, "x", path, value)
        after = max(totals(document).total(COMPUTE), before)
        off = losses.by_cause[cause] - (after - before)
        assert off == pytest.approx(0.0, abs=2e-3 * losses.installed), cause
        before = after
    assert losses.by_cause[Cause.CHIPS] == pytest.approx(
        losses.installed - before, abs=2e-3 * losses.installed
    )


def test_without_the_policy_only_its_own_share_comes_back():
    """Idle computers carry little of the blame where the battery could not feed them anyway."""
    document = document_of(CASES["as built in"], MANY)
    losses = totals(document).losses
    riding = set_satellite_value(document, "x", ("compute", "eclipse_policy"), "ride-through")
    back = totals(riding).total(COMPUTE) - losses.delivered
    assert losses.by_cause[Cause.POLICY] == pytest.approx(back, rel=1e-6)
    assert losses.available == pytest.approx(losses.delivered + back, rel=1e-6)
    assert losses.limited_by in ("array", "battery")


def share(low=0.0, high=1.0):
    return st.floats(low, high)


ANY_DESIGN = st.fixed_dictionaries(
    {
        "age_years": share(0.0, 10.0),
        "array.area_m2": st.floats(-3.0, 4.0).map(lambda x: 10.0**x),
        "array.pointing": st.sampled_from(["tracking", "fixed", "edge-on"]),
        "battery.energy_kwh": st.floats(-3.0, 4.0).map(lambda x: 10.0**x),
        "battery.max_depth_of_discharge": share(0.01),
        "bus.housekeeping_kw": share(0.0, 50.0),
        "radiator.area_m2": st.floats(-3.0, 4.0).map(lambda x: 10.0**x),
        "radiator.faces": st.integers(0, 2),
        "compute.rated_kw": st.just(0.0) | st.floats(-4.0, 4.9).map(lambda x: 10.0**x),
        "compute.tflops_per_w": st.floats(-3.0, 3.0).map(lambda x: 10.0**x),
        "compute.chip_to_radiator_k_per_kw": share(0.0, 1.0),
        "compute.power_exponent": share(0.3),
        "compute.radiation_loss": share(0.0, 0.9),
        "compute.eclipse_policy": st.sampled_from(["ride-through", "idle", "scale"]),
        "compute.workload": st.sampled_from(["constant", "duty-cycle", "follow-the-sun"]),
        "compute.demand": share(0.5),
    }
)


def test_round_off_is_no_loss(monkeypatch):
    """Neither in the table nor in the words; a small loss that is none of round-off is one."""
    delivered, alive, installed = 2.25e23, 2.49e23 - 2.48e12, 2.49e23
    reached = dict.fromkeys(RELIEVED, alive - 3e12) | {
        Cause.POLICY: delivered + 1e19,
        Cause.WORKLOAD: delivered + 1e19 + 5e11,
    }
    monkeypatch.setattr("orbitviz.analysis.losses._once_relieved", lambda _: reached)
    found = losses_of(None, installed, alive, delivered)
    assert {cause for cause, lost in found.by_cause.items() if lost} == {
        Cause.POLICY,
        Cause.BATTERY,
    }
    assert sum(found.by_cause.values()) == pytest.approx(installed - delivered, rel=1e-12)
    hardware = SimpleNamespace(installed_flops=installed)
    chart = losses_chart(SimpleNamespace(hardware=hardware, losses=found))
    assert all(str(amount) != "-0.0" for _, amount in chart.steps)
    (listed,) = without_empty_steps(chart)
    assert [name for name, _ in listed.steps] == ["installed", "battery", "policy", "delivered"]
    assert "battery" in svg_chart(chart)
    assert "radiator" not in svg_chart(chart)
    # Where one before an edit has a loss both keep its line, or bars would not stand side by side.
    steps = tuple((name, amount - (name == "array")) for name, amount in chart.steps)
    both = without_empty_steps(chart, replace(chart, steps=steps))
    assert [[name for name, _ in one.steps] for one in both] == 2 * [
        ["installed", "array", "battery", "policy", "delivered"]
    ]


@pytest.mark.parametrize(
    "count", [pytest.param(5, id="some"), pytest.param(100, id="all", marks=pytest.mark.sweep)]
)
def test_of_any_design_nothing_is_lost_or_made_twice(count):
    @settings(max_examples=count, deadline=None)
    @given(ANY_DESIGN, st.sampled_from([MANY, FEW, 1]))
    def check(values, satellites):
        nothing_is_lost_or_made_twice(values, satellites)

    check()


def nothing_is_lost_or_made_twice(values, count):
    """Delivered <= available <= installed, no loss below 0, and together they are the loss."""
    changes = "\n".join(f"{key} = {value!r}" for key, value in values.items())
    document = document_of(changes, count)
    whole = totals(document)
    for shells in ([True, True], [True, False], [False, True]):
        now = figures(restricted_to(whole.census, np.array(shells)))
        losses = now.losses
        assert 0.0 <= losses.delivered <= losses.available
        assert losses.available <= now.hardware.alive_flops <= losses.installed
        assert min(losses.by_cause.values()) >= 0.0
        lost = sum(losses.by_cause.values())
        rounding = (1e-12 if lost else len(Cause) * _ROUND_OFF) * losses.installed
        assert lost == pytest.approx(losses.installed - losses.delivered, abs=rounding)
        assert now.total(COMPUTE) == losses.delivered
