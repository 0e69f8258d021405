"""Satellites over places, counted by planes, against all of them one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.in_view import in_view_at, lanes_of
from orbitviz.orbits.propagate import position_vectors
from tests.scene.random_planes import constellation_of

EPOCH = read_builtin("one-shell").constellation.epoch


def elevations(r_km, place):
    away = r_km - EARTH_RADIUS_KM * place
    return np.arcsin(away @ place / np.linalg.norm(away, axis=1))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), has_gaps=st.booleans(), mask_deg=st.floats(0.0, 80.0))
def test_counts_and_highest_are_those_of_all_satellites(seed, has_gaps, mask_deg):
    rng = np.random.default_rng(seed)
    slots = rng.integers(1, 40, 6)
    flown = [np.flatnonzero(rng.random(n) < (0.6 if has_gaps else 1.0)) for n in slots]
    flown[0] = np.arange(slots[0])  # one satellite at least
    constellation = constellation_of(slots, flown, 3, EPOCH, rng, highest_km=30_000.0)
    constellation.ecc.setflags(write=True)
    constellation.ecc[0] = 0.02 * (seed % 2)
    instant = EPOCH.plus_s(float(rng.uniform(0.0, 1e6)))
    in_view = in_view_at(lanes_of(constellation, np.ones(3, bool)), instant)
    r_km = position_vectors(constellation, instant)
    places = rng.normal(size=(20, 3))
    places /= np.linalg.norm(places, axis=1)[:, None]
    each = [elevations(r_km, place) for place in places]
    counts = in_view.counts(places, np.radians(mask_deg))
    assert counts.tolist() == [np.count_nonzero(one >= np.radians(mask_deg)) for one in each]
    assert in_view.highest_rad(places) == pytest.approx([one.max() for one in each], abs=1e-6)
    mine = np.sort(np.round(in_view.positions_km(), 5), axis=0)
    assert mine == pytest.approx(np.sort(np.round(r_km, 5), axis=0), abs=1e-4)


def test_other_shells_are_not_looked_at():
    constellation = read_builtin("starlink-gen1").constellation
    shells = np.zeros(constellation.shell_count, bool)
    assert len(lanes_of(constellation, shells).planes) == 0
    in_view = in_view_at(lanes_of(constellation, shells), constellation.epoch)
    places = np.eye(3)
    assert in_view.counts(places, 0.0).tolist() == [0, 0, 0]
    assert in_view.highest_rad(places) == pytest.approx([-0.5 * np.pi] * 3)
