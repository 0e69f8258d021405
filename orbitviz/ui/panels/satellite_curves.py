"""The next orbits of one satellite as charts; without Qt."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, TimeAxis
from orbitviz.analysis.one_satellite.curves import Curves
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import HOUR_S, MINUTE_S
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE, LOAD
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import Quantity

OPERATING_NOTE = (
    "From the operating map at its beta angle and phase: the state into which its orbits settle, "
    "an eccentric one taken as a circle."
)
_NOTE = (
    f"{OPERATING_NOTE} The present orbit and the next two, shaded where the Earth hides most of "
    "the Sun's disc. Click to go to that time."
)
# title, name of the axis, (name, quantity, tone) of each curve
_CHARTS: tuple[tuple[str, str, tuple[tuple[str, Quantity, str], ...]], ...] = (
    ("Next orbits: charge", "charge", (("state of charge", CHARGE, "charge"),)),
    (
        "Next orbits: temperature",
        "temperature",
        (("chips", CHIP, "hot"), ("radiator", RADIATOR, "cool")),
    ),
    ("Next orbits: power", "power", (("array", ARRAY, "sun"), ("load", LOAD, "load"))),
    ("Next orbits: compute", "compute", (("delivered", COMPUTE, "flops"),)),
)
_TICKS_MIN = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 360.0, 720.0, 1440.0)
_MOST_TICKS = 6


def curve_charts(curves: Curves) -> tuple[Chart, ...]:
    """Return the charts of charge, temperatures, power and delivered compute."""
    seconds = curves.seconds.ravel()
    labels = tuple(f"{curves.at.plus_s(s).to_datetime():%H:%M}" for s in seconds.tolist())
    ticks = _ticks(curves.at, seconds)
    bands = _shadows(seconds / MINUTE_S, curves.values[LIGHT].ravel())
    return tuple(
        Chart(
            title=title,
            unit=parts[0][1].unit.name,
            y_name=y_name,
            x=seconds / MINUTE_S,
            x_name="time, UTC",
            curves=tuple(
                Curve(name, quantity.shown(curves.values[quantity].ravel()), tone)
                for name, quantity, tone in parts
            ),
            x_labels=labels,
            ticks=ticks,
            bands=bands,
            band_name="shadow",
            assumption=_NOTE,
            time_axis=TimeAxis(curves.at, MINUTE_S),
        )
        for title, y_name, parts in _CHARTS
    )


def _ticks(begin: Instant, seconds: Floats) -> tuple[tuple[float, str], ...]:
    """Return round times of day, in minutes after `begin`."""
    first_min, last_min = seconds[[0, -1]] / MINUTE_S
    step_min = next(
        (step for step in _TICKS_MIN if (last_min - first_min) / step <= _MOST_TICKS),
        _TICKS_MIN[-1] * math.ceil((last_min - first_min) / _TICKS_MIN[-1] / _MOST_TICKS),
    )
    now = begin.to_datetime()
    of_day_min = (now.hour * HOUR_S + now.minute * MINUTE_S + now.second) / MINUTE_S
    of_day_min += now.microsecond / 1e6 / MINUTE_S
    numbers = range(
        math.ceil((first_min + of_day_min) / step_min),
        math.floor((last_min + of_day_min) / step_min) + 1,
    )
    places = [number * step_min - of_day_min for number in numbers]
    times = [begin.plus_s(place * MINUTE_S + 0.5).to_datetime() for place in places]
    words = "%d %b" if step_min >= _TICKS_MIN[-1] else "%H:%M"
    return tuple((place, f"{time:{words}}") for place, time in zip(places, times, strict=True))


def _shadows(places: Floats, light: Floats) -> tuple[tuple[float, float], ...]:
    """Return the spans in which less than half of the Sun's disc is in view."""
    dark = np.concatenate([[False], light < 0.5, [False]])
    (edges,) = np.nonzero(dark[1:] != dark[:-1])
    last = len(places) - 1
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return tuple((float(places[a]), float(places[min(b, last)])) for a, b in pairs)
