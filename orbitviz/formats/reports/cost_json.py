"""What a fleet costs, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.analysis.cost.discounting import CashFlow
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer


def cost_json(found: Costing) -> str:
    """Return what a fleet costs as JSON: bands as low, mid and high, nothing as null."""
    return json_text(
        {
            "design": found.design,
            "scenario": found.scenario,
            "title": found.title,
            "missing": found.missing,
            "satellites": found.satellites,
            "power_w": found.power_w,
            **asdict(found.fleet),
            "orbit": {name: one._asdict() for name, one in found.orbit.items()},
            "ground": {name: one._asdict() for name, one in found.ground.items()},
            "ratio": found.ratio._asdict(),
            "crossing_year": found.crossing_year,
            "parity": asdict(found.parity),
            "tornado": [
                {"input": one.name, "ratio_at_low": one.at_low, "ratio_at_high": one.at_high}
                for one in found.swings
            ],
            "cash_flow_usd": {
                "orbit": _years(found, found.orbit_cash),
                "ground": _years(found, found.ground_cash),
            },
            "inputs": {
                one.name: {
                    "key": one.key,
                    **asdict(one.range),
                    "source": one.source,
                    "stated_by_design": one.is_own,
                }
                for one in found.inputs
            },
            "not_counted": NOT_COUNTED,
        }
    )


def _years(found: Costing, cash: CashFlow) -> list[dict[str, Any]]:
    return [
        {"year": year, **{item.value: usd for item, usd in paid.items()}}
        for year, paid in enumerate(found.fleet_usd(cash))
    ]


def _write(found: Costing, path: Path) -> None:
    write_atomically(path, cost_json(found) + "\n")


FORMAT = Writer(title="JSON", endings=(".json",), write=_write)
