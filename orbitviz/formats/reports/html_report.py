"""Reports as one HTML file: pictures, tables, charts, assumptions; nothing from outside."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.columns import CARDS, LIGHT, ROUNDED, WORK, life_text
from orbitviz.formats.reports.content import ReportContent
from orbitviz.formats.reports.cost_texts import report_cost_text
from orbitviz.formats.reports.page_templates import page_templates


def html_report(content: ReportContent) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    return (
        page_templates()
        .get_template("report.html.j2")
        .render(
            report=content.report,
            colours=content.colours,
            sunlit=content.sunlit,
            losses=content.losses,
            illustrations=content.pictures(),
            life=life_text(content.report),
            cost=report_cost_text(content.report),
            cards=CARDS,
            light=LIGHT,
            work=WORK,
            rounded=ROUNDED,
        )
    )


def _write(content: ReportContent, path: Path) -> None:
    write_atomically(path, html_report(content))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
