"""The verb `bench`: how fast this machine draws."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from orbitviz.facts.progress import Progress
from orbitviz.formats.builtin import read_builtin
from orbitviz.model.expand import expand
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.view import Layers, ViewOptions

COUNTS = (10_000, 100_000, 1_000_000)
SIZE = (1280, 800)
STEP_S = 10.0  # simulated time from frame to frame: playing at 600x with 60 frames a second
_NOTHING = Layers(**dict.fromkeys((field.name for field in fields(Layers)), False))
SCENES = {"plain": replace(_NOTHING, satellites=True), "full": Layers()}


def bench(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    frames: Annotated[int, typer.Option(min=20, help="Frames of each measurement.")] = 20,
) -> None:
    """Measure frame times at 10k, 100k and 1M satellites, uploads, start-up and memory."""
    from orbitviz.cli.progress_bar import progress_bar

    with progress_bar("measuring") as progress:
        found = measure(frames, progress)
    if as_json:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return
    sys.stdout.write(f"{found['hardware']}\n")
    for row in found["frames"]:
        sys.stdout.write(
            f"{row['n']:>9,} {row['path']} {row['scene']:5} {row['ms_median']:8.1f} ms, "
            f"of it satellites {row['satellites_ms']:.1f} ms\n"
        )
    sys.stdout.write(
        f"uploaded a frame: {found['bytes_per_frame']['satellites']} bytes of satellites, "
        f"{found['bytes_per_frame']['uniforms']:,} of uniforms\n"
        f"first picture {found['start_s']:.2f} s after the command, "
        f"peak memory {found['rss_mb']:.0f} MB\n"
    )


def measure(frames: int, progress: Progress) -> dict[str, Any]:
    """Return the figures of this machine; `frames` pictures for each median."""
    from orbitviz.scene.gl_info import renderer_name
    from orbitviz.scene.images import load_images
    from orbitviz.scene.offscreen import gl_context
    from orbitviz.scene.picture import Picture

    start_s, rss_mb = _first_picture()
    rows: list[dict[str, Any]] = []
    with gl_context():
        machine = hardware(renderer_name())
        picture = Picture(load_images())
        for count in COUNTS:
            for name, layers in SCENES.items():
                progress(len(rows) / (len(COUNTS) * len(SCENES)), f"{count:,} {name}")
                state = _state(count, layers)
                bare = replace(state, view=ViewOptions(layers=replace(layers, satellites=False)))
                with_them, without = _times_ms(picture, (state, bare), frames)
                rows.append(
                    {
                        "n": count,
                        "path": "points",
                        "scene": name,
                        "ms_median": statistics.median(with_them),
                        "satellites_ms": statistics.median(with_them) - statistics.median(without),
                        "ms_worst": max(with_them),
                    }
                )
        uploads = _uploads(picture, _state(COUNTS[-1], SCENES["full"]))
    return {
        "hardware": machine,
        "size": SIZE,
        "frames": rows,
        "bytes_per_frame": uploads,
        "start_s": start_s,
        "rss_mb": rss_mb,
    }


def hardware(renderer: str) -> str:
    """Return processor, cores and what draws."""
    return f"{_processor()}, {os.cpu_count()} cores, {renderer}"


def _state(count: int, layers: Layers) -> State:
    document = read_builtin()
    design = document.design.model_copy(update={"max_satellites": count})
    document = Document(design, expand(design))
    view = ViewOptions(layers=layers)
    return State(document, Playback(design.epoch_instant, playing=False), view=view)


def _times_ms(picture: Any, states: tuple[State, ...], frames: int) -> list[list[float]]:
    """Return times of whole frames, the states drawn in turn, so that all meet the same load."""
    from vispy import gloo

    width, height = SIZE
    target = gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba"))
    times: list[list[float]] = [[] for _ in states]
    with target:
        for number in range(frames + 2):
            for state, mine in zip(states, times, strict=True):
                began = time.perf_counter()
                _draw(picture, state, number)
                gloo.finish()
                mine.append((time.perf_counter() - began) * 1e3)
    # The first two frames compile and upload.
    return [mine[2:] for mine in times]


def _draw(picture: Any, state: State, number: int) -> None:
    from orbitviz.engine.engine import snapshot_at
    from orbitviz.scene.captions import captions
    from orbitviz.scene.view import view_of

    instant = state.playback.at.plus_s(number * STEP_S)
    snapshot = snapshot_at(state, instant, with_survey=False)
    picture.apply(state)
    view = view_of(state.view.camera, snapshot.moment, SIZE)
    picture.draw(view, state, snapshot, captions(state, snapshot, "bench"))


def _uploads(picture: Any, state: State) -> dict[str, int]:
    """Return the bytes that one frame sends while time plays."""
    from vispy import gloo

    from orbitviz.scene.upload_meter import metered

    width, height = SIZE
    with gloo.FrameBuffer(gloo.Texture2D((height, width, 4), format="rgba")):
        _draw(picture, state, 0)
        with metered() as uploads:
            _draw(picture, state, 0)
    return {"satellites": uploads.data, "uniforms": uploads.uniform}


def _first_picture() -> tuple[float, float]:
    """Return seconds and peak megabytes of drawing the built-in million in a fresh process."""
    import resource
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "orbitviz", "render", "--size", "1280x800"]
        command += ["--supersample", "1", "-o", str(Path(folder) / "first.png")]
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        gone_s = time.perf_counter() - began
    # Kilobytes on Linux, bytes on macOS.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return gone_s, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


def _processor() -> str:
    """Return the name of the processor."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
