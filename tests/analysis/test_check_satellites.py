"""Rules about satellite designs build on what the panels say, and their fixes mend it."""

from __future__ import annotations

import pytest

from orbitviz.analysis.answers.analyst import FINDINGS, Analyst
from orbitviz.analysis.check.finding import apply_fix
from orbitviz.analysis.check.rules.of_satellites import rounded_up
from orbitviz.analysis.remark import Severity
from orbitviz.base.errors import UserError
from orbitviz.model.design_edits import set_satellite_value
from tests.analysis.check_designs import checked, only_finding
from tests.analysis.dawn_dusk import dawn_dusk_question
from tests.designs import dawn_dusk, design_of

BUS = "mass_kg = 500\nbus.housekeeping_kw = 0.6\ncompute.rated_kw = 0.5\nradiator.area_m2 = 2\n"
CASES = {
    "array": (BUS + "array.area_m2 = 3\nage_years = 7\n", "bus-500kg", 12),
    "array, in full sunlight": (BUS + "array.area_m2 = 1.68\nage_years = 0\n", "bus-500kg", 12),
    "battery": (
        BUS + "array.area_m2 = 8\nbattery.energy_kwh = 0.3\nage_years = 7\n", "bus-500kg", 12
    ),
    "peak": ("", "ai1", 6),
    "radiator": (BUS.replace("area_m2 = 2", "area_m2 = 0.3") + "age_years = 0\n", "bus-500kg", 6),
    "chips": ("", "ai1", 6),
    "chips, throttled": ("radiator.effectiveness = 0.9\n", "ai1", 6),
    "coolant": ("", "ai1", 6),
}  # fmt: skip


def flying(lines, like, ltan_h):
    """Return the document of one plane of a built-in satellite with lines changed."""
    return design_of(
        dawn_dusk(800, 1, planes=1, ltan_h=ltan_h, satellite="mine"),
        head=f'[satellites.mine]\nlike = "{like}"\n{lines}',
    )


@pytest.mark.parametrize("case", CASES)
def test_every_fix_of_a_satellite_mends_what_was_found(case):
    document, rule = flying(*CASES[case]), case.partition(",")[0]
    finding = only_finding(document, rule)
    assert finding.fix is not None
    mended = apply_fix(document, finding.fix)
    assert not checked(mended, rule).findings
    with pytest.raises(UserError, match="cannot be applied: the design has changed"):
        apply_fix(mended, finding.fix)


def test_rules_say_what_the_panels_say():
    panels = Analyst().answer(dawn_dusk_question(like="ai1"), frozenset({FINDINGS}))[FINDINGS]
    rules = checked(flying("", "ai1", 6), "power", "heat", "models").findings
    assert {one.why for one in rules} == set(panels)
    assert {one.place for one in rules} == {"satellite mine"}


def test_the_load_of_ai1_does_not_close_at_its_coolant():
    # NVL72 inlet 45 degC (nvidia.com): 160 m2 of two faces, eps 0.9, emit 167.3 kW.
    finding = only_finding(flying("", "ai1", 6), "coolant")
    assert finding.severity is Severity.WARNING
    assert finding.value == pytest.approx(167.3, abs=0.05)
    assert finding.limit == pytest.approx(180 / 0.95, abs=0.05)
    assert finding.fix.label == "radiator, area: 182 m² instead of 160"


def test_a_fix_of_a_satellite_that_flies_no_more_is_refused():
    document = flying("", "ai1", 6)
    fix = only_finding(document, "coolant").fix
    changed = set_satellite_value(document, "mine", ("radiator", "area_m2"), 170.0)
    with pytest.raises(UserError, match="cannot be applied"):
        apply_fix(changed, fix)


@pytest.mark.parametrize(
    ("value", "rounded"), [(181.2, 182), (1073.7, 1080), (0.4312, 0.432), (3.001, 3.01), (60, 60)]
)
def test_what_is_needed_is_rounded_up_to_three_digits(value, rounded):
    assert rounded_up(value) == pytest.approx(rounded, rel=1e-12)
