"""Satellites in a cone, against the positions of all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.cone_search import rows_in_cone
from orbitviz.orbits.propagate import state_vectors

MIXED = read_builtin("starlink-gen1").constellation
ECCENTRIC = replace(MIXED, ecc=np.linspace(0.0, 0.7, MIXED.shell_count))
# Planes of which every third slot is empty.
_KEPT = np.arange(len(MIXED)) % 3 > 0
GAPS = replace(MIXED, plane_index=MIXED.plane_index[_KEPT], slot_index=MIXED.slot_index[_KEPT])
ALL = np.ones(MIXED.shell_count, bool)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    eye_km=st.floats(6_400.0, 60_000.0),
    log_angle=st.floats(-4.0, 0.17),
    days=st.floats(0.0, 400.0),
    constellation=st.sampled_from([MIXED, ECCENTRIC, GAPS]),
)
def test_no_satellite_of_a_cone_is_missed(seed, eye_km, log_angle, days, constellation):
    random = np.random.default_rng(seed)
    instant = constellation.epoch.plus_s(days * 86_400.0)
    r_km, _ = state_vectors(constellation, instant)
    direction = random.normal(size=3)
    eye = eye_km * direction / np.linalg.norm(direction)
    # Towards a satellite, or almost.
    axis = r_km[random.integers(len(r_km))] + random.normal(size=3) * 50.0 - eye
    axis /= np.linalg.norm(axis)
    half = 10.0**log_angle
    shells = random.random(constellation.shell_count) < 0.7
    found = rows_in_cone(constellation, instant, eye, axis, half, shells)
    away = r_km - eye
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    inside = np.linalg.norm(away - axis, axis=1) < 2.0 * np.sin(0.5 * half) * (1.0 - 1e-9)
    inside &= shells[constellation.plane_shell[constellation.plane_index]]
    assert np.isin(np.flatnonzero(inside), found).all()
    assert (np.diff(found) > 0).all()
    assert shells[constellation.plane_shell[constellation.plane_index[found]]].all()


def test_few_others_are_found_with_them():
    r_km, _ = state_vectors(MIXED, MIXED.epoch)
    eye = np.array([30_000.0, 0.0, 0.0])
    axis = (r_km[5] - eye) / np.linalg.norm(r_km[5] - eye)
    assert len(rows_in_cone(MIXED, MIXED.epoch, eye, axis, 0.003, ALL)) < len(MIXED) // 10


def test_no_shell_no_satellite():
    assert not len(rows_in_cone(MIXED, MIXED.epoch, np.ones(3), np.array([1.0, 0, 0]), 0.1, ~ALL))
