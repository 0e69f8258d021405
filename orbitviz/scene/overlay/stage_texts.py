"""What a tour lays over the picture: captions, callouts, charts, a logo, and black."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from io import BytesIO

import numpy as np
from PIL import Image

from orbitviz.analysis.chart import Chart
from orbitviz.engine.on_stage import OnStage, ShownChart
from orbitviz.scene.gl import blending
from orbitviz.scene.overlay.block import Block
from orbitviz.scene.overlay.callouts import Locate, PixelBox, Size, overlap
from orbitviz.scene.overlay.caption_painting import painted_caption
from orbitviz.scene.overlay.chart_painting import PaintedChart, painted_chart
from orbitviz.scene.overlay.fade import Fade
from orbitviz.scene.overlay.stage_callouts import StageCallouts
from orbitviz.scene.overlay.stage_layout import MARGIN, placed, room_of
from orbitviz.scene.overlay.strokes import Strokes
from orbitviz.scene.view import View

_LOGO, _LOGO_WIDE = 0.085, 0.25  # height and widest of a logo, shares of the shorter side
_SHRUNK = (1.0, 0.85, 0.72)  # a chart for which there is no room
_MARK = 0.0035  # width of the line at the time that is shown


class StageTexts:
    """All of it as textures; each is painted again only when it changes."""

    def __init__(self) -> None:
        self._logo = Block()
        self._captions: list[Block] = []
        self._charts: list[tuple[Block, PaintedChart | None]] = []
        self._marks: list[tuple[float, ...]] = []
        self._callouts, self._strokes = StageCallouts(), Strokes()
        self._fade, self._darkness = Fade(), 0.0

    def arrange(
        self, stage: OnStage, view: View, taken: Sequence[PixelBox], locate: Locate
    ) -> None:
        """Paint and place what is in the next picture.

        taken    boxes of other words, which stay free
        locate   where places in space are in the picture
        """
        self._darkness = stage.darkness
        blocks: list[tuple[Block, str]] = []
        self._logo.clear()
        if stage.logo is not None:
            self._logo.set_image(
                (stage.logo, min(view.size)), partial(_logo_of, stage.logo.content, min(view.size))
            )
            blocks.append((self._logo, stage.logo.place))
        blocks += self._with_charts(stage.charts, view, taken, blocks)
        blocks += self._with_captions(stage, view, taken, blocks)
        sizes = [(place, _size(block)) for block, place in blocks]
        boxes = placed(sizes, view.size, taken)
        for (block, _), box in zip(blocks, boxes, strict=True):
            block.place(round(box[0]), view.size[1] - round(box[3]))
        self._mark(stage.charts, view)
        filled = [*taken, *boxes]
        self._callouts.arrange(stage.callouts, view, locate, filled, on_white=stage.on_white)

    def _with_charts(
        self,
        charts: Sequence[ShownChart],
        view: View,
        taken: Sequence[PixelBox],
        before: Sequence[tuple[Block, str]],
    ) -> list[tuple[Block, str]]:
        while len(self._charts) < len(charts):
            self._charts.append((Block(), None))
        side = min(view.size)
        most = view.size[0] - 2 * round(MARGIN * side)
        filled = [*taken, *_boxes(before, view, taken)]
        for k, shown in enumerate(charts):
            block, _ = self._charts[k]
            for share in _SHRUNK:
                width = min(round(share * shown.width * side), most)
                painted = _painted(shown.chart, side, width)
                (box,) = placed([(shown.place, painted.image.size)], view.size, filled)
                if not any(overlap(box, other) for other in filled):
                    break
            filled.append(box)
            block.set_image(painted, partial(_image_of, painted))
            block.opacity = shown.opacity
            self._charts[k] = block, painted
        for block, _ in self._charts[len(charts) :]:
            block.clear()
        return [(self._charts[k][0], shown.place) for k, shown in enumerate(charts)]

    def _with_captions(
        self,
        stage: OnStage,
        view: View,
        taken: Sequence[PixelBox],
        before: Sequence[tuple[Block, str]],
    ) -> list[tuple[Block, str]]:
        captions, on_white = stage.captions, stage.on_white
        while len(self._captions) < len(captions):
            self._captions.append(Block())
        side = min(view.size)
        filled = [*taken, *_boxes(before, view, taken)]
        for block, caption in zip(self._captions, captions, strict=False):
            words = replace(caption, opacity=1.0)
            room = room_of(caption.place, view.size, filled)
            block.set_image(
                (words, side, room, on_white),
                partial(painted_caption, words, side, room, on_white=on_white),
            )
            block.opacity = caption.opacity
        for block in self._captions[len(captions) :]:
            block.clear()
        return [(self._captions[k], caption.place) for k, caption in enumerate(captions)]

    def _mark(self, charts: Sequence[ShownChart], view: View) -> None:
        """Find the lines at the times that the charts mark."""
        self._marks = []
        for (block, painted), shown in zip(self._charts, charts, strict=False):
            if painted is not None and shown.mark is not None:
                left, top, _, _ = block.box(view)
                x = left + painted.x(shown.mark)
                ends = (x, top + painted.area[1], x, top + painted.area[3])
                self._marks.append((*ends, shown.opacity))

    def boxes(self, view: View) -> list[PixelBox]:
        """Return left, top, right, bottom of what is laid over, pixels from the top left corner."""
        blocks = [self._logo, *self._captions, *(block for block, _ in self._charts)]
        boxes = [block.box(view) for block in blocks if block.size[0]]
        return [*boxes, *self._callouts.boxes(view)]

    def draw(self, view: View) -> None:
        """Draw over the picture, which is faded to black below the captions."""
        self._fade.draw(self._darkness)
        blending.blend_premultiplied()
        self._callouts.draw(view)
        blending.blend_premultiplied()
        for block in [self._logo, *self._captions, *(block for block, _ in self._charts)]:
            block.draw(view)
        if self._marks:
            lines = np.array(self._marks)
            colours = np.ones((len(lines), 4))
            colours[:, 3] = lines[:, 4]
            self._strokes.draw(view, lines[:, :4], _MARK * min(view.size), colours)


def _boxes(
    blocks: Sequence[tuple[Block, str]], view: View, taken: Sequence[PixelBox]
) -> list[PixelBox]:
    return placed([(place, _size(block)) for block, place in blocks], view.size, taken)


def _size(block: Block) -> Size:
    return float(block.size[0]), float(block.size[1])


@lru_cache(maxsize=8)
def _painted(chart: Chart, side: int, width: int) -> PaintedChart:
    return painted_chart(chart, side, width)


def _image_of(painted: PaintedChart) -> Image.Image:
    return painted.image


@lru_cache(maxsize=2)
def _logo_of(content: bytes, side: int) -> Image.Image:
    """Return the picture of a logo, as large as it is in a picture of a shorter side, pixels."""
    with Image.open(BytesIO(content)) as picture:
        whole = picture.convert("RGBA")
    scale = min(_LOGO * side / whole.height, _LOGO_WIDE * side / whole.width)
    size = max(round(whole.width * scale), 1), max(round(whole.height * scale), 1)
    return whole.resize(size, Image.Resampling.LANCZOS)
