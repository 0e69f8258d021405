"""The charts that several panels share: over one orbit, through the year, a distribution."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from orbitviz.analysis.answers.analyst import HISTOGRAMS_NOW, ONE_ORBIT, REPRESENTATIVE, Year
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve, Level, TimeAxis
from orbitviz.analysis.one_orbit import PHASES_RAD
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import CELSIUS_0_K, DAY_S
from orbitviz.base.units import MINUS, fixed_text, number_text, prefix_of
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantity import Quantity

_DEGREES = np.degrees(PHASES_RAD)
_DEGREE_LABELS = tuple(f"{fixed_text(degree)}°" for degree in _DEGREES)
_DEGREE_TICKS = (
    (-180.0, "midnight"),
    (-90.0, f"{MINUS}90°"),
    (0.0, "noon"),
    (90.0, "90°"),
    (179.0, ""),
)
ORBIT_NOTE = (
    "Mean over the selected satellites at each angle from orbit noon, "
    "once battery and temperature repeat from orbit to orbit."
)
YEAR_NOTE = "Averaged over the orbits of each day. Click to go to that day."


def orbit_chart(
    answers: Answers,
    title: str,
    curves: tuple[tuple[str, Quantity, str], ...],
    levels: tuple[Level, ...] = (),
    scale: tuple[str, float] | None = None,
    y_name: str = "",
) -> Chart:
    """Return a chart over one orbit; curves are (name, quantity, tone).

    scale    unit of the axis and what it is in SI; the quantity's own unit if left out
    y_name   what the values are, without their unit

    Needs ONE_ORBIT and REPRESENTATIVE.
    """

    def shown(quantity: Quantity) -> Floats:
        values = orbit.values[quantity]
        return quantity.shown(values) if scale is None else values / scale[1]

    orbit, representative = answers[ONE_ORBIT], answers[REPRESENTATIVE]
    half = 180.0 * orbit.umbra
    return Chart(
        title=title,
        unit=curves[0][1].unit.name if scale is None else scale[0],
        y_name=y_name,
        x=_DEGREES,
        x_name="angle from orbit noon, °",
        curves=tuple(Curve(name, shown(quantity), tone) for name, quantity, tone in curves),
        x_labels=_DEGREE_LABELS,
        ticks=_DEGREE_TICKS,
        bands=((-180.0, -180.0 + half), (180.0 - half, 180.0)) if half > 0.5 else (),
        band_name="mean shadow",
        levels=levels,
        assumption=ORBIT_NOTE
        + (
            f" The line is {representative.name}'s first satellite: click to go to the time when "
            "it is there."
            if representative
            else ""
        ),
        time_axis=TimeAxis(representative.noon, representative.period_s / 360.0)
        if representative
        else None,
    )


def year_chart(
    year: Year,
    title: str,
    unit: str,
    curves: tuple[Curve, ...],
    levels: tuple[Level, ...] = (),
    note: str = "",
    y_name: str = "",
) -> Chart:
    """Return a chart through the year, with the seasons of eclipse."""
    labels, ticks = _day_labels(year.instants[0], len(year.instants))
    return Chart(
        title=title,
        unit=unit,
        y_name=y_name,
        x=np.arange(len(labels), dtype=np.float64),
        x_name="date, UTC",
        curves=curves,
        x_labels=labels,
        ticks=ticks,
        bands=tuple((begin - 0.5, end + 0.5) for begin, end in year.seasons),
        band_name="eclipse season",
        levels=levels,
        assumption=f"{note} {YEAR_NOTE}".strip(),
        time_axis=TimeAxis(year.instants[0], DAY_S),
    )


@lru_cache(maxsize=8)
def _day_labels(first: Instant, days: int) -> tuple[tuple[str, ...], tuple[tuple[float, str], ...]]:
    """Return the date of each day from `first`, and the months at their first days."""
    dates = [first.plus_s(DAY_S * day).to_datetime() for day in range(days)]
    # Every other month by name: there is no room for twelve.
    ticks = tuple(
        (float(k), f"{date:%b}" if date.month % 2 else "")
        for k, date in enumerate(dates)
        if date.day == 1
    )
    return tuple(f"{date:%Y-%m-%d}" for date in dates), ticks


def histogram_chart(answers: Answers, quantity: Quantity, title: str, tone: str) -> Chart:
    """Return how the satellites are spread over a quantity now, in per cent of them.

    Needs HISTOGRAMS_NOW.
    """
    edges, counts = answers[HISTOGRAMS_NOW][quantity]
    places = quantity.shown(edges)
    labels = tuple(
        f"{number_text(a)} to {number_text(b)} {quantity.unit.name}" for a, b in pairwise(places)
    )
    return Chart(
        title=title,
        unit="%",
        y_name="satellites",
        x=places,
        x_name=f"{quantity.title}, {quantity.unit.name}",
        curves=(Curve("share", 100.0 * counts / max(float(counts.sum()), 1e-9), tone),),
        x_labels=labels,
        bars=True,
        assumption="At the displayed time.",
    )


def scaled(values: Floats) -> tuple[float, str]:
    """Return factor and letter of the SI prefix that suits the largest of some values."""
    return prefix_of(float(np.nanmax(np.abs(values), initial=0.0)))


def celsius(kelvin: Floats) -> Floats:
    """Return degrees Celsius."""
    return kelvin - CELSIUS_0_K
