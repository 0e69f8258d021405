"""The box around a body holds all that can be seen of it, against points inside its sphere."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import KM_PER_M
from orbitviz.model.view import CameraPose
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.bodies.placing import box_of
from orbitviz.scene.view import view_of

REACH_M = 50.0
SIZE = (400, 250)
VIEW = view_of(CameraPose(), sky_geometry_at(Instant.parse("2026-11-22T00:10:00Z")), SIZE)
_RANDOM = np.random.default_rng(5)
_DIRECTION = _RANDOM.normal(size=(20_000, 3))
IN_SPHERE_KM = (
    KM_PER_M * REACH_M * _RANDOM.random((20_000, 1)) ** 0.2
    * _DIRECTION / np.linalg.norm(_DIRECTION, axis=1, keepdims=True)
)  # fmt: skip


def box_at(view, seen_km):
    """Return the box of a body at right, up and depth (3,) of the camera, and where it is."""
    offset = seen_km @ np.stack([view.right, view.up, view.forward])
    one = SimpleNamespace(r_km=view.eye_km + offset, body=SimpleNamespace(reach_m=REACH_M))
    return box_of(view, one), offset


@given(
    right=st.floats(-0.4, 0.4),
    up=st.floats(-0.4, 0.4),
    depth=st.floats(-0.1, 0.6),
    tile=st.sampled_from([(0, 0, *SIZE), (-30, -20, 230, 140), (150, 90, 100, 60)]),
)
def test_a_point_of_a_body_that_is_in_the_picture_is_in_its_box(right, up, depth, tile):
    view = VIEW.part(tile)
    box, offset = box_at(view, np.array([right, up, depth]))
    from_eye = IN_SPHERE_KM + offset
    ahead = from_eye @ view.forward
    from_eye, ahead = from_eye[ahead > 1e-6], ahead[ahead > 1e-6, None]
    ndc = np.stack([from_eye @ view.right, from_eye @ view.up], axis=1) / ahead / view.tan_half
    pixel = 0.5 * (ndc + 1.0) * SIZE - tile[:2]
    visible = pixel[((pixel >= 0.0) & (pixel < tile[2:])).all(axis=1)]
    if box is None:
        assert not len(visible)
    else:
        low = np.array(box[:2])
        assert ((visible >= low) & (visible < low + box[2:])).all()


def test_a_body_beside_the_camera_has_no_box():
    for aside in ([1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]):
        for depth in (-0.04, 0.0, 0.07):
            assert box_at(VIEW, np.array([*aside, depth]))[0] is None
