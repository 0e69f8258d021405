"""A GL context that was closed gives back everything that was made in it."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from vispy import gloo

from orbitviz.scene.gl.storage_buffer import StorageBuffer
from orbitviz.scene.offscreen import gl_context
from tests.memory import memory_mb

pytestmark = pytest.mark.gl

SIDE = 2_048
TEXTURE_MB = SIDE * SIDE * 4 / 1e6


def draw_something():
    """Fill a texture and a buffer in a context of their own, and forget them."""
    with gl_context():
        texture = gloo.Texture2D(np.ones((SIDE, SIDE, 4), np.uint8))
        StorageBuffer(0).write(np.ones(SIDE * SIDE, np.uint32))
        with gloo.FrameBuffer(texture):
            return int(gloo.read_pixels((0, 0, 1, 1))[0, 0, 0])


def test_contexts_one_after_the_other_keep_nothing():
    draw_something()
    gc.collect()
    before = memory_mb()
    for _ in range(10):
        assert draw_something() == 1
    gc.collect()
    assert memory_mb() - before < 2.0 * TEXTURE_MB  # of 20 that were made
