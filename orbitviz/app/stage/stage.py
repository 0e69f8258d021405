"""One presentation of a tour: its own screen, globe, engine and clock; the window is untouched."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from orbitviz.app.display.frame_loop import FrameLoop
from orbitviz.app.main_thread import MainThread
from orbitviz.app.stage.rehearsal import Rehearsal
from orbitviz.engine.engine import Engine
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.player import TourPlayer
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.stage.stage_window import StageWindow

_SWITCH_S = 2e-4  # until a thread lets another go on
_RESTING_S = 0.1  # between pictures while nothing moves


class Stage(QObject):
    """Plays a tour in full screen until it is left."""

    def __init__(
        self,
        moments: Moments,
        images: Images,
        *,
        on_left: Callable[[], None],
        on_failure: Callable[[Exception], None],
        parent: QWidget,
    ) -> None:
        """Build.

        on_left      called once the audience's screen is closed
        on_failure   called with what drawing raised
        parent       the main window
        """
        super().__init__(parent)
        self._moments, self._screen = moments, parent.screen().geometry()
        self.player = TourPlayer(moments.tour, time.monotonic)
        frames = self._frames = FrameLoop(self._tick, self)
        self._engine = Engine(
            MainThread(self), on_failure, on_maps_solved=frames.wake, maps_for_all=False
        )
        self.canvas = GlobeCanvas(
            moments.at(0.0).state,
            on_camera=lambda _pose: frames.wake(),
            on_gesture=self._look_freely,
            on_frame=frames.record,
            on_failure=on_failure,
        )
        self.is_free = False  # whether the presenter leads the camera
        self.is_black = False
        self._shot = 0  # of the last picture
        self._rehearsal: Iterator[float] | None = Rehearsal(moments, self.canvas).steps()
        self.window = StageWindow(self.canvas.native, moments.tour.title)
        self._on_left = on_left
        self._connect()
        self.canvas.show_images(images)

    def start(self) -> None:
        """Fill the screen of the main window, rehearse, and play from the beginning."""
        self.window.setGeometry(self._screen)  # where no window manager does it
        self.window.showFullScreen()
        self.window.activateWindow()
        self.window.setFocus()
        self.window.cover.show_title(self._moments.tour.title, 0.0)
        # Drawing makes hundreds of calls, each of which lets a thread that computes go first for
        # as long as this.
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        self._frames.start()

    @property
    def has_begun(self) -> bool:
        """Whether the audience sees pictures."""
        return self._rehearsal is None

    def _connect(self) -> None:
        window = self.window
        window.nextAsked.connect(lambda: self._do(self.player.next))
        window.previousAsked.connect(lambda: self._do(self.player.previous))
        window.pauseAsked.connect(lambda: self._do(self.player.toggle))
        window.jumpAsked.connect(lambda number: self._do(lambda: self.player.go_to(number - 1)))
        window.backAsked.connect(self._look_as_the_tour)
        window.blackAsked.connect(self._toggle_black)
        window.loopAsked.connect(self._toggle_loop)
        window.left.connect(self._leave)

    def _rehearse(self) -> None:
        """Draw one more picture that nobody sees; after the last one the tour begins."""
        assert self._rehearsal is not None
        if not self.canvas.is_ready:
            return
        share = next(self._rehearsal, None)
        if share is None:
            self._rehearsal = None
            self.window.cover.hide()
            self.player.go_to(0)
        else:
            self.window.cover.show_title(self._moments.tour.title, share)

    def _do(self, command: Callable[[], None]) -> None:
        """Do what a key means; the camera is the tour's again, and nothing is black."""
        if self._rehearsal is not None:
            return
        self.is_free = False
        self._show_black(False)
        command()
        self._frames.wake()

    def _look_freely(self) -> None:
        """Give the camera to the presenter; the tour pauses."""
        if self.player.is_playing:
            self.player.toggle()
        self.is_free = True

    def _look_as_the_tour(self) -> None:
        if self.is_free:
            self._do(self.player.toggle)

    def _toggle_black(self) -> None:
        if self._rehearsal is None:
            self._show_black(not self.is_black)

    def _show_black(self, on: bool) -> None:
        self.is_black = on
        if on:
            self.window.cover.show_black()
        else:
            self.window.cover.hide()

    def _toggle_loop(self) -> None:
        self.player.loops = not self.player.loops

    def _tick(self) -> float | None:
        """Show the present moment; return seconds until the next call."""
        if self._rehearsal is not None:
            self._rehearse()
            return 0.0
        moment = self._moments.of_shot(*self.player.place)
        state, canvas, is_playing = moment.state, self.canvas, self.player.is_playing
        canvas.is_led = is_playing
        if moment.shot != self._shot:
            self._shot = moment.shot
            canvas.guard.cut()
        if self.is_free:
            state = replace(state, view=replace(state.view, camera=canvas.input.pose))
        canvas.show_state(state)
        canvas.show_on_stage(moment.on_stage)
        canvas.show_instant(self._engine.snapshot(state))
        is_moving = is_playing or canvas.input.is_moving or self.is_free
        return 0.0 if is_moving or canvas.settle() else _RESTING_S

    def _leave(self) -> None:
        self._frames.stop()
        sys.setswitchinterval(self._switch_s)
        self._engine.close()
        self.canvas.close()
        self.window.deleteLater()
        self._on_left()
        self.deleteLater()
