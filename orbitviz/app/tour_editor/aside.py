"""What is made of an edited tour on a worker: looks for thumbnails, figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from orbitviz.analysis.fleet import Fleet
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.on_stage import OnStage
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.known_figures import FiguresOfEdit, KnownFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import OpenedTour
from orbitviz.model.state import State
from orbitviz.model.tour.best_seen import best_seen_s
from orbitviz.model.tour.tour import Shot


class Look(NamedTuple):
    """A picture to be drawn, and what it is of.

    like   what it may stand for until there is a better one
    """

    key: str
    like: tuple[str, ...]
    state: State
    snapshot: Snapshot
    stage: OnStage


class Aside:
    """One version of a tour, with moments of its own: the window asks for others meanwhile."""

    def __init__(self, opened: OpenedTour, known: KnownFigures) -> None:
        """Build. Raises UserError as Moments does."""
        self.opened, self._shots = opened, opened.file.tour.shots
        self._figures = FiguresOfEdit(known)
        self._moments = Moments(opened, found=self._figures)
        self._maps: Fleet | None = None

    def look(self, number: int, key: str) -> Look:
        """Return how a shot, from 0, is seen at its best; `key`: what that depends on."""
        shot = self._shots[number]
        moment = self._moments.of_shot(number, best_seen_s(shot))
        state = replace(moment.state, view=replace(moment.state.view, overlays=False))
        snapshot = snapshot_at(
            state,
            moment.instant,
            with_survey=False,
            with_maps=state.view.colour.needs_map,
            known=self._maps,
        )
        self._maps = snapshot.fleet or self._maps
        return Look(key, like(shot), state, snapshot, OnStage(flat=moment.on_stage.flat))

    def find_figures(self, is_wanted: Callable[[], bool]) -> None:
        """Find the figures of captions and charts, as long as they are wanted.

        Raises UserError with the place of the first that there is not.
        """
        for k, shot in enumerate(self._shots):
            for number, caption in enumerate(shot.captions):
                if caption.number and is_wanted():
                    self._figures.find_number(k, number)
            for number in range(len(shot.charts)):
                if is_wanted():
                    self._figures.find_chart(k, number)


class Made(NamedTuple):
    """The moments of an edited tour for the window, and what is made aside."""

    moments: Moments
    aside: Aside


def like(shot: Shot) -> tuple[str, ...]:
    """Return what the thumbnail of a shot may show while it is drawn anew: it as it was."""
    return repr(shot.camera), f"name {shot.name}"
