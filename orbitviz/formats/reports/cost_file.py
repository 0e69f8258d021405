"""The formats in which what a fleet costs is written."""

from __future__ import annotations

from orbitviz.formats.registry import Writers
from orbitviz.formats.reports import cost_json, html_cost
from orbitviz.formats.reports.priced_fleet import PricedFleet

COSTS: Writers[PricedFleet] = Writers(
    (
        html_cost.FORMAT,
        cost_json.FORMAT,
    ),
    refusal="is not the name of a page of costs",
)
