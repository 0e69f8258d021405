"""A route in a line of words, and as a chart over time."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, TimeAxis
from orbitviz.analysis.routes.over_time import RouteSeries
from orbitviz.analysis.routes.route import NoRoute, Route, fibre_between_ms
from orbitviz.base.constants import FIBRE_GROUP_INDEX, MINUTE_S
from orbitviz.base.units import fixed_text
from orbitviz.model.route_ends import RouteEnds

MODEL = (
    "Light along straight links between places of one instant; satellites and sites add nothing. "
    f"Fibre along the shortest way on the ground, group index {FIBRE_GROUP_INDEX:g}; real cables "
    "are longer."
)
_TICKS = 6


def route_line(ends: RouteEnds, found: Route | NoRoute | None) -> str:
    """Return a route in one line: hops, length, time beside fibre; or where it breaks."""
    if found is None:
        return f"{ends.name}: looking for a route"
    if isinstance(found, NoRoute):
        return f"{ends.name}: no route, {found.why}"
    return (
        f"{ends.name}: {found.hops} hops, {fixed_text(found.length_km)} km, "
        f"{fixed_text(found.rtt_ms, 1)} ms there and back; fibre "
        f"{fixed_text(fibre_between_ms(*ends.sites), 1)} ms"
    )


def route_chart(ends: RouteEnds, series: RouteSeries) -> Chart:
    """Return the time there and back over the next orbit beside that of fibre."""
    minutes = series.since_s / MINUTE_S
    fibre = np.full(len(minutes), fibre_between_ms(*ends.sites))
    step = max(round(float(minutes[-1]) / _TICKS / 5.0) * 5.0, 5.0) if len(minutes) else 5.0
    places = np.arange(0.0, float(minutes[-1]) + 1e-6, step) if len(minutes) else np.empty(0)
    return Chart(
        title="There and back, over the next orbit",
        unit="ms",
        y_name="time",
        x=minutes,
        x_name="minutes from now",
        ticks=tuple((float(at), f"{at:.0f}") for at in places),
        curves=(
            Curve("through satellites", series.rtt_ms, "cool"),
            Curve("fibre", fibre, "hot"),
        ),
        time_axis=TimeAxis(series.begin, MINUTE_S),
        assumption=f"{MODEL} Click to go to that time.",
    )
