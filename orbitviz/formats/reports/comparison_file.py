"""The formats of comparisons."""

from __future__ import annotations

from orbitviz.formats.registry import Writers
from orbitviz.formats.reports import html_comparison, json_comparison

COMPARISONS = Writers(
    (
        html_comparison.FORMAT,
        json_comparison.FORMAT,
    ),
    refusal="is not a comparison file name",
)
