"""One presentation of a tour: its own screen, globe, engine and clock; the window is untouched."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from orbitviz.analysis.fleet import Fleet
from orbitviz.app.display.frame_loop import FrameLoop
from orbitviz.app.main_thread import MainThread
from orbitviz.app.stage.awake import Awake
from orbitviz.app.stage.rehearsal import Rehearsal
from orbitviz.app.stage.speaker import Speaker, audience_and_speaker
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine
from orbitviz.engine.tours.later_figures import LaterFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.player import TourPlayer
from orbitviz.engine.worker import Worker
from orbitviz.model.state import State
from orbitviz.model.view import Background
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.stage_canvas import StageCanvas
from orbitviz.ui.stage.stage_window import StageWindow

_SWITCH_S = 2e-4  # until a thread lets another go on
_REHEARSED_S = 0.2  # until keys are looked at again
_RESTING_S = 0.1  # between pictures while nothing moves


class Stage(QObject):
    """Plays a tour in full screen until it is left.

    is_free    whether the presenter leads the camera
    is_black   whether the audience sees nothing
    is_light   whether the picture has a white background, for bright rooms
    """

    def __init__(
        self,
        moments: Moments,
        figures: LaterFigures,
        images: Images,
        *,
        on_left: Callable[[UserError | None], None],
        on_failure: Callable[[Exception], None],
        parent: QWidget,
        loops: bool = False,
    ) -> None:
        """Build.

        figures      where those of the moments come from
        on_left      called once the audience's screen is closed, with what was amiss
        on_failure   called with what drawing raised
        parent       the main window
        loops        whether the end is followed by the beginning, and no shot waits
        """
        super().__init__(parent)
        self._moments, self._home = moments, parent.screen()
        self.player = TourPlayer(moments.tour, time.monotonic, loops=loops)
        frames = self._frames = FrameLoop(self._tick, self)
        main_thread = MainThread(self)
        self._engine = Engine(main_thread, on_failure, on_maps_solved=frames.wake, on_stage=True)
        self._figures, self._worker = figures, Worker(main_thread, on_failure)
        self._maps: Fleet | None = None  # those adopted last
        self.canvas = StageCanvas(
            moments.at(0.0).state,
            on_camera=lambda _pose: frames.wake(),
            on_gesture=self._look_freely,
            on_frame=frames.record,
            on_failure=on_failure,
        )
        self.is_free = self.is_black = self.is_light = False
        self._waits_in_black = False
        self._shot = 0  # of the last picture
        self._goes_on = False  # after a free look
        self._rehearsal: Rehearsal | None = Rehearsal(moments, self.canvas)
        self.window = StageWindow(
            self.canvas.native, moments.tour.title, [shot.name for shot in moments.tour.shots]
        )
        self.speaker = Speaker(moments.tour, self.player, self.window)
        self._awake = Awake()
        self._on_left = on_left
        self._connect()
        self.canvas.show_images(images)

    def start(self) -> None:
        """Fill the audience's screen, rehearse, and play from the beginning."""
        screens = QGuiApplication.screens()
        audience, speaker = audience_and_speaker(screens, QGuiApplication.primaryScreen())
        if speaker is None:
            audience = self._home
        else:
            self.speaker.show_on(speaker)
        self._audience = audience
        self.window.fill(audience)
        self.window.cover.show_title(self._moments.tour.title, 0.0)
        self._awake.keep(True)
        # Drawing makes hundreds of calls, each of which lets a thread that computes go first for
        # as long as this.
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        self._frames.start()
        self._figures.begin(self._worker)

    @property
    def has_begun(self) -> bool:
        """Whether the audience sees pictures."""
        return self._rehearsal is None

    def _connect(self) -> None:
        window, player = self.window, self.player
        window.nextAsked.connect(lambda: self._do(player.next))
        window.previousAsked.connect(lambda: self._do(player.previous))
        window.pauseAsked.connect(lambda: self._do(player.toggle))
        window.jumpAsked.connect(lambda number: self._do(lambda: player.go_to(number - 1)))
        window.backAsked.connect(self._look_as_the_tour)
        window.blackAsked.connect(self._toggle_black)
        window.loopAsked.connect(self._toggle_loop)
        window.themeAsked.connect(self._toggle_theme)
        window.notesAsked.connect(lambda: self.speaker.toggle(self._audience))
        window.listAsked.connect(lambda: window.show_list(player.place[0] + 1))
        window.left.connect(self._leave)

    def _rehearse(self, rehearsal: Rehearsal) -> None:
        """Draw some more pictures that nobody sees; after the last one the tour begins."""
        if not self.canvas.is_ready:
            return
        # Several at a time: to show the share that is done costs as much as one of them.
        end_s, share = time.monotonic() + _REHEARSED_S, 0.0
        while share < 1.0 and time.monotonic() < end_s:
            share = rehearsal.step()
        if share < 1.0:
            self.window.cover.show_title(self._moments.tour.title, share)
            return
        self._rehearsal = None
        self.speaker.begin(rehearsal.pictures)
        self.window.cover.hide()
        self.player.go_to(0)

    def _do(self, command: Callable[[], None]) -> None:
        """Do what a key means; the camera is the tour's again, and nothing is black."""
        if not self.has_begun:
            return
        self.is_free = False
        self._show_black(False)
        command()
        self._frames.wake()

    def _look_freely(self) -> None:
        """Give the camera to the presenter; the tour pauses."""
        if not self.is_free:
            self._goes_on = self.player.is_playing
        if self.player.is_playing:
            self.player.toggle()
        self.is_free = True

    def _look_as_the_tour(self) -> None:
        """Take the camera back; what rested before, at the end of a shot or paused, still does."""
        if self.is_free:
            self._do(self.player.toggle if self._goes_on else lambda: None)

    def _toggle_black(self) -> None:
        """Show nothing, and let the tour wait for that; or go on where it was."""
        if not self.has_begun:
            return
        if not self.is_black:
            self._waits_in_black = self.player.is_playing
        if self._waits_in_black:
            self.player.toggle()
        self._show_black(not self.is_black)
        self._frames.wake()

    def _show_black(self, on: bool) -> None:
        self.is_black = on
        if on:
            self.window.cover.show_black()
        else:
            self.window.cover.hide()

    def _toggle_loop(self) -> None:
        self.player.loops = not self.player.loops
        self.speaker.update()

    def _toggle_theme(self) -> None:
        self.is_light = not self.is_light
        self._frames.wake()

    def _tick(self) -> float | None:
        """Show the present moment; return seconds until the next call."""
        if self._rehearsal is not None:
            self._rehearse(self._rehearsal)
            return 0.0
        moment = self._moments.of_shot(*self.player.place)
        canvas, is_playing = self.canvas, self.player.is_playing
        state = self._as_shown(moment.state)
        canvas.is_led = is_playing
        if moment.shot != self._shot:
            self._shot = moment.shot
            canvas.guard.cut()
        maps = self._figures.maps.get(moment.shot)
        if maps is not None and maps is not self._maps and maps.is_about(state.document):
            self._maps = maps
            self._engine.adopt(state.document, maps)
        canvas.show_state(state)
        is_white = self.is_light and moment.on_stage.flat is None
        canvas.show_on_stage(replace(moment.on_stage, on_white=is_white))
        canvas.show_instant(self._engine.snapshot(state))
        is_moving = is_playing or canvas.input.is_moving or self.is_free
        return 0.0 if is_moving or canvas.settle() else _RESTING_S

    def _as_shown(self, state: State) -> State:
        """Return the state of a moment as the presenter wants to see it."""
        view = state.view
        if self.is_free:
            view = replace(view, camera=self.canvas.input.pose)
        if self.is_light:
            view = view.before(Background.WHITE)
        return state if view is state.view else replace(state, view=view)

    def _leave(self) -> None:
        self._frames.stop()
        sys.setswitchinterval(self._switch_s)
        self._awake.keep(False)
        self._figures.close()
        self._worker.close()
        self._engine.close()
        self.speaker.close()
        self.canvas.close()
        self.window.deleteLater()
        self._on_left(self._figures.mistake)
        self.deleteLater()
