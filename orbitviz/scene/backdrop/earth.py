"""The Earth by ray casting: a pass over the ground and one over the limb of the air."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.resources import asset_path
from orbitviz.model.view import Layers
from orbitviz.orbits.geodesy import TO_UNIT_SPHERE
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop import city_lights, earth_air, earth_near
from orbitviz.scene.backdrop.city_lights import CityLights, share_of_map, share_of_points
from orbitviz.scene.backdrop.earth_air import Air, AirTable, load_air_table
from orbitviz.scene.backdrop.earth_near import NearGround, is_near, will_be_near
from orbitviz.scene.backdrop.earth_outline import (
    AIR_TOP_KM,
    Outline,
    outline,
    ring_edges,
    ring_places,
)
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.textures import make_mipmaps, plain_texture, sample_mipmaps
from orbitviz.scene.pictures import open_picture
from orbitviz.scene.view import View


@dataclass(frozen=True, eq=False)
class EarthImages:
    """Maps of the Earth, equirectangular, left edge 180 W, first row 90 N.

    ground   (h, w, 4) uint8  colour by day (sRGB), share of water
    above    (h, w, 4) uint8  lights by night, clouds, slope to the east, slope to the north
    air      light scattered by the air
    """

    ground: NDArray[np.uint8]
    above: NDArray[np.uint8]
    air: AirTable


def load_earth_images() -> EarthImages:
    """Decode the maps; any thread may call it. Raises UserError if a file is missing."""
    lights, clouds, water = open_picture(asset_path("earth/lights_clouds_water.jpg")).split()
    slopes = _slopes(open_picture(asset_path("earth/heights.jpg")), water.size)
    # Pillow joins channels several times faster than numpy. A map has 34 MB: what has been used
    # is dropped before the next one is read.
    above = np.asarray(Image.merge("RGBA", (lights, clouds, *slopes)))
    del lights, clouds, slopes
    ground = open_picture(asset_path("earth/day.jpg"))
    ground.putalpha(water)
    del water
    return EarthImages(np.asarray(ground), above, load_air_table())


def _slopes(heights: Image.Image, size: tuple[int, int]) -> list[Image.Image]:
    """Return slopes to the east and to the north as pictures of `size`, 128 is level."""
    h = np.asarray(heights).astype(np.int16)
    east = np.roll(h, -1, axis=1) - np.roll(h, 1, axis=1)
    north = np.zeros_like(h)
    north[1:-1] = h[:-2] - h[2:]
    levels = [np.clip(128 + 3 * slope, 0, 255).astype(np.uint8) for slope in (east, north)]
    return [Image.fromarray(x).resize(size, Image.Resampling.BILINEAR) for x in levels]


# Corners of the rings. Few for the ground: pixels on the edges between are coloured twice. Many
# for the air, that it reaches no farther into the ground than needed.
_GROUND_CORNERS = 8
_AIR_CORNERS = 48
_AIR_SCALE_KM = 8.0
_LIMB_SCALE_PX = 0.75  # least width, in logical pixels, in which the air falls to 1 / e
_MOST_STRETCH = 12.0


class Detail(Enum):
    """What the ground is drawn from: a program for each."""

    FAR = auto()  # the maps of the whole Earth
    NEAR = auto()  # finer tiles, and the maps beyond them
    BELOW = auto()  # tiles alone, see earth_below


class EarthLayer:
    """Draws ground, clouds, city lights and air over the sky that is there."""

    def __init__(self, images: EarthImages, *, progressive: bool = False) -> None:
        """Build; `progressive`: mipmaps are made after the first picture, which comes sooner."""
        self._progressive = progressive
        self._without_mipmaps: list[gloo.Texture2D] = []
        self._maps = {"u_ground": images.ground, "u_above": images.above}
        self._textures: dict[str, gloo.Texture2D] = {}
        self._grounds: dict[tuple[bool, bool, Detail], gloo.Program] = {}
        self._near: NearGround | None = None
        self._cities: CityLights | None = None
        self._waits_for_tiles = False
        self._limb: gloo.Program | None = None
        self._air_table = images.air
        self._air: Air | None = None

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw the Earth at the instant of `geometry`; a GL context must be current."""
        if self._without_mipmaps:
            make_mipmaps(self._without_mipmaps.pop())
        stretch = _air_stretch(view)
        seen = outline(geometry.teme_to_itrs @ view.eye_km, AIR_TOP_KM * stretch)
        # The air first: where the two meet, the ground has the last word and no pixel is missed.
        if layers.atmosphere:
            self._draw_limb(view, geometry, seen, stretch)
        if seen.ground_rad > 0.0:
            self._draw_ground(view, geometry, layers, seen)

    @property
    def is_incomplete(self) -> bool:
        """Whether the next picture will be finer than the last one."""
        return bool(self._without_mipmaps) or self._waits_for_tiles

    def _draw_limb(self, view: View, geometry: SkyGeometry, seen: Outline, stretch: float) -> None:
        if self._limb is None:
            self._limb = load_program(
                "earth.vert", "limb.frag", AIR_TOP_KM=AIR_TOP_KM, **earth_air.DEFINES
            )
            self._set_air(self._limb)
            self._limb["a_place"] = ring_places(_AIR_CORNERS)
        _set_common_uniforms(self._limb, view, geometry, seen)
        # A little into the ground, for the rounding of corners.
        edges = ring_edges(0.999 * seen.ground_rad, seen.air_rad, _AIR_CORNERS)
        self._limb["u_edges"] = np.asarray(edges, np.float32)
        self._limb["u_eye_itrs_km"] = (geometry.teme_to_itrs @ view.eye_km).astype(np.float32)
        self._limb["u_stretch"] = stretch
        blending.blend_premultiplied()
        self._limb.draw("triangle_strip")

    def _draw_ground(
        self, view: View, geometry: SkyGeometry, layers: Layers, seen: Outline
    ) -> None:
        eye_itrs_km = geometry.teme_to_itrs @ view.eye_km
        near = self._near_ground(view, eye_itrs_km) if layers.earth_maps else None
        whole = ring_edges(0.0, seen.ground_rad, _GROUND_CORNERS)
        rings = [(Detail.FAR, whole)]
        if near is not None:
            rings = _near_rings(near.below_rad(view, eye_itrs_km), seen.ground_rad)
        blending.overwrite()
        for detail, edges in rings:
            program = self._ground(layers, detail)
            if near is not None:
                near.set_on(program, view, eye_itrs_km)
                for texture in (self._textures["u_above"], near.tiles):
                    sample_mipmaps(texture, detail is not Detail.BELOW)
            _set_common_uniforms(program, view, geometry, seen)
            program["u_edges"] = np.asarray(edges, np.float32)
            eye = eye_itrs_km * TO_UNIT_SPHERE
            program["u_eye"] = eye.astype(np.float32)
            program["u_outside"] = float(eye @ eye - 1.0)
            if layers.earth_maps:
                program["u_clouds"] = float(layers.clouds)
                program["u_lights"] = share_of_map(view) if layers.night_lights else 0.0
            program.draw("triangle_strip")
        if layers.earth_maps and layers.night_lights and share_of_points(view) > 0.0:
            if self._cities is None:
                self._cities = CityLights()
            self._cities.draw(view, geometry, layers)

    def _near_ground(self, view: View, eye_itrs_km: Floats) -> NearGround | None:
        """Return the finer maps if the camera is near enough for them and they are there."""
        self._map_textures()
        self._waits_for_tiles = False
        if self._near is not None and will_be_near(view):
            self._near.look_ahead(eye_itrs_km)
        if not is_near(view) or self._without_mipmaps:
            return None
        if self._near is None:
            self._near = NearGround(progressive=self._progressive)
        self._near.load_around(eye_itrs_km)
        self._waits_for_tiles = self._near.is_incomplete
        return None if self._waits_for_tiles else self._near

    def _ground(self, layers: Layers, detail: Detail) -> gloo.Program:
        kind = (layers.earth_maps, layers.atmosphere, detail)
        if kind not in self._grounds:
            layout: dict[str, float | str] = {
                **earth_air.DEFINES,
                **earth_near.DEFINES,
                **city_lights.DEFINES,
            }
            if layers.earth_maps:
                rows, columns = self._map_textures()["u_above"].shape[:2]
                layout |= {"ABOVE_ROWS": float(rows), "ABOVE_COLUMNS": float(columns)}
            program = load_program(
                "earth.vert", "ground.frag", MAPS=int(layers.earth_maps),
                AIR=int(layers.atmosphere), NEAR=int(detail is not Detail.FAR),
                WHOLE=int(detail is not Detail.BELOW), **layout,
            )  # fmt: skip
            self._set_air(program)
            program["a_place"] = ring_places(_GROUND_CORNERS)
            if layers.earth_maps:
                for name, texture in self._map_textures().items():
                    if name in program:
                        program[name] = texture
            self._grounds[kind] = program
        return self._grounds[kind]

    def _set_air(self, program: gloo.Program) -> None:
        if self._air is None:
            self._air = Air(self._air_table)
        self._air.set_on(program)

    def _map_textures(self) -> dict[str, gloo.Texture2D]:
        # A map is dropped as soon as its texture has it: 34 MB less.
        for name in tuple(self._maps):
            self._textures[name] = texture = plain_texture(self._maps.pop(name), wrap_x=True)
            self._without_mipmaps.append(texture)
        if not self._progressive:
            while self._without_mipmaps:
                make_mipmaps(self._without_mipmaps.pop())
        return self._textures


