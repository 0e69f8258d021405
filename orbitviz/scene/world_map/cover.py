"""Satellites in view of the ground, as colour over the ground of the map."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats32
from orbitviz.scene.world_map.ground import Bytes, encoded, sampled, to_light


def over_the_ground(light: Floats32, up: Floats32, texture: Bytes) -> Floats32:
    """Return the linear light (h, w, 3) of ground under colours, which are mixed as in sRGB.

    up        (h, w, 3) normals of the ellipsoid, ITRS; zero off the Earth
    texture   (rows, columns, 4) sRGB colours times their opacity, and that opacity
    """
    on = up.any(axis=2)
    normals = up[on].astype(np.float64)
    lat, lon = (
        np.arcsin(np.clip(normals[:, 2], -1.0, 1.0)),
        np.arctan2(normals[:, 1], normals[:, 0]),
    )
    colour = sampled(texture, lat, lon).astype(np.float32)
    left = np.float32(1.0) - colour[:, 3:] / np.float32(255.0)
    mixed = np.minimum(encoded(light[on]) * left + colour[:, :3], np.float32(255.0))
    out = light.copy()
    out[on] = to_light(np.rint(mixed).astype(np.uint8))
    return out
