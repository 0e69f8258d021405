"""The words on the picture: legend, time, name and status caption."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.analysis.links.drawn import drawn_links
from orbitviz.engine.ruler import pair_reading, ruler_reading
from orbitviz.engine.satellite_paths import MOST_PATHS
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.status_caption import SEPARATOR, status_caption
from orbitviz.model.selecting import MOST_MARKED
from orbitviz.model.state import State
from orbitviz.model.view import Background
from orbitviz.scene.overlay.legends import legend_of
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.overlay.typesetting import Legend


def captions(state: State, snapshot: Snapshot, renderer: str) -> OverlayContent:
    """Return what the overlay says about one picture."""
    state = snapshot.seen(state)
    layers = state.view.layers
    named = renderer if layers.driver_name else ""
    return OverlayContent(
        title=SEPARATOR.join(_titles(state, snapshot)),
        time_text=snapshot.instant.isoformat().replace("T", " ")[:-1] + " UTC",
        status_caption=status_caption(state, snapshot, named) if layers.status_caption else "",
        legend=legend_of(state, snapshot) if layers.legend else Legend(),
        note=SEPARATOR.join(_notes(state, snapshot)),
        on_white=state.view.background is Background.WHITE,
        ruler=ruler_reading(state, snapshot),
        pair=pair_reading(state, snapshot),
    )


def _titles(state: State, snapshot: Snapshot) -> Iterator[str]:
    """Yield the name of the design, and the month of its fleet where it has a date."""
    yield state.document.design.name
    if snapshot.fleet_at_date is not None:
        yield f"fleet of {snapshot.fleet_at_date.instant.to_datetime():%B %Y}"


def _notes(state: State, snapshot: Snapshot) -> Iterator[str]:
    """Yield the route, what selected satellites lack for their number, and notes of links."""
    if state.route is not None:
        from orbitviz.analysis.routes.words import route_line

        yield route_line(state.route, snapshot.route)
    selection, layers = state.selection, state.view.layers
    count = max(len(selection.members), len(selection.satellites))
    has_paths = (
        layers.satellite_orbits or layers.trails or layers.ground_tracks or layers.footprints
    )
    lacks = [
        f"{what} (up to {most})"
        for what, most, is_on in (("names", MOST_MARKED, True), ("paths", MOST_PATHS, has_paths))
        if is_on and count > most
    ]
    if lacks:
        yield f"{count:,} satellites selected, too many for {' and '.join(lacks)}"
    if layers.links:
        yield from drawn_links(state).notes
