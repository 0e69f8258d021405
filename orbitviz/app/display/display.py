"""Updates of the window as time passes: pictures frame by frame, texts a few times a second."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from orbitviz.app.display.frame_loop import FrameLoop
from orbitviz.app.display.panel_presenter import PanelPresenter
from orbitviz.app.display.surveys import SurveyRequests
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import set_playback
from orbitviz.model.store import Store
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.window import MainWindow

_TEXTS_MS = 200
_SLOW_TEXTS_MS = 1000  # while paused, or so slow that the clock's seconds are real ones
_SLOW_RATE = 1.0


class Display(QObject):
    """Shows the engine's snapshots on the canvas and in the panels."""

    textsShown = Signal()  # at the instant of `snapshot`

    def __init__(
        self, store: Store, engine: Engine, canvas: GlobeCanvas, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._store, self._engine, self._canvas, self._window = store, engine, canvas, window
        self.snapshot: Snapshot = engine.snapshot(store.state)
        self._held: Instant | None = None
        self.frames = FrameLoop(self._tick, self)
        self._surveys = SurveyRequests(engine)
        self.panels = PanelPresenter(engine, tuple(window.panels.values()), self)
        self._texts = QTimer(self)
        self._texts.timeout.connect(self.show_texts)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show_texts)
        self._borrower: FrameLoop | None = None

    @property
    def is_lent(self) -> bool:
        """Whether the canvas shows something else for a while."""
        return self._borrower is not None

    def lend_canvas(self, borrower: FrameLoop | None) -> None:
        """Leave the canvas to what draws it, None to have it back; texts and panels go on."""
        self._borrower = borrower
        if borrower is None:
            self.frames.start()
        else:
            self.frames.stop()

    def record_frame(self, milliseconds: float) -> None:
        """Record how long a picture took, for the pace of the next ones."""
        (self._borrower or self.frames).record(milliseconds)

    def start(self) -> None:
        """Begin."""
        self._canvas.show_instant(self.snapshot)
        self.frames.start()
        self.set_text_interval()

    def stop(self) -> None:
        """End."""
        self.frames.stop()
        self._texts.stop()
        self._soon.stop()

    def hold(self) -> None:
        """End until `go_on`: time stands still meanwhile."""
        self.stop()
        self._held = self.snapshot.instant

    def go_on(self) -> None:
        """Go on where it was held; real time has gone on."""
        held, playback = self._held, self._store.state.playback
        if playback.playing and playback.rate != 1.0 and held is not None:
            self._store.do(set_playback(now=held))
        self.start()

    def show_state(self) -> None:
        """Draw the new state."""
        if not self.is_lent:
            self._canvas.show_state(self._store.state)
        # The next picture needs a snapshot of the same catalogues.
        self._take_snapshot()
        self.frames.wake()

    def set_text_interval(self) -> None:
        """Update the texts as often as they change."""
        self._texts.start(_SLOW_TEXTS_MS if self._is_slow else _TEXTS_MS)

    @property
    def _is_slow(self) -> bool:
        playback = self._store.state.playback
        return not playback.playing or abs(playback.rate) <= _SLOW_RATE

    def show_new_maps(self) -> None:
        """Show the operating maps that were just solved, on the globe and in the panels."""
        self._take_snapshot()
        self.refresh_panels()
        self.frames.wake()

    def show_fleet_date(self) -> None:
        """Show the fleet of a date that was just found, on the globe; panels follow."""
        self._take_snapshot()
        self.frames.wake()

    def refresh_panels(self) -> None:
        """Request what the panels in view need."""
        is_undone = self._store.redo_label is not None
        state = self.snapshot.seen(self._store.state)
        self.panels.refresh(state, self.snapshot, is_undone=is_undone)

    def show_time(self) -> None:
        """Show the instant immediately, what depends on it soon: a click must not wait for that."""
        playback = self._store.state.playback
        self._window.time_bar.show_time(self._engine.clock.now(playback), playback)
        self._show_texts_soon()

    def show_figures(self) -> None:
        """Show figures that have just been computed, if no text update will do so in time."""
        if self._is_slow:
            self._show_texts_soon()

    def _show_texts_soon(self) -> None:
        if self._texts.isActive() and not self._soon.isActive():
            self._soon.start(_TEXTS_MS)

    def show_texts(self) -> None:
        """Update the texts of the window."""
        state, window = self._store.state, self._window
        self._take_snapshot()
        self._surveys.update(state, self.snapshot)
        window.tree.show_sunlit(self._surveys.shares(self.snapshot))
        window.time_bar.show_time(self.snapshot.instant, state.playback)
        self.refresh_panels()
        self.panels.show_instant(self.snapshot)
        if not window.facts.visibleRegion().isEmpty():
            window.facts.show_facts(state, self.snapshot)
        window.status.show_state(state, self.snapshot)
        window.status.show_frame(self.frames.mean_ms)
        drawn_by = (self._canvas.renderer, self._canvas.quality)
        window.status.show_renderer(", ".join(filter(None, drawn_by)), self._canvas.compute_refused)
        self.textsShown.emit()

    def _tick(self) -> float | None:
        """Draw the present instant; return seconds until the next call, None for when woken."""
        before = self.snapshot.instant.to_datetime().replace(microsecond=0)
        self._take_snapshot()
        if self._canvas.input.is_moving:
            self._canvas.update()
            return 0.0
        if self._canvas.settle():
            return 0.0
        playback, years = self._store.state.playback, self._store.state.fleet_date
        if years is not None and years.playing:
            return 0.0
        if not playback.playing:
            return None
        # The next full second on the clock of the picture, or what moves before that.
        now = self.snapshot.instant.to_datetime()
        part = now.microsecond / 1e6
        if self._is_slow and now.replace(microsecond=0) != before:
            # Together with the picture, so that the window is composed once.
            self.show_texts()
            self._texts.start()
        second_s = 1.0 - part if playback.rate > 0.0 else part
        return min(second_s, self._canvas.valid_for_s) / max(abs(playback.rate), 1e-9)

    def _take_snapshot(self) -> None:
        """Redraw only if something differs: a paused window is idle."""
        old, new = self.snapshot, self._engine.snapshot(self._store.state)
        self.snapshot = new
        same = (
            new.instant == old.instant
            and new.drawn == old.drawn
            and new.modelled == old.modelled
            and new.survey is old.survey
            and new.fleet is old.fleet
            and new.sets is old.sets
            and _other_side(new) == _other_side(old)
            and new.cover is old.cover
            and new.fleet_at_date is old.fleet_at_date
            and new.route is old.route
            and all(frames is old.keyframes.get(source) for source, frames in new.keyframes.items())
        )
        if not same and not self.is_lent:
            self._canvas.show_instant(new)


def _other_side(snapshot: Snapshot) -> tuple[object, int]:
    """Return the maps of the other design, and how many of its satellites are drawn."""
    return (None, 0) if snapshot.other is None else (snapshot.other.fleet, snapshot.other.drawn)
