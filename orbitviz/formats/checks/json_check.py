"""A check as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from orbitviz.analysis.check.checking import Checked
from orbitviz.analysis.check.finding import Finding
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer


def check_json(found: Checked) -> str:
    """Return a check as JSON: design, time, rules, findings and shells."""
    return json_text(
        {
            "design": found.design,
            "time": found.time,
            "rules": [rule.name for rule in found.rules],
            "findings": [_record(finding) for finding in found.findings],
            "shells": [asdict(shell) for shell in found.shells],
        }
    )


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "place": finding.place,
        "value": finding.value,
        "unit": finding.unit,
        "limit": finding.limit,
        "why": finding.why,
        "fix": None if finding.fix is None else finding.fix.label,
    }


def _write(found: Checked, path: Path) -> None:
    write_atomically(path, check_json(found) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
