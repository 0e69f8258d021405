"""What happens as time passes: pictures frame by frame, texts a few times a second."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer

from orbitviz.app.frames import FrameLoop
from orbitviz.app.panel_presenter import PanelPresenter, is_outdated
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot, Survey
from orbitviz.model.source import ShellKey
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.window import MainWindow

_TEXTS_MS = 200
_SLOW_TEXTS_MS = 1000  # while time stands, or runs so slowly that a second on the clock is one
_SLOW_RATE = 1.0
_UNKNOWN: Mapping[ShellKey, float] = MappingProxyType({})


class Live(QObject):
    """Takes snapshots of the engine to the canvas and the panels."""

    def __init__(
        self, store: Store, engine: Engine, canvas: GlobeCanvas, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._store, self._engine, self._canvas, self._window = store, engine, canvas, window
        self.snapshot: Snapshot = engine.snapshot(store.state)
        self.frames = FrameLoop(self._tick, self)
        self._surveys = Surveys(engine)
        self.panels = PanelPresenter(store, engine, window)
        self._texts = QTimer(self)
        self._texts.timeout.connect(self.show_texts)

    def start(self) -> None:
        """Begin."""
        self._canvas.show_instant(self.snapshot)
        self.frames.start()
        self.set_pace()

    def stop(self) -> None:
        """End."""
        self.frames.stop()
        self._texts.stop()

    def state_changed(self) -> None:
        """Draw what the user has decided."""
        self._canvas.show_state(self._store.state)
        # A snapshot of the same catalogues goes with it: what is drawn next must fit together.
        self._take_snapshot()
        self.frames.wake()

    def set_pace(self) -> None:
        """Bring the texts up to date as often as they change."""
        self._texts.start(_SLOW_TEXTS_MS if self._is_slow else _TEXTS_MS)

    @property
    def _is_slow(self) -> bool:
        playback = self._store.state.playback
        return not playback.playing or abs(playback.rate) <= _SLOW_RATE

    def maps_changed(self) -> None:
        """Show the operating maps that were just solved, on the globe and in the panels."""
        self._take_snapshot()
        self.panels.refresh(self._store.state, self.snapshot)
        self.frames.wake()

    def show_time(self) -> None:
        """Show the instant at once: a click on play must not wait for the next texts."""
        playback = self._store.state.playback
        self._window.time_bar.show_time(self._engine.clock.now(playback), playback)

    def show_texts(self) -> None:
        """Bring every panel up to date."""
        state, window = self._store.state, self._window
        self._take_snapshot()
        self._surveys.ask(state, self.snapshot)
        window.tree.show_sunlit(self._surveys.shares(self.snapshot))
        window.time_bar.show_time(self.snapshot.instant, state.playback)
        self.panels.refresh(state, self.snapshot)
        self.panels.show_instant(self.snapshot)
        if not window.facts.visibleRegion().isEmpty():
            window.facts.show_facts(state, self.snapshot)
        window.status.show_state(state, self.snapshot)
        window.status.show_frame(self.frames.mean_ms)
        drawn_by = (self._canvas.renderer, self._canvas.quality)
        window.status.show_renderer(", ".join(filter(None, drawn_by)), self._canvas.compute_refused)

    def _tick(self) -> float | None:
        """Draw the present instant; return when to draw again, s, None: when woken."""
        before = self.snapshot.instant.to_datetime().replace(microsecond=0)
        self._take_snapshot()
        if self._canvas.input.is_moving:
            self._canvas.update()
            return 0.0
        if self._canvas.settle():
            return 0.0
        playback = self._store.state.playback
        if not playback.playing:
            return None
        # The next full second on the clock of the picture, or what moves before that.
        now = self.snapshot.instant.to_datetime()
        part = now.microsecond / 1e6
        if self._is_slow and now.replace(microsecond=0) != before:
            # With the picture, so that the window is put together once.
            self.show_texts()
            self._texts.start()
        second_s = 1.0 - part if playback.rate > 0.0 else part
        return min(second_s, self._canvas.valid_for_s) / max(abs(playback.rate), 1e-9)

    def _take_snapshot(self) -> None:
        """Draw anew only if something differs: a paused window rests."""
        old, new = self.snapshot, self._engine.snapshot(self._store.state)
        self.snapshot = new
        same = (
            new.instant == old.instant
            and new.drawn == old.drawn
            and new.modelled == old.modelled
            and new.survey is old.survey
            and new.fleet is old.fleet
            and all(frames is old.keyframes.get(source) for source, frames in new.keyframes.items())
        )
        if not same:
            self._canvas.show_instant(new)


class Surveys:
    """Asks for new figures when the old ones no longer hold."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._about: tuple[object, object] | None = None
        self._last: Survey | None = None
        self._outdated = 0  # surveys to come that may have begun before the last change

    def ask(self, state: State, snapshot: Snapshot) -> None:
        """Ask for a survey if time runs or what is surveyed has changed."""
        about = (state.document.constellation, state.catalogues)
        if self._about is None or any(a is not b for a, b in zip(about, self._about, strict=True)):
            self._about, self._outdated = about, 2
        if snapshot.survey is not self._last and snapshot.sunlit:
            self._last, self._outdated = snapshot.survey, max(self._outdated - 1, 0)
        then, now = snapshot.survey.instant, snapshot.instant
        if self._outdated or is_outdated(then, now, playing=state.playback.playing):
            self._engine.request_survey(state)

    def shares(self, snapshot: Snapshot) -> Mapping[ShellKey, float]:
        """Return the sunlit shares, none while they may be those of another design."""
        return _UNKNOWN if self._outdated else snapshot.sunlit
