"""Marks of the satellites that were picked: among thousands of points nobody finds one again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PIL import Image, ImageDraw

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import KM_PER_M
from orbitviz.engine.nearby import body_of_satellite
from orbitviz.engine.positions import state_vector
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import MOST_MARKED
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.callouts import PixelBox, Place, leader, place_names
from orbitviz.scene.overlay.overlay import Block, text_scale
from orbitviz.scene.overlay.strokes import Strokes
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.view import View

_RADIUS, _WIDTH = 11.0, 1.8  # of a ring, logical pixels
_NAME_SIZE, _NAME_GAP, _LEADER = 12.0, 4, 1.2
_RINGS_LONG = 1.5  # a satellite that appears longer than so many rings has none
_FINER = 4  # a ring is painted so many times larger, for smooth edges
_INK, _OUTLINE = (235, 240, 247, 255), (0, 0, 0, 190)


class Marks:
    """Draws a ring around each picked satellite that is in sight, with its name beside it.

    Names cover nothing. One for which there is no room beside its ring stands apart from it, at the
    end of a line; one for which there is none there either is left out.
    """

    def __init__(self) -> None:
        self._ring, self._leaders = Block(), Strokes()
        self._names: dict[SatelliteKey, Block] = {}
        self._rings: dict[SatelliteKey, tuple[int, int]] = {}
        self._places: dict[SatelliteKey, Place] = {}

    def arrange(
        self, view: View, state: State, snapshot: Snapshot, taken: Sequence[PixelBox]
    ) -> None:
        """Paint and place the marks of the next picture; names keep clear of boxes `taken`."""
        self._rings = places_of_picked(view, state, snapshot)
        self._names = {key: self._names.get(key) or Block() for key in self._rings}
        scale = text_scale(view)
        if self._rings:
            self._ring.set("ring", partial(_ring, view.pixel_ratio))
        for key, name in self._names.items():
            name.set(satellite_name(state, key), partial(_name, scale, view.size[0]))
        half = self._ring.size[0] / 2.0
        sizes = {key: self._names[key].size for key in self._rings}
        self._places = place_names(
            self._rings, sizes, half + _NAME_GAP * scale, [*taken, *self._ring_boxes()],
            view.size, {key: place.number for key, place in self._places.items()},
        )  # fmt: skip
        for key, place in self._places.items():
            self._names[key].place(round(place.box[0]), view.size[1] - round(place.box[3]))

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the names and of their rings, as Overlay.boxes."""
        return [*self._ring_boxes(), *(place.box for place in self._places.values())]

    def draw(self, view: View) -> None:
        """Draw over the picture."""
        if not self._rings:
            return
        half = self._ring.size[0] // 2
        lines = [
            leader(self._rings[key], place.box, float(half))
            for key, place in self._places.items()
            if place.is_apart
        ]
        colours = np.tile(np.array(_INK) / 255.0, (len(lines), 1))
        self._leaders.draw(view, np.array(lines), _LEADER * text_scale(view), colours)
        blending.blend_premultiplied()
        for key, (x, y) in self._rings.items():
            self._ring.place(x - half, view.size[1] - y - half)
            self._ring.draw(view)
            if key in self._places:
                self._names[key].draw(view)

    def _ring_boxes(self) -> list[PixelBox]:
        half = self._ring.size[0] / 2.0
        return [(x - half, y - half, x + half, y + half) for x, y in self._rings.values()]


def places_of_picked(
    view: View, state: State, snapshot: Snapshot
) -> dict[SatelliteKey, tuple[int, int]]:
    """Return where the picked satellites are drawn: pixels from the top left corner."""
    places = {}
    picked = sorted(state.selection.satellites)[:MOST_MARKED]
    for key in picked if state.view.layers.satellites else ():
        known = state_vector(state, snapshot, key)
        is_hidden = state.shell_of(key) in state.hidden or key in state.hidden_satellites
        if is_hidden or known is None:
            continue
        r_km = known[0][None]
        pixels, depth = view.project(r_km)
        if not depth[0] > 0.0 or _is_body(view, state, key, r_km[0]):
            continue
        if not hidden_by_earth(view.eye_km, r_km)[0]:
            places[key] = round(float(pixels[0, 0])), round(float(pixels[0, 1]))
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
