"""The status caption: models, counts and renderer behind a picture."""

from __future__ import annotations

from orbitviz.analysis.report.assumptions import motion_models
from orbitviz.base.constants import STALE_ELEMENTS_DAYS
from orbitviz.base.units import number_text
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.model.view import Comparing

SEPARATOR = "  ·  "


def caption_parts(state: State, snapshot: Snapshot, renderer: str = "") -> tuple[str, ...]:
    """Return model, epoch, drawn / modelled and renderer, each a few words.

    renderer   name of the GL renderer, left out where empty
    """
    parts = [
        "; ".join(motion_models(state)),
        _counts(state, snapshot),
    ]
    left_out = sum(len(catalogue.refused) for catalogue in state.catalogues.values())
    if left_out:
        parts.append(f"{left_out:,} left out as wrong")
    failed = sum(len(objects) for objects in snapshot.failed.values())
    if failed:
        parts.append(f"{failed:,} failed in SGP4")
    stale = sum(snapshot.stale.values())
    if stale:
        parts.append(f"{stale:,} with elements older than {STALE_ELEMENTS_DAYS:.0f} days")
    stops = state.view.exposure_stops
    if abs(stops) >= 0.05:
        parts.append(f"exposure {'+' if stops > 0 else ''}{number_text(stops, 2)} stops")
    if renderer:
        parts.append(renderer)
    return tuple(parts)


def _counts(state: State, snapshot: Snapshot) -> str:
    """Return drawn / modelled; of both designs where one picture shows them."""
    text = f"{snapshot.drawn:,} drawn of {snapshot.modelled:,} modelled"
    if snapshot.other is None or state.view.comparing is not Comparing.WIPE:
        return text
    return f"A: {text}, B: {snapshot.other.drawn:,} drawn of {snapshot.other.modelled:,} modelled"


def status_caption(state: State, snapshot: Snapshot, renderer: str = "") -> str:
    """Return caption_parts in one line."""
    return SEPARATOR.join(caption_parts(state, snapshot, renderer))
