"""Hints help with misspellings and are silent where words are alike by chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.near_words import did_you_mean, near_words

VERBS = ("window", "render", "export", "report", "transient", "doctor", "bench", "schema")
DESIGNS = ("guowang", "kuiper", "oneweb", "starlink-gen1", "starlink-gen2", "spacex-odc")
KEYS = ("soft_limit_c", "hard_limit_c", "charge_efficiency", "discharge_efficiency", "area_m2")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("exprot", VERBS, ["export"]),
        ("docter", VERBS, ["doctor"]),
        ("RENDER", VERBS, ["render"]),
        ("info", VERBS, []),  # not window
        ("import", VERBS, []),  # neither report nor export
        ("new", DESIGNS, []),  # not oneweb
        ("starlink", DESIGNS, ["starlink-gen1", "starlink-gen2"]),  # not one of them alone
        ("efficiency", KEYS, ["charge_efficiency", "discharge_efficiency"]),
        ("area", KEYS, ["area_m2"]),
        ("x", [], []),
        ("gen", [f"gen{k}" for k in range(9)], []),  # too many
    ],
)
def test_what_was_meant(word, known, expected):
    assert near_words(word, known) == expected


def test_the_hint_names_all_that_are_near():
    hint = did_you_mean("starlink", DESIGNS)
    assert hint == ', did you mean "starlink-gen1" or "starlink-gen2"?'
    assert did_you_mean("info", VERBS) == ""


@given(st.sampled_from(VERBS), st.data())
def test_one_wrong_letter_is_forgiven(verb, data):
    place = data.draw(st.integers(0, len(verb) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    assert verb in near_words(verb[:place] + letter + verb[place + 1 :], VERBS)
