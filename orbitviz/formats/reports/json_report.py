"""Reports as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from orbitviz.analysis.report.reporter import Report
from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.content import ReportContent


def report_json(report: Report) -> str:
    """Return the report as JSON; the keys are the fields of `Report`."""
    return json.dumps(asdict(report), indent=2, allow_nan=False)


def _write(content: ReportContent, path: Path) -> None:
    write_atomically(path, report_json(content.report) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
