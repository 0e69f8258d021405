"""Tours played on the stage as an audience sees them: time between shown frames, by software GL.

    python -m tests.bench.stage_play [TOUR...] [--size 1280x720] [--each SECONDS]

Each tour is chosen as by F5 in a window with the million, and plays whole in real time on a virtual
screen of its own; --each ends every shot after some seconds, to look at how shots begin. Printed
are the time from the choice to the first picture, and of the frames that were shown (when their
buffers were swapped): median, 99 %, longest time between them, how many came later than 200 ms
after the one before, the largest step of the camera between two of them within a shot, and where
the longest times were, with the parts of them that went into the moment, its snapshot, and drawing.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from tests.bench.virtual_screen import virtual_screen

LATE_S = 0.2
_WORST, _LEAST_MS = 8, 10.0
_OPENING_S = 180.0


class Shown(NamedTuple):
    """A frame that was shown: when, of which shot and time of it, and how it was drawn."""

    at_s: float
    shot: int
    time_s: float
    eye: Any  # (3,) camera in the axes of its pose, units of its distance
    distance_km: float
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
        _timed(stage._moments, "of_shot", self._spent, "moment")
        _timed(stage._engine, "snapshot", self._spent, "snapshot")
        _timed(stage.canvas, "_draw", self._spent, "draw")
        gc.callbacks.append(self._collected)
        self._began_s = 0.0
        self._cpu_s = time.process_time()
        self._stages: dict[str, float] = {}
        stage.canvas.native.frameSwapped.connect(self._swapped)

    def _collected(self, phase: str, _info: object) -> None:
        if phase == "start":
            self._began_s = time.perf_counter()
        else:
            self._spent["collect"] += 1e3 * (time.perf_counter() - self._began_s)

    def _swapped(self) -> None:
        stage = self._stage
        if not stage.has_begun:
            self._spent.update(dict.fromkeys(self._spent, 0.0))
            return  # nothing is seen yet
        shot, time_s = stage.player.place
        pose = stage.canvas.input.pose
        spent = [self._spent[name] for name in ("moment", "snapshot", "draw", "collect")]
        self._spent.update(dict.fromkeys(self._spent, 0.0))
        cpu_s, self._cpu_s = self._cpu_s, time.process_time()
        spent.append(1e3 * (self._cpu_s - cpu_s))
        turned = (pose.azimuth_rad, pose.elevation_rad)
        self.frames.append(
            Shown(time.perf_counter(), shot, time_s, _direction(*turned), pose.distance_km,
                  *spent, stage.canvas.quality, self._stages)
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


def _direction(azimuth_rad: float, elevation_rad: float) -> Any:
    flat = np.cos(elevation_rad)
    return np.array([flat * np.cos(azimuth_rad), flat * np.sin(azimuth_rad), np.sin(elevation_rad)])


def _timed(owner: Any, name: str, spent: dict[str, float], key: str) -> None:
    method = getattr(owner, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return method(*arguments, **named)
        finally:
            spent[key] += 1e3 * (time.perf_counter() - began)

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
    steps = [_step(*pair) for pair in pairs if pair[0].shot == pair[1].shot]
    print(
        f"  largest step of the camera: {max(step[0] for step in steps):.1f}° around, "
        f"{100 * max(step[1] for step in steps):.0f} % of the distance"
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


def _step(before: Shown, after: Shown) -> tuple[float, float]:
    """Return the step of the camera: degrees around what it looks at, share of its distance."""
    across = float(np.clip(before.eye @ after.eye, -1.0, 1.0))
    return float(np.degrees(np.arccos(across))), abs(after.distance_km / before.distance_km - 1.0)


if __name__ == "__main__":
    main()
