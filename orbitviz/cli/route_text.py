"""A route as people read it on the terminal, and as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.analysis.routes.finder import RouteFinder
from orbitviz.analysis.routes.over_time import RouteSeries
from orbitviz.analysis.routes.route import NoRoute, Route
from orbitviz.analysis.routes.words import MODEL
from orbitviz.cli.table import Page


def route_keys(found: Route | NoRoute) -> dict[str, Any]:
    """Return a route as JSON has it; null for what there is not without one."""
    if isinstance(found, NoRoute):
        nothing = dict.fromkeys(("hops", "length_km", "one_way_ms", "rtt_ms"))
        return {"time": found.instant.isoformat(), "path": [], **nothing, "why_none": found.why}
    return {
        "time": found.instant.isoformat(),
        "path": list(found.names),
        "hops": found.hops,
        "length_km": found.length_km,
        "one_way_ms": found.one_way_ms,
        "rtt_ms": found.rtt_ms,
        "why_none": None,
    }


def print_route(finder: RouteFinder, found: Route | NoRoute) -> None:
    """Print the route of one instant."""
    page = Page()
    page.print(f"{_heading(finder)}, {found.instant.isoformat()}", "italic")
    if isinstance(found, NoRoute):
        page.print(f"No route: {found.why}.")
    else:
        legs = ["", *(f"{km:,.1f}" for km in found.legs_km)]
        page.print_table(["Path", "km"], list(zip(found.names, legs, strict=True)))
        page.print(
            f"{found.hops} hops, {found.length_km:,.1f} km: {found.one_way_ms:.3f} ms one way, "
            f"{found.rtt_ms:.3f} ms there and back."
        )
    _print_fibre(page, finder)


def print_series(finder: RouteFinder, routes: list[Route | NoRoute], series: RouteSeries) -> None:
    """Print the route of each step and how long light takes over all of them."""
    page = Page()
    page.print(_heading(finder), "italic")
    page.print_table(
        ["UTC", "hops", "km", "there and back, ms"],
        [
            [one.instant.isoformat(), f"{one.hops}", f"{one.length_km:,.1f}", f"{one.rtt_ms:.3f}"]
            if isinstance(one, Route)
            else [one.instant.isoformat(), "", "", "no route"]
            for one in routes
        ],
    )
    known = series.rtt_ms[np.isfinite(series.rtt_ms)]
    if len(known):
        page.print(
            f"There and back {known.min():.2f} to {known.max():.2f} ms, median "
            f"{np.median(known):.2f} ms."
        )
    breaks = {one.instant: one.why for one in routes if isinstance(one, NoRoute)}
    for low, high in series.outages_s():
        first = series.begin.plus_s(low)
        page.print(
            f"No route from {first.isoformat()} to {series.begin.plus_s(high).isoformat()}: "
            f"{breaks[first]}."
        )
    _print_fibre(page, finder)


def _heading(finder: RouteFinder) -> str:
    one, other = finder.sites
    return f"{one.name} to {other.name}"


def _print_fibre(page: Page, finder: RouteFinder) -> None:
    page.print(f"Fibre: {finder.distance_km:,.1f} km, {finder.fibre_rtt_ms:.2f} ms there and back.")
    page.print(MODEL)
