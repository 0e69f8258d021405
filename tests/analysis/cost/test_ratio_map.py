"""The map of two inputs: what it says at its places, and where it says parity is."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from orbitviz.analysis.cost.break_even_chart import break_even_usd_per_kg
from orbitviz.analysis.cost.of_design import ranges_of, sourced_inputs
from orbitviz.analysis.cost.parity import parity
from orbitviz.analysis.cost.plants import ground_cash, orbit_cash
from orbitviz.analysis.cost.ratio_map import DEFAULT_MAP, map_inputs, ratio_map
from orbitviz.base.errors import UserError
from orbitviz.formats.reports.svg_ratio_map import svg_ratio_map
from orbitviz.model.design.economics import Economics
from tests.analysis.cost.drawn_inputs import FLEET, INPUTS

INPUTS_OF = sourced_inputs(Economics(), FLEET)
MIDDLE = ranges_of(INPUTS_OF).middle


def ratio_at(x_name: str, x: float, y_name: str, y: float) -> float:
    inputs = MIDDLE.with_value(x_name, x).with_value(y_name, y)
    return orbit_cash(inputs).levelised / ground_cash(inputs).levelised


@pytest.mark.parametrize(
    ("x_name", "y_name"),
    [DEFAULT_MAP, ("life_years", "failures_per_year"), ("energy_usd_per_kwh", "launch_usd_per_kg")],
)
def test_the_line_of_parity_is_where_both_cost_the_same(x_name: str, y_name: str) -> None:
    found = ratio_map(INPUTS_OF, x_name, y_name)
    for row, column in ((0, 0), (5, 30), (40, 40)):
        x, y = float(found.x.places[column]), float(found.y.places[row])
        assert found.ratio[row, column] == ratio_at(x_name, x, y_name, y)
    is_cheaper = found.ratio < 1.0
    assert is_cheaper.any() == (not is_cheaper.all() and len(found.parity) > 0)
    # Pieces are straight within a cell: less than 2 % off.
    for x, y in found.parity.reshape(-1, 2).tolist():
        assert ratio_at(x_name, x, y_name, y) == pytest.approx(1.0, abs=0.02)


def test_ends_of_the_map_hold_what_is_published_and_what_is() -> None:
    found = ratio_map(INPUTS_OF, *DEFAULT_MAP)
    # Deutsche Bank beyond 2032 has 43 USD/kg, spacedc-mdao 6,000 at most.
    assert (found.x.places[0], found.x.places[-1]) == pytest.approx((43.0, 6_000.0))
    assert found.x.is_log
    assert found.x.share(np.array([43.0, 6_000.0])) == pytest.approx([0.0, 1.0])
    for axis in (found.x, found.y):
        assert axis.places[0] <= axis.now <= axis.places[-1]


def test_break_even_of_the_curves_is_that_of_parity() -> None:
    for life in (8.0, 12.0, 20.0):
        inputs = INPUTS.with_value("life_years", life)
        assert break_even_usd_per_kg(inputs) == pytest.approx(parity(inputs).launch_usd_per_kg)
    assert break_even_usd_per_kg(INPUTS.with_value("life_years", 1.0)) < 0.0


def test_inputs_are_named_by_how_they_begin() -> None:
    assert map_inputs("launch,failures") == ("launch_usd_per_kg", "failures_per_year")
    assert map_inputs("ground.energy, pue") == ("energy_usd_per_kwh", "pue")
    # Of the keys of a table the last part will do; one that stands in no table goes first.
    assert map_inputs("energy,life") == ("energy_usd_per_kwh", "life_years")
    assert map_inputs("capital,utilisation") == ("ground_usd_per_kw", "ground_utilisation")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("launch", '--map is "launch"'),
        ("launch,launch_usd_per_kg", '--map has "launch" twice'),
        ("lanch_usd_per_kg,life", 'has "lanch_usd_per_kg", did you mean "launch_usd_per_kg"'),
        ("chips,ground.chip", 'has "ground.chip", which begins'),
        ("launch,", '--map has ""'),
        ("launch,delivered_share", '--map has "delivered_share"'),
    ],
)
def test_what_is_no_input_is_told(words: str, sentence: str) -> None:
    with pytest.raises(UserError, match=re.escape(sentence)):
        map_inputs(words)


def test_the_picture_has_its_cells_its_line_and_a_mark() -> None:
    found = ratio_map(INPUTS_OF, *DEFAULT_MAP)
    root = ET.fromstring(svg_ratio_map(found, "launches, <USD>", "satellite"))
    text = ET.tostring(root, encoding="unicode")
    assert "nan" not in text
    assert "launches, &lt;USD&gt;" in text
    tag = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{tag}line")) == len(found.parity) + 1
    assert len(root.findall(f"{tag}circle")) == 2
    # Cells fill the frame, none over another.
    cells = root.find(f"{tag}g").findall(f"{tag}rect")
    area = sum(float(cell.get("width")) * float(cell.get("height")) for cell in cells)
    assert area == pytest.approx((860 - 78 - 170) * (440 - 28 - 48))


def test_free_orbit_is_drawn_too() -> None:
    free = Economics(
        launch_usd_per_kg=0, build_usd_per_kw=0, chips_usd_per_kw=0, development_usd_per_kw=0,
        ground_segment_usd_per_kw=0,
    )  # fmt: skip
    found = ratio_map(sourced_inputs(free, FLEET), "launch_usd_per_kg", "life_years")
    assert found.ratio.min() == 0.0
    assert "nan" not in svg_ratio_map(found, "x", "y")
