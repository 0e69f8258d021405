"""Light of pixels as whole numbers: every pixel comes back, means are means of light."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.colours import to_linear, to_srgb
from orbitviz.scene.light import light_of, mean_pixels

EVERY = np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3)


@pytest.mark.parametrize("count", [1, 2, 8, 32])
def test_the_mean_of_one_picture_is_the_picture(count):
    light = sum(light_of(EVERY) for _ in range(count))
    assert np.array_equal(mean_pixels(light, count), EVERY)


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_the_mean_of_a_square_is_that_of_its_light(factor):
    random = np.random.default_rng(1)
    pixels = random.integers(0, 256, (5 * factor, 7 * factor, 4), np.uint8)
    blocks = to_linear(pixels / 255.0).astype(float).reshape(5, factor, 7, factor, 4)
    expected = 255.0 * to_srgb(blocks.mean(axis=(1, 3)))
    found = mean_pixels(light_of(pixels, factor), factor**2)
    assert np.abs(found - expected).max() < 0.6


def test_half_white_half_black_is_brighter_than_the_grey_of_half_the_number():
    white, black = np.full((1, 1, 3), 255, np.uint8), np.zeros((1, 1, 3), np.uint8)
    assert mean_pixels(light_of(white) + light_of(black), 2).max() == 188
