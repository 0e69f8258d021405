"""The formats of reports."""

from __future__ import annotations

from orbitviz.formats.registry import Writers
from orbitviz.formats.reports import html_report, json_report

REPORTS = Writers(
    (
        html_report.FORMAT,
        json_report.FORMAT,
    ),
    refusal="is not a report file name",
)
