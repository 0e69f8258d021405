"""The globe of a presented tour: rehearsed before the show, in a quality that keeps its pace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vispy import gloo

from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.model.view import Quality
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.draft_policy import FrameQuality
from orbitviz.scene.frame_guard import FrameGuard
from orbitviz.scene.light import Pixels

if TYPE_CHECKING:
    from orbitviz.engine.on_stage import OnStage

_SMALL = 0.25  # pixels for one of the screen, each way


class StageCanvas(GlobeCanvas):
    """Draws as the globe of the window does.

    guard     the quality while the tour leads the camera
    is_led    whether it does; at rest and in a free look the quality is that of the window
    """

    def __init__(self, state: State, **named: Any) -> None:
        """Build; see GlobeCanvas."""
        super().__init__(state, **named)
        self.guard, self.is_led = FrameGuard(), False

    @property
    def is_ready(self) -> bool:
        """Whether pictures can be drawn."""
        is_valid: bool = self.native.isValid()
        return is_valid and (self._picture is not None or self._images is not None)

    def rehearse(
        self, state: State, snapshot: Snapshot, stage: OnStage, *, small: bool = False
    ) -> float:
        """Draw what nobody is to see, so that shaders, textures and tables for it are there.

        small   with few pixels, which is as good for that

        Returns how long the last picture took, ms. The canvas must be covered.
        """
        quality = self.guard.quality
        if small:
            quality = FrameQuality(draft=quality.draft, scale=_SMALL)
        self._is_rendering = True  # what the window system asks to be drawn meanwhile is not
        try:
            self.show_state(state)
            self.show_on_stage(stage)
            self.set_current()
            while True:
                view = self._view_at(snapshot)
                took_ms = self._draw_in(quality, view, snapshot)
                if not self._drawn_picture.is_incomplete:
                    return took_ms
        finally:
            self._is_rendering = False

    def rehearsed_pixels(self) -> Pixels:
        """Return (height, width, 3) uint8, the picture that was rehearsed last."""
        self.set_current()
        pixels: Pixels = gloo.read_pixels((0, 0, *self.physical_size), alpha=False)
        return pixels

    @property
    def _wanted(self) -> FrameQuality:
        if self.is_led and self._state.view.quality is Quality.AUTO:
            return self.guard.quality
        return super()._wanted

    def _record(self, took_ms: float) -> None:
        if self.is_led:
            self.guard.record(took_ms)
        else:
            super()._record(took_ms)
