"""Marks of the satellites that were picked: among thousands of points nobody finds one again."""

from __future__ import annotations

from functools import partial

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import body_of_satellite
from orbitviz.engine.positions import positions_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.overlay import Block
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.view import View

_RADIUS, _WIDTH = 11.0, 1.8  # of a ring, logical pixels
_NAME_SIZE, _NAME_GAP = 12.0, 4
_RINGS_LONG = 1.5  # a satellite that appears longer than so many rings has none
_FINER = 4  # a ring is painted so many times larger, for smooth edges
_INK, _OUTLINE = (235, 240, 247, 255), (0, 0, 0, 190)


class Marks:
    """Draws a ring around each picked satellite that is in sight, with its name beside it."""

    def __init__(self) -> None:
        self._ring = Block()
        self._names: dict[SatelliteKey, Block] = {}
        self._places: dict[SatelliteKey, tuple[int, int]] = {}

    def arrange(self, view: View, state: State, snapshot: Snapshot) -> None:
        """Paint and place the marks of the next picture."""
        places = self._places = places_of_picked(view, state, snapshot)
        self._names = {key: self._names.get(key) or Block() for key in places}
        if not places:
            return
        scale = view.pixel_ratio
        self._ring.set("ring", partial(_ring, scale))
        half = self._ring.size[0] // 2
        for key, (x, y) in places.items():
            name = self._names[key]
            name.set(satellite_name(state, key), partial(_name, scale, view.size[0]))
            name.place(x + half + round(_NAME_GAP * scale), y - name.size[1] // 2)

    def boxes(self, view: View) -> list[tuple[float, float, float, float]]:
        """Return left, top, right, bottom of the names with their rings, as Overlay.boxes."""
        side = self._ring.size[0] + round(_NAME_GAP * view.pixel_ratio)
        boxes = [name.box(view) for name in self._names.values()]
        return [(left - side, top, right, bottom) for left, top, right, bottom in boxes]

    def draw(self, view: View) -> None:
        """Draw over the picture."""
        if not self._places:
            return
        half = self._ring.size[0] // 2
        blending.blend_premultiplied()
        for key, (x, y) in self._places.items():
            self._ring.place(x - half, y - half)
            self._ring.draw(view)
            self._names[key].draw(view)


def places_of_picked(
    view: View, state: State, snapshot: Snapshot
) -> dict[SatelliteKey, tuple[int, int]]:
    """Return where the picked satellites are drawn: pixels from the bottom left corner."""
    places = {}
    for key in sorted(state.selection.satellites) if state.view.layers.satellites else ():
        is_known = key.source.is_design or snapshot.keyframes.get(key.source) is not None
        if not is_known or state.shell_of(key) in state.hidden:
            continue
        r_km = positions_km(state, snapshot, key.source, np.array([key.row]))
        pixels, depth = view.project(r_km)
        if depth[0] <= 0.0 or _is_body(view, state, key, r_km[0]):
            continue
        if not hidden_by_earth(view.eye_km, r_km)[0]:
            places[key] = round(float(pixels[0, 0])), view.size[1] - round(float(pixels[0, 1]))
    return places


def _is_body(view: View, state: State, key: SatelliteKey, r_km: Floats) -> bool:
    """Whether a satellite is seen as a body so large that a ring would lie on it."""
    span_km = KM_PER_M * body_of_satellite(state, key).span_m
    away_km = max(float(np.linalg.norm(r_km - view.eye_km)), 1e-9)
    ring_rad = 2.0 * _RADIUS * view.pixel_ratio * view.radians_per_pixel
    return span_km / away_km > _RINGS_LONG * ring_rad


def _ring(scale: float, _content: object) -> Image.Image:
    size = 2 * round((_RADIUS + 2.0 * _WIDTH) * scale)
    fine = scale * _FINER
    picture = Image.new("RGBA", (size * _FINER, size * _FINER))
    draw = ImageDraw.Draw(picture)
    middle = size * _FINER / 2.0
    for ink, reach, width in ((_OUTLINE, 1.0, _WIDTH + 2.0), (_INK, 0.0, _WIDTH)):
        radius = (_RADIUS + reach) * fine
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        draw.ellipse(box, outline=ink, width=round(width * fine))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _name(scale: float, room: int, name: object) -> Image.Image:
    return text_block(str(name), _NAME_SIZE, scale, room, mono=False, bold=True)
