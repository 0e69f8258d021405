"""Satellites that were found by a predicate, as rows for people and for other programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from orbitviz.analysis.predicates.conditions import Condition, measures
from orbitviz.analysis.predicates.fields import GROUPS, NAME, SHELL, Measure
from orbitviz.analysis.predicates.search import Hits
from orbitviz.analysis.predicates.sources import SearchedCatalogue
from orbitviz.base.files import replacing
from orbitviz.base.json_text import json_text
from orbitviz.base.units import MISSING, fixed_text
from orbitviz.formats.registry import Writer, Writers, either
from orbitviz.formats.tables.csv_table import quoted_identity
from orbitviz.formats.tables.state_table import Identity, catalogue_identity, design_identity
from orbitviz.subsystems.quantity import Unit

Cell = str | int | float | None

_CHUNK = 50_000
_DIGITS = 4  # of the largest number of a column for people
_MOST_PLACES = 4


@dataclass(frozen=True, eq=False)
class FoundTable:
    """What was found, at most `limit` rows of it, with the values that the predicate looks at.

    where   the predicate as written
    time    ISO 8601
    """

    where: str
    time: str
    condition: Condition
    hits: tuple[Hits, ...]
    limit: int | None = None

    @property
    def matches(self) -> int:
        """How many satellites match, with those beyond the limit."""
        return sum(len(one) for one in self.hits)

    @property
    def total(self) -> int:
        """How many satellites there are."""
        return sum(one.of for one in self.hits)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What the columns after the identity hold."""
        found = {
            one.column: one
            for one in measures(self.condition)
            if one.field not in (NAME, GROUPS, SHELL)
        }
        return tuple(found.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns for programs."""
        return (*Identity._fields, *(one.column for one in self.measures))

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of the columns for people."""
        named = (
            f"{one.title}, {one.field.unit.name}" if one.field.unit.name else one.title
            for one in self.measures
        )
        return ("Name", *named)

    def chunks(self) -> Iterator[tuple[list[Identity], list[list[Cell]]]]:
        """Yield identities and, for each, its values for programs: SI, or as the column says."""
        for identity, values in self._chunks():
            columns = (
                _cells(one, values_of, one.field.column_unit)
                for one, values_of in zip(self.measures, values, strict=True)
            )
            rows = [list(row) for row in zip(*columns, strict=True)]
            yield identity, rows or [[] for _ in identity]

    def texts(self) -> list[list[str]]:
        """Return name and values of each row as people read them."""
        rows: list[list[str]] = []
        for identity, values in self._chunks():
            columns = (
                _texts(one, values_of) for one, values_of in zip(self.measures, values, strict=True)
            )
            names = [who.name or str(who.id) for who in identity]
            rows += [list(row) for row in zip(names, *columns, strict=True)]
        return rows

    def _chunks(self) -> Iterator[tuple[list[Identity], list[np.ndarray]]]:
        left = self.matches if self.limit is None else self.limit
        for hits in self.hits:
            rows = hits.rows[:left]
            left -= len(rows)
            for part in (rows[k : k + _CHUNK] for k in range(0, len(rows), _CHUNK)):
                yield _identity(hits, part), hits.values(self.measures, part)


def lacking_remarks(found: Iterable[Hits]) -> list[str]:
    """Return a sentence for each source whose objects lack what the predicate looks at."""
    return [
        f"{hits.of:,} objects of {hits.source.name} have no "
        f"{either([one.field.name for one in hits.lacking])}: no comparison with it is true of them"
        for hits in found
        if hits.lacking and hits.of
    ]


def found_json(table: FoundTable) -> str:
    """Return what was found as JSON; a value that an object does not have is null."""
    rows = [
        dict(zip(table.columns, (*who[:-1], who.shell or None, *values), strict=True))
        for identity, all_values in table.chunks()
        for who, values in zip(identity, all_values, strict=True)
    ]
    lacking = [
        {
            "of": hits.source.name,
            "objects": hits.of,
            "names": [one.field.name for one in hits.lacking],
        }
        for hits in table.hits
        if hits.lacking and hits.of
    ]
    return json_text(
        {
            "where": table.where,
            "time": table.time,
            "matches": table.matches,
            "total": table.total,
            "lacking": lacking,
            "rows": rows,
        }
    )


def _write_csv(table: FoundTable, path: Path) -> None:
    with replacing(path) as stream:
        heads = io.StringIO()
        csv.writer(heads, lineterminator="\n").writerow(table.columns)  # sites may have commas
        stream.write(heads.getvalue().encode())
        for identity, all_values in table.chunks():
            lines = [
                ",".join((who, *map(_field, values))) + "\n"
                for who, values in zip(quoted_identity(identity), all_values, strict=True)
            ]
            stream.write("".join(lines).encode())


FOUND_TABLES: Writers[FoundTable] = Writers(
    (Writer(title="CSV", endings=(".csv",), write=_write_csv),),
    refusal='the ending "{ending}" is not that of a table of satellites',
)


def _field(value: Cell) -> str:
    if value is None:
        return ""
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _identity(hits: Hits, rows: np.ndarray) -> list[Identity]:
    source = hits.source
    if isinstance(source, SearchedCatalogue):
        return catalogue_identity(source.catalogue, source.row_of(rows))
    return design_identity(source.constellation, rows)


def _cells(measure: Measure, values: np.ndarray, unit: Unit) -> list[Cell]:
    """Return values for programs; SI values are converted to a unit."""
    words = measure.field.words_of_quantity
    if words:
        return [words[int(value)] if value == value else None for value in values]
    if measure.field.is_whole:
        return [int(value) if value == value else None for value in values]
    shown = unit.factor * values + unit.offset
    return [float(value) if value == value else None for value in shown]


def _texts(measure: Measure, values: np.ndarray) -> list[str]:
    """Return values for people, in the unit of the heading."""
    cells = _cells(measure, values, measure.field.unit)
    numbers = [abs(cell) for cell in cells if isinstance(cell, float)]
    largest = max(numbers, default=0.0)
    places = _DIGITS - 1 - math.floor(math.log10(largest)) if largest else 0
    places = min(max(places, 0), _MOST_PLACES)
    texts = (fixed_text(cell, places) if isinstance(cell, float) else cell for cell in cells)
    return [MISSING if text is None else str(text) for text in texts]
