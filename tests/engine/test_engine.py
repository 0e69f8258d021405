"""Snapshots of a running window."""

from __future__ import annotations

from orbitviz.engine.engine import Engine
from orbitviz.model.blank import blank_document
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant


def test_catalogues_alone_have_no_maps():
    """A window without a design has nothing that panels could ask for."""
    instant = Instant.parse("2026-11-22T00:00:00Z")
    engine = Engine(lambda call: call(), lambda error: None)
    state = State(blank_document("Catalogue", instant), Playback(instant))
    try:
        assert engine.snapshot(state).fleet is None
        assert not engine.is_busy("fleet")
    finally:
        engine.close()
