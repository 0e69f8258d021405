"""A check as one HTML page: findings, shells, rules; nothing from outside."""

from __future__ import annotations

from pathlib import Path

from orbitviz.analysis.check.checking import Checked
from orbitviz.analysis.check.finding import limit_text, value_text
from orbitviz.analysis.remark import Severity
from orbitviz.base.files import write_atomically
from orbitviz.base.units import MISSING, number_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.page_templates import page_templates


def check_page(found: Checked) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    environment = page_templates()
    environment.filters["number"] = _number
    environment.filters["value"], environment.filters["limit"] = value_text, limit_text
    return environment.get_template("check.html.j2").render(checked=found, severities=Severity)


def _number(value: float | None) -> str:
    return MISSING if value is None else number_text(value, 4)


def _write(found: Checked, path: Path) -> None:
    write_atomically(path, check_page(found))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
