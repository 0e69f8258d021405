"""What the inspector keeps while time runs is what it would find anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orbitviz.analysis.one_satellite import record as record_module
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.inspector import Inspector, inspected
from orbitviz.formats.catalogues.tle import read_tle
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from tests.formats import element_sets as sets
from tests.formats.chunks import chunks_of

DOCUMENT = read_builtin("one-shell")
NOW = DOCUMENT.design.epoch_instant
KEY = SatelliteKey(MAIN_DESIGN, 40)
OBJECT = SatelliteKey(catalogue_id(0), 1)
# Forwards through an eclipse and beyond the first orbit, back a little, and far back.
TIMES_S = (*range(0, 9_000, 400), 8_300, 8_200, 6_000, 5_900, 100, 0, -3_000, 200_000)


@pytest.fixture(scope="module")
def state():
    catalogue = read_tle(chunks_of(sets.as_tle(3))).catalogue(Path("made.tle"))
    return State.of(DOCUMENT, Playback(NOW, playing=False), (catalogue,))


@pytest.fixture(scope="module")
def fleet(state):
    return snapshot_at(state, NOW, with_survey=False).fleet


@pytest.fixture
def searched(monkeypatch):
    """Return the eclipses and curves that are computed, as they come."""
    calls = []
    for name in ("next_eclipse_of", "next_orbits"):
        original = getattr(record_module, name)

        def counted(*arguments, name=name, original=original):
            calls.append(name)
            return original(*arguments)

        monkeypatch.setattr(record_module, name, counted)
    return calls


def at(state, fleet, seconds):
    return snapshot_at(state, NOW.plus_s(float(seconds)), with_survey=False, known=fleet)


def same_time(one, other, within_s):
    if one is None or other is None:
        return one is other
    return abs(one.seconds_since(other)) < within_s


@pytest.mark.parametrize("key", [KEY, OBJECT])
def test_kept_eclipses_and_curves_are_those_found_anew(state, fleet, key):
    inspector = Inspector()
    for seconds in TIMES_S:
        snapshot = at(state, fleet, seconds)
        kept = inspector.inspected(state, snapshot, key, 3)
        fresh = inspected(state, snapshot, key, 3)
        assert kept.instant == fresh.instant
        assert kept.neighbours == fresh.neighbours
        for name in ("begin", "end", "umbra_begin", "umbra_end"):
            pair = (getattr(record.eclipse, name) for record in (kept, fresh))
            assert same_time(*pair, 0.01), (seconds, name)
        if kept.curves is None:
            assert key is OBJECT
            continue
        # The chart of the time that both are about.
        for quantity, values in kept.curves.values.items():
            if quantity.categories or values.dtype.kind != "f":
                continue
            now_s = snapshot.instant.seconds_since(kept.curves.at)
            told = np.interp(now_s, kept.curves.seconds[0], values[0])
            scale = max(float(np.abs(values).max()), 1e-9)
            assert told == pytest.approx(fresh.quantities[quantity], abs=0.03 * scale)


def test_little_is_computed_while_time_runs(state, fleet, searched):
    inspector = Inspector()
    for seconds in range(0, 5_600, 20):
        inspector.inspected(state, at(state, fleet, seconds), KEY, 3)
    assert searched.count("next_eclipse_of") <= 2
    assert searched.count("next_orbits") <= 2


def test_another_satellite_or_other_maps_are_not_what_is_kept(state, fleet, searched):
    inspector = Inspector()
    snapshot = at(state, fleet, 0)
    inspector.inspected(state, snapshot, KEY, 3)
    inspector.inspected(state, snapshot, SatelliteKey(MAIN_DESIGN, 41), 3)
    assert sorted(searched) == ["next_eclipse_of"] * 2 + ["next_orbits"] * 2
    inspector.inspected(state, snapshot, SatelliteKey(MAIN_DESIGN, 41), 3)
    assert len(searched) == 4
    other = snapshot_at(state, NOW, with_survey=False)
    inspector.inspected(state, other, SatelliteKey(MAIN_DESIGN, 41), 3)
    assert searched.count("next_orbits") == 3
    assert searched.count("next_eclipse_of") == 2
