"""Time other ways to draw the million satellites beside orbitviz.

    python -m tests.bench.peers [--frames 30] [--only orbitviz,c-light]
                                [--pictures FOLDER] [--json FILE]

Blocks of five frames of each in turn; README.md tells who takes part and what to make of it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.peers.environment import (
    ENV,
    HERE,
    NODE_MODULES,
    ROOT,
    LeftOut,
    enter,
    need,
    need_pyvista,
    need_web,
)

BLOCK = 5  # frames of one contestant before it is the next one's turn
PATIENCE_S = 300.0  # for one answer
MILLION = ENV / "million"


def nothing() -> None:
    """Need nothing that is not there."""


def python(module: str, *way: str) -> list[str]:
    """Return the command of a contestant in Python."""
    return [sys.executable, "-m", f"tests.bench.peers.{module}", str(MILLION), *way]


def browser(variant: str) -> list[str]:
    """Return the command of a contestant in the browser."""
    packages = [str(NODE_MODULES / name) for name in ("playwright-core", "three")]
    script = str(HERE / "web" / "browser.mjs")
    return ["node", script, str(MILLION), variant, *packages, need("chromium", "chromium")]


# Name, command, what must be there before.
CONTESTANTS: tuple[tuple[str, Callable[[], list[str]], Callable[[], object]], ...] = (
    ("orbitviz", lambda: python("orbitviz_scene", "compute"), nothing),
    ("orbitviz-points", lambda: python("orbitviz_scene", "points"), nothing),
    ("orbitviz-sums", lambda: python("orbitviz_sums"), nothing),
    ("vispy-points", lambda: python("vispy_points"), nothing),
    ("vispy-markers", lambda: python("vispy_markers"), nothing),
    ("pyvista", lambda: python("pyvista_points"), need_pyvista),
    ("three-shader", lambda: browser("shader"), need_web),
    ("three-cpu", lambda: browser("cpu"), need_web),
    ("c-light", lambda: python("c_loop", "light"), lambda: need("cc", "gcc")),
    ("c-counts", lambda: python("c_loop", "counts"), lambda: need("cc", "gcc")),
)
NAMES = tuple(name for name, _, _ in CONTESTANTS)


@dataclass
class Running:
    """A contestant at work: its process, and what is known of it so far."""

    name: str
    process: subprocess.Popen[str]
    renderer: str = ""
    lit: int = 0
    full_ms: list[float] = field(default_factory=list)
    bare_ms: list[float] = field(default_factory=list)

    def ask(self, line: str | None = None) -> dict:
        """Send a line and return the answer. Raises LeftOut."""
        watch = threading.Timer(PATIENCE_S, self.process.kill)
        watch.start()
        try:
            if line is not None:
                self.process.stdin.write(line + "\n")
                self.process.stdin.flush()
            text = self.process.stdout.readline()
        except OSError:
            text = ""
        finally:
            watch.cancel()
        answer = json.loads(text) if text else {"error": "it ended without an answer"}
        if "error" in answer:
            raise LeftOut(f"{answer['error']} (see {log_of(self.name)})")
        return answer

    def measure(self, first: int) -> None:
        """Have one block drawn; its first frame only warms the caches again."""
        times = self.ask(f"frames {first} {BLOCK + 1}")
        self.full_ms += times["full"][1:]
        self.bare_ms += times["bare"][1:]

    def close(self) -> None:
        """End the process."""
        with suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(20.0)
        except subprocess.TimeoutExpired:
            self.process.kill()


def log_of(name: str) -> Path:
    """Return the file with what a contestant told besides."""
    return ENV / f"{name}.log"


def start(name: str, pictures: Path | None) -> Running:
    """Start a contestant and have it draw its first frames. Raises LeftOut."""
    _, command, prepare = CONTESTANTS[NAMES.index(name)]
    prepare()
    hidden = ("DISPLAY", "WAYLAND_DISPLAY")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    with log_of(name).open("w") as log:
        process = subprocess.Popen(
            command(),
            cwd=ROOT,
            env={**environment, "EGL_PLATFORM": "surfaceless"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    running = Running(name, process)
    try:
        running.renderer = running.ask()["renderer"]
        file = pictures / f"{name}.png" if pictures else "-"
        running.lit = running.ask(f"picture {file}")["lit"]
    except BaseException:
        running.close()
        raise
    return running


def measure(
    names: list[str], frames: int, pictures: Path | None
) -> tuple[list[Running], dict[str, str]]:
    """Return the contestants with their times, block by block in turn, and who was left out."""
    running: list[Running] = []
    left_out: dict[str, str] = {}

    def leave_out(name: str, error: LeftOut) -> None:
        left_out[name] = str(error)
        print(f"{name} is left out: {error}", file=sys.stderr, flush=True)

    try:
        for name in names:
            print(f"starting {name}", file=sys.stderr, flush=True)
            try:
                running.append(start(name, pictures))
            except LeftOut as error:
                leave_out(name, error)
        if not running:
            raise LeftOut("no contestant could draw")
        for first in range(0, frames, BLOCK):
            print(f"frames {first + 1} to {first + BLOCK}", file=sys.stderr, flush=True)
            for one in [one for one in running if one.name not in left_out]:
                try:
                    one.measure(first)
                except LeftOut as error:
                    leave_out(one.name, error)
    finally:
        for one in running:
            one.close()
    return [one for one in running if one.name not in left_out], left_out


def rows_of(running: list[Running]) -> list[dict]:
    """Return what was found, with the ratios to orbitviz where it took part."""
    rows = [
        {
            "name": one.name,
            "ms_median": median(one.full_ms),
            "ms_min": min(one.full_ms),
            "satellites_ms": median(one.full_ms) - median(one.bare_ms),
            "lit_pixels": one.lit,
            "renderer": one.renderer,
        }
        for one in running
    ]
    ours = next((row for row in rows if row["name"] == "orbitviz"), None)
    for row in rows:
        for name, key in (("ratio", "ms_median"), ("satellites_ratio", "satellites_ms")):
            row[name] = row[key] / ours[key] if ours else None
    return rows


def tell(machine: str, rows: list[dict], frames: int) -> None:
    """Print the table."""
    print(machine)
    print(f"one million satellites, 1280 x 800, median of {frames} frames, ms")
    heads = ("median", "min", "x orbitviz", "satellites", "x orbitviz", "pixels lit")
    print(f"{'':16}" + "".join(f"{head:>12}" for head in heads) + "  drawn by")
    for row in rows:
        ratios = [row["ratio"], row["satellites_ratio"]]
        whole, part = ("-" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        print(
            f"{row['name']:16}{row['ms_median']:12.1f}{row['ms_min']:12.1f}{whole:>12}"
            f"{row['satellites_ms']:12.1f}{part:>12}{row['lit_pixels']:12,}  {row['renderer']}"
        )


def arguments() -> argparse.Namespace:
    """Read the command line."""
    about = __doc__.splitlines()[0]
    parser = argparse.ArgumentParser("python -m tests.bench.peers", description=about)
    parser.add_argument("--frames", type=int, default=30, help="frames of each, by fives")
    parser.add_argument("--only", default=",".join(NAMES), help="names, with commas between")
    parser.add_argument("--pictures", type=Path, help="folder for one picture of each")
    parser.add_argument("--json", type=Path, help="file for the figures")
    found = parser.parse_args()
    found.only = found.only.split(",")
    if unknown := [name for name in found.only if name not in NAMES]:
        parser.error(f"there is no {', '.join(unknown)}; allowed: {', '.join(NAMES)}")
    if found.frames < 1:
        parser.error(f"--frames is {found.frames}; allowed: 1 or more")
    for folder in (found.json and found.json.parent, found.pictures and found.pictures.parent):
        if folder and not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    return found


def main() -> None:
    """Measure and print."""
    asked = arguments()
    enter("tests.bench.peers", sys.argv[1:])

    from orbitviz.cli.measure import hardware
    from tests.bench.peers.million import write_million

    MILLION.mkdir(parents=True, exist_ok=True)
    write_million(MILLION)
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    pictures = asked.pictures and asked.pictures.resolve()
    running, left_out = measure(asked.only, asked.frames, pictures)
    if not running:
        raise LeftOut("no contestant went the distance")
    machine = hardware("").rstrip(", ")
    rows = rows_of(running)
    frames = len(running[0].full_ms)
    tell(machine, rows, frames)
    if asked.json:
        found = {"machine": machine, "frames": frames, "contestants": rows, "left_out": left_out}
        asked.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    try:
        main()
    except (LeftOut, OSError) as error:
        sys.exit(f"peers: {error}")
    except KeyboardInterrupt:
        sys.exit("peers: stopped")
