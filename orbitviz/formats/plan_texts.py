"""The years of a plan as a table and as JSON."""

from __future__ import annotations

from orbitviz.analysis.deployment.yearly import Years
from orbitviz.base.json_text import json_text
from orbitviz.formats.json_time import json_time

HEADINGS = (
    "Year", "Launches", "Launched", "Mass, t", "Working", "Replaced", "Dead", "Disposed of",
    "Re-entered",
)  # fmt: skip
_IN_YEAR = ("launched", "launches", "mass_t", "lost", "replaced", "disposed", "reentered")
_AT_END = ("operational", "raising", "spare", "retiring", "dead")


def plan_json(years: Years, design: str, seed: int) -> str:
    """Return the years of a plan as JSON; counts at the end of a year are those in orbit."""
    rows = []
    for k, year in enumerate(years.year.tolist()):
        values = {name: getattr(years, name)[k].item() for name in (*_IN_YEAR, *_AT_END)}
        rows.append({"year": year, **values, "mass_t": round(values["mass_t"], 3)})
    filled = years.all_filled
    return json_text(
        {
            "design": design,
            "seed": seed,
            "years": rows,
            "millionth": None if filled is None else json_time(filled),
        }
    )


def plan_rows(years: Years) -> list[list[str]]:
    """Return a row of texts for each year, as HEADINGS names them."""
    columns = (
        years.launches, years.launched, years.mass_t, years.operational, years.replaced,
        years.dead, years.disposed, years.reentered,
    )  # fmt: skip
    return [
        [str(year), *(f"{column[k]:,.0f}" for column in columns)]
        for k, year in enumerate(years.year.tolist())
    ]
