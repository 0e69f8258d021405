"""Makes the snapshots: time, what needs a worker and what does not."""

from __future__ import annotations

from collections.abc import Callable

from orbitviz.engine.clock import Clock
from orbitviz.engine.keyframes import SPAN_S, Keyframes, keyframes
from orbitviz.engine.snapshot import Snapshot, Survey, counts, survey
from orbitviz.engine.worker import Worker
from orbitviz.model.state import State
from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.moment import moment_at
from orbitviz.orbits.timescale import Instant


class Engine:
    """Snapshots for a running window; SGP4 and the survey run on one worker thread."""

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None],
        failed: Callable[[Exception], None],
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self._worker = Worker(deliver, failed)
        self._keyframes: dict[int, Keyframes] = {}
        self._survey: Survey | None = None
        self._generation = 0

    def snapshot(self, state: State) -> Snapshot:
        """Return what is shown now; ask the worker for what will be needed next."""
        instant = self.clock.now(state.playback)
        known = {id(catalogue) for catalogue in state.catalogues}
        self._keyframes = {key: kept for key, kept in self._keyframes.items() if key in known}
        for catalogue in state.catalogues:
            self._keep_ahead(catalogue, state, instant)
        frames = tuple(self._keyframes.get(id(catalogue)) for catalogue in state.catalogues)
        drawn, modelled = counts(state, frames)
        self._generation += 1
        return Snapshot(
            instant,
            moment_at(instant),
            self._survey or Survey(instant),
            frames,
            drawn,
            modelled,
            self._generation,
        )

    def request_survey(self, state: State) -> None:
        """Have the slow figures made for the present instant."""
        instant = self.clock.now(state.playback)
        if not self._worker.is_busy("survey"):
            self._worker.submit(
                "survey", lambda: survey(state, instant, moment_at(instant)), self._surveyed
            )

    def run(self, topic: str, job: Callable[[], object], done: Callable[[object], None]) -> None:
        """Run other work behind the window, latest request of a topic first."""
        self._worker.submit(topic, job, done)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _keep_ahead(self, catalogue: Catalogue, state: State, instant: Instant) -> None:
        rate = state.playback.rate if state.playback.playing else 0.0
        kept = self._keyframes.get(id(catalogue))
        topic = f"keyframes {id(catalogue)}"
        soon = instant.plus_s(min(max(rate * 0.5, -SPAN_S / 2), SPAN_S / 2))
        if kept is not None and kept.covers(instant) and kept.covers(soon):
            return
        if self._worker.is_busy(topic):
            return
        self._worker.submit(topic, lambda: keyframes(catalogue, instant, rate), self._propagated)

    def _propagated(self, frames: Keyframes) -> None:
        self._keyframes[id(frames.catalogue)] = frames

    def _surveyed(self, figures: Survey) -> None:
        self._survey = figures


def snapshot_at(state: State, instant: Instant, *, with_survey: bool = True) -> Snapshot:
    """Return the snapshot of one instant, everything computed before it returns."""
    moment = moment_at(instant)
    frames = tuple(keyframes(catalogue, instant, 1.0) for catalogue in state.catalogues)
    drawn, modelled = counts(state, frames)
    figures = survey(state, instant, moment) if with_survey else Survey(instant)
    return Snapshot(instant, moment, figures, frames, drawn, modelled)
