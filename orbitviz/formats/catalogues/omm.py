"""Orbit Mean-Elements Messages: from the fields of records to objects.

CCSDS 502.0-B-3 names the fields; each serialisation (CSV, JSON, XML, KVN) has a reader of its
own that hands records over as columns of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.formats.catalogues.catalogue_builder import CatalogueBuilder
from orbitviz.formats.catalogues.field_values import (
    EPOCH_ALLOWED,
    NUMBERS,
    allowed_range,
    catalogue_number,
    epochs,
    numbers,
    outside,
    shown,
)

Bools = NDArray[np.bool_]

FAMILY = "OMM in"  # of formats
EPOCH = "EPOCH"
REQUIRED = (EPOCH, *NUMBERS)
# fields that must have one value where they stand
FIXED = {
    "MEAN_ELEMENT_THEORY": ("SGP4", "SGP/SGP4", "TLE"),
    "REF_FRAME": ("TEME", "TEMEOFDATE"),
    "TIME_SYSTEM": ("UTC",),
    "CENTER_NAME": ("EARTH",),
}
SGP4_XP = "4"
# the fields of the data that CelesTrak and Space-Track publish
_STANDARD = frozenset(
    (*REQUIRED, *FIXED, "OBJECT_NAME", "OBJECT_ID", "EPHEMERIS_TYPE", "CLASSIFICATION_TYPE",
     "NORAD_CAT_ID", "ELEMENT_SET_NO", "REV_AT_EPOCH", "BSTAR", "MEAN_MOTION_DOT",
     "MEAN_MOTION_DDOT", "SEMIMAJOR_AXIS", "PERIOD", "APOAPSIS", "PERIAPSIS")
)  # fmt: skip
_LONGEST_NAME, _MOST_NAMES = 40, 100  # that are compared
_EPOCH_ZERO = np.datetime64("1949-12-31T00:00:00", "us")


@dataclass(frozen=True)
class OmmRecords:
    """Some records of a file.

    columns   field -> one text for each record, "" where the record lacks the field
    place     where record k stands, e.g. "line 7"
    """

    columns: Mapping[str, Sequence[str]]
    place: Callable[[int], str]
    count: int

    def part(self, begin: int, end: int) -> OmmRecords:
        """Return the records from `begin` up to `end`."""
        columns = {name: column[begin:end] for name, column in self.columns.items()}
        return OmmRecords(columns, lambda row: self.place(begin + row), end - begin)


def records_of(rows: Sequence[dict[str, str]], place: Callable[[int], str]) -> OmmRecords:
    """Return rows of fields as columns."""
    names = {name for row in rows for name in row}
    return OmmRecords(
        {name: [row.get(name, "") for row in rows] for name in names}, place, len(rows)
    )


def add_records(records: OmmRecords, builder: CatalogueBuilder) -> None:
    """Add the objects of the records; the builder hears of those that are refused.

    Refused is a record that lacks a required field, has a value that is not a finite number in
    range, or is not meant for SGP4. Raises UserError if there are too many of them.
    """
    try:
        _add(records, builder)
    except UserError as error:
        if records.count == 1:
            builder.refuse(error)
            return
        # Some are wrong: halves are tried until these stand alone.
        half = records.count // 2
        add_records(records.part(0, half), builder)
        add_records(records.part(half, records.count), builder)


def _add(records: OmmRecords, builder: CatalogueBuilder) -> None:
    """Check the records and add their objects; raises UserError and adds none if one is wrong."""
    for name in REQUIRED:
        _require(records, name)
    for name, allowed in FIXED.items():
        _check_fixed(records, name, allowed)
    _check_type(records)
    values = {name: _numbers(records, name) for name in NUMBERS}
    epoch_days = _epoch_days(records)
    ids = np.fromiter(_ids(records, len(builder)), np.int64, records.count)
    builder.add_objects(
        ids,
        _texts(records, "OBJECT_NAME"),
        _texts(records, "OBJECT_ID"),
    )
    builder.add_elements(epoch_days, values)


def days_of(stamps: NDArray[np.datetime64]) -> Floats:
    """Return (n,) days since 1949-12-31, rounded as python-sgp4's own OMM reader does."""
    since_us = (stamps - _EPOCH_ZERO).astype(np.int64)
    return np.asarray(since_us / 1e6 / DAY_S)


def _require(records: OmmRecords, name: str) -> None:
    column = records.columns.get(name)
    if column is not None and all(column):
        return
    row = 0 if column is None else next(k for k, text in enumerate(column) if not text)
    hint = _hint(name, frozenset(records.columns)) if column is None else ""
    raise UserError(
        f"the field {name} is missing{hint}",
        place=records.place(row),
        allowed=f"records with {', '.join(REQUIRED)}",
    )


@lru_cache(maxsize=256)  # thousands of records may lack the same field
def _hint(name: str, names: frozenset[str]) -> str:
    # What is itself a field of the standard is no misspelling of another one.
    short = sorted(key[:_LONGEST_NAME] for key in names.difference(_STANDARD))
    return did_you_mean(name, short[:_MOST_NAMES])


def _check_fixed(records: OmmRecords, name: str, allowed: tuple[str, ...]) -> None:
    for row, text in enumerate(records.columns.get(name, ())):
        if text and text.strip().upper() not in allowed:
            raise UserError(
                f"{name} is {shown(text)}", place=records.place(row), allowed=" or ".join(allowed)
            )


def _check_type(records: OmmRecords) -> None:
    column = records.columns.get("EPHEMERIS_TYPE", ())
    for row, text in enumerate(column):
        if text.strip() == SGP4_XP:
            raise UserError(
                "EPHEMERIS_TYPE is 4 (SGP4-XP), which SGP4 would propagate wrongly",
                place=records.place(row),
                allowed="0, or 2 for SGP4",
            )


def _numbers(records: OmmRecords, name: str) -> Floats:
    values = numbers(records.columns[name])
    wrong = outside(name, values)
    if wrong.any():
        raise _refused(records, name, wrong, allowed_range(name))
    return values


def _epoch_days(records: OmmRecords) -> Floats:
    stamps = epochs(records.columns[EPOCH])
    wrong = np.isnat(stamps)
    if wrong.any():
        raise _refused(records, EPOCH, wrong, EPOCH_ALLOWED)
    return days_of(stamps)


def _refused(records: OmmRecords, name: str, wrong: Bools, allowed: str) -> UserError:
    row = int(np.argmax(wrong))
    text = records.columns[name][row]
    return UserError(f"{name} is {shown(text)}", place=records.place(row), allowed=allowed)


def _ids(records: OmmRecords, known: int) -> Iterable[int]:
    """Return catalogue numbers; objects without one get negative numbers of our own."""
    column = records.columns.get("NORAD_CAT_ID", [""] * records.count)
    for row, text in enumerate(column):
        if not text.strip():
            yield -(known + row + 1)
            continue
        number = catalogue_number(text)
        if number is None:
            raise UserError(
                f"NORAD_CAT_ID is {shown(text)}",
                place=records.place(row),
                allowed="a number of up to nine digits",
            )
        yield number


def _texts(records: OmmRecords, name: str) -> PackedStrings:
    if name not in records.columns:
        return PackedStrings.empty(records.count)
    return PackedStrings.of(text.strip() for text in records.columns[name])
