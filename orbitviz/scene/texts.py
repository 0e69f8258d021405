"""What is written over a picture: marks, names, legend and captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orbitviz.base.on_demand import OnDemand
from orbitviz.engine.nearby import NearSatellite
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.scene.labels.labels_layer import LabelsLayer
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.overlay.marks import WHOLE, Columns, Marks
from orbitviz.scene.overlay.overlay import Overlay, OverlayContent
from orbitviz.scene.overlay.ruler_line import RulerLine
from orbitviz.scene.overlay.scale_bar import ScaleBar
from orbitviz.scene.overlay.size_reference import SizeReference
from orbitviz.scene.view import View

if TYPE_CHECKING:
    from orbitviz.scene.overlay.stage_texts import StageTexts

STAGE_TEXTS = "orbitviz.scene.overlay.stage_texts.StageTexts"  # imported for tours alone


class Texts:
    """Draws over the current framebuffer; a GL context must be current."""

    def __init__(self) -> None:
        self._overlay, self._marks, self._labels = Overlay(), Marks(), LabelsLayer()
        self._stage: OnDemand[StageTexts] = OnDemand(STAGE_TEXTS)
        self._is_staged = False
        self._ruler = RulerLine()
        self._scale_bar, self._size_reference = ScaleBar(), SizeReference()

    def forget_names(self) -> None:
        """Choose the names on the globe anew, without regard to those that are shown."""
        self._labels.forget()

    @property
    def is_incomplete(self) -> bool:
        """Whether later pictures of the same view may show more names."""
        return self._labels.is_incomplete

    def draw(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        content: OverlayContent,
        near: Sequence[NearSatellite],
        filled: Sequence[PixelBox] = (),
    ) -> None:
        """Draw what a state asks for.

        content   of the corners
        near      satellites that are seen as bodies, the largest first
        filled    boxes of what others write over the picture, which names leave free
        """
        self.draw_names(view, state, snapshot, content, WHOLE, filled)
        self.draw_corners(view, state, content, near)

    def draw_names(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        content: OverlayContent,
        columns: Columns,
        filled: Sequence[PixelBox] = (),
    ) -> None:
        """Draw names and marks of what is in some columns of the picture, and nothing beside them.

        content   of the corners, which stay free
        filled    other boxes that stay free
        """
        self._arrange(view, state, content)
        width, height = view.size
        parts = (self._overlay, self._scale_bar, self._ruler)
        taken = [box for part in parts for box in part.boxes(view)]
        taken += [*self._stage_boxes(view), *filled]
        if columns[0] > 0:
            taken.append((0, 0, columns[0], height))
        if columns[1] < width:
            taken.append((columns[1], 0, width, height))
        self._marks.arrange(view, state, snapshot, content.pair, taken, columns)
        self._labels.draw(view, state, snapshot, [*taken, *self._marks.boxes(view)])
        self._marks.draw(view)

    def draw_corners(
        self, view: View, state: State, content: OverlayContent, near: Sequence[NearSatellite]
    ) -> None:
        """Draw what is written in the corners, and the ruler; see `draw`."""
        self._arrange(view, state, content)
        self._ruler.draw(view)
        if state.view.layers.size_reference:
            lowest = self._overlay.free_corner(view)[3]
            top = min((box[1] for box in self._scale_bar.boxes(view)), default=lowest)
            self._size_reference.draw(view, state, near, view.size[1] - top)
        self._overlay.draw(view)
        self._scale_bar.draw(view)
        if self._is_staged:
            self._stage.part.draw(view)

    def corner_boxes(self, view: View, state: State, content: OverlayContent) -> list[PixelBox]:
        """Return left, top, right, bottom of what will be in the corners."""
        self._arrange(view, state, content)
        return self._corner_boxes(view)

    def _corner_boxes(self, view: View) -> list[PixelBox]:
        return [*self._overlay.boxes(view), *self._scale_bar.boxes(view)]

    def _stage_boxes(self, view: View) -> list[PixelBox]:
        return self._stage.part.boxes(view) if self._is_staged else []

    def _arrange(self, view: View, state: State, content: OverlayContent) -> None:
        self._overlay.arrange(content, view)
        corner = self._overlay.free_corner(view)
        is_globe = content.stage is None or content.stage.flat is None
        has_scale = state.view.layers.scale_bar and is_globe
        self._scale_bar.arrange(view, corner, shown=has_scale, on_white=content.on_white)
        self._is_staged = content.stage is not None
        if content.stage is not None:
            from orbitviz.scene.overlay.seen_from import seen_from

            taken = self._corner_boxes(view)
            self._stage.part.arrange(content.stage, view, taken, content.locate or seen_from(view))
        corners = [*self._corner_boxes(view), *self._stage_boxes(view)]
        self._ruler.arrange(view, content.ruler, corners)
