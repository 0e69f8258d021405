"""What there is to say of a route, as a card."""

from __future__ import annotations

from orbitviz.analysis.routes.route import (
    NoRoute,
    Route,
    distance_between_km,
    fibre_between_ms,
)
from orbitviz.analysis.routes.words import MODEL
from orbitviz.base.units import MISSING, fixed_text
from orbitviz.model.route_ends import RouteEnds
from orbitviz.ui.panels.facts import Card, Fact

_MOST_NAMED = 12  # satellites of a path


def route_card(ends: RouteEnds, found: Route | NoRoute | None) -> Card:
    """Return a route beside fibre; where there is none, where it breaks."""
    fibre_ms = fibre_between_ms(*ends.sites)
    route = found if isinstance(found, Route) else None
    faster_ms = None if route is None else fibre_ms - route.rtt_ms
    ahead = MISSING if faster_ms is None else f"{fixed_text(abs(faster_ms), 1)} ms"
    words = "Faster than fibre" if faster_ms is None or faster_ms >= 0.0 else "Slower than fibre"
    return Card(
        "Now",
        (
            Fact("Hops", MISSING if route is None else f"{route.hops}", "Up and down included."),
            Fact("Length", MISSING if route is None else f"{fixed_text(route.length_km)} km"),
            Fact("One way", _ms(None if route is None else route.one_way_ms), MODEL),
            Fact("There and back", _ms(None if route is None else route.rtt_ms), MODEL),
            Fact("Fibre, there and back", _ms(fibre_ms), MODEL),
            Fact("Fibre on the ground", f"{fixed_text(distance_between_km(*ends.sites))} km",
                 "Shortest way on the WGS 84 ellipsoid."),
            Fact("Against fibre", f"{words.split()[0].lower()} by {ahead}" if route else MISSING),
        ),
        (_path(found),),
    )  # fmt: skip


def _ms(value: float | None) -> str:
    return MISSING if value is None else f"{fixed_text(value, 2)} ms"


def _path(found: Route | NoRoute | None) -> str:
    if found is None:
        return "Looking for a route."
    if isinstance(found, NoRoute):
        return f"No route: {found.why}."
    through = found.names[1:-1]
    # Links stay within a shell, so its name is said once.
    shell = through[0].rsplit(" p", 1)[0]
    named = [name.removeprefix(f"{shell} ") for name in through[:_MOST_NAMED]]
    if len(through) > _MOST_NAMED:
        named.append(f"and {len(through) - _MOST_NAMED} more")
    return f"Through {shell}: {', '.join(named)}."
