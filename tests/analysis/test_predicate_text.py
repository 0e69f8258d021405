"""Predicates as text: what they mean, and what is told where they cannot be read."""

from __future__ import annotations

import fnmatch
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.analysis.predicates.conditions import AllTrue, AnyTrue, NameFits, Range, WordFits
from orbitviz.analysis.predicates.fields import FIELDS
from orbitviz.analysis.predicates.glob import Glob
from orbitviz.analysis.predicates.grammar import parse
from orbitviz.analysis.predicates.resolve import Vocabulary, resolve
from orbitviz.analysis.predicates.tree import (
    AllOf,
    Amount,
    AnyOf,
    Comparison,
    Flag,
    Not,
    Subject,
    Word,
)
from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.subsystems.quantities.registry import ALL

HILL = Site(name="Hill", lat_deg=44.0, lon_deg=-71.0, alt_m=200.0)
WORDS = Vocabulary(("Polar SSO", "Belt", "two"), ("Belt · 550 km", "Polar SSO"), (HILL,))


def condition(text):
    return resolve(parse(text), WORDS)


def test_a_text_becomes_its_parts_with_their_places():
    assert parse('not sunlit and altitude >= 5e2 km or name ~ "a b"') == AnyOf(
        (
            AllOf(
                (
                    Not(Flag(Subject(Word("sunlit", 5)))),
                    Comparison(
                        Subject(Word("altitude", 16)),
                        Word(">=", 25),
                        Amount(Word("5e2", 28), Word("km", 32)),
                    ),
                )
            ),
            Comparison(Subject(Word("name", 38)), Word("~", 43), Word("a b", 45)),
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sunlit or sunlit and altitude > 5", "sunlit or (sunlit and altitude > 5)"),
        ("not sunlit and altitude > 5", "(not sunlit) and altitude > 5"),
        ("NOT Sunlit AND Altitude > 5", "not sunlit and altitude > 5"),
        ("altitude≥5", "altitude >= 5"),
        ("altitude == 5", "altitude = 5"),
        ("altitude ≠ 5", "altitude != 5"),
        ("beta > −5", "beta > -5"),
        ("name = 'x'", 'name = "x"'),
        ("altitude in 500..600 km", "altitude in 500 km .. 600 km"),
        ("altitude in 500..600", "altitude in 500 .. 600"),
        ("charge in 20..40 %", "charge in 0.2..0.4"),
        ("charge < 40 %", "charge < .4"),
        ("charge < 40%and sunlit", "charge < 0.4 and sunlit"),
        ("radiator > 67 °C", "radiator > 67"),
        ("radiator > 67C", "radiator > 67"),
        ("array > 20 kW", "array > 20"),
        ("array > 20000 W", "array > 20"),
        ("compute > 300 TFLOP/s", "compute > 0.3"),
        ("altitude > 600000 m", "altitude > 600"),
        ("beta > 60 deg", "beta > 60°"),
        ("ltan < 90 °", "ltan < 6 h"),
        ('elevation("hill") > 5', "elevation('Hill') > 5"),
        ("not not sunlit", "sunlit"),
        ("not (altitude > 5)", "altitude <= 5"),
        ("not altitude = 5", "altitude != 5"),
        ("not (sunlit and altitude > 5)", "not sunlit or not altitude > 5"),
        ("not altitude in 5..6", "not (altitude >= 5 and altitude <= 6)"),
        ('not group = "Belt"', 'group != "Belt"'),
    ],
)
def test_texts_that_mean_the_same(one, other):
    for value in (4.0, 5.0, 5.5, 6.0, 7.0, 550.0, 600.0):
        assert _truth(condition(one), value) == _truth(condition(other), value)
    if "not altitude in" not in one:
        assert _leaves(condition(one)) == pytest.approx(_leaves(condition(other)), rel=1e-12)


def _truth(what, value):
    """Return what a condition says where every number is `value` and every word unknown."""
    if isinstance(what, AllTrue | AnyTrue):
        parts = [_truth(part, value) for part in what.parts]
        return all(parts) if isinstance(what, AllTrue) else any(parts)
    if isinstance(what, Range):
        return (what.low <= value <= what.high) == what.inside
    return not what.inside


