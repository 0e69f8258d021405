"""Whether rows of satellites are counted in the same design and catalogues."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import add_catalogue, close_catalogue, open_document, set_time
from orbitviz.model.row_sources import RowSources
from orbitviz.model.source import catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from tests.visual.catalogue import shell_of_objects

NOW = Instant.parse("2026-11-22T00:00:00Z")


def test_rows_are_those_of_the_same_design_and_catalogues():
    state = State.of(read_builtin("one-shell"), Playback(NOW), (shell_of_objects(20, NOW),))
    rows = RowSources(state)
    assert rows.are_of(set_time(NOW.plus_s(60.0))(state))
    assert rows.are_of(state.with_document(replace(state.document)))  # an edit of no orbit
    assert not rows.are_of(open_document(read_builtin("one-shell"))(state))
    more = add_catalogue(shell_of_objects(20, NOW))(state)
    assert not rows.are_of(more)
    # Another catalogue of the same id is not the same.
    other = add_catalogue(shell_of_objects(20, NOW))(close_catalogue(catalogue_id(0))(state))
    assert list(other.catalogues) == list(state.catalogues)
    assert not rows.are_of(other)


def test_it_keeps_no_design_alive():
    state = State.of(read_builtin("one-shell"), Playback(NOW))
    rows, constellation = RowSources(state), ref(state.document.constellation)
    del state
    gc.collect()
    assert constellation() is None
    assert not rows.are_of(State.of(read_builtin("one-shell"), Playback(NOW)))
