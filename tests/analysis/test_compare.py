"""Two designs side by side: groups that belong together, differences, better and worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.compare.comparing import compared
from orbitviz.analysis.compare.figures import FIGURES, WHOLE, Preferred
from orbitviz.analysis.compare.matching import matching_groups
from orbitviz.analysis.compare.measures import (
    COUNT,
    DEGREE,
    KELVIN,
    MINUTE,
    NUMBER,
    SEPARATION,
    SHARE,
)
from orbitviz.analysis.compare.rows import CompareRow, Verdict
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.fleet import fleet_at
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.reports.content import ComparisonContent, ReportPicture, ReportPictures
from orbitviz.formats.reports.html_comparison import html_comparison
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

NAMES = st.lists(st.sampled_from("abcdef"), max_size=6)
DESIGN = """
format = "orbitviz/1"
name = "Two groups"
epoch = 2026-11-22T00:00:00Z
[[groups]]
name = "low"
pattern = "walker-delta"
altitude_km = 550
inclination_deg = 53
planes = 3
satellites_per_plane = 4
satellite = "ai1"
[[groups]]
name = "high"
pattern = "walker-delta"
altitude_km = 1200
inclination_deg = 80
planes = 2
satellites_per_plane = 5
satellite = "ai1"
"""


def side(document):
    state = State.of(document, Playback(document.design.epoch_instant))
    geometry = sky_geometry_at(state.playback.at)
    return Side(state, geometry, fleet_at(document, geometry))


@pytest.fixture(scope="module")
def before():
    return side(parse_design(DESIGN))


@pytest.fixture(scope="module")
def edited(before):
    document = set_group_values(before.state.document, 1, {"satellites_per_plane": 8})
    return Side(before.state.with_document(document), before.geometry, flown_by(document, before))


@pytest.fixture(scope="module")
def comparison(before, edited):
    return compared(before, edited)


def flown_by(document, other):
    """Return the maps of a document that flies the satellites of a side at the same altitudes."""
    return replace(other.fleet, design=document.design, constellation=document.constellation)


def row_of(comparison, key):
    return next(row for row in comparison.rows if row.key == key)


@given(NAMES, NAMES)
def test_every_group_is_matched_once_or_told_to_be_alone(a, b):
    found = matching_groups(a, b)
    assert sorted([pair.a for pair in found.pairs] + list(found.only_a)) == list(range(len(a)))
    assert sorted([pair.b for pair in found.pairs] + list(found.only_b)) == list(range(len(b)))
    assert all((a[pair.a] == b[pair.b]) is pair.by_name for pair in found.pairs if pair.by_name)
    by_name = sum(pair.by_name for pair in found.pairs)
    assert by_name == sum(min(a.count(name), b.count(name)) for name in set(a))


def test_a_renamed_group_is_matched_by_its_place():
    found = matching_groups(["one", "two", "three"], ["one", "zwei", "three", "four"])
    assert [(pair.a, pair.b, pair.by_name) for pair in found.pairs] == [
        (0, 0, True), (1, 1, False), (2, 2, True),
    ]  # fmt: skip
    assert (found.only_a, found.only_b) == ((), (3,))


def test_more_is_better_where_it_is_and_less_where_that_is():
    def verdict(preferred, a, b):
        row = CompareRow(key="", name="", topic="", measure=COUNT, preferred=preferred, a=a, b=b)
        return row.verdict

    assert verdict(Preferred.MORE, 1.0, 2.0) is Verdict.BETTER
    assert verdict(Preferred.LESS, 1.0, 2.0) is Verdict.WORSE
    assert verdict(Preferred.NEITHER, 1.0, 2.0) is Verdict.DIFFERENT
    assert verdict(Preferred.MORE, 2.0, 2.0) is Verdict.SAME
    assert verdict(Preferred.MORE, None, 2.0) is Verdict.UNKNOWN


def test_figures_have_a_key_each():
    keys = [figure.key for figure in (*FIGURES, *WHOLE)]
    assert len(keys) == len(set(keys))


def test_the_difference_of_an_edit_is_told(comparison):
    satellites, mass = (row_of(comparison, key) for key in ("satellites", "mass_kg"))
    assert (satellites.a, satellites.b, satellites.difference) == (22, 28, 6)
    assert satellites.verdict is Verdict.DIFFERENT
    # AI1 has 2,333 kg.
    assert mass.difference == pytest.approx(6 * 2333.0)
    # Sums over 22 and over 28 satellites.
    assert mass.verdict is Verdict.DIFFERENT
    losses = [row for row in comparison.rows if row.key.startswith("flops_lost_")]
    assert {row.verdict for row in losses} == {Verdict.DIFFERENT, Verdict.SAME}
    assert row_of(comparison, "flops_delivered").verdict is Verdict.DIFFERENT
    assert row_of(comparison, "altitude_km_greatest").verdict is Verdict.SAME


def test_sums_over_as_many_satellites_are_judged(before):
    document = set_group_values(before.state.document, 1, {"satellite": "bus-500kg"})
    lighter = Side(before.state.with_document(document), before.geometry,
                   fleet_at(document, before.geometry))  # fmt: skip
    found = compared(before, lighter)
    assert row_of(found, "mass_kg").verdict is Verdict.BETTER
    assert row_of(found, "flops_installed").verdict is Verdict.WORSE


@pytest.mark.parametrize(
    ("measure", "a", "b", "text", "verdict"),
    [
        (MINUTE, 35.21, 35.24, "0", Verdict.SAME),
        (MINUTE, 35.2, 35.3, "+0.1 min", Verdict.BETTER),
        (DEGREE, 26.0, 33.0, "+7.0°", Verdict.BETTER),
        (KELVIN, 300.0, 312.3, "+12.3 K", Verdict.BETTER),
        (SHARE, 0.0987, 0.123, "+2.43 pp", Verdict.BETTER),
        (SEPARATION, 216.0, 0.783, "−215 km", Verdict.WORSE),
        (NUMBER, 26.5, 33.5, "+7.0", Verdict.BETTER),
        (COUNT, 3, 5, "+2", Verdict.BETTER),
    ],
)
def test_differences_have_the_decimals_of_the_values(measure, a, b, text, verdict):
    row = CompareRow(key="", name="", topic="", measure=measure, preferred=Preferred.MORE, a=a, b=b)
    assert row.difference_text == text
    assert row.verdict is verdict


def flown_separation_km(altitude_km, inclination_deg, planes, slots):
    """Return the least distance in a Walker delta of phasing 0 by flying an orbit in 10,000 steps.

    Between two steps a pair moves 2.5 km at most against each other: its least distance, here over
    100 km, is found to 0.04 km.
    """
    around = np.linspace(0.0, 2.0 * np.pi, 10_000)[:, None]
    plane, slot = (part.ravel() for part in np.indices((planes, slots)))
    node, inc = 2.0 * np.pi * plane / planes, np.radians(inclination_deg)
    arglat = around + 2.0 * np.pi * slot / slots
    x, y = np.cos(arglat), np.sin(arglat) * np.cos(inc)
    turned = (np.cos(node) * x - np.sin(node) * y, np.sin(node) * x + np.cos(node) * y)
    r_km = (6378.137 + altitude_km) * np.stack([*turned, np.sin(arglat) * np.sin(inc)])
    one, other = np.triu_indices(planes * slots, 1)
    return min(
        float(np.linalg.norm(r_km[..., k] - r_km[..., m], axis=0).min())
        for k, m in zip(one, other, strict=True)
    )


def test_the_check_is_compared_too(comparison):
    separation = row_of(comparison, "min_separation_km")
    low_km, before_km, after_km = (
        flown_separation_km(*shell)
        for shell in ((550.0, 53.0, 3, 4), (1200.0, 80.0, 2, 5), (1200.0, 80.0, 2, 8))
    )
    assert separation.a == pytest.approx(min(low_km, before_km), abs=0.04)
    assert separation.b == pytest.approx(min(low_km, after_km), abs=0.04)
    assert row_of(comparison, "findings_error").difference is not None


def test_coverage_is_compared_too(comparison):
    """The mean share of the Earth that a satellite is seen from above 25° is (1 - cos angle) / 2.

    With the angle of SMAD's earth geometry, eta = asin(cos 25° R / r), angle = 65° - eta; over all
    latitudes the mean in view is the sum of these shares, to 1 % for the steps of latitude.
    """

    def seen_from(altitude_km):
        nadir = np.arcsin(np.cos(np.radians(25.0)) * 6378.137 / (6378.137 + altitude_km))
        return 0.5 * (1.0 - np.cos(np.radians(65.0) - nadir))

    in_view = row_of(comparison, "in_view_mean")
    low, high = seen_from(550.0), seen_from(1200.0)
    assert in_view.a == pytest.approx(12 * low + 10 * high, rel=0.01)
    assert in_view.b == pytest.approx(12 * low + 16 * high, rel=0.01)
    assert in_view.verdict is Verdict.BETTER
    assert row_of(comparison, "in_view_min").a == 0
    assert row_of(comparison, "worst_central_angle_deg").b is not None


def test_only_the_edited_group_differs(comparison):
    low, high = comparison.groups
    assert {row.verdict for row in low.rows} <= {Verdict.SAME, Verdict.UNKNOWN}
    assert any(row.verdict is Verdict.DIFFERENT for row in high.rows)


def test_of_a_design_and_itself_nothing_differs(before):
    found = compared(before, before)
    assert found.is_same
    assert "Nothing differs." in found.remarks


def test_what_is_better_one_way_is_worse_the_other(before, edited, comparison):
    turned = compared(edited, before)
    opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    for one, other in zip(comparison.rows, turned.rows, strict=True):
        assert other.verdict is opposite.get(one.verdict, one.verdict)


def test_every_name_is_text_on_the_page(before, comparison):
    pixels = np.zeros((2, 2, 3), np.uint8)
    content = ComparisonContent(
        comparison=replace(
            comparison, a="<b>A</b>", groups=(replace(comparison.groups[0], b="<i>g</i>"),)
        ),
        pictures=lambda: ReportPictures((ReportPicture("<u>A</u>", pixels),), refused="<s>no</s>"),
        assumptions=before.report.assumptions,
    )
    page = html_comparison(content)
    assert page.count("<img ") == 1
    assert not any(tag in page for tag in ("<b>A", "<i>g", "<u>A", "<s>no"))
    assert "▼ worse" in page
    assert "14.0\N{NO-BREAK SPACE}t" in page


def test_designs_of_different_epochs_are_told_to_be(before):
    document = parse_design(DESIGN.replace("2026-11-22", "2027-11-22"))
    later = Side(before.state.with_document(document), before.geometry, flown_by(document, before))
    found = compared(before, later)
    assert found.time == "2026-11-22T00:00:00Z"
    assert "The epochs differ: 2026-11-22T00:00:00Z of A, 2027-11-22T00:00:00Z of B" in str(
        found.remarks
    )
