"""What a fleet costs, as one HTML page: bands, parity, charts, every input with its source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from markupsafe import Markup

from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.break_even_chart import break_even_chart
from orbitviz.analysis.cost.charts import cash_chart, ratio_chart
from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.analysis.cost.fleet_charts import paid_chart, spent_chart
from orbitviz.analysis.cost.ratio_map import RatioMap
from orbitviz.base.files import write_atomically
from orbitviz.base.units import number_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.cost_texts import (
    COST_ROWS,
    band_text,
    capital_rows,
    crossing_text,
    fleet_table,
    input_words,
    lead_text,
    parity_rows,
    planned_text,
    solved_text,
    swing_rows,
)
from orbitviz.formats.reports.page_templates import page_templates
from orbitviz.formats.reports.priced_fleet import PricedFleet
from orbitviz.formats.reports.svg_ratio_map import svg_ratio_map


@dataclass(frozen=True)
class Bar:
    """A band on an axis that ends with the bands beside it; places in per cent."""

    name: str
    left: float
    width: float
    mid: float
    text: str


def cost_page(priced: PricedFleet) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    found = priced.cost
    planned, break_even = found.by_plan, break_even_chart(found)
    environment = page_templates()
    environment.filters["number"] = number_text
    return environment.get_template("cost.html.j2").render(
        cost=found,
        lead=lead_text(found),
        ratio=band_text(found.ratio),
        crossing=crossing_text(found),
        rows={words: _bars(found, name) for name, words in COST_ROWS.items()},
        parity=parity_rows(found),
        swings=list(zip(swing_rows(found), _swing_bars(found), strict=True)),
        swing_ends=list(map(number_text, _swing_ends(found))),
        charts=(ratio_chart(found), cash_chart(found)),
        break_even=break_even,
        has_break_even=any(np.isfinite(curve.values).any() for curve in break_even.curves),
        map=_map(priced.map),
        map_names=[input_words(axis.key) for axis in (priced.map.x, priced.map.y)],
        capital=capital_rows(found),
        fleet=planned_text(found),
        fleet_charts=() if planned is None else (paid_chart(planned), spent_chart(planned)),
        fleet_table=None if planned is None else fleet_table(planned),
        solved=solved_text(found),
        remarks=[words for words in (found.missing, NOT_COUNTED) if words],
    )


def _swing_ends(found: Costing) -> tuple[float, float]:
    """Return the least and the largest ratio that one input makes."""
    ratios = [found.ratio.mid]
    ratios += [ratio for one in found.swings for ratio in (one.at_low, one.at_high)]
    return min(ratios), max(ratios)


def _swing_bars(found: Costing) -> list[Bar]:
    """Return where each input takes the ratio, the middle marked."""
    least, most = _swing_ends(found)
    scale = 100.0 / ((most - least) or 1.0)
    bars = []
    for one in found.swings:
        low, high = sorted((one.at_low, one.at_high))
        middle = scale * (found.ratio.mid - least)
        bars.append(Bar(one.name, scale * (low - least), scale * (high - low), middle, ""))
    return bars


def _map(found: RatioMap) -> Markup:
    """Return the map as <svg>, its texts escaped."""
    return Markup(svg_ratio_map(found, input_words(found.x.key), input_words(found.y.key)))


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


def _write(priced: PricedFleet, path: Path) -> None:
    write_atomically(path, cost_page(priced))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
