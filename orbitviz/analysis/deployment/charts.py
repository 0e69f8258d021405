"""Charts of a fleet over the years."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.deployment.aged_orbits import QUANTITIES
from orbitviz.analysis.deployment.yearly import Counts, Years
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import prefix_of

_TICKS = 10
# From so many on they are counted in these.
_SCALES = ((1_000_000, 1_000_000, "millions"), (10_000, 1_000, "thousands"), (0, 1, ""))


def fleet_chart(years: Years) -> Chart:
    """Return what is in orbit at the end of every year, by what it does."""
    return _chart(
        "In orbit at the end of each year",
        years,
        ("working", years.operational, "load"),
        ("on the way up, or a spare", years.raising + years.drifting + years.spare, "cool"),
        ("retiring", years.retiring, "sun"),
        ("dead", years.dead, "shed"),
    )


def traffic_chart(years: Years) -> Chart:
    """Return what comes and goes in every year."""
    return _chart(
        "Satellites in each year",
        years,
        ("launched", years.launched, "load"),
        ("of them to replace others", years.replaced, "charge"),
        ("re-entered", years.reentered, "hot"),
        ("disposed of otherwise", years.disposed, "flops"),
    )


def delivery_charts(years: Years) -> tuple[Chart, ...]:
    """Return power and compute at the end of every year, none if nobody asked for them."""
    asked = (("Power", years.power_w, "load"), ("Compute", years.flops_delivered, "flops"))
    charts = []
    for (name, values, tone), quantity in zip(asked, QUANTITIES, strict=True):
        if values is not None:
            factor, letter = prefix_of(float(values.max(initial=0.0)))
            curve = Curve(quantity.title.lower(), values / factor, tone)
            title = f"{name} of the working satellites at the end of each year"
            charts.append(_over_years(title, years, f"{letter}{quantity.unit.si}", name, (curve,)))
    return tuple(charts)


def _chart(title: str, years: Years, *curves: tuple[str, Counts, str]) -> Chart:
    most = max(int(values.max(initial=0)) for _, values, _ in curves)
    factor, words = next(scale[1:] for scale in _SCALES if most >= scale[0])
    drawn = tuple(Curve(name, _in(values, factor), tone) for name, values, tone in curves)
    return _over_years(title, years, words, "satellites", drawn)


def _over_years(
    title: str, years: Years, unit: str, y_name: str, curves: tuple[Curve, ...]
) -> Chart:
    first, last = int(years.year[0]), int(years.year[-1])
    step = max(int(round_step(max(last - first, 1) / _TICKS)), 1)
    return Chart(
        title=title,
        unit=unit,
        y_name=y_name,
        x=years.year.astype(float),
        x_name="year",
        ticks=tuple((float(year), str(year)) for year in range(first, last + 1, step)),
        curves=curves,
    )


def _in(values: Counts, factor: int) -> Floats:
    return np.asarray(values / factor)
