"""The years of a plan in words, as a table and as JSON."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from orbitviz.analysis.deployment.outlook import FLOWN_AT_MOST
from orbitviz.analysis.deployment.yearly import Years
from orbitviz.base.json_text import json_text
from orbitviz.base.units import si_text
from orbitviz.formats.json_time import json_time

HEADINGS = (
    "Year", "Launches", "Launched", "Mass, t", "Working", "Replaced", "Dead", "Disposed of",
    "Re-entered", "Power", "Compute",
)  # fmt: skip
_IN_YEAR = ("launched", "launches", "mass_t", "lost", "replaced", "disposed", "reentered")
_DELIVERED = ("power_w", "flops_delivered")
_AT_END = ("built", "operational", "degraded", "raising", "drifting", "spare", "retiring", "dead")


@dataclass(frozen=True, eq=False)
class Planned:
    """The years of a design.

    slots     its satellites
    remarks   sentences: what keeps it from ever being complete, or the retired from leaving
    as_flown  launched with the most that has been flown, not as the design says
    """

    design: str
    slots: int
    seed: int
    years: Years
    remarks: tuple[str, ...]
    as_flown: bool = False

    @property
    def title(self) -> str:
        """The design, and how it is launched where that is not as it says."""
        return f"{self.design}, as flown: {FLOWN_AT_MOST}" if self.as_flown else self.design


def year_values(years: Years) -> list[dict[str, Any]]:
    """Return name -> value for each year; counts at the end of a year are those in orbit."""
    rows = []
    for k, year in enumerate(years.year.tolist()):
        values = {name: getattr(years, name)[k].item() for name in (*_IN_YEAR, *_AT_END)}
        values["mass_t"] = round(values["mass_t"], 3)
        for name in _DELIVERED:
            column = getattr(years, name)
            if column is not None:
                values[name] = float(f"{column[k]:.6g}")
        rows.append({"year": year, **values})
    return rows


def plan_json(planned: Planned) -> str:
    """Return the years of a plan as JSON."""
    filled = planned.years.all_filled
    return json_text(
        {
            "design": planned.design,
            "as_flown": planned.as_flown,
            "seed": planned.seed,
            "years": year_values(planned.years),
            "millionth": None if filled is None else json_time(filled),
        }
    )


def complete_text(planned: Planned) -> str:
    """Return how many satellites there are to be, and when the last one is first there."""
    slots, filled = planned.slots, planned.years.all_filled
    when = f"not complete by the end of {planned.years.year[-1]}" if filled is None else (
        f"the last slot is first filled on {filled.isoformat()[:10]}"
    )  # fmt: skip
    return f"{slots:,} satellite{'' if slots == 1 else 's'}: {when}"


def plan_rows(years: Years) -> list[list[str]]:
    """Return a row of texts for each year, as HEADINGS names them."""
    columns = (
        years.launches, years.launched, years.mass_t, years.operational, years.replaced,
        years.dead, years.disposed, years.reentered,
    )  # fmt: skip
    delivered = ((years.power_w, "W"), (years.flops_delivered, "FLOP/s"))
    return [
        [
            str(year),
            *(f"{column[k]:,.0f}" for column in columns),
            *(si_text(math.nan if each is None else each[k], unit) for each, unit in delivered),
        ]
        for k, year in enumerate(years.year.tolist())
    ]
