"""What a fleet costs, as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing, PlannedCost
from orbitviz.analysis.cost.discounting import CashFlow
from orbitviz.analysis.cost.of_design import SourcedInput
from orbitviz.analysis.cost.ratio_map import RatioMap
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.priced_fleet import PricedFleet


def cost_json(priced: PricedFleet) -> str:
    """Return what a fleet costs as JSON: bands as low, mid and high, nothing as null."""
    found = priced.cost
    return json_text(
        {
            "design": found.design,
            "scenario": found.scenario,
            "title": found.title,
            "missing": found.missing,
            "solved": list(found.solved),
            "satellites": found.satellites,
            "power_w": found.power_w,
            **asdict(found.fleet),
            "orbit": {name: one._asdict() for name, one in found.orbit.items()},
            "ground": {name: one._asdict() for name, one in found.ground.items()},
            "ratio": found.ratio._asdict(),
            "crossing_year": found.crossing_year,
            "parity": asdict(found.parity),
            "capital_usd_per_kw": asdict(found.capital),
            "map": _map(priced.map),
            "tornado": [
                {"input": one.name, "ratio_at_low": one.at_low, "ratio_at_high": one.at_high}
                for one in found.swings
            ],
            "cash_flow_usd": {
                "orbit": _years(found, found.orbit_cash),
                "ground": _years(found, found.ground_cash),
            },
            "fleet": None if found.by_plan is None else _fleet(found.by_plan),
            "inputs": {one.name: _input(one) for one in found.inputs},
            "not_counted": NOT_COUNTED,
        }
    )


def _map(found: RatioMap) -> dict[str, Any]:
    """Return orbit over ground by two inputs, row by row of y, and the line of parity."""
    axes = {
        side: {"input": axis.name, "key": axis.key, "values": axis.places.tolist()}
        for side, axis in (("x", found.x), ("y", found.y))
    }
    return {**axes, "ratio": found.ratio.tolist(), "parity_lines": found.parity.tolist()}


def _input(one: SourcedInput) -> dict[str, Any]:
    parts = {part.key: _input(part) for part in one.parts}
    return {
        "key": one.key,
        **asdict(one.range),
        "source": one.source,
        "stated_by_design": one.is_own,
        **({"parts": parts} if parts else {}),
    }


def _fleet(planned: PlannedCost) -> dict[str, Any]:
    """Return the cash flow over the years of a plan; USD are of the year they are paid in."""
    cash = planned.cash
    levelised = planned.usd_per_kw_year._asdict()
    columns = {
        "usd_per_kg": cash.usd_per_kg,
        **{f"{name}_usd": paid for name, paid in cash.items.items()},
        "paid_usd": cash.paid,
        "spent_usd": np.cumsum(cash.paid),
        "ground_usd": planned.ground_usd,
        "working_kw": cash.years.working_kw,
        "delivered_kw_years": cash.delivered_kw_years,
        "delivered_pflop_days": planned.pflop_days,
        "delivered_gpu_hours": planned.gpu_hours,
    }
    return {
        "usd_per_kw_year": {end: _finite(usd) for end, usd in levelised.items()},
        "value_left_usd": cash.value_left,
        "years": [
            {"year": year, **{name: column[k].item() for name, column in columns.items()}}
            for k, year in enumerate(cash.years.year.tolist())
        ],
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _years(found: Costing, cash: CashFlow) -> list[dict[str, Any]]:
    return [
        {"year": year, **{item.value: usd for item, usd in paid.items()}}
        for year, paid in enumerate(found.fleet_usd(cash))
    ]


def _write(priced: PricedFleet, path: Path) -> None:
    write_atomically(path, cost_json(priced) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
