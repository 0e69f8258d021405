"""What the panels of heat and compute say about AI1: faces, effectiveness, whose watts."""

from __future__ import annotations

import pytest

from orbitviz.analysis.answers.analyst import LIFE, TOTALS, Analyst
from orbitviz.analysis.answers.comparison import EXTREME_SHELLS, SELECTED
from orbitviz.subsystems.quantities.heat import REJECTED
from orbitviz.ui.panels.compute import COMPUTING
from orbitviz.ui.panels.heat import HEAT
from tests.analysis.dawn_dusk import dawn_dusk_question


def shown(spec, *lines):
    """Return the answers about one dawn-dusk AI1, changed, and the facts that a panel shows."""
    needs = frozenset({TOTALS, LIFE, SELECTED, EXTREME_SHELLS})
    answers = Analyst().answer(dawn_dusk_question(*lines), needs)
    return answers, {fact.name: fact.value for fact in spec.facts(answers)}


@pytest.mark.parametrize(("faces", "words"), [(2, "two faces"), (1, "one face")])
def test_the_reading_of_the_faces_stands_beside_the_flux(faces, words):
    answers, facts = shown(HEAT, f"radiator.faces = {faces}", "radiator.area_m2 = 160")
    flux = answers[TOTALS].total(REJECTED) / (160.0 * faces)
    assert facts["Rejected per face"] == f"{flux:.0f} W/m², {words}"
    assert facts["Effectiveness"] == "100 %"


def test_no_radiator_has_no_flux():
    _, facts = shown(HEAT, "radiator.faces = 0")
    assert facts["Rejected per face"] == "–"


def test_the_label_says_whose_watts_count():
    # GB200 NVL72: 1.85 TFLOP/s per W of chip, which are 0.77 of the rack's power.
    _, facts = shown(COMPUTING)
    assert facts["Per W, by rack"] == "1.42 TFLOP/s"
    _, facts = shown(COMPUTING, "compute.chip_share = 1")
    assert facts["Per W, chips only"] == "1.85 TFLOP/s"


def test_racks_follow():
    """Sunlit chips at full rate: 175 kW x 0.77 x 1.85 are 1.385 racks of 180 PFLOP/s."""
    _, facts = shown(COMPUTING, "age_years = 0", "compute.interruptions_per_year = 0")
    assert facts["Limited by"] == "nothing"
    assert facts["In GB200 racks"] == "1.38"  # 1.3849
    # 249.29e15 x 0.4 x 86,400 s of 3.8e25 FLOP (arXiv:2407.21783).
    assert float(facts["Llama 3 trainings a day"]) == pytest.approx(2.267e-4, rel=2e-3)


def test_one_satellite_is_told_as_one():
    answers, _ = shown(HEAT)
    assert answers[SELECTED].count == 1
    assert answers[SELECTED].title.endswith(": 1 satellite")
