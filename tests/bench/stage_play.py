"""Tours played on the stage as an audience sees them: time between shown frames, by software GL.

    python -m tests.bench.stage_play [TOUR...] [--size 1280x720] [--each SECONDS]

Each tour is chosen as by F5 in a window with the million, and plays whole in real time on a virtual
screen of its own; --each ends every shot after some seconds, to look at how shots begin. Printed
are the time from the choice to the first picture, and of the frames that were shown (when their
buffers were swapped): median, 99 %, longest time between them, how many came later than 200 ms
after the one before; of the camera within a shot, by how much its speed between two frames was
above those before and after (a jump would be above a thousand times), and its largest turn between
two frames; and where the longest times were, with the parts of them that went into the moment, its
snapshot, and drawing.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.engine.tours.moments import Moment
from orbitviz.engine.viewpoints import placed
from orbitviz.model.camera import camera_axes
from tests.bench.virtual_screen import virtual_screen

LATE_S = 0.2
_WORST, _LEAST_MS = 8, 10.0
_LEAST_FRAMES, _SLOW_KM_S = 3, 10.0  # of what can jump, and what is no motion beside a jump
_OPENING_S = 180.0


class Shown(NamedTuple):
    """A frame that was shown: when, of which shot and time of it, and how it was drawn."""

    at_s: float
    shot: int
    time_s: float
    eye_km: Floats  # (3,) where the camera is, TEME
    look: Floats  # (3,) where it looks
    moment_ms: float
    snapshot_ms: float
    draw_ms: float
    collect_ms: float
    cpu_ms: float
    quality: str
    stages: dict[str, float]


class Recorder:
    """Watches one stage."""

    def __init__(self, stage: Any) -> None:
        self.frames: list[Shown] = []
        self._spent = dict.fromkeys(("moment", "snapshot", "draw", "collect"), 0.0)
        self._stage = stage
        _timed(stage._moments, "of_shot", self._spent, "moment", self._shows)
        _timed(stage._engine, "snapshot", self._spent, "snapshot")
        _timed(stage.canvas, "_draw", self._spent, "draw")
        gc.callbacks.append(self._collected)
        self._began_s = 0.0
        self._cpu_s = time.process_time()
        self._stages: dict[str, float] = {}
        self._place = (0, 0.0)  # the moment that is drawn
        stage.canvas.native.frameSwapped.connect(self._swapped)

    def _shows(self, moment: Moment) -> None:
        self._place = (moment.shot, moment.time_s)

    def _collected(self, phase: str, _info: object) -> None:
        if phase == "start":
            self._began_s = time.perf_counter()
        else:
            self._spent["collect"] += 1e3 * (time.perf_counter() - self._began_s)

    def _swapped(self) -> None:
        stage = self._stage
        if not stage.has_begun or stage.canvas._snapshot is None:
            self._spent.update(dict.fromkeys(self._spent, 0.0))
            return  # nothing is seen yet
        if self.frames and self._place == (self.frames[-1].shot, self.frames[-1].time_s):
            return  # what that picture left to be uploaded: its moment has been seen
        spent = [self._spent[name] for name in ("moment", "snapshot", "draw", "collect")]
        self._spent.update(dict.fromkeys(self._spent, 0.0))
        cpu_s, self._cpu_s = self._cpu_s, time.process_time()
        spent.append(1e3 * (self._cpu_s - cpu_s))
        self.frames.append(
            Shown(time.perf_counter(), *self._place, *_camera(stage.canvas), *spent,
                  stage.canvas.quality, self._stages)
        )  # fmt: skip
        self._stages = {}
        pictures = stage.canvas._picture._pictures
        for picture in pictures:
            picture._stage = self._timed_stage

    @contextmanager
    def _timed_stage(self, stage: Any) -> Iterator[None]:
        began = time.perf_counter()
        yield
        name = stage.value
        self._stages[name] = self._stages.get(name, 0.0) + 1e3 * (time.perf_counter() - began)

    def close(self) -> None:
        """Watch no more."""
        gc.callbacks.remove(self._collected)


def _camera(canvas: Any) -> tuple[Floats, Floats]:
    """Return where the camera of the last picture was, km TEME, and the direction of its look."""
    pose, mount = placed(canvas._state, canvas._snapshot, canvas.input.pose)
    back = camera_axes(pose)[2]
    eye_km = np.asarray(pose.target_km) + pose.distance_km * back
    return mount.origin_km + eye_km @ mount.axes, -back @ mount.axes


def _timed(
    owner: Any,
    name: str,
    spent: dict[str, float],
    key: str,
    then: Callable[[Any], None] = lambda _: None,
) -> None:
    """Count the time of a method; what it returns is told to `then`."""
    method = getattr(owner, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        found = method(*arguments, **named)
        spent[key] += 1e3 * (time.perf_counter() - began)
        then(found)
        return found

    setattr(owner, name, timed)


def main() -> None:
    """Play the tours in processes with a screen of their own, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tours", nargs="*")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--each", type=float, default=0.0)
    parser.add_argument("--design", default="spacex-odc", help="the one that is open before")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        play(asked.tours, asked.each, asked.design)
        return
    with virtual_screen(asked.size) as environment:
        for tour in asked.tours or _builtin():
            subprocess.run(
                [sys.executable, "-m", "tests.bench.stage_play", tour, "--inside",
                 "--each", str(asked.each), "--design", asked.design],
                env=environment, check=True,
            )  # fmt: skip


