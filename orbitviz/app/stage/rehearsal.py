"""Pictures of a tour drawn before the show, unseen: nothing is compiled or uploaded during it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.tours.moments import Moment, Moments
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.subsystems.stations import Fineness

_FLIGHT_STEP_S = 1.0  # between pictures of a shot whose camera has keys: it passes near things
_LONGEST_S = 6.0  # of all together: what is left out may stutter when it is first seen
_PACED = 6  # pictures after which the quality fits the machine


class Rehearsal:
    """Draws the beginning of every shot, then what is on the way, as long as there is time."""

    def __init__(self, moments: Moments, canvas: GlobeCanvas) -> None:
        self._moments, self._canvas = moments, canvas
        self._fleet: Fleet | None = None

    def steps(self) -> Iterator[float]:
        """Draw picture by picture; yield the share done, 0..1."""
        began_s, places = time.monotonic(), self._places()
        for number, (shot, time_s) in enumerate(places):
            spent = (time.monotonic() - began_s) / _LONGEST_S
            if spent > 1.0:
                break
            self._draw(self._moments.of_shot(shot, time_s))
            yield max(spent, (number + 1) / len(places))
        first = self._moments.of_shot(0, 0.0)
        for _ in range(_PACED):
            self._canvas.guard.record(self._draw(first))
        self._canvas.guard.cut()

    def _draw(self, moment: Moment) -> float:
        """Draw a moment, and return how long it took, ms."""
        state, needs_maps = moment.state, moment.state.view.colour.needs_map
        snapshot = snapshot_at(state, moment.instant, with_survey=False, with_maps=False)
        if needs_maps and len(state.document.constellation):
            sun_km = sun_step_at(snapshot.geometry)
            # Drafts look different but are drawn by the same shaders.
            self._fleet = solve_fleet(state.document, sun_km, self._fleet, fineness=Fineness.DRAFT)
            snapshot = replace(snapshot, fleet=self._fleet)
        return self._canvas.rehearse(state, snapshot, moment.on_stage)

    def _places(self) -> list[tuple[int, float]]:
        """Return shots and times in them, the most important first."""
        shots = self._moments.tour.shots
        begins = [(k, 0.0) for k in range(len(shots))]
        ways = [
            (k, step * _FLIGHT_STEP_S)
            for k, shot in enumerate(shots)
            if shot.camera
            for step in range(1, int(shot.duration_s / _FLIGHT_STEP_S))
        ]
        ends = [(k, shot.duration_s) for k, shot in enumerate(shots)]
        middles = [(k, 0.5 * shot.duration_s) for k, shot in enumerate(shots) if not shot.camera]
        return begins + ends + middles + ways
