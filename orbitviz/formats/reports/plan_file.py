"""The formats in which a fleet over the years is written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from orbitviz.analysis.deployment.charts import delivery_charts, fleet_chart, traffic_chart
from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer, Writers
from orbitviz.formats.reports.page_templates import page_templates
from orbitviz.formats.reports.plan_texts import (
    HEADINGS,
    Planned,
    complete_text,
    plan_json,
    plan_rows,
    year_values,
)


def plan_page(planned: Planned) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    return (
        page_templates()
        .get_template("plan.html.j2")
        .render(
            planned=planned,
            complete=complete_text(planned),
            charts=(
                fleet_chart(planned.years),
                *delivery_charts(planned.years),
                traffic_chart(planned.years),
            ),
            headings=HEADINGS,
            rows=plan_rows(planned.years),
        )
    )


def plan_csv(planned: Planned) -> str:
    """Return a line for each year, under the names that JSON has."""
    as_flown = "true" if planned.as_flown else "false"
    rows = [{**row, "as_flown": as_flown} for row in year_values(planned.years)]
    stream = io.StringIO()
    table = csv.DictWriter(stream, rows[0], lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return stream.getvalue()


def _write_page(planned: Planned, path: Path) -> None:
    write_atomically(path, plan_page(planned))


def _write_csv(planned: Planned, path: Path) -> None:
    write_atomically(path, plan_csv(planned))


def _write_json(planned: Planned, path: Path) -> None:
    write_atomically(path, plan_json(planned) + "\n")


PLANS: Writers[Planned] = Writers(
    (
        Writer(title="HTML", endings=(".html",), write=_write_page),
        Writer(title="CSV", endings=(".csv",), write=_write_csv),
        Writer(title="JSON", endings=(".json",), write=_write_json),
    ),
    refusal="is not the name of a plan",
)