def _builtin() -> list[str]:
    from orbitviz.formats.tours.tour_file import builtin_tours

    return list(builtin_tours())


def play(names: list[str], each_s: float, design: str) -> None:
    """Open the window, play, print; this process has a screen."""
    from PySide6.QtWidgets import QApplication

    from orbitviz.app.crash import CrashHandler
    from orbitviz.app.graphics import request_surface
    from orbitviz.app.settings import Settings
    from orbitviz.base.collecting import keep_for_good
    from orbitviz.base.memory import return_large_blocks

    return_large_blocks()
    request_surface()
    app = QApplication(sys.argv[:1])
    import vispy

    vispy.use(app="pyside6", gl="gl2")
    from orbitviz.app.session import Session

    keep_for_good()
    with tempfile.TemporaryDirectory() as folder:
        session = Session(
            CrashHandler(Path(folder)), Settings(Path(folder) / "window.ini"), Path(folder)
        )
        session.start([design])
        deadline = time.perf_counter() + 30.0
        while not session.canvas.renderer and time.perf_counter() < deadline:
            app.processEvents()
            time.sleep(0.001)
        spend(app, 4.0)
        for name in names:
            play_one(app, session, name, each_s)
        session.close()


def spend(app: Any, seconds: float) -> None:
    """Let the window live for some seconds."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def play_one(app: Any, session: Any, name: str, each_s: float) -> None:
    """Play one tour to its end and print how it went."""
    stages = session.stage.part
    chosen_s, spent_s = time.perf_counter(), time.process_time()
    stages.present(Path(name) if name.endswith(".toml") else name)
    while stages.stage is None and time.perf_counter() - chosen_s < _OPENING_S:
        app.processEvents()
        time.sleep(0.0005)
    stage = stages.stage
    recorder = Recorder(stage)
    tour = stage._moments.tour
    opened_s = 0.0
    while not stage.has_begun or not stage.player.is_at_end:
        app.processEvents()
        if not stage.has_begun:
            time.sleep(0.0005)
            continue
        if recorder.frames and not opened_s:
            opened_s = recorder.frames[0].at_s - chosen_s
            spent_s = time.process_time() - spent_s
        shot, time_s = stage.player.place
        is_over = each_s and time_s > each_s
        if is_over or (tour.shots[shot].waits and not stage.player.is_playing):
            stage.player.next()
            stage._frames.wake()
        time.sleep(0.0005)
    recorder.close()
    tell(tour, recorder.frames, opened_s, spent_s)
    stages.stop()
    spend(app, 0.5)


def tell(tour: Any, frames: list[Shown], opened_s: float, spent_s: float) -> None:
    """Print what was seen."""
    pairs = list(pairwise(frames))
    gaps = [1e3 * (after.at_s - before.at_s) for before, after in pairs]
    late = sum(gap > 1e3 * LATE_S for gap in gaps)
    print(
        f"{tour.title}: first picture after {opened_s:.1f} s ({spent_s:.1f} s of processor); "
        f"{len(frames)} frames, median {statistics.median(gaps):.0f} ms, "
        f"99 % {float(np.quantile(gaps, 0.99)):.0f} ms, worst {max(gaps):.0f} ms, {late} late"
    )
    excess, turn_deg = _unevenness(frames)
    print(
        f"  camera: speed up to {excess:.1f} times that around it, turns by {turn_deg:.1f}° at most"
    )
    for gap, (_, frame) in sorted(zip(gaps, pairs, strict=True), key=lambda one: -one[0])[:_WORST]:
        print(
            f"  {gap:4.0f} ms: {tour.shots[frame.shot].name} at {frame.time_s:.1f} s; "
            f"moment {frame.moment_ms:.0f}, snapshot {frame.snapshot_ms:.0f}, "
            f"drawing {frame.draw_ms:.0f}, collecting {frame.collect_ms:.0f}, "
            f"processor {frame.cpu_ms:.0f} ms {frame.quality}"
        )
        parts = ", ".join(f"{name} {ms:.0f}" for name, ms in frame.stages.items() if ms > _LEAST_MS)
        print(f"           {parts}", flush=True)


def _unevenness(frames: list[Shown]) -> tuple[float, float]:
    """Return how far a step of the camera is above those around it, and its largest turn, deg."""
    excess, turn_deg = 0.0, 0.0
    for _, shot in groupby(frames, lambda frame: frame.shot):
        of_shot = list(shot)
        if len(of_shot) < _LEAST_FRAMES:
            continue
        eyes_km = np.array([frame.eye_km for frame in of_shot])
        looks = np.array([frame.look for frame in of_shot])
        # By the time of the tour: frames come at uneven times, and then steps differ rightly.
        passed_s = np.maximum(np.diff([frame.time_s for frame in of_shot]), 1e-3)
        speeds = np.linalg.norm(np.diff(eyes_km, axis=0), axis=1) / passed_s
        around = np.maximum(np.r_[speeds[1:], 0.0], np.r_[0.0, speeds[:-1]])
        excess = max(excess, float((speeds / np.maximum(around, _SLOW_KM_S)).max()))
        cosines = np.clip((looks[1:] * looks[:-1]).sum(axis=1), -1.0, 1.0)
        turn_deg = max(turn_deg, float(np.degrees(np.arccos(cosines.min()))))
    return excess, turn_deg


if __name__ == "__main__":
    main()
