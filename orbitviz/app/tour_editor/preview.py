"""A tour shown in the window's own picture; what the user sees there is as before afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from orbitviz.app.display.display import Display
from orbitviz.app.display.frame_loop import FrameLoop
from orbitviz.app.main_thread import MainThread
from orbitviz.engine.engine import Engine
from orbitviz.engine.on_stage import OnStage
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.moments import Moments
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.model.view import Quality
from orbitviz.scene.canvas import GlobeCanvas

_SLOW_MS = 60.0  # of a picture
_RESTING_S = 0.1  # between pictures while nothing moves


class Preview(QObject):
    """Shows a moment of a tour, or plays it, in place of what the window shows."""

    def __init__(
        self,
        store: Store,
        canvas: GlobeCanvas,
        display: Display,
        *,
        on_time: Callable[[float], None],
        on_ended: Callable[[], None],
        on_failure: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        """Build.

        on_time    called with the time of the tour that is shown, s, while it plays
        on_ended   called when the window shows again what it showed before
        """
        super().__init__(parent)
        self._store, self._canvas, self._display = store, canvas, display
        self._on_time, self._on_ended, self._on_failure = on_time, on_ended, on_failure
        self._frames = FrameLoop(self._tick, self)
        self._engine: Engine | None = None
        self._moments: Moments | None = None
        self._at_s = 0.0
        self._since_s: float | None = None
        self._is_free = False  # whether the user leads the camera
        self._is_draft = False  # what plays is drawn coarser
        self._shown: tuple[State, Snapshot] | None = None

    @property
    def is_on(self) -> bool:
        """Whether the window shows the tour."""
        return self._moments is not None

    @property
    def is_playing(self) -> bool:
        """Whether time passes."""
        return self._since_s is not None

    @property
    def shown(self) -> tuple[State, Snapshot] | None:
        """What is shown, with the camera as the user has turned it; None while it is off."""
        if self._shown is None:
            return None
        state, snapshot = self._shown
        return replace(state, view=replace(state.view, camera=self._canvas.input.goal)), snapshot

    def show(self, moments: Moments, time_s: float) -> None:
        """Show a moment."""
        self._begin(moments, time_s)
        self._since_s = None
        self._frames.wake()

    def play(self, moments: Moments, time_s: float) -> None:
        """Play from a time on."""
        self._begin(moments, time_s)
        self._since_s = time.monotonic()
        self._frames.wake()

    def pause(self) -> None:
        """Stay at the moment that is shown."""
        if self.is_on:
            self._pause()
            self._frames.wake()

    def renew(self, moments: Moments) -> None:
        """Go on with the tour as it has been edited."""
        if self.is_on:
            self._moments = moments
            self._frames.wake()

    def look_freely(self) -> None:
        """Give the camera to the user; the tour pauses."""
        if self.is_on:
            self._pause()
            self._is_free = True

    def end(self) -> None:
        """Show again what the window showed before."""
        if not self.is_on:
            return
        self._moments = self._shown = None
        self._since_s, self._is_free = None, False
        self._frames.stop()
        canvas, state = self._canvas, self._store.state
        canvas.show_on_stage(OnStage())
        self._display.lend_canvas(None)
        canvas.show_state(state)
        canvas.input.set(state.view.camera)
        canvas.show_instant(self._display.snapshot)
        self._on_ended()

    def close(self) -> None:
        """Stop threads."""
        self.end()
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def _begin(self, moments: Moments, time_s: float) -> None:
        if self._engine is None:
            self._engine = Engine(
                MainThread(self), self._on_failure, on_maps_solved=self._frames.wake, on_stage=True
            )
        if not self.is_on:
            self._display.lend_canvas(self._frames)
            self._frames.start()
        self._moments, self._at_s, self._is_free = moments, time_s, False

    def _pause(self) -> None:
        self._at_s, self._since_s = self._time_s(), None

    def _time_s(self) -> float:
        if self._since_s is None:
            return self._at_s
        return self._at_s + time.monotonic() - self._since_s

    def _quality(self, own: Quality) -> Quality:
        """Return the quality of the next picture: a draft where full ones come too late."""
        self._is_draft |= self._frames.mean_ms > _SLOW_MS
        return Quality.DRAFT if own is Quality.AUTO and self.is_playing and self._is_draft else own

    def _tick(self) -> float | None:
        """Show the present moment; return seconds until the next call."""
        moments, engine, canvas = self._moments, self._engine, self._canvas
        if moments is None or engine is None:
            return None
        time_s = self._time_s()
        if self.is_playing:
            self._on_time(min(time_s, moments.duration_s))
            if time_s >= moments.duration_s:
                self.end()
                return None
        moment = moments.at(time_s)
        own = self._store.state.view
        view = replace(
            moment.state.view,
            quality=self._quality(own.quality),
            satellite_path=own.satellite_path,
            theme=own.theme,
        )  # fmt: skip
        if self._is_free:
            view = replace(view, camera=canvas.input.pose)
        state = replace(moment.state, view=view)
        snapshot = engine.snapshot(state)
        canvas.show_state(state)
        canvas.show_on_stage(moment.on_stage)
        canvas.show_instant(snapshot)
        self._shown = state, snapshot
        is_moving = self.is_playing or canvas.input.is_moving or self._is_free
        return 0.0 if is_moving or canvas.settle() else _RESTING_S
