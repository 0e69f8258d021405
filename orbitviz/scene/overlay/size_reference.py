"""A person, a bus and the space station, to scale with the satellite that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PIL import Image, ImageDraw

from orbitviz.base.constants import KM_PER_M
from orbitviz.base.units import number_text
from orbitviz.engine.nearby import NearSatellite
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.state import State
from orbitviz.scene.bodies.placing import in_sight
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.overlay.typesetting import text_block
from orbitviz.scene.view import View

_INK, _SHADE, _CLEAR = (235, 240, 247, 255), (0, 0, 0, 150), (0, 0, 0, 0)
_LEFT, _BASE, _GAP = 16.0, 36.0, 36.0  # of the row, over what is taken: logical pixels
_LABEL_SIZE, _BAR_PX = 12.0, 7.0
_FINER = 4  # silhouettes are painted so many times larger, for smooth edges
_SMALLEST_PX, _MOST_OF_WIDTH = 4.0, 0.94  # of a silhouette; of the picture that the row takes
_MOST_OF_HEIGHT = 0.45
_LARGE, _LARGE_STRENGTH = 60, 0.42  # a silhouette this many rims high is this opaque
_LEAST_BODY_PX = 40.0  # a satellite that appears smaller has no reference

Box = tuple[float, float, float, float]  # left, bottom, right, top


class _Thing(NamedTuple):
    """Something that everybody knows: sizes in m, and what is bright and what is not, in m."""

    name: str
    length_m: float
    width_m: float
    height_m: float
    boxes: tuple[Box, ...] = ()
    discs: tuple[Box, ...] = ()
    gaps: tuple[Box, ...] = ()


_PERSON = _Thing(
    "person", 1.8, 0.62, 1.8,
    boxes=((0.14, 0.78, 0.48, 1.50), (0.16, 0.0, 0.29, 0.80), (0.33, 0.0, 0.46, 0.80),
           (0.02, 0.80, 0.12, 1.46), (0.50, 0.80, 0.60, 1.46), (0.08, 1.36, 0.54, 1.50)),
    discs=((0.20, 1.54, 0.42, 1.80),),
)  # fmt: skip
_BUS = _Thing(
    "bus", 12.0, 12.0, 3.0,
    boxes=((0.0, 0.45, 12.0, 3.0),),
    discs=((1.7, 0.0, 2.7, 1.0), (8.9, 0.0, 9.9, 1.0)),
    gaps=tuple((0.5 + 1.62 * k, 1.55, 1.85 + 1.62 * k, 2.55) for k in range(7)),
)  # fmt: skip
# The wings of the station as seen from aside: a third of their length.
_STATION = _Thing(
    "ISS", 109.0, 109.0, 26.0,
    boxes=(
        (2.0, 12.1, 107.0, 13.9),
        *((x, 0.5, x + 4.6, 11.6) for x in (0.0, 6.0, 16.0, 22.0, 82.4, 88.4, 98.4, 104.4)),
        *((x, 14.4, x + 4.6, 25.5) for x in (0.0, 6.0, 16.0, 22.0, 82.4, 88.4, 98.4, 104.4)),
        (40.0, 8.6, 69.0, 12.6), (52.3, 3.0, 56.7, 23.0), (44.0, 14.2, 47.5, 20.0),
        (61.5, 14.2, 65.0, 20.0), (34.0, 3.5, 36.2, 11.6), (72.8, 3.5, 75.0, 11.6),
    ),
)  # fmt: skip


class SizeReference:
    """Draws the row at the lower left, over the status caption; a GL context must be current."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[Block, Block]] = {}

    def draw(
        self, view: View, state: State, satellites: Sequence[NearSatellite], bottom: float
    ) -> None:
        """Draw what fits beside the first satellite in the picture, and a bar as long as it.

        bottom   pixels from the lower edge of the picture that are taken
        """
        whole = view.part((0, 0, *view.size))
        satellite = next((one for one in satellites if in_sight(whole, [one])), None)
        if satellite is None:
            return
        name = satellite_name(state, satellite.key)
        scale = text_scale(view)
        px_per_m = KM_PER_M / (satellite.distance_km * view.radians_per_pixel)
        span_m = satellite.body.span_m
        if span_m * px_per_m < _LEAST_BODY_PX * scale:
            return
        thick_m = _BAR_PX * scale / px_per_m
        bar = _Thing(name, span_m, span_m, thick_m, boxes=_bar(span_m, thick_m))
        left, base = round(_LEFT * scale), round(bottom + _BASE * scale)
        blending.blend_premultiplied()
        for number, thing in enumerate((_PERSON, _BUS, _STATION, bar)):
            picture, label = self._blocks.setdefault(number, (Block(), Block()))
            text = f"{thing.name}  {number_text(thing.length_m, 3)} m"
            label.set(text, partial(_label, scale, view.size[0]))
            taken = max(round(thing.width_m * px_per_m), label.size[0])
            is_small = max(thing.width_m, thing.height_m) * px_per_m < _SMALLEST_PX * scale
            is_wide = left + taken > _MOST_OF_WIDTH * view.size[0]
            is_high = thing.height_m * px_per_m > _MOST_OF_HEIGHT * view.size[1]
            if is_small or is_wide or is_high:
                continue
            picture.set(thing.name, partial(_silhouette, thing, px_per_m, round(scale)))
            picture.place(left, base)
            label.place(left, base - round(4 * scale) - label.size[1])
            for block in (picture, label):
                block.draw(view)
            left += taken + round(_GAP * scale)


def _bar(length_m: float, thick_m: float) -> tuple[Box, ...]:
    """Return a line with an upright stroke at each end."""
    stroke = 0.25 * thick_m
    middle = 0.5 * thick_m
    return (
        (0.0, middle - 0.5 * stroke, length_m, middle + 0.5 * stroke),
        (0.0, 0.0, stroke, thick_m),
        (length_m - stroke, 0.0, length_m, thick_m),
    )


def _label(scale: float, room: int, text: object) -> Image.Image:
    return text_block(str(text), _LABEL_SIZE, scale, room, mono=False, bold=True)


def _silhouette(thing: _Thing, px_per_m: float, rim: int, _content: object) -> Image.Image:
    """Return the picture of a thing, light with a dark rim."""
    width, height = (
        max(round(size * px_per_m), 2) + 2 * rim for size in (thing.width_m, thing.height_m)
    )
    mask = Image.new("L", (width * _FINER, height * _FINER))
    draw = ImageDraw.Draw(mask)
    fine, edge, bottom = px_per_m * _FINER, rim * _FINER, (height - rim) * _FINER

    def corners(box: Box) -> tuple[float, float, float, float]:
        left, low, right, top = box
        return edge + left * fine, bottom - top * fine, edge + right * fine, bottom - low * fine

    for box in thing.boxes:
        draw.rectangle(corners(box), fill=255)
    for box in thing.gaps:
        draw.rectangle(corners(box), fill=90)
    for box in thing.discs:
        draw.ellipse(corners(box), fill=255)
    small = mask.resize((width, height), Image.Resampling.LANCZOS)
    out = Image.new("RGBA", small.size)
    for x in (-rim, 0, rim):
        for y in (-rim, 0, rim):
            out.paste(_SHADE, (x, y), small)
    # What is large would hide the picture.
    is_large = height > _LARGE * rim
    out.paste(_CLEAR if is_large else _SHADE, (0, 0), small)
    strength = _LARGE_STRENGTH if is_large else 1.0
    inked = Image.new("RGBA", small.size, _INK)
    inked.putalpha(small.point(lambda share: round(share * strength)))
    return Image.alpha_composite(out, inked)
