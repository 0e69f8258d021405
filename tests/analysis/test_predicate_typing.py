"""Predicates while they are typed: what is one, how it may go on, and where it is wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.predicates.completion import completions
from orbitviz.analysis.predicates.fields import FIELDS
from orbitviz.analysis.predicates.grammar import column_of, parse
from orbitviz.analysis.predicates.matches import matches
from orbitviz.analysis.predicates.reading import reads_as_predicate
from orbitviz.analysis.predicates.resolve import Vocabulary, condition_of, resolve
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.groups import Site
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

HILL = Site(name="Berg am Hang", lat_deg=44.0, lon_deg=-71.0, alt_m=200.0)
WORDS = Vocabulary(("Polar SSO", "Belt", "two"), ("Belt · 550 km", "Polar SSO"), (HILL,))


@pytest.fixture(scope="module")
def state():
    document = read_builtin("one-shell")
    return State.of(document, Playback(document.design.epoch_instant))


def options(typed, most=50):
    found = completions(typed, len(typed), WORDS, most)
    return [one.text.strip() for one in found.options]


@pytest.mark.parametrize(
    "typed",
    ["altitude > 900", "altitude >", "radiator = ", "sunlit", "not sunlit", "(sunlit",
     "sunlit and", "sunlit or cha", "SUNLIT", 'elevation("Ber', "range(", "altitude in 5",
     'group ~ "*SSO"', 'name = "ISS"', "hight > 3", "not (altitude≥5"],
)  # fmt: skip
def test_predicates_read_as_such(typed):
    assert reads_as_predicate(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "ISS", "ISS (ZARYA)", "25544", "1998-067A", "altitude", "shell 550", "plane 7 slot 12",
     "sunlit one", "range", "limit", "STARLINK-1008", "COSMOS 2251 DEB", '"a > b"', "node in",
     "NOAA 19 [-]", "SL-16 R/B", "not"],
)  # fmt: skip
def test_names_do_not(typed):
    assert not reads_as_predicate(typed)


def test_names_are_completed_with_their_meaning_and_unit():
    found = completions("rad", 3, WORDS, 9)
    assert (found.begin, found.end) == (0, 3)
    assert [(one.text, one.meaning) for one in found.options] == [
        ("radiator ", "radiator temperature, °C")
    ]
    assert set(FIELDS) <= {one.rstrip('("') for one in options("not ")}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sunlit and al", ["altitude"]),
        ("temper", ["radiator", "chip"]),  # a word of their titles
        ("compute", ["compute-power"]),  # the whole name is there already
        ("elev", ['elevation("']),
        ("altitude ", [">", "<", ">=", "<=", "=", "!=", "in"]),
        ("altitude i", ["in"]),
        ("group ", ["=", "~", "!="]),
        ("group = ", ['"Polar SSO"', '"Belt"', '"two"']),
        ('group = "b', ['"Belt"']),
        ('shell ~ "belt', ['"Belt · 550 km"']),
        ('shell = "550', ['"Belt · 550 km"']),
        ('limit = "bat', ['"battery"']),
        ('elevation("Berg am', ['"Berg am Hang")']),
        ("radiator > 340", ["°C", "C", "K", "and", "or"]),
        ("radiator > 340 k", ["K"]),
        ("radiator > 340K", []),
        ("array > 3 ", ["kW", "W", "MW", "GW", "and", "or"]),
        ("altitude > 3 ", ["km", "m", "and", "or"]),
        ("beta > 3 an", ["and"]),
        ("sunlit a", ["and"]),
        ("altitude > > ", []),
        ('name = "IS', []),
        ("plane = ", []),
    ],
)
def test_what_may_follow(typed, expected):
    assert options(typed) == expected


def test_sites_of_the_design_come_before_cities():
    found = options('range("Ber')
    assert found[0] == '"Berg am Hang")'
    assert '"Berlin")' in found
    assert len(options('range("b', most=4)) == 4


def test_what_stands_after_the_caret_stays():
    text = 'group = "Be" and sunlit'
    found = completions(text, text.index("e") + 0, WORDS, 9)  # within the name
    assert found.options == () or text[found.end :].endswith("sunlit")
    found = completions(text, text.index("Be") + 2, WORDS, 9)
    (option,) = found.options
    assert text[: found.begin] + option.text + text[found.end :].lstrip() == (
        'group = "Belt" and sunlit'
    )


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_what_is_completed_can_be_read(field):
    """By the first option at every step, until it is a predicate."""
    text = field.name[: max(len(field.name) - 1, 1)]
    (first,) = [
        one for one in completions(text, len(text), WORDS, 99).options
        if one.text.rstrip(' ("') == field.name
    ]  # fmt: skip
    text = first.text
    for _ in range(4):
        try:
            resolve(parse(text), WORDS)
            break
        except UserError:
            if text.endswith("> "):
                text += "1"
                continue
            found = completions(text, len(text), WORDS, 9)
            if found.options:
                text = text[: found.begin] + found.options[0].text
            else:
                text += '"x"'
    assert resolve(parse(text), WORDS)


@given(st.text("alt group>=\"~ (Be1%°) 'and", max_size=24), st.integers(0, 24))
def test_anything_may_be_typed(text, caret):
    found = completions(text, min(caret, len(text)), WORDS, 5)
    assert 0 <= found.begin <= found.end <= len(text)
    assert len(found.options) <= 5
    reads_as_predicate(text)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("altitude > ", 11),
        ("altitude > 900 sunlit", 16),
        ("hight > 3", 1),
        ("sunlit and radiator > 340 kg", 27),
        ("charge < 40", 10),
        ('elevation("Berlim") > 5', 11),
        ("sunlit and (", 13),
        ('group = "None"', 9),
        ("altitude > 9 and §", 18),
    ],
)
def test_errors_name_the_column_of_what_is_wrong(state, text, column):
    with pytest.raises(UserError) as caught:
        condition_of(text, state)
    assert column_of(caught.value) == column


def test_an_error_without_a_column_has_none():
    with pytest.raises(UserError) as caught:
        parse(" ")
    assert column_of(caught.value) is None


def test_matches_are_the_rows_of_each_source(state):
    geometry = sky_geometry_at(state.playback.at)
    found = matches(condition_of("plane = 2 and slot in 3..5", state), state, geometry, None)
    constellation = state.document.constellation
    expected = np.flatnonzero(
        (constellation.plane_index == 1) & np.isin(constellation.slot_index, (2, 3, 4))
    )
    assert found.rows[MAIN_DESIGN].tolist() == expected.tolist()
    assert (found.count, found.total) == (len(expected), len(constellation))
    assert not matches(condition_of("altitude > 100000", state), state, geometry, None).rows


def test_what_needs_operating_maps_waits_for_them(state):
    charge = condition_of("charge < 0.4", state)
    assert matches(charge, state, sky_geometry_at(state.playback.at), None) is None
