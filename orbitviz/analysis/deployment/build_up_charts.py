"""Charts of a design over the years beside the same launched as it has been flown at best."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.deployment.aged_orbits import QUANTITIES
from orbitviz.analysis.deployment.charts import (
    fleet_chart,
    over_years,
    traffic_chart,
    years_chart,
)
from orbitviz.analysis.deployment.outlook import Outlook
from orbitviz.analysis.deployment.starlink import StarlinkCheck
from orbitviz.analysis.deployment.starlink_record import REENTERED_2025_T
from orbitviz.analysis.deployment.yearly import Years
from orbitviz.base.arrays import Floats
from orbitviz.base.units import prefix_of
from orbitviz.model.design.deployment import FLOWN_LAUNCHES, FLOWN_PAYLOAD_T

FLOWN = (
    f"As flown: the same design with {FLOWN_LAUNCHES:.0f} launches a year, SpaceX's of 2025, each "
    f"of {FLOWN_PAYLOAD_T:g} t, the most of a Starship so far (28 September 2026); no year has had "
    "both. Simulated, not scaled."
)
_ASSUMED, _FLOWN = "as designed", "as flown"
_TONES = ("load", "sun")
_DELIVERED = (
    "Of the satellites that work, each with its age: means over their orbits and the seasons, by "
    "loads and by computers. " + FLOWN
)
_DECADES = 4  # of a logarithmic axis


def build_up_charts(assumed: Outlook, flown: Outlook | None) -> tuple[Chart, ...]:
    """Return the charts of a design, and of the same as flown where that can be."""
    fleets = (assumed,) if flown is None else (assumed, flown)
    steady = Level("replaced, at length", assumed.upkeep.satellites)
    return (
        _satellites("Working at the end of each year", fleets, lambda years: years.operational),
        fleet_chart(assumed.years),
        _launches(fleets),
        _tonnes(
            "Mass launched in each year", fleets, lambda years: years.mass_t,
            Level(f"{FLOWN_LAUNCHES:.0f} of {FLOWN_PAYLOAD_T:g} t",
                  FLOWN_LAUNCHES * FLOWN_PAYLOAD_T),
            "",
        ),
        traffic_chart(assumed.years, (steady,) if 0.0 < steady.value < math.inf else ()),
        _tonnes(
            "Mass re-entering in each year", fleets, lambda years: years.reentered_t,
            Level("2025, all objects", REENTERED_2025_T),
            "2025: 211.6 t of Starlinks were 45.8 % of all that re-entered (GCAT; secondary).",
        ),
        _satellites("Dead at the end of each year", fleets, lambda years: years.dead),
    )  # fmt: skip


def delivered_charts(fleets: tuple[Years, ...]) -> tuple[Chart, ...]:
    """Return power and compute over the years, of a design and of the same as flown."""
    asked = (
        ("Power drawn at the end of each year", "power", "power_w"),
        ("Compute at the end of each year", "compute", "flops_delivered"),
    )
    charts = []
    for (title, y_name, name), quantity in zip(asked, QUANTITIES, strict=True):
        values: list[Floats] = [getattr(years, name) for years in fleets]
        factor, letter = prefix_of(max(float(one.max(initial=0.0)) for one in values))
        curves = tuple(
            Curve(of, one / factor, tone)
            for of, one, tone in zip((_ASSUMED, _FLOWN), values, _TONES, strict=False)
        )
        unit = f"{letter}{quantity.unit.si}"
        charts.append(over_years(title, fleets[0], unit, y_name, curves, assumption=_DELIVERED))
    return tuple(charts)


def starlink_chart(check: StarlinkCheck) -> Chart:
    """Return the Starlinks in orbit by the model, and as they were counted."""
    rows = check.in_orbit
    year = check.years.year.astype(float)
    return Chart(
        title="Starlinks in orbit at the end of each year",
        unit="thousands",
        y_name="satellites",
        x=year,
        x_name="year",
        x_labels=(*(str(int(one)) for one in year[:-1]), "17 September 2026"),
        ticks=tuple((one, str(int(one))) for one in year.tolist()),
        curves=(
            Curve("by the model", np.array([row.model for row in rows]) / 1e3, "load"),
            Curve("counted", np.array([row.published for row in rows]) / 1e3, "charge"),
        ),
        assumption="Counted by J. McDowell (secondary); the last ones are of 17 September 2026.",
    )


def _satellites(
    title: str, fleets: tuple[Outlook, ...], of: Callable[[Years], np.ndarray]
) -> Chart:
    names = zip((_ASSUMED, _FLOWN), fleets, _TONES, strict=False)
    curves = ((name, of(fleet.years), tone) for name, fleet, tone in names)
    return years_chart(title, fleets[0].years, *curves, assumption=FLOWN)


def _launches(fleets: tuple[Outlook, ...]) -> Chart:
    return _chart(
        "Launches in each year", "", "launches", fleets,
        [fleet.years.launches.astype(float) for fleet in fleets],
        Level("SpaceX, 2025", FLOWN_LAUNCHES), FLOWN,
    )  # fmt: skip


def _tonnes(
    title: str,
    fleets: tuple[Outlook, ...],
    of: Callable[[Years], Floats],
    level: Level,
    source: str,
) -> Chart:
    values = [of(fleet.years) for fleet in fleets]
    factor, letter = prefix_of(max(level.value, *(float(one.max(initial=0.0)) for one in values)))
    return _chart(
        title, f"{letter}t", "mass", fleets, [one / factor for one in values],
        Level(level.name, level.value / factor), f"{source} {FLOWN}".strip(),
    )  # fmt: skip


def _chart(
    title: str,
    unit: str,
    y_name: str,
    fleets: tuple[Outlook, ...],
    values: list[Floats],
    level: Level,
    assumption: str,
) -> Chart:
    most = max(level.value, *(float(one.max(initial=0.0)) for one in values))
    curves = tuple(
        Curve(name, one, tone)
        for name, one, tone in zip((_ASSUMED, _FLOWN), values, _TONES, strict=False)
    )
    return over_years(
        title,
        fleets[0].years,
        unit,
        y_name,
        curves,
        (level,),
        log_floor=10.0 ** (np.ceil(np.log10(most)) - _DECADES),
        assumption=assumption,
    )
