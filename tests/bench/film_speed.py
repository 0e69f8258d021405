"""How fast films are made, beside the drawing of the same frames alone.

    python -m tests.bench.film_speed [TOUR] [--size 1920x1080] [--frames N] [--many N] [--rates]

Prints, of one run: time a frame drawn alone, and filmed as H.264 and as PNG frames, with the
ratios, by the clock and of the processor; over many small frames the median time of the first and
the last hundred, and by how much the memory of the process grew after the first hundred; with
--rates frames a second of H.264 films of 1280x720, 1920x1080 and 3840x2160.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from orbitviz.cli.picture_options import picture_size
from orbitviz.engine.films.film_job import FilmJob, FilmOrder
from orbitviz.formats.films.content import FilmShape
from orbitviz.scene.films.film_maker import FilmMaker
from tests.memory import memory_mb

FPS = 30
FEW = 100
MANY_SIZE = (320, 180)
RATES = ((1280, 720), (1920, 1080), (3840, 2160))


class Took(NamedTuple):
    """A time by the clock and of the processor, all threads together."""

    wall_s: float
    processor_s: float

    def a_frame(self, frames: int) -> str:
        """Return it as text, for one of so many frames."""
        wall_ms, processor_ms = (1e3 * one / frames for one in self)
        return f"{wall_ms:.0f} ms a frame ({processor_ms:.0f} of the processor)"


class Watch:
    """Measures from when it is made."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    @property
    def took(self) -> Took:
        wall_s, processor_s = self._began
        return Took(time.perf_counter() - wall_s, time.process_time() - processor_s)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tour", nargs="?", default="a-million-satellites")
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--many", type=int, default=2_000)
    parser.add_argument("--rates", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        beside(asked.tour, picture_size(asked.size), asked.frames, scratch)
        constancy(asked.tour, asked.many, scratch)
        for size in RATES if asked.rates else ():
            job = job_of(asked.tour, scratch / "rate.mp4", size, asked.frames)
            took = filmed(job)
            print(f"{size[0]}x{size[1]}: {asked.frames / took.wall_s:.2f} frames a second, H.264")


def job_of(tour: str, path: Path, size: tuple[int, int], frames: int) -> FilmJob:
    """Return a film of the first frames of a tour."""
    shape = FilmShape(size, FPS)
    return FilmOrder(tour=tour, path=path, shape=shape, end_s=frames / FPS).job()


def beside(tour: str, size: tuple[int, int], frames: int, scratch: Path) -> None:
    """Print what writing adds to drawing."""
    job = job_of(tour, scratch / "alone.mp4", size, frames)
    with FilmMaker(job) as maker:
        maker.frame(0)
        watch = Watch()
        for number in range(frames):
            maker.frame(number)
        alone = watch.took
    print(f"{size[0]}x{size[1]}, {frames} frames: drawn alone {alone.a_frame(frames)}")
    for ending in (".mp4", ".png"):
        took = filmed(job_of(tour, scratch / f"film{ending}", size, frames))
        print(f"  as {ending} {took.a_frame(frames)}: {took.wall_s / alone.wall_s:.2f} times, "
              f"{took.processor_s / alone.processor_s:.2f} of the processor")  # fmt: skip


def filmed(job: FilmJob) -> Took:
    """Make a film and return how long it took once the first frame was drawn."""
    missing = job.begin()
    with FilmMaker(job) as maker:
        maker.frame(0)
        watch = Watch()
        maker.make(missing)
        job.parts.finish()
        return watch.took


def constancy(tour: str, frames: int, scratch: Path) -> None:
    """Print whether time and memory grow over many frames of one shot."""
    # More pictures a second than a film has, so that all of them are of the same kind.
    order = FilmOrder(tour=tour, path=scratch / "many.mp4", shape=FilmShape(MANY_SIZE, 240),
                      end_s=frames / 240)  # fmt: skip
    job = order.job()
    missing = job.begin()
    times: list[float] = []
    held: list[float] = []
    few = min(FEW, frames // 2)
    with FilmMaker(job) as maker:
        maker.frame(0)
        last = time.perf_counter()

        def drawn() -> None:
            nonlocal last
            now = time.perf_counter()
            times.append(now - last)
            last = now
            if len(times) in (few, frames):
                held.append(memory_mb())

        maker.make(missing, drawn)
    first, end = statistics.median(times[:few]), statistics.median(times[-few:])
    width, height = MANY_SIZE
    print(
        f"{width}x{height}, {frames} frames: the first {few} {1e3 * first:.1f} ms each, "
        f"the last {1e3 * end:.1f} ms ({end / first:.2f} times), memory {held[1] - held[0]:+.1f} MB"
    )


if __name__ == "__main__":
    main()
