"""Tiles of the ground are read before the camera comes to them, and are the same as otherwise."""

from __future__ import annotations

from threading import Event

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.scene.backdrop import tiles_ahead
from orbitviz.scene.backdrop.earth_tiles import TILE_DEG, read_tile, tiles_around
from orbitviz.scene.backdrop.tiles_ahead import TilesAhead


def eye_at(lon_deg):
    lon = np.radians(lon_deg)
    return 1.1 * EARTH_RADIUS_KM * np.array([np.cos(lon), np.sin(lon), 0.1])


def test_what_a_moving_camera_comes_to_is_read_by_another_thread(monkeypatch):
    read = []
    monkeypatch.setattr(tiles_ahead, "read_tile", lambda tile: read.append(tile) or read_tile(tile))
    ahead, held = TilesAhead(), tiles_around(eye_at(0.4 * TILE_DEG))
    for lon_deg in np.arange(0.4, 0.9, 0.02) * TILE_DEG:
        ahead.follow(eye_at(lon_deg), held)
    coming = [tile for tile in tiles_around(eye_at(1.1 * TILE_DEG)) if tile not in held]
    assert len(coming) == 3
    pixels = [ahead.take(tile) for tile in coming]
    assert sorted(read) == sorted(coming)  # once each, and nothing else
    for tile, found in zip(coming, pixels, strict=True):
        np.testing.assert_array_equal(found, read_tile(tile))


def test_nothing_is_read_for_a_camera_that_rests_or_jumps(monkeypatch):
    read = []
    monkeypatch.setattr(tiles_ahead, "read_tile", lambda tile: read.append(tile))
    ahead = TilesAhead()
    for lon_deg in (10.0, 10.0, 100.0, 190.0, 190.0):
        ahead.follow(eye_at(lon_deg), ())
    tiles_ahead._thread().submit(int).result()
    assert read == []


def test_a_tile_that_is_needed_now_waits_for_no_others(monkeypatch):
    read, go_on = [], Event()
    monkeypatch.setattr(tiles_ahead, "read_tile", lambda tile: read.append(tile) or tile)
    tiles_ahead._thread().submit(go_on.wait, 10.0)  # the thread has something else to do
    ahead = TilesAhead()
    try:
        for lon_deg in (10.0, 10.5):
            ahead.follow(eye_at(lon_deg), ())
        first, *_ = coming = tiles_around(eye_at(22.0))
        assert ahead.take(first) == first
        for lon_deg in (100.0, 100.5):  # a jump, and on from there
            ahead.follow(eye_at(lon_deg), ())
    finally:
        go_on.set()
    tiles_ahead._thread().submit(int).result()
    there = tiles_around(eye_at(112.0))
    assert set(read) == {first, *there}
    assert not set(coming[1:]) - set(there) & set(read)
