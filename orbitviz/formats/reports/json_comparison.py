"""Comparisons of two designs as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from orbitviz.analysis.compare.rows import CompareRow, DesignComparison
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.content import ComparisonContent


def comparison_json(comparison: DesignComparison) -> str:
    """Return the comparison as JSON; values are in the unit that stands beside them."""
    return json_text(
        {
            "a": comparison.a,
            "b": comparison.b,
            "time": comparison.time,
            "epoch_a": comparison.epoch_a,
            "epoch_b": comparison.epoch_b,
            "same": comparison.is_same,
            "limited_by": {"a": comparison.limited_by[0], "b": comparison.limited_by[1]},
            "rows": _rows(comparison.rows),
            "groups": [
                {
                    "a": group.a,
                    "b": group.b,
                    "matched_by": "name" if group.by_name else "place",
                    "rows": _rows(group.rows),
                }
                for group in comparison.groups
            ],
            "only_a": list(comparison.only_a),
            "only_b": list(comparison.only_b),
        }
    )


def _rows(rows: Iterable[CompareRow]) -> list[dict[str, Any]]:
    return [
        {
            "key": row.key,
            "name": row.name,
            "topic": row.topic,
            "unit": row.measure.unit,
            "a": row.a,
            "b": row.b,
            "difference": row.difference,
            "preferred": row.preferred.value,
            "b_is": row.verdict.value or None,
        }
        for row in rows
    ]


def _write(content: ComparisonContent, path: Path) -> None:
    write_atomically(path, comparison_json(content.comparison) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