def _near_rings(below_rad: float, ground_rad: float) -> list[tuple[Detail, tuple[float, ...]]]:
    """Return the edges of rings of the ground, as ring_edges does, that touch each other."""
    if below_rad <= 0.0:
        return [(Detail.NEAR, ring_edges(0.0, ground_rad, _GROUND_CORNERS))]
    inner = (0.0, 1.0, math.sin(below_rad), math.cos(below_rad))
    return [
        (Detail.BELOW, inner),
        (Detail.NEAR, ring_edges(below_rad, ground_rad, _GROUND_CORNERS)),
    ]


def _air_stretch(view: View) -> float:
    """Return by how much heights of air are drawn larger than they are: 1 from near.

    From afar its 8 km are a fraction of a pixel and would flicker along the limb.
    """
    distance2 = float(view.eye_km @ view.eye_km) - EARTH_RADIUS_KM**2
    pixel_km = math.sqrt(max(distance2, 0.0)) * view.radians_per_pixel * view.pixel_ratio
    return min(max(_LIMB_SCALE_PX * pixel_km / _AIR_SCALE_KM, 1.0), _MOST_STRETCH)


def _set_common_uniforms(
    program: gloo.Program, view: View, geometry: SkyGeometry, seen: Outline
) -> None:
    view.apply(program)
    # Columns for GL: the transpose of the matrix, row by row.
    program["u_to_itrs"] = geometry.teme_to_itrs.T.astype(np.float32)
    program["u_sides"] = seen.sides.astype(np.float32)
    program["u_sun"] = (geometry.teme_to_itrs @ geometry.sun_direction).astype(np.float32)
