"""Tells predicates from names: both are typed into one field."""

from __future__ import annotations

import re

from orbitviz.analysis.predicates.fields import FIELDS, SUNLIT

_QUOTED = re.compile(r"\"[^\"]*\"?|'[^']*'?")
_COMPARES = re.compile(r"[<>=~≤≥≠]")
_FIRST = re.compile(r"[\s(]*(?:not\b[\s(]*)*([a-z][a-z0-9_-]*)\s*(.*)", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"in\s+[-+−\d.]", re.IGNORECASE)
_JOINED = re.compile(r"(?:and|or)\b|\)|$", re.IGNORECASE)


def reads_as_predicate(text: str) -> bool:
    """Return whether a text is a predicate, or the begin of one, rather than a name.

    It compares something, or it begins with what predicates alone begin with.
    """
    bare = _QUOTED.sub('""', text)
    first = _FIRST.match(bare)
    if first is None:
        return False
    field, rest = FIELDS.get(first[1].lower()), first[2]
    if field is None:
        return bool(_COMPARES.search(bare))
    if field is SUNLIT and _JOINED.match(rest):
        return True
    is_of_site = field.of_site and rest.startswith("(")
    return bool(is_of_site or _COMPARES.search(bare) or _RANGE.match(rest))