def _leaves(what):
    """Return the limits of every range in a condition."""
    if isinstance(what, AllTrue | AnyTrue):
        return [end for part in what.parts for end in _leaves(part)]
    if not isinstance(what, Range):
        return []
    ends = {what.low, what.high} - {math.inf, -math.inf}
    return sorted(ends) if what.inside or len(ends) > 1 else list(ends)


def test_values_are_si():
    (low, high) = _leaves(condition("radiator in 60 °C..340 K"))
    assert (low, high) == pytest.approx((333.15, 340.0))
    assert _leaves(condition("array = 2 MW"))[0] == pytest.approx(2e6)
    assert _leaves(condition("ltan > 6"))[0] == pytest.approx(math.pi / 2)


def test_ranges_of_what_begins_again_may_go_around():
    around = condition("longitude in 170..-170")
    assert around == Range(
        around.measure, pytest.approx(-2.967, abs=1e-3), pytest.approx(2.967, abs=1e-3), False
    )


def test_numbers_that_differ_by_rounding_are_equal():
    value = 6928.137 - 6378.137 + 1e-10
    for text, held in (
        ("=", True), (">=", True), ("<=", True), ("!=", False), ("<", False), (">", False)
    ):  # fmt: skip
        found = condition(f"altitude {text} 550")
        assert ((found.low <= value <= found.high) == found.inside) is held


def test_words_are_compared_in_any_case_of_letters():
    assert isinstance(condition('group = "polar sso"'), WordFits)
    words = FIELDS["limit"].words_of_quantity
    held = condition('limit = "Battery"').holds(np.arange(len(words)), words)
    assert [word for word, is_it in zip(words, held, strict=True) if is_it] == ["battery"]
    assert isinstance(condition('name = "nobody"'), NameFits)  # names are too many to be checked


