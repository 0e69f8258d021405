"""The globe in the window: one vispy canvas, drawn on demand."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from vispy import app, gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import placed
from orbitviz.model.state import State
from orbitviz.model.view import CameraPose, Quality
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.camera_input import CameraInput
from orbitviz.scene.draft_policy import DRAFT, FULL, DraftPolicy, FrameQuality
from orbitviz.scene.gl.gl_info import is_software, renderer_name
from orbitviz.scene.gl.vispy_internals import delete_objects
from orbitviz.scene.light import Pixels
from orbitviz.scene.overlay.captions import captions
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.pair_picture import PairPicture
from orbitviz.scene.sides import Seen, seen_at, sides
from orbitviz.scene.tiles import draw_bands
from orbitviz.scene.view import View, staged, view_of

if TYPE_CHECKING:
    from orbitviz.engine.on_stage import OnStage

_CLICK_PX = 4.0  # a press that moves less than this is a click


class GlobeCanvas(app.Canvas):  # type: ignore[misc]
    """Draws the latest state and snapshot; turns gestures into camera poses.

    on_camera(pose)                     a gesture, a glide or a flight has ended
    on_pick(seen, with_control)         a click on the picture, and what is seen there
    on_menu(seen)                       a right click on the picture
    on_pointer(x, y)                    the pointer moved over the picture, no button down
    on_gesture()                        a button or the wheel was used
    on_frame(ms)                        a picture was drawn
    on_failure(error)                   drawing raised; nothing more is drawn
    """

    def __init__(
        self,
        state: State,
        *,
        on_camera: Callable[[CameraPose], None],
        on_pick: Callable[[Seen, bool], None] = lambda *_: None,
        on_menu: Callable[[Seen], None] = lambda *_: None,
        on_pointer: Callable[[float, float], None] = lambda *_: None,
        on_gesture: Callable[[], None] = lambda: None,
        on_frame: Callable[[float], None] = lambda _: None,
        on_failure: Callable[[Exception], None] | None = None,
        parent: Any = None,
    ) -> None:
        super().__init__(
            title="orbitviz",
            keys=None,
            parent=parent,
            autoswap=False,
            show=False,
            config={"depth_size": 0},  # nothing is hidden by depth
        )
        self._state = state
        self._snapshot: Snapshot | None = None  # of the picture
        self._latest: Snapshot | None = None
        self._texts: OverlayContent | None = None
        self._images: Images | None = None
        self._picture: PairPicture | None = None
        self._on_pick, self._on_menu, self._on_frame = on_pick, on_menu, on_frame
        self._on_pointer, self._on_gesture = on_pointer, on_gesture
        self._on_failure = on_failure
        self._pressed: tuple[float, float] | None = None
        self._failed = self._is_rendering = False
        self._is_software = False
        self._quality = FULL  # of the picture
        self._draft_policy = DraftPolicy()
        self.renderer = self.compute_refused = ""
        self._stage: OnStage | None = None
        self.valid_for_s = 0.0  # seconds of simulated time until the picture must be drawn again
        self.input = CameraInput(state.view.camera, lambda _: self.update(), on_camera)

    def close(self) -> None:
        """Free the memory on the GPU, which would outlive the context, and close."""
        if self._picture is not None:
            delete_objects(self)
            self._picture.delete()
            self._picture = None
        super().close()

    def show_images(self, images: Images) -> None:
        """Adopt the decoded images; from now on there is something to draw."""
        self._images = images
        self.update()

    def show_state(self, state: State) -> None:
        """Draw a new state."""
        old, self._state = self._state, state
        if state.view.camera is not old.view.camera and state.view.camera != self.input.pose:
            self.input.set(state.view.camera)
        if self._picture is not None:
            self._picture.apply(state)
        self.update()

    def show_instant(self, snapshot: Snapshot) -> None:
        """Adopt the snapshot of a new instant; draw it unless the picture would look the same."""
        self._latest = snapshot
        self.valid_for_s = self._find_valid_for_s(snapshot)
        if self.valid_for_s <= 0.0:
            self._snapshot = snapshot
            self.update()

    def show_on_stage(self, stage: OnStage) -> None:
        """Show what a tour lays over the next pictures, or in place of the globe."""
        self._stage = stage

    def _find_valid_for_s(self, new: Snapshot) -> float:
        if self._picture is None:
            return 0.0 if self._images is not None or self._snapshot is None else math.inf
        if self._texts_at(new) != self._texts:
            return 0.0
        wanted = self._wanted
        if wanted != self._quality or wanted.scale < 1.0:
            return 0.0
        return self._picture.valid_for_s(self._view_at(new), self._state, new, draft=wanted.draft)

    @property
    def view(self) -> View | None:
        """The camera of the present picture, None before the first snapshot.

        Of two designs side by side, that of the first.
        """
        if self._snapshot is None:
            return None
        whole = self._view_at(self._snapshot)
        return sides(whole, self._state.view)[0].view if self._is_pair else whole

    @property
    def _is_pair(self) -> bool:
        return self._snapshot is not None and self._snapshot.other is not None

    def seen_at(self, x: float, y: float) -> Seen | None:
        """Return what is seen at a pixel of the picture, None before the first snapshot."""
        if self._snapshot is None:
            return None
        whole = self._view_at(self._snapshot)
        return seen_at(whole, self._state.view, x, y) if self._is_pair else Seen(whole, x, y)

    @property
    def quality(self) -> str:
        """Quality of the last picture: "draft", or empty if it was full."""
        return "" if self._quality == FULL else "draft"

    def settle(self) -> bool:
        """Replace a draft by a full picture once the view rests.

        Returns whether that is still due.
        """
        if self._quality != self._wanted:
            self.update()
            return True
        return self._quality != FULL and self._state.view.quality is Quality.AUTO

    def _view_at(self, snapshot: Snapshot) -> View:
        width, height = (int(pixels) for pixels in self.physical_size)
        size, scale = (width, height), float(self.pixel_scale)
        pose, mount = placed(self._state, snapshot, self.input.pose)
        return staged(view_of(pose, snapshot.geometry, size, scale, mount), self._stage)

    def _earth_km(self) -> Floats:
        """Return the Earth's centre (3,) in the axes of the camera pose."""
        if self._snapshot is None:
            return np.zeros(3)
        _, mount = placed(self._state, self._snapshot, self.input.pose)
        return np.asarray(mount.axes @ -mount.origin_km)

    def _texts_at(self, snapshot: Snapshot) -> OverlayContent:
        return _texts_of(self._state, snapshot, self.renderer, self._stage)

    @property
    def _wanted(self) -> FrameQuality:
        """Quality of the next picture."""
        quality = self._state.view.quality
        if quality is Quality.AUTO and self._is_software:
            is_moving = self.input.is_moved
            return DRAFT if self._draft_policy.should_draft(is_moving=is_moving) else FULL
        return DRAFT if quality is Quality.DRAFT else FULL

    def on_draw(self, _event: Any) -> None:
        """Draw the picture (called by vispy)."""
        if self._failed or self._is_rendering:
            return
        try:
            self._draw()
        except Exception as error:
            self._failed = True
            if self._on_failure is None:
                raise
            self._on_failure(error)

    def _draw(self) -> None:
        began = time.perf_counter()
        self._snapshot = self._latest
        self.input.advance(self._side, self._earth_km())
        view = None if self._snapshot is None else self._view_at(self._snapshot)
        has_images = self._picture is not None or self._images is not None
        if view is None or not has_images or self._snapshot is None:
            gloo.set_viewport(0, 0, *self.physical_size)
            gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
            return
        self._quality = self._wanted
        took_ms = self._draw_in(self._quality, view, self._snapshot)
        if self._drawn_picture.is_incomplete:
            self.update()
        self._record(took_ms)
        self._on_frame(1e3 * (time.perf_counter() - began))

    def _record(self, took_ms: float) -> None:
        is_moving = self.input.is_moved
        self._draft_policy.record(took_ms, is_moving=is_moving, is_draft=self._quality.draft)

    def _draw_in(self, quality: FrameQuality, view: View, snapshot: Snapshot) -> float:
        """Draw the picture of the state; return how long it took, ms."""
        began, picture = time.perf_counter(), self._drawn_picture
        picture.select_renderer(self._state, snapshot)
        self.renderer = f"{renderer_name()}, {picture.satellite_renderer}"
        self.compute_refused = picture.compute_refused
        self._texts = self._texts_at(snapshot)
        picture.draw(
            view, self._state, snapshot, self._texts, draft=quality.draft, scale=quality.scale
        )
        # Software GL works in the background: without this only the queueing would be timed.
        gloo.finish()
        return 1e3 * (time.perf_counter() - began)

    @property
    def _drawn_picture(self) -> PairPicture:
        """The picture, built with the first one that is drawn; a context must be current."""
        if self._picture is None:
            assert self._images is not None
            self._is_software = is_software()
            self._picture, self._images = PairPicture(self._images, progressive=True), None
            self._picture.apply(self._state)
        return self._picture

    def render(
        self,
        state: State,
        snapshot: Snapshot,
        size: tuple[int, int],
        *,
        supersample: int = 2,
        stage: OnStage | None = None,
        progress: Progress = no_progress,
    ) -> Iterator[Pixels]:
        """Yield a picture of any size in full quality, in parts as draw_bands; the globe rests.

        stage   what a tour lays over it, or shows in place of the globe

        Raises UserError before there is anything to draw.
        """
        picture = self._picture
        if picture is None:
            raise UserError("there is no picture yet", allowed="once the globe is drawn")

        def draw(view: View, shown: State) -> None:
            self.set_current()
            picture.draw(view, shown, snapshot, texts)

        self.set_current()
        picture.apply(state)
        texts = _texts_of(state, snapshot, self.renderer, stage)
        self._is_rendering = True
        try:
            yield from draw_bands(
                draw, state, snapshot, size,
                supersample=supersample, progress=progress, stage=stage,
            )  # fmt: skip
        finally:
            self._is_rendering = False
            self.set_current()
            picture.apply(self._state)
            picture.invalidate()
            self.update()

    def on_resize(self, _event: Any) -> None:
        """Draw in the new size (called by vispy)."""
        self.update()

    def on_mouse_press(self, event: Any) -> None:
        """Begin a gesture (called by vispy)."""
        self._on_gesture()
        self._pressed = x, y = float(event.pos[0]), float(event.pos[1])
        self.input.press(x, y)

    def on_mouse_move(self, event: Any) -> None:
        """Continue a gesture, or tell where the pointer is (called by vispy)."""
        if self._pressed is None or not event.is_dragging:
            scale = float(self.pixel_scale)
            self._on_pointer(float(event.pos[0]) * scale, float(event.pos[1]) * scale)
            return
        panning = 1 not in event.buttons or "Shift" in event.modifiers
        x, y = (float(v) for v in event.pos[:2])
        self.input.drag(x, y, self._side, panning=panning)

    def on_mouse_release(self, event: Any) -> None:
        """End a gesture; one that did not move is a click (called by vispy)."""
        self.input.release()
        pressed, self._pressed = self._pressed, None
        x, y = (float(v) for v in event.pos[:2])
        if pressed is None or abs(x - pressed[0]) + abs(y - pressed[1]) > _CLICK_PX:
            return
        scale = float(self.pixel_scale)
        seen = self.seen_at(x * scale, y * scale)
        if event.button == 1 and seen is not None:
            self._on_pick(seen, "Control" in event.modifiers)
        elif event.button == 2 and seen is not None:
            self._on_menu(seen)

    def on_mouse_wheel(self, event: Any) -> None:
        """Zoom to the pointer; two fingers sideways turn the globe (called by vispy)."""
        self._on_gesture()
        if event.delta[0]:
            self.input.turn(float(event.delta[0]), self._side)
        self.input.wheel(float(event.delta[1]), self._place(event.pos), self._aspect)

    def on_touch(self, event: Any) -> None:
        """Zoom by a pinch on a touchpad, where Qt reports it (called by vispy)."""
        if event.type == "gesture_zoom":
            factor = 1.0 / max(1.0 + float(event.scale), 0.1)
            self.input.pinch(factor, self._place(event.pos), self._aspect)
            event.handled = True

    def on_key_press(self, event: Any) -> None:
        """Move by arrow keys, + and - (called by vispy)."""
        event.handled = event.key is not None and self.input.key(event.key.name, self._side)

    @property
    def _side(self) -> float:
        """The shorter side of the picture of a design, logical pixels."""
        width, height = self.size if self.view is None else self.view.size
        scale = 1.0 if self.view is None else float(self.pixel_scale)
        return float(min(width, height)) / scale

    @property
    def _aspect(self) -> float:
        width, height = self.size if self.view is None else self.view.size
        return float(width) / float(height)

    def _place(self, pos: Any) -> tuple[float, float]:
        scale = float(self.pixel_scale)
        seen = self.seen_at(float(pos[0]) * scale, float(pos[1]) * scale)
        return (0.0, 0.0) if seen is None else seen.ndc


def _texts_of(
    state: State, snapshot: Snapshot, renderer: str, stage: OnStage | None
) -> OverlayContent:
    texts = captions(state, snapshot, renderer)
    if stage is None:
        return texts
    from orbitviz.scene.staged_content import with_stage

    return with_stage(texts, stage, state, snapshot)
