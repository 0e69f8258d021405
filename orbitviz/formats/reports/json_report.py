"""Reports as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from orbitviz.analysis.report.rows import Report
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.content import ReportContent


def report_json(report: Report) -> str:
    """Return the report as JSON; the keys are the fields of `Report`."""
    return json_text(asdict(report))


def _write(content: ReportContent, path: Path) -> None:
    write_atomically(path, report_json(content.report) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
