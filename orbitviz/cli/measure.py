"""The measurements of `bench`: pictures of many sizes on both paths, stages, whole processes."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from orbitviz.base.display import has_display
from orbitviz.base.progress import Progress
from orbitviz.cli.bench_result import FrameRow, MovingRow, WindowFigures
from orbitviz.cli.repeated_picture import MILLION, SCENES, SIZE, RepeatedPicture, state_of
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.view import SatellitePath

if TYPE_CHECKING:
    from orbitviz.scene.backdrop.images import Images
    from orbitviz.scene.picture import Picture

COUNTS = (10_000, 100_000, 1_000_000, 4_000_000, 10_000_000)
_WARM_UP = 2  # frames that compile and upload
_MOVING_FRAMES = 500
_IDLE_S = 60.0


def hardware(renderer: str) -> str:
    """Return processor, cores and what draws."""
    return f"{_processor()}, {os.cpu_count()} cores, {renderer}"


def frame_rows(
    pictures: tuple[Picture, Picture], frames: int, progress: Progress
) -> list[FrameRow]:
    """Return a row for each number of satellites, path and scene.

    pictures   one to draw satellites, one without: each caches its layers
    """
    rows: list[FrameRow] = []
    kinds = [(n, p, s) for n in COUNTS for p in _paths(pictures[0]) for s in SCENES]
    for count, path, scene in kinds:
        progress(0.7 * len(rows) / len(kinds), f"{count:,} {path} {scene}")
        state = state_of(count, SCENES[scene], path)
        bare = replace(state.view, layers=replace(SCENES[scene], satellites=False))
        loops = (
            RepeatedPicture(pictures[0], state),
            RepeatedPicture(pictures[1], replace(state, view=bare)),
        )
        few = max(frames * MILLION // max(count, MILLION), 5)
        drawn, empty = _alternating(loops, few)
        rows.append(
            {
                "n": count,
                "path": str(path),
                "scene": scene,
                "ms_median": statistics.median(drawn),
                "satellites_ms": statistics.median(drawn) - statistics.median(empty),
                "ms_worst": max(drawn),
            }
        )
    return rows


def moving_rows(picture: Picture) -> list[MovingRow]:
    """Return the times of 500 frames of the million at 600x while the camera moves."""
    from orbitviz.scene.draft_policy import DraftPolicy
    from orbitviz.scene.gl.gl_info import is_software

    loop = RepeatedPicture(picture, state_of(MILLION, SCENES["full"]))
    picture.apply(loop.state)
    rows: list[MovingRow] = []
    for quality in ("automatic", "full"):
        for number in range(_WARM_UP):
            loop.frame_ms(number)
        # As in the window: drafts only where the processor draws.
        policy = DraftPolicy() if quality == "automatic" and is_software() else None
        times, coarse = [], 0
        for number in range(_WARM_UP, _WARM_UP + _MOVING_FRAMES):
            draft = policy is not None and policy.should_draft(is_moving=True)
            times.append(loop.frame_ms(number, turned=number, draft=draft))
            if policy is not None:
                policy.record(times[-1], is_moving=True, is_draft=draft)
            coarse += draft
        rows.append(
            {
                "quality": quality,
                "drafts": coarse,
                "frames": len(times),
                "ms_median": statistics.median(times),
                "ms_worst": max(times),
            }
        )
    return rows


def stage_ms(images: Images, frames: int) -> dict[str, float]:
    """Return the median time of each stage of one frame of the million, ms."""
    from vispy import gloo

    from orbitviz.scene.gl.vispy_internals import flush
    from orbitviz.scene.picture import Picture
    from orbitviz.scene.stages import Stage

    times: dict[Stage, list[float]] = {stage: [] for stage in Stage}

    @contextmanager
    def timed(stage: Stage) -> Iterator[None]:
        flush()
        gloo.finish()
        began = time.perf_counter()
        yield
        flush()
        gloo.finish()
        times[stage].append((time.perf_counter() - began) * 1e3)

    loop = RepeatedPicture(Picture(images, stage_hook=timed), state_of(MILLION, SCENES["full"]))
    loop.picture.apply(loop.state)
    for number in range(frames + _WARM_UP):
        if number == _WARM_UP:
            for drawn in times.values():
                drawn.clear()
        loop.picture.invalidate()
        loop.frame_ms(0)
        loop.frame_ms(0, draft=True)
    return {str(stage): statistics.median(drawn) for stage, drawn in times.items() if drawn}


def upload_bytes(picture: Picture) -> dict[str, int]:
    """Return what one frame of the million sends while time plays."""
    from orbitviz.scene.gl.upload_meter import metered

    # Without words: the clock is a small picture that changes every second, and names move.
    layers = replace(SCENES["full"], legend=False, names=False)
    loop = RepeatedPicture(picture, state_of(MILLION, layers))
    picture.apply(loop.state)
    loop.frame_ms(0)
    with metered() as uploads:
        loop.frame_ms(1)
    return {"satellites": uploads.data, "uniforms": uploads.uniform}


def load_s() -> dict[str, float]:
    """Return how long the million takes to expand from its design, and the pictures to load."""
    from orbitviz.scene.backdrop.images import load_images

    design = read_builtin().design
    found = {}
    for name, load in (("million", lambda: expand(design)), ("pictures", load_images)):
        began = time.perf_counter()
        load()
        found[name] = time.perf_counter() - began
    return found


def drawn_memory_mb(count: int) -> float:
    """Return the peak memory of a process that draws `count` satellites once."""
    code = f"from orbitviz.cli.measure import draw_once; print(draw_once({count}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def draw_once(count: int) -> float:
    """Draw the full scene three times and return the peak memory of this process, MB."""
    from orbitviz.base.memory import peak_memory_mb, return_large_blocks
    from orbitviz.scene.backdrop.images import load_images
    from orbitviz.scene.gl.context import gl_context
    from orbitviz.scene.picture import Picture

    return_large_blocks()
    with gl_context():
        picture = Picture(load_images())
        loop = RepeatedPicture(picture, state_of(count, SCENES["full"]))
        picture.apply(loop.state)
        for number in range(3):
            loop.frame_ms(number)
    return peak_memory_mb()


def window_figures(idle_s: float = _IDLE_S) -> WindowFigures:
    """Return what a window measures of itself, or `refused`: why none could be opened."""
    command = [sys.executable, "-m", "orbitviz", "--measure", f"{idle_s}"]
    if sys.platform.startswith("linux") and not has_display(os.environ):
        if not shutil.which("xvfb-run"):
            return {"refused": "there is no display and no xvfb-run"}
        screen = f"-screen 0 {SIZE[0]}x{SIZE[1]}x24 +extension GLX"
        # The screen is there before the command is given.
        begun = 'ORBITVIZ_BEGAN=$(date +%s.%N) exec "$@"'
        command = ["xvfb-run", "-a", "-s", screen, "sh", "-c", begun, "sh", *command]
    env = {**os.environ, "ORBITVIZ_BEGAN": f"{time.time()}"}
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    if done.returncode:
        return {
            "refused": (done.stderr.strip() or f"it ended with {done.returncode}").splitlines()[-1]
        }
    figures: WindowFigures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _paths(picture: Picture) -> list[SatellitePath]:
    """Return the paths that this context has."""
    from orbitviz.engine.engine import snapshot_at

    state = state_of(1_000, SCENES["plain"])
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False)
    picture.select_renderer(state, snapshot)
    compute = [] if picture.compute_refused else [SatellitePath.COMPUTE]
    return [*compute, SatellitePath.POINTS]


def _alternating(loops: tuple[RepeatedPicture, ...], frames: int) -> list[list[float]]:
    """Return times of whole frames, the loops drawn in turn, so that all meet the same load."""
    for loop in loops:
        loop.picture.apply(loop.state)
    times: list[list[float]] = [[] for _ in loops]
    for number in range(frames + _WARM_UP):
        for loop, mine in zip(loops, times, strict=True):
            mine.append(loop.frame_ms(number, turned=number))
    return [mine[_WARM_UP:] for mine in times]


def _processor() -> str:
    """Return the name of the processor."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
