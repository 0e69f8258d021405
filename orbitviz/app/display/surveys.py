"""Requests the slow figures of a snapshot when the present ones are outdated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.survey import Survey
from orbitviz.model.source import ShellKey
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant

# Simulated time: while time runs, figures this old are recent enough (1/3 degree of an orbit).
_FRESH_S = 5.0
_UNKNOWN: Mapping[ShellKey, float] = MappingProxyType({})


def is_outdated(then: Instant, now: Instant, *, playing: bool) -> bool:
    """Whether figures of one instant must be computed again for another."""
    return abs(now.seconds_since(then)) >= _FRESH_S if playing else now != then


class SurveyRequests:
    """Requests surveys from the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._about: tuple[object, object] | None = None
        self._last: Survey | None = None
        self._outdated = 0  # surveys to come that may have begun before the last change

    def update(self, state: State, snapshot: Snapshot) -> None:
        """Request a survey if time runs or what is surveyed has changed."""
        about = (state.document.constellation, state.catalogues)
        if self._about is None or any(a is not b for a, b in zip(about, self._about, strict=True)):
            self._about, self._outdated = about, 2
        if snapshot.survey is not self._last and snapshot.survey.sunlit:
            self._last, self._outdated = snapshot.survey, max(self._outdated - 1, 0)
        then, now = snapshot.survey.instant, snapshot.instant
        is_other = self._outdated > 0 or not snapshot.survey.is_about(state)
        if is_other or is_outdated(then, now, playing=state.playback.playing):
            self._engine.request_survey(state, at_once=is_other)

    def shares(self, snapshot: Snapshot) -> Mapping[ShellKey, float]:
        """Return the sunlit shares, none while they may be those of another design."""
        return _UNKNOWN if self._outdated else snapshot.sunlit
