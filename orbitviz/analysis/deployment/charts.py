"""Charts of a fleet over the years."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, Level, TimeAxis
from orbitviz.analysis.deployment.aged_orbits import QUANTITIES
from orbitviz.analysis.deployment.yearly import Counts, Years
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import prefix_of
from orbitviz.orbits.timescale import Instant

_TICKS = 5
# From so many on they are counted in these.
_SCALES = ((1_000_000, 1_000_000, "millions"), (10_000, 1_000, "thousands"), (0, 1, ""))


def fleet_chart(years: Years) -> Chart:
    """Return what is in orbit at the end of every year, by what it does."""
    return years_chart(
        "In orbit at the end of each year",
        years,
        ("working", years.operational, "load"),
        ("on the way up, or a spare", years.raising + years.drifting + years.spare, "charge"),
        ("retiring", years.retiring, "sun"),
        ("dead", years.dead, "shed"),
    )


def traffic_chart(years: Years, levels: tuple[Level, ...] = ()) -> Chart:
    """Return what comes and goes in every year, beside levels in satellites."""
    return years_chart(
        "Satellites in each year",
        years,
        ("launched", years.launched, "load"),
        ("of them to replace others", years.replaced, "charge"),
        ("re-entered", years.reentered, "hot"),
        ("disposed of otherwise", years.disposed, "flops"),
        levels=levels,
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
            charts.append(over_years(title, years, f"{letter}{quantity.unit.si}", name, (curve,)))
    return tuple(charts)


def years_chart(
    title: str,
    years: Years,
    *curves: tuple[str, Counts, str],
    levels: tuple[Level, ...] = (),
    assumption: str = "",
) -> Chart:
    """Return counts of satellites, (name, (k,), tone) each, by calendar year.

    levels   in satellites
    """
    most = max(
        *(int(values.max(initial=0)) for _, values, _ in curves),
        *(int(level.value) for level in levels),
        0,
    )
    factor, words = next(scale[1:] for scale in _SCALES if most >= scale[0])
    drawn = tuple(Curve(name, _in(values, factor), tone) for name, values, tone in curves)
    shown = tuple(Level(level.name, level.value / factor) for level in levels)
    return over_years(title, years, words, "satellites", drawn, shown, assumption=assumption)


def over_years(
    title: str,
    years: Years,
    unit: str,
    y_name: str,
    curves: tuple[Curve, ...],
    levels: tuple[Level, ...] = (),
    *,
    log_floor: float = 0.0,
    assumption: str = "",
) -> Chart:
    """Return a chart by calendar year, each place the end of one."""
    return Chart(
        title=title,
        unit=unit,
        y_name=y_name,
        x=years.year.astype(float),
        x_name="year",
        x_labels=tuple(str(year) for year in years.year.tolist()),
        ticks=_year_ticks(years.year),
        curves=curves,
        levels=levels,
        log_floor=log_floor,
        assumption=assumption,
        time_axis=year_axis(years.year),
    )


def year_axis(years: Counts) -> TimeAxis:
    """Return the dates of places on an axis of calendar years, which stand for their ends."""
    first, last = int(years[0]), int(years[-1])
    begin, end = (
        Instant.from_datetime(datetime(year + 1, 1, 1, tzinfo=UTC)) for year in (first, last + 1)
    )
    year_s = end.seconds_since(begin) / (last + 1 - first)
    return TimeAxis(begin.plus_s(-first * year_s), year_s)


def _year_ticks(years: Counts) -> tuple[tuple[float, str], ...]:
    """Return the ticks of an axis of calendar years, which stand for their ends."""
    first, last = int(years[0]), int(years[-1])
    step = max(int(round_step(max(last - first, 1) / _TICKS)), 1)
    round_years = range(-(-first // step) * step, last + 1, step)
    return tuple((float(year), str(year)) for year in round_years)


def _in(values: Counts, factor: int) -> Floats:
    return np.asarray(values / factor)
