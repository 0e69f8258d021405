"""The picture of one design, or of two that are compared; the same in the window and headless.

Two designs have one camera, one time, one sky and Earth, and colours of one range; each has its own
satellites, names and marks. Side by side they share nothing else; wiped, the corners too.
"""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from vispy import gloo

from orbitviz.base.on_demand import OnDemand
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.compared import OtherSide
from orbitviz.model.state import State
from orbitviz.model.view import Comparing
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.gl.cutting import scissors
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.overlay.typesetting import Legend
from orbitviz.scene.picture import Picture
from orbitviz.scene.sides import Side, line_px, line_width, sides
from orbitviz.scene.stages import StageHook
from orbitviz.scene.texts import STAGE_TEXTS
from orbitviz.scene.view import View
from orbitviz.subsystems.quantities.orbit import GROUP

if TYPE_CHECKING:
    from orbitviz.scene.flat_picture import FlatPicture
    from orbitviz.scene.overlay.stage_texts import StageTexts

_FLAT = "orbitviz.scene.flat_picture.FlatPicture"
_LINE = (0.92, 0.94, 0.97, 1.0)


class PairPicture:
    """Draws as Picture does, and the design beside the open one where there is one."""

    def __init__(
        self,
        images: Images,
        *,
        progressive: bool = False,
        stage_hook: StageHook = lambda _stage: nullcontext(),
    ) -> None:
        """Build; see Picture."""
        self._progressive, self._stage_hook = progressive, stage_hook
        self._first = Picture(images, progressive=progressive, stage_hook=stage_hook)
        self._second: Picture | None = None
        self._side = OtherSide()
        self._stage: OnDemand[StageTexts] = OnDemand(STAGE_TEXTS)  # over both halves
        # Imported for tours alone, and for those that show it.
        self._flat: OnDemand[FlatPicture] = OnDemand(_FLAT, progressive)

    def delete(self) -> None:
        """Free the GPU memory that vispy does not free by itself."""
        self._first.delete()
        self._drop_second()

    @property
    def satellite_renderer(self) -> str:
        """Name of the last renderer of satellites, for display."""
        return self._first.satellite_renderer

    @property
    def compute_refused(self) -> str:
        """Why the compute shader cannot be used, empty if it can or was not tried."""
        return self._first.compute_refused

    @property
    def is_incomplete(self) -> bool:
        """Whether the next picture may show more."""
        return any(picture.is_incomplete for picture in self._pictures)

    def apply(self, state: State) -> None:
        """Adopt a state: upload what is new, recolour the rest."""
        self._first.apply(state)
        other = self._side.of(state)
        self._first.backdrop.share(other is not None)
        if other is None:
            self._drop_second()
            return
        if self._second is None:
            self._second = Picture(
                None,
                progressive=self._progressive,
                stage_hook=self._stage_hook,
                shares=self._first.backdrop,
            )
        self._second.apply(other)

    def valid_for_s(self, view: View, state: State, snapshot: Snapshot, *, draft: bool) -> float:
        """Return for how many seconds of simulated time `draw` would show the same, texts aside."""
        state = snapshot.seen(state)
        return min(
            picture.valid_for_s(side.view, own, now, draft=draft)
            for side, picture, own, now in self._seen(view, state, snapshot)
        )

    def invalidate(self, *, with_names: bool = True) -> None:
        """Drop the cached layers, see Picture.invalidate."""
        for picture in self._pictures:
            picture.invalidate(with_names=with_names)

    def select_renderer(self, state: State, snapshot: Snapshot) -> None:
        """Choose how the satellites will be drawn, so that the texts of the picture can say it."""
        self._first.select_renderer(state, snapshot)

    def draw(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        texts: OverlayContent,
        *,
        draft: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Draw as Picture.draw does; two designs are never of less than full scale."""
        stage, state = texts.stage, snapshot.seen(state)
        if stage is not None and stage.flat is not None:
            self._flat.part.draw(view, state, snapshot, stage.flat)
            locate = self._flat.part.locate(view, state, snapshot, stage.flat)
            self._first.draw_corners(view, state, replace(texts, locate=locate))
            return
        both_sides = self._both(view, state, snapshot)
        shown = [one for one in both_sides if one[0].is_seen]
        other = self._side.of(state)
        if other is None or snapshot.other is None:
            self._first.draw(view, state, snapshot, texts, draft=draft, scale=scale)
            return
        for side, picture, own, now in shown:
            picture.prepare(side.view, own, now, draft=draft)
        for side, picture, *_ in shown:
            picture.show_part(side.left, side.right, side.at)
        _draw_line(view, state)
        if state.view.comparing is Comparing.WIPE:
            gloo.set_viewport(0, 0, *view.tile[2:])
            both, line = _wiped_texts(texts, other), line_px(view, state.view)
            for side, picture, own, now in shown:
                is_first = picture is self._first
                ours = both if is_first else replace(both, pair=None)
                columns = (-math.inf, line) if is_first else (line, math.inf)
                with scissors((side.left, 0, side.right - side.left, view.tile[3])):
                    picture.draw_names(view, own, now, ours, columns)
            self._first.draw_corners(view, state, both)
            return
        halves = [
            (side, picture, own, now, _half_texts(texts, own, now, is_first=picture is self._first))
            for side, picture, own, now in both_sides
        ]
        words: list[PixelBox] = []
        if state.view.overlays and stage is not None:
            from orbitviz.scene.overlay.seen_from import seen_from

            # Of both halves in every tile, or words would stand elsewhere in the next one.
            taken = [
                _shifted(box, _left_of(side, view, picture is self._first))
                for side, picture, own, _, ours in halves
                for box in picture.corner_boxes(side.view, own, ours)
            ]
            self._stage.part.arrange(stage, view, taken, seen_from(both_sides[0][0].view))
            words = self._stage.part.boxes(view)
        for side, picture, own, now, ours in halves:
            if side.is_seen:
                left = _left_of(side, view, picture is self._first)
                filled = [_shifted(box, -left) for box in words]
                gloo.set_viewport(side.at, 0, *side.view.tile[2:])
                picture.draw_texts(side.view, own, now, ours, filled)
        if state.view.overlays and stage is not None:
            gloo.set_viewport(0, 0, *view.tile[2:])
            self._stage.part.draw(view)

    @property
    def _pictures(self) -> list[Picture]:
        return [self._first] if self._second is None else [self._first, self._second]

    def _drop_second(self) -> None:
        if self._second is not None:
            self._second.delete()
        self._second = None

    def _seen(
        self, view: View, state: State, snapshot: Snapshot
    ) -> list[tuple[Side, Picture, State, Snapshot]]:
        """Return what is seen of each design in a tile, and what draws it."""
        return [one for one in self._both(view, state, snapshot) if one[0].is_seen]

    def _both(
        self, view: View, state: State, snapshot: Snapshot
    ) -> list[tuple[Side, Picture, State, Snapshot]]:
        """Return each design with its place in a tile, and what draws it."""
        other, now = self._side.of(state), snapshot.other
        if other is None or self._second is None or now is None:
            return [(Side(view, 0, view.tile[2], 0), self._first, state, snapshot)]
        first, second = sides(view, state.view)
        return [(first, self._first, state, snapshot), (second, self._second, other, now)]


def _left_of(side: Side, view: View, is_first: bool) -> int:
    """Return the first column of a half in the whole picture."""
    return 0 if is_first else view.size[0] - side.view.size[0]


def _shifted(box: PixelBox, right: float) -> PixelBox:
    return box[0] + right, box[1], box[2] + right, box[3]


def _draw_line(view: View, state: State) -> None:
    """Draw the line between both over the current framebuffer."""
    width = line_width(view)
    left = line_px(view, state.view) - width // 2 - view.tile[0]
    with scissors((left, 0, width, view.tile[3])):
        gloo.clear(color=_LINE, depth=False)


def _wiped_texts(texts: OverlayContent, other: State) -> OverlayContent:
    legend = texts.legend
    if other.view.colour is GROUP and legend.title:
        legend = replace(legend, title=f"{legend.title} of A")
    return replace(
        texts,
        title=f"A  {texts.title}",
        other_title=f"B  {other.document.design.name}",
        legend=legend,
    )


def _half_texts(
    texts: OverlayContent, own: State, now: Snapshot, *, is_first: bool
) -> OverlayContent:
    """Return the texts of one half: the time once, and the legend too where it is of both."""
    is_common = own.view.colour is not GROUP
    if is_first:
        legend = Legend() if is_common else texts.legend
        title = f"A  {texts.title}"
        return replace(texts, title=title, time_text="", legend=legend, stage=None)
    ours = captions(own, now, "")
    return replace(
        ours, title=f"B  {ours.title}", legend=texts.legend if is_common else ours.legend
    )
