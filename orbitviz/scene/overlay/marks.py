"""Marks of the satellites that were picked: among thousands of points nobody finds one again."""

from __future__ import annotations

from collections.abc import Sequence
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
from orbitviz.scene.overlay.overlay import Block, PixelBox
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

    def arrange(
        self, view: View, state: State, snapshot: Snapshot, taken: Sequence[PixelBox]
    ) -> None:
        """Paint and place the marks of the next picture; names keep clear of boxes `taken`."""
        places = self._places = places_of_picked(view, state, snapshot)
        self._names = {key: self._names.get(key) or Block() for key in places}
        if not places:
            return
        scale = view.pixel_ratio
        self._ring.set("ring", partial(_ring, scale))
        away = self._ring.size[0] // 2 + round(_NAME_GAP * scale)
        filled = [*taken]
        for key, (x, y) in places.items():
            name = self._names[key]
            name.set(satellite_name(state, key), partial(_name, scale, view.size[0]))
            name.place(*place_of_name(view, (x, y), name.size, away, filled))
            filled.append(name.box(view))

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of the names and of their rings, as Overlay.boxes."""
        half = self._ring.size[0] // 2
        tops = [(x, view.size[1] - y) for x, y in self._places.values()]
        rings = [(x - half, y - half, x + half, y + half) for x, y in tops]
        return [*rings, *(name.box(view) for name in self._names.values())]

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


def place_of_name(
    view: View,
    at: tuple[int, int],
    size: tuple[int, int],
    away: int,
    filled: Sequence[PixelBox],
) -> tuple[int, int]:
    """Return left and bottom of a name beside a ring, where it covers the least of what is filled.

    at, away   middle of the ring, and distance from there; pixels from the bottom left corner
    filled     boxes as Overlay.boxes returns them
    """
    (x, y), (width, height) = at, size
    sides = (
        (x + away, y - height // 2),
        (x - away - width, y - height // 2),
        (x - width // 2, y + away),
        (x - width // 2, y - away - height),
    )
    outside = _outside(view)

    def covered(corner: tuple[int, int]) -> float:
        top = view.size[1] - corner[1] - height
        box = (corner[0], top, corner[0] + width, top + height)
        return sum(_overlap(box, other) for other in (*filled, *outside))

    return min(sides, key=covered)


def _outside(view: View) -> Sequence[PixelBox]:
    """Return boxes of what lies around the picture."""
    width, height = view.size
    far = float(width + height)
    return (
        (-far, -far, 0.0, far), (width, -far, far, far),
        (-far, -far, far, 0.0), (-far, height, far, far),
    )  # fmt: skip


def _overlap(one: PixelBox, other: PixelBox) -> float:
    """Return the area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def places_of_picked(
    view: View, state: State, snapshot: Snapshot
) -> dict[SatelliteKey, tuple[int, int]]:
    """Return where the picked satellites are drawn: pixels from the bottom left corner."""
    places = {}
    for key in sorted(state.selection.satellites) if state.view.layers.satellites else ():
        is_known = key.source.is_design or snapshot.keyframes.get(key.source) is not None
        is_hidden = state.shell_of(key) in state.hidden or key in state.hidden_satellites
        if is_hidden or not is_known:
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