@pytest.mark.parametrize(
    ("text", "column", "wrong"),
    [
        ("", 0, "empty; allowed: text such as altitude > 900"),
        ("  \n", 0, "empty"),
        ("altitude", 1, '"altitude" is not true or false by itself; allowed: a comparison'),
        ("group", 1, 'such as group = "…"'),
        ("altitude >", 11, "ends too early; allowed: a number or text in quotes"),
        ("altitude > > 5", 12, '">" cannot stand here; allowed: a number or text in quotes'),
        ("altitude > 5 6", 14, '"6" cannot stand here; allowed: and, or, a unit or the end'),
        ("altitude > 1,000", 13, '",000" cannot stand here'),
        ("(altitude > 5", 14, 'ends too early; allowed: ")"'),
        ("altitude > 5)", 13, '")" cannot stand here'),
        ("altitude § 5", 10, '"§" cannot stand here; allowed: a comparison such as > or ='),
        ('name = "x', 8, "the quotes are not closed"),
        ("5 < altitude", 1, '"5" cannot stand here; allowed: a name, not or "("'),
        ("group = Belt", 9, '"Belt" cannot stand here; allowed: a number or text in quotes'),
        ("altitude in 500", 16, 'ends too early; allowed: ".."'),
        ("sunlit and altitide > 5", 12, 'nothing named "altitide", did you mean "altitude"?'),
        ("soc > 0.5", 1, 'nothing named "soc", did you mean "charge"?'),  # a name of columns
        ("xyzzy > 5", 1, 'nothing named "xyzzy"; allowed: name, group, shell'),
        ("charge > 5", 10, "5 is no share; allowed: 0 to 1, or per cent such as 5 %"),
        ("charge > 5 kW", 12, 'the unit "kW" does not fit; allowed: %'),
        ("radiator > 60 F", 15, 'the unit "F" does not fit; allowed: °C, C or K'),
        ("array > 3 h", 11, 'the unit "h" does not fit; allowed: W with any prefix, such as kW'),
        ("compute > 3 W", 13, "allowed: FLOP/s with any prefix, such as PFLOP/s"),
        ("altitude > 3 °", 14, "allowed: km or m"),
        ("ltan > 3 km", 10, "allowed: h or °"),
        ("beta > 3 km", 10, "allowed: °, deg or rad"),
        ("slot = 3 km", 10, "allowed: a number without a unit"),
        ("altitude > 1e999", 12, '"1e999" is too large'),
        ("ltan > 25", 8, '"ltan" is never 25; allowed: 0 to 24 h'),
        ("longitude in 350..360", 14, '"longitude" is never 350; allowed: -180 to 180 °'),
        ("altitude in 600..500", 13, "the range ends below its begin"),
        ("name in 1..2", 1, '"name" has no ranges; allowed: =, != or ~'),
        ("sunlit in 0..1", 1, '"sunlit" has no ranges; allowed: sunlight'),
        ("sunlit = 1", 8, '"sunlit" is true or false; allowed: sunlit or not sunlit'),
        ('altitude > "5"', 12, '"altitude" is a number, not text'),
        ("altitude ~ 5", 10, '"altitude" is a number; allowed: =, !=, <'),
        ('name < "x"', 6, '"name" is text; allowed: =, != or ~'),
        ("group = 5", 9, '"group" is text; allowed: text in quotes, such as "5"'),
        ('group = "Bell"', 9, 'no group is "Bell", did you mean "Belt"?'),
        ('group ~ "SSO"', 9, 'no group is "SSO"; allowed: "Polar SSO", "Belt", "two"'),
        ('shell = "x"', 9, 'no shell is "x"; allowed: "Belt · 550 km", "Polar SSO"'),
        ('limit = "batery"', 9, 'no limit is "batery", did you mean "battery"?'),
        ('limit = "x"', 9, '"nothing", "workload", "array"'),
        ("elevation > 5", 1, '"elevation" is seen from a site; allowed: elevation("Berlin")'),
        ('altitude("Berlin") > 5', 10, '"altitude" does not depend on a site'),
        ('elevation("Berlim") > 5', 11, 'no site named "Berlim", did you mean "Berlin"?'),
        ('range("91,0") > 5', 7, "the latitude is 91 degrees"),
        ("(" * 60 + "sunlit" + ")" * 60, 51, "too many brackets"),
        ("sunlit or " * 2_000 + "sunlit", 0, "20,006 characters; allowed: up to 10,000"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_column(text, column, wrong):
    with pytest.raises(UserError) as told:
        condition(text)
    assert wrong in str(told.value)
    assert told.value.place == (f"column {column}" if column else None)


def test_a_shell_where_there_is_none():
    with pytest.raises(UserError, match="there is no shell in what is open"):
        resolve(parse('shell = "x"'), Vocabulary(("two",), (), ()))


@given(st.text(alphabet='abc 1<>=~."()%°-éß\n', max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text):
    said = "read"
    try:
        condition(text)
    except UserError as error:
        said = error.wrong
    assert said


def test_nesting_that_is_allowed_can_be_resolved():
    nested = "not (" * 49 + "sunlit or (altitude > 5 and sunlit)" + ")" * 49
    assert isinstance(condition(nested), AllTrue)
    assert isinstance(condition("not " * 2_000 + "sunlit"), Range)


def test_every_quantity_has_a_name():
    named = {field.quantity for field in FIELDS.values()}
    assert {quantity for quantity in ALL if quantity.key != "shell"} <= named
    assert len({(field.name, field.column) for field in FIELDS.values()}) == len(FIELDS)


PATTERNS = st.lists(
    st.sampled_from(
        ["*", "?", "a", "B", "[ab]", "[!a]", "[a-c]", "[", "]", "[]a]", "-", "!", "\n"]
    ),
    max_size=8,
).map("".join)


@given(PATTERNS, st.text(alphabet="abcABC-[]!*?\n", max_size=10))
def test_patterns_fit_what_those_of_file_names_fit(pattern, name):
    assert Glob(pattern).fits(name) == fnmatch.fnmatchcase(name.lower(), pattern.lower())
    glob = Glob(pattern)
    assert glob.accepts(glob.read(name[3:].lower(), glob.read(name[:3].lower()))) == glob.fits(name)


@given(st.text(alphabet="aB[*?]", max_size=5), st.text(alphabet="aB[*?]", max_size=5))
def test_a_literal_pattern_is_the_name_itself(pattern, name):
    assert Glob(pattern, literal=True).fits(name) == (name.lower() == pattern.lower())
    assert Glob(pattern, literal=True).fits(pattern)
