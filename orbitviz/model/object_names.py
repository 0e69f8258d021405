"""Objects of catalogues by name, catalogue number or international designator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.model.source import SatelliteKey, SourceId
from orbitviz.orbits.sgp4.catalogue import Catalogue

Catalogues = Mapping[SourceId, Catalogue]

_DESIGNATOR = re.compile(r"(?P<year>\d{4}|\d{2})-?(?P<launch>\d{3})(?P<piece>[A-Z]{1,3})")
_BEGUN = re.compile(
    r"(?P<year>\d{4}|\d{2})(?:-(?P<rest>\d{0,2}|\d{3}[A-Z]{0,3})|(?P<last>\d{3}[A-Z]{0,3}))"
)
_FIRST_YEAR = 57  # of two digits, that of Sputnik: smaller ones are of this century
_LONGEST_NUMBER = 18  # digits that int64 holds
_MOST_TOLD, _MOST_HINTS = 5, 3
_MOST_COMPARED = 100_000  # names, about a second


def object_named(catalogues: Catalogues, text: str) -> SatelliteKey | None:
    """Return the object that a text means, None if there is none.

    A number is looked for first, then a designator, then a name. An object that several
    catalogues hold is that of the first. Raises UserError if several objects have the name.
    """
    for rows_of in (_of_number, _of_designator, _of_name):
        found: dict[int | tuple[str, str], SatelliteKey] = {}
        for source, catalogue in catalogues.items():
            for row in rows_of(catalogue, text):
                found.setdefault(_identity(catalogue, row), SatelliteKey(source, row))
        if len(found) > 1:
            raise _shared(catalogues, text, list(found.values()))
        if found:
            return next(iter(found.values()))
    return None


def near_objects(catalogues: Catalogues, text: str) -> str:
    """Return ', did you mean "..."?' with names that contain a text or are near it, or ""."""
    containing = dict.fromkeys(
        catalogue.object_name[row]
        for catalogue in catalogues.values()
        for row in catalogue.object_name.rows_containing(text, _MOST_COMPARED)
    )
    if not containing:
        return did_you_mean(text, dict.fromkeys(islice(_names(catalogues), _MOST_COMPARED)))
    shown = " or ".join(f'"{name}"' for name in islice(containing, _MOST_HINTS))
    more = len(containing) - _MOST_HINTS
    others = f" ({more:,} more names contain it)" if more > 0 else ""
    return f", did you mean {shown}?{others}"


def _names(catalogues: Catalogues) -> Iterator[str]:
    for catalogue in catalogues.values():
        yield from (name for name in catalogue.object_name if name)


def _of_number(catalogue: Catalogue, text: str) -> list[int]:
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
        return []
    return list(map(int, np.flatnonzero(catalogue.object_id == int(text))))


def _of_designator(catalogue: Catalogue, text: str) -> list[int]:
    parts = _DESIGNATOR.fullmatch(text.upper())
    if not parts:
        return []
    written = f"{_full_year(parts['year'])}-{parts['launch']}{parts['piece']}"
    return catalogue.designator.rows_equal_to(written)


def designator_begun(text: str) -> str:
    """Return the begin of a designator as catalogues write it, "" for a text that is none.

    "98067" and "1998-067" are both "1998-067".
    """
    parts = _BEGUN.fullmatch(text.upper())
    if parts is None:
        return ""
    return f"{_full_year(parts['year'])}-{parts['rest'] or parts['last'] or ''}"


def _full_year(digits: str) -> int:
    year = int(digits)
    if year >= 100:
        return year
    return year + (1900 if year >= _FIRST_YEAR else 2000)


def _of_name(catalogue: Catalogue, text: str) -> list[int]:
    return catalogue.object_name.rows_equal_to(text)


def _identity(catalogue: Catalogue, row: int) -> int | tuple[str, str]:
    """Return what two element sets of one object share: its number, or the rest without one."""
    return int(catalogue.object_id[row]) or (catalogue.designator[row], catalogue.object_name[row])


def _shared(catalogues: Catalogues, text: str, objects: list[SatelliteKey]) -> UserError:
    """Return the error for a text that several objects go by."""
    told = []
    for source, row in objects[:_MOST_TOLD]:
        catalogue = catalogues[source]
        number = int(catalogue.object_id[row]) or catalogue.designator[row]
        told.append(f"{number} {catalogue.object_name[row]}".strip())
    more = len(objects) - _MOST_TOLD
    if more > 0:
        told.append(f"{more:,} more")
    return UserError(
        f'"{text}" stands for {len(objects):,} objects: {", ".join(told[:-1])} and {told[-1]}',
        allowed="a catalogue number or an international designator",
    )
