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

# Between pictures of a shot whose camera has keys, and how much nearer or farther it is by then:
# what is drawn depends on the distance.
_FLIGHT_STEP_S, _MOST_STEPS, _NEARER = 0.1, 200, 1.3
# All together, by the clock and of this thread: what is left out may stutter when it is first seen.
_LONGEST_S, _MOST_WORK_S = 20.0, 5.0
_PICTURE_PX = 360  # height of the small pictures
# Pictures of the beginning until all is there, and by which the quality is chosen; between them.
_WARMED, _PACED, _PACE_S = 2, 6, 0.1


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
        """Draw the places one by one; yield the share done."""
        for number in range(_WARMED + _PACED):
            took_ms = self._draw(self._moments.of_shot(0, number * _PACE_S))
            if number >= _WARMED:
                self._canvas.guard.record(took_ms)
            yield 0.0
        self._canvas.guard.cut()
        began_s, of_this_s = time.monotonic(), time.thread_time()
        places = self._places()
        for number, (shot, time_s) in enumerate(places, 1):
            self._draw(self._moments.of_shot(shot, time_s), small=time_s > 0.0)
            if time_s == 0.0:
                pixels = self._canvas.rehearsed_pixels()
                coarse = -(-len(pixels) // _PICTURE_PX)
                self.pictures[shot] = np.ascontiguousarray(pixels[::coarse, ::coarse])
            spent = max((time.monotonic() - began_s) / _LONGEST_S,
                        (time.thread_time() - of_this_s) / _MOST_WORK_S)  # fmt: skip
            if spent > 1.0:
                break
            yield 0.99 * max(spent, number / len(places))

    def _draw(self, moment: Moment, *, small: bool = False) -> float:
        """Draw a moment, and return how long it took, ms."""
        state = moment.state
        snapshot = snapshot_at(state, moment.instant, with_survey=False, with_maps=False)
        if state.view.colour.needs_map and len(state.document.constellation):
            sun_km = sun_step_at(snapshot.geometry)
            # Drafts look different but are drawn by the same shaders.
            fleet = solve_fleet(state.document, sun_km, self._fleet, fineness=Fineness.DRAFT)
            self._fleet, snapshot = fleet, replace(snapshot, fleet=fleet)
        return self._canvas.rehearse(state, snapshot, moment.on_stage, small=small)

    def _places(self) -> list[tuple[int, float]]:
        """Return shots and times in them, the most important first."""
        shots = self._moments.tour.shots
        begins = [(k, 0.0) for k in range(len(shots))]
        ways = [(k, time_s) for k in range(len(shots)) for time_s in self._way(k)]
        ends = [(k, shot.duration_s) for k, shot in enumerate(shots)]
        middles = [(k, 0.5 * shot.duration_s) for k, shot in enumerate(shots) if not shot.camera]
        return begins + ways + ends + middles

    def _way(self, shot: int) -> Iterator[float]:
        """Yield times of a shot at which its camera is at another distance than before."""
        about = self._moments.tour.shots[shot]
        steps = min(int(about.duration_s / _FLIGHT_STEP_S), _MOST_STEPS) if about.camera else 0
        before_km = 0.0
        for step in range(steps):
            time_s = about.duration_s * step / steps
            camera = self._moments.of_shot(shot, time_s).state.view.camera
            ratio = camera.distance_km / before_km if before_km else _NEARER
            if max(ratio, 1.0 / ratio) >= _NEARER:
                before_km = camera.distance_km
                yield time_s
