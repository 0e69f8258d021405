"""Points within closed lines, against the angle under which a point sees the line turn."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.engine.polygon import encircled

NEAR_PX = 1e-6  # of an edge: either answer is right


def turns_around(point, polygon):
    """Return how often a line goes around a point, by the sum of the angles of its edges."""
    here, there = polygon - point, np.roll(polygon, -1, axis=0) - point
    cross = here[:, 0] * there[:, 1] - here[:, 1] * there[:, 0]
    return np.arctan2(cross, np.einsum("ij,ij->i", here, there)).sum() / (2.0 * np.pi)


def distance_to(point, polygon):
    """Return how far a point lies from the nearest edge."""
    edge = np.roll(polygon, -1, axis=0) - polygon
    length = np.maximum(np.einsum("ij,ij->i", edge, edge), 1e-30)
    share = np.clip(np.einsum("ij,ij->i", point - polygon, edge) / length, 0.0, 1.0)
    return np.linalg.norm(polygon + share[:, None] * edge - point, axis=1).min()


def agree(points, polygon):
    for point, found in zip(points, encircled(points, polygon), strict=True):
        if distance_to(point, polygon) > NEAR_PX:
            assert found == (abs(round(turns_around(point, polygon))) > 0)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**31),
    corners=st.integers(1, 40),
    count=st.integers(1, 200),
    on_whole_pixels=st.booleans(),
    size=st.sampled_from([1e-3, 1.0, 500.0, 20_000.0]),
)
def test_any_line_even_one_that_crosses_itself(seed, corners, count, on_whole_pixels, size):
    random = np.random.default_rng(seed)
    polygon = random.uniform(-size, size, (corners, 2))
    points = random.uniform(-1.5 * size, 1.5 * size, (count, 2))
    if on_whole_pixels:  # corners as high as points, level edges, corners that come again
        polygon, points = np.rint(polygon), np.rint(points)
    agree(points, polygon)


def test_a_freehand_line_that_overlaps_its_own_beginning_leaves_no_hole():
    angle = np.linspace(0.0, 2.3 * np.pi, 400)
    line = 100.0 * np.column_stack([np.cos(angle), np.sin(angle)])
    points = np.random.default_rng(1).uniform(-70.0, 70.0, (500, 2))
    assert encircled(points[np.hypot(*points.T) < 95.0], line).all()
    agree(points * 2.0, line)


def test_a_line_without_width_encircles_nothing():
    points = np.array([[0.5, 0.5], [0.0, 1.0], [2.0, 0.5]])
    for corners in ([[0.0, 0.0]], [[0.0, 0.0], [1.0, 1.0]], [[0.0, 0.0], [5.0, 0.0], [2.0, 0.0]]):
        assert not encircled(points[[0, 2]], np.array(corners)).any()


def test_no_points_and_points_of_one_height():
    box = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
    assert encircled(np.zeros((0, 2)), box).shape == (0,)
    assert encircled(np.array([[1.0, 1.0], [3.0, 1.0], [-1.0, 1.0]]), box).tolist() == [
        True, False, False,
    ]  # fmt: skip
