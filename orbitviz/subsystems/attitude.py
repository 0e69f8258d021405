"""Where array, radiator and body of a satellite face: the attitude that power and heat assume.

Axes are rows of (n, 3, 3) arrays, x, y and z, in the axes of the vectors given. A wing of the array
stretches along y and its cells face z; a radiator lies in its x-z plane and its face looks along y.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.satellite import ArrayPointing, RadiatorPointing

_LEAST_SINE = 1e-6  # of an angle between two directions that fix a third


class LocalAxes(NamedTuple):
    """Unit vectors at n satellites, each (n, 3) float64: zenith, flight, normal of the orbit."""

    up: Floats
    flight: Floats
    normal: Floats


def local_axes(r_km: Floats, v_km_s: Floats) -> LocalAxes:
    """Return the local axes at positions and velocities (n, 3); flight is the level part of v."""
    up = _unit(r_km)
    flight = _unit(v_km_s - _dot(v_km_s, up) * up)
    return LocalAxes(up, flight, np.cross(up, flight))


def array_axes(pointing: ArrayPointing, local: LocalAxes, sun: Floats) -> Floats:
    """Return (n, 3, 3) axes of the array; sun (3,) unit vector. See power.incidence."""
    match pointing:
        case ArrayPointing.TRACKING:
            return _axes(across_sun(local, sun), np.broadcast_to(sun, local.up.shape))
        case ArrayPointing.FIXED:
            return _axes(local.normal, local.up)
        case ArrayPointing.EDGE_ON:
            facing = _unit_or(sun - _dot(local.flight, sun) * local.flight, local.up)
            return _axes(local.flight, facing)


def radiator_axes(
    pointing: RadiatorPointing, local: LocalAxes, sun: Floats, body: Floats
) -> Floats:
    """Return (n, 3, 3) axes of the radiator on a body with axes (n, 3, 3). See thermal.absorbed_w.

    Of a single face that looks along the normal of the orbit, the side away from the Sun is taken.
    """
    match pointing:
        case RadiatorPointing.EDGE_ON:
            face = across_sun(local, sun)
            return _axes(face, _unit_or(body[:, 2] - _dot(body[:, 2], face) * face, local.up))
        case RadiatorPointing.ZENITH:
            return _axes(local.up, _unit_or(np.cross(body[:, 1], local.up), local.flight))
        case RadiatorPointing.ORBIT_NORMAL:
            away = np.where(_dot(local.normal, sun) > 0.0, -1.0, 1.0)
            return _axes(away * local.normal, local.up)


def body_axes(pointing: ArrayPointing, local: LocalAxes, sun: Floats, *, faces_sun: bool) -> Floats:
    """Return (n, 3, 3) axes of the body, y along the wings.

    faces_sun   the body turns with its array; else z is the zenith
    """
    array = array_axes(pointing, local, sun)
    return array if faces_sun else _axes(array[:, 1], local.up)


def across_sun(local: LocalAxes, sun: Floats) -> Floats:
    """Return (n, 3) unit vectors normal to Sun and zenith, to the orbit's normal if those agree."""
    return _unit_or(np.cross(sun, local.up), local.normal)


def _axes(y: Floats, z: Floats) -> Floats:
    """Return (n, 3, 3) right-handed axes from y and z, unit vectors (n, 3) normal to each other."""
    return np.stack([np.cross(y, z), y, z], axis=1)


def _dot(a: Floats, b: Floats) -> Floats:
    """Return (n, 1) dot products."""
    return np.asarray((a * b).sum(axis=1, keepdims=True))


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _unit_or(vectors: Floats, other: Floats) -> Floats:
    """Return unit vectors (n, 3), those of `other` where a vector is too short to have one."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    is_short = length < _LEAST_SINE
    return np.asarray(np.where(is_short, other, vectors / np.where(is_short, 1.0, length)))
