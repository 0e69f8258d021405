"""Pictures of a tour drawn before the show, unseen: nothing is compiled or uploaded during it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.tours.moments import Moment, Moments
from orbitviz.scene.light import Pixels
from orbitviz.scene.stage_canvas import StageCanvas
from orbitviz.subsystems.stations import Fineness

_FLIGHT_STEP_S = 1.0  # between pictures of a shot whose camera has keys: it passes near things
_LONGEST_S = 6.0  # of all together: what is left out may stutter when it is first seen
_PICTURE_PX = 360  # height of the small pictures
_PACED = 6  # pictures after which the quality fits the machine


class Rehearsal:
    """Draws the beginning of every shot, then what is on the way, as long as there is time.

    pictures   of the beginnings, small, by shot from 0
    """

    def __init__(self, moments: Moments, canvas: StageCanvas) -> None:
        self._moments, self._canvas = moments, canvas
        self._fleet: Fleet | None = None
        self._steps = self._drawn()
        self.pictures: dict[int, Pixels] = {}

    def step(self) -> float:
        """Draw one more picture; return the share that is done, 1 after the last one."""
        return next(self._steps, 1.0)

    def _drawn(self) -> Iterator[float]:
        began_s, places = time.monotonic(), self._places()
        for number, (shot, time_s) in enumerate(places, 1):
            self._draw(self._moments.of_shot(shot, time_s))
            if time_s == 0.0:
                pixels = self._canvas.rehearsed_pixels()
                coarse = -(-len(pixels) // _PICTURE_PX)
                self.pictures[shot] = np.ascontiguousarray(pixels[::coarse, ::coarse])
            spent = (time.monotonic() - began_s) / _LONGEST_S
            if spent > 1.0:
                break
            yield 0.99 * max(spent, number / len(places))
        first = self._moments.of_shot(0, 0.0)
        for _ in range(_PACED):
            self._canvas.guard.record(self._draw(first))
            yield 0.99
        self._canvas.guard.cut()

    def _draw(self, moment: Moment) -> float:
        """Draw a moment, and return how long it took, ms."""
        state = moment.state
        snapshot = snapshot_at(state, moment.instant, with_survey=False, with_maps=False)
        if state.view.colour.needs_map and len(state.document.constellation):
            sun_km = sun_step_at(snapshot.geometry)
            # Drafts look different but are drawn by the same shaders.
            fleet = solve_fleet(state.document, sun_km, self._fleet, fineness=Fineness.DRAFT)
            self._fleet, snapshot = fleet, replace(snapshot, fleet=fleet)
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
