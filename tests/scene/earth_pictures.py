"""Pictures of the Earth alone, for the tests of its look."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from vispy import gloo

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import CameraPose, Layers, Reference
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.view import view_of
from tests.poses import pose_between

SIZE = (400, 300)
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
AIR = replace(NOTHING, atmosphere=True)
GROUND = replace(NOTHING, earth_maps=True)
EARTH = replace(GROUND, atmosphere=True, clouds=True, night_lights=True)
NOON = Instant.parse("2026-03-20T12:00:00Z")  # the equinox: the Sun stands over 0 N near 0 E


def drawn(layer, pose, layers=EARTH, instant=NOON, size=SIZE):
    """Return (h, w, 3) float 0..255 of the Earth on black."""
    view = view_of(pose, sky_geometry_at(instant), size)
    with gloo.FrameBuffer(gloo.Texture2D((size[1], size[0], 4), format="rgba")):
        gloo.set_viewport(0, 0, *size)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        layer.draw(view, sky_geometry_at(instant), layers)
        return gloo.read_pixels((0, 0, *size))[..., :3].astype(float)


def over(lat_deg, lon_deg, height_km):
    return CameraPose(
        reference=Reference.EARTH,
        distance_km=EARTH_RADIUS_KM + height_km,
        azimuth_rad=np.radians(lon_deg),
        elevation_rad=np.radians(lat_deg),
    )


def towards_limb(lat_deg, lon_deg, height_km, limb_height_km=25.0):
    """Return a pose at a place that looks north at a height over the limb."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    out = zenith(lat, lon)
    north = np.array([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
    angle = np.arccos((EARTH_RADIUS_KM + limb_height_km) / (EARTH_RADIUS_KM + height_km))
    target = (EARTH_RADIUS_KM + limb_height_km) * (np.cos(angle) * out + np.sin(angle) * north)
    return pose_between((EARTH_RADIUS_KM + height_km) * out, target, Reference.EARTH)
