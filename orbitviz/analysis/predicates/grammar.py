"""What may be written as a predicate, and reading it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from orbitviz.analysis.predicates.tree import (
    AllOf,
    Amount,
    AnyOf,
    Between,
    Comparison,
    Flag,
    Not,
    Predicate,
    Subject,
    Word,
)
from orbitviz.base.errors import UserError
from orbitviz.base.units import MINUS

GRAMMAR = rf"""
?any: all (OR all)*
?all: part (AND part)*
?part: NOT part -> negation
     | "(" any ")"
     | subject OPERATOR (amount | TEXT) -> comparison
     | subject IN amount ".." amount -> between
     | subject -> flag

subject: NAME ["(" TEXT ")"]
amount: NUMBER [UNIT]

NOT.2: /not\b/i
AND.2: /and\b/i
OR.2: /or\b/i
IN.2: /in\b/i
NAME: /[a-z][a-z0-9_]*(-[a-z0-9_]+)*/i
TEXT: /"[^"]*"|'[^']*'/
NUMBER: /[-+{MINUS}]?(\d+(\.\d+)?|\.\d+)(e[-+]?\d+)?/i
UNIT: /%|°[a-z]?|(?!(and|or|in|not)\b)[a-zµ][a-z\/]*/i
OPERATOR: /[<>!=]=|[<>=~≤≥≠]/

%ignore /\s+/
"""
EXAMPLE = "altitude > 900 and charge < 40 %"
_LONGEST = 10_000  # characters
_DEEPEST = 50  # brackets within brackets
_PLACE = re.compile(r"column ([\d,]+)")
_SAME = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
_IN_WORDS = {
    "NAME": "a name",
    "NUMBER": "a number",
    "TEXT": "text in quotes",
    "OPERATOR": "a comparison such as > or =",
    "IN": "in",
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "LPAR": '"("',
    "RPAR": '")"',
    "UNIT": "a unit",
    "__ANON_0": '".."',
    "$END": "the end",
}


def parse(text: str) -> Predicate:
    """Return the predicate that a text says.

    Raises UserError with the column of what cannot be read.
    """
    if not text.strip():
        raise UserError("the predicate is empty", allowed=f"text such as {EXAMPLE}")
    if len(text) > _LONGEST:
        raise UserError(
            f"the predicate has {len(text):,} characters", allowed=f"up to {_LONGEST:,}"
        )
    _check_depth(text)
    try:
        found: Predicate = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise _refusal(text, error) from None
    return found


def place_of(column: int) -> str:
    """Return a place in the text as errors name it."""
    return f"column {column:,}"


def column_of(error: UserError) -> int | None:
    """Return the column, from 1, that an error of a predicate names; None if it names none."""
    found = _PLACE.fullmatch(error.place or "")
    return int(found[1].replace(",", "")) if found else None


def read_so_far(text: str) -> tuple[list[Token], set[str]] | None:
    """Return the tokens of the begin of a predicate and the terminals that may follow.

    None where it cannot be the begin of one.
    """
    if len(text) > _LONGEST:
        return None
    reader = _parser().parse_interactive(text)
    try:
        tokens = list(reader.exhaust_lexer())
        return tokens, reader.accepts()  # type: ignore[no-untyped-call]
    except UnexpectedInput:
        return None


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, start="any", parser="lalr", transformer=_Builder())


class _Builder(Transformer[Token, Predicate]):
    """Makes the parts of a predicate from those of the grammar."""

    def any(self, parts: list[Any]) -> Predicate:
        return AnyOf(tuple(parts[::2]))

    def all(self, parts: list[Any]) -> Predicate:
        return AllOf(tuple(parts[::2]))

    def negation(self, parts: list[Any]) -> Predicate:
        part: Predicate = parts[1]
        return part.part if isinstance(part, Not) else Not(part)

    def comparison(self, parts: list[Any]) -> Predicate:
        subject, operator, value = parts
        sign = _word(operator)
        return Comparison(
            subject,
            Word(_SAME.get(sign.text, sign.text), sign.column),
            _unquoted(value) if isinstance(value, Token) else value,
        )

    def between(self, parts: list[Any]) -> Predicate:
        subject, _, low, high = parts
        return Between(subject, low, high)

    def flag(self, parts: list[Any]) -> Predicate:
        return Flag(parts[0])

    def subject(self, parts: list[Any]) -> Subject:
        name, site = parts
        return Subject(_word(name), None if site is None else _unquoted(site))

    def amount(self, parts: list[Any]) -> Amount:
        number, unit = parts
        return Amount(_word(number), None if unit is None else _word(unit))


def _word(token: Token) -> Word:
    return Word(str(token), (token.start_pos or 0) + 1)


def _unquoted(token: Token) -> Word:
    word = _word(token)
    return Word(word.text[1:-1], word.column)


def _check_depth(text: str) -> None:
    depth = 0
    for column, sign in enumerate(text, 1):
        depth += (sign == "(") - (sign == ")")
        if depth > _DEEPEST:
            raise UserError(
                "there are too many brackets within brackets",
                place=place_of(column),
                allowed=f"up to {_DEEPEST}",
            )


def _refusal(text: str, error: UnexpectedInput) -> UserError:
    """Return the sentence for what does not fit into the grammar."""
    if isinstance(error, UnexpectedToken):
        token, expected = error.token, error.accepts or error.expected
        at = len(text.rstrip()) if token.type == "$END" else token.start_pos or 0
        wrong = "the predicate ends too early" if token.type == "$END" else _unfit(str(token))
    else:
        assert isinstance(error, UnexpectedCharacters)
        at, expected = error.pos_in_stream or 0, error.allowed or set()
        word = text[at:].split()[0]
        quotes = word[0] in "\"'"
        wrong = "the quotes are not closed" if quotes else _unfit(word)
    names = [words for terminal, words in _IN_WORDS.items() if terminal in expected]
    allowed = " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return UserError(wrong, place=place_of(at + 1), allowed=allowed or None)


def _unfit(word: str) -> str:
    return f'"{word}" cannot stand here'
