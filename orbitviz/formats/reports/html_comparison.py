"""Comparisons of two designs as one HTML file: pictures, tables, assumptions."""

from __future__ import annotations

from pathlib import Path

from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.columns import ROUNDED
from orbitviz.formats.reports.comparison_texts import (
    HEADINGS,
    NO_WINNER,
    by_topic,
    row_texts,
    summary_text,
)
from orbitviz.formats.reports.content import ComparisonContent
from orbitviz.formats.reports.page_templates import page_templates


def html_comparison(content: ComparisonContent) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    comparison = content.comparison
    return (
        page_templates()
        .get_template("comparison.html.j2")
        .render(
            comparison=comparison,
            headings=HEADINGS,
            topics=by_topic(comparison.rows),
            by_topic=by_topic,
            texts=row_texts,
            summary=summary_text(comparison),
            illustrations=content.pictures(),
            notes=(NO_WINNER, ROUNDED),
            assumptions=content.assumptions,
        )
    )


def _write(content: ComparisonContent, path: Path) -> None:
    write_atomically(path, html_comparison(content))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
