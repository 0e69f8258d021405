"""The rows of a comparison as people read them, on a terminal, on a page and in the window."""

from __future__ import annotations

from collections.abc import Iterable

from orbitviz.analysis.compare.rows import MARKS, CompareRow, DesignComparison, Verdict
from orbitviz.base.units import MISSING

HEADINGS = ("Figure", "A", "B", "Difference", "B is")
NO_WINNER = (
    "Better and worse are said of figures alone, each by itself, not of designs; of sums over "
    "satellites only where both have as many."
)


def row_texts(row: CompareRow) -> tuple[str, str, str, str, str]:
    """Return the texts of a row, under HEADINGS."""
    a, b = (MISSING if value is None else row.measure.text(value) for value in (row.a, row.b))
    return row.name, a, b, row.difference_text, MARKS[row.verdict]


def summary_text(comparison: DesignComparison) -> str:
    """Return how many figures are better and worse in B, in a sentence."""
    better, worse = (
        sum(row.verdict is verdict for row in comparison.rows)
        for verdict in (Verdict.BETTER, Verdict.WORSE)
    )
    return f"B is better (▲) in {_figures(better)} and worse (▼) in {_figures(worse)}."


def by_topic(rows: Iterable[CompareRow]) -> dict[str, list[CompareRow]]:
    """Return rows by their topic."""
    topics: dict[str, list[CompareRow]] = {}
    for row in rows:
        topics.setdefault(row.topic, []).append(row)
    return topics


def _figures(count: int) -> str:
    return "1 figure" if count == 1 else f"{count} figures"
