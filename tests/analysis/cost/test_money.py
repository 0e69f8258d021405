"""Amounts of money in words, and what counts as published."""

from __future__ import annotations

import pytest

from orbitviz.analysis.cost.literature import ends_published, published
from orbitviz.analysis.cost.money import money_text
from orbitviz.base.units import word_scale
from orbitviz.model.design.builtin_economics import SCENARIOS


@pytest.mark.parametrize(
    ("usd", "words"),
    [
        (20.44e12, "20.4 trillion USD"), (1e9, "1 billion USD"), (331e6, "331 million USD"),
        (5_000.0, "5 thousand USD"), (12.0, "12 USD"), (0.0, "0 USD"), (-2e6, "−2 million USD"),
        (999_400.0, "999 thousand USD"), (999_600.0, "1 million USD"), (999.7e9, "1 trillion USD"),
    ],
)  # fmt: skip
def test_amounts_are_told_in_words(usd: float, words: str) -> None:
    assert money_text(usd) == words


def test_scales_meet_at_a_thousand() -> None:
    assert word_scale(999_499.0) == (1e3, "thousand")
    assert word_scale(999_500.0) == (1e6, "million")
    assert word_scale(999_499.0, least=1e6) == (1.0, "")


def test_what_was_solved_left_out_or_lumped_is_not_published() -> None:
    titles = {one.title for one in published("build_usd_per_kw")}
    assert SCENARIOS["mccalip"].title in titles
    for solved in ("semianalysis", "bcg", "wood-mackenzie"):
        assert SCENARIOS[solved].title not in titles
    # Not the 0 of scenarios in which the satellite's price holds its launch.
    assert ends_published("launch_usd_per_kg") == (43.0, 6_000.0)
    assert {one.title for one in published("build.fixed_usd")} == {
        SCENARIOS["literature"].title, SCENARIOS["spacedc-mdao"].title,
    }  # fmt: skip
