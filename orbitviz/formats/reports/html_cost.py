"""What a fleet costs, as one HTML page: bands, parity, charts, every input with its source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.charts import cash_chart, ratio_chart
from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.analysis.cost.fleet_charts import paid_chart, spent_chart
from orbitviz.base.files import write_atomically
from orbitviz.base.units import number_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.cost_texts import (
    COST_ROWS,
    band_text,
    capital_rows,
    crossing_text,
    fleet_table,
    lead_text,
    parity_rows,
    planned_text,
    solved_text,
    swing_rows,
)
from orbitviz.formats.reports.page_templates import page_templates


@dataclass(frozen=True)
class Bar:
    """A band on a logarithmic axis that ends with the bands beside it; places in per cent."""

    name: str
    left: float
    width: float
    mid: float
    text: str


def cost_page(found: Costing) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    planned = found.by_plan
    environment = page_templates()
    environment.filters["number"] = number_text
    return environment.get_template("cost.html.j2").render(
        cost=found,
        lead=lead_text(found),
        ratio=band_text(found.ratio),
        crossing=crossing_text(found),
        rows={words: _bars(found, name) for name, words in COST_ROWS.items()},
        parity=parity_rows(found),
        swings=swing_rows(found),
        charts=(ratio_chart(found), cash_chart(found)),
        capital=capital_rows(found),
        fleet=planned_text(found),
        fleet_charts=() if planned is None else (paid_chart(planned), spent_chart(planned)),
        fleet_table=None if planned is None else fleet_table(planned),
        remarks=[words for words in (found.missing, solved_text(found), NOT_COUNTED) if words],
    )


def _bars(found: Costing, name: str) -> list[Bar]:
    bands = {"orbit": found.orbit[name], "ground": found.ground[name]}
    low = min(band.low for band in bands.values())
    high = max(band.high for band in bands.values())

    def place(value: float) -> float:
        if low <= 0.0 or high <= low:
            return 0.0
        return 100.0 * math.log(value / low) / math.log(high / low)

    def bar(side: str, band: Band) -> Bar:
        left = place(band.low)
        return Bar(side, left, place(band.high) - left, place(band.mid), band_text(band))

    return [bar(side, band) for side, band in bands.items()]


def _write(found: Costing, path: Path) -> None:
    write_atomically(path, cost_page(found))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
