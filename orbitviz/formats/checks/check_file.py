"""The formats of checks."""

from __future__ import annotations

from orbitviz.analysis.check.checking import Checked
from orbitviz.formats.checks import html_check, json_check
from orbitviz.formats.registry import Writers

CHECKS: Writers[Checked] = Writers(
    (
        html_check.FORMAT,
        json_check.FORMAT,
    ),
    refusal="is not the name of a check",
)
