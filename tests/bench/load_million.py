"""How long a large catalogue takes to load, and whether a window would notice.

    python -m tests.bench.load_million [N]

Writes N records (a million) of OMM in CSV to a temporary folder and loads them on a thread, as the
window does. Beside it two threads stand for the window: one wakes every 5 ms and tells its largest
gap, the other makes 150 foreign calls every 16 ms, as a picture does, and tells how long they took
at worst. Then the same while two keyframes and a survey are made on the engine's worker, and how
long a short job waits for its turn there.
"""

from __future__ import annotations

import ctypes
import resource
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from orbitviz.base.errors import Cancelled
from orbitviz.engine.keyframes import keyframes_in_steps
from orbitviz.engine.survey import survey_in_steps
from orbitviz.engine.worker import Worker
from orbitviz.formats.open_file import open_file
from orbitviz.model.blank_document import blank_document
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant

NOW = Instant.parse("2026-08-11T12:00:00Z")
HEAD = (
    "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,"
    "ARG_OF_PERICENTER,MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,"
    "ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\r\n"
)
TICK_S, FRAME_S, CALLS = 0.005, 0.016, 150
DEEP = 0.05  # share of objects that SGP4 treats as deep space, as of all active ones


def write_records(path: Path, count: int) -> None:
    """Write `count` records of our own making, in the way CelesTrak writes them."""
    rng = np.random.default_rng(5)
    motion = np.where(rng.random(count) < DEEP, rng.uniform(0.99, 6.0, count), 0.0)
    motion = np.where(motion > 0.0, motion, rng.uniform(12.5, 15.6, count))
    angles = rng.uniform(0.0, 360.0, (count, 3))
    inclination, ecc = rng.uniform(0.0, 110.0, count), rng.uniform(1e-5, 0.01, count)
    bstar, seconds = rng.uniform(1e-5, 9e-4, count), rng.uniform(0.0, 59.0, count)
    with path.open("w", newline="") as stream:
        stream.write(HEAD)
        for k in range(count):
            node, perigee, anomaly = angles[k]
            digits, power = f"{bstar[k] * 10:.4e}".split("e")
            drag = f".{digits.replace('.', '')}E{int(power):+d}"
            stream.write(
                f"OBJECT {k},2026-{k % 999 + 1:03d}A,2026-08-11T0{k % 10}:{k % 60:02d}:"
                f"{seconds[k]:09.6f},{motion[k]:.8f},{f'{ecc[k]:.7f}'[1:]},{inclination[k]:.4f},"
                f"{node:.4f},{perigee:.4f},{anomaly:.4f},0,U,{100_000 + k},999,1,{drag},.1E-4,0\r\n"
            )


@contextmanager
def window():
    """Stand for the window's thread; yield what it has felt, in ms."""
    felt, is_open = {"gap": 0.0, "frame": 0.0}, threading.Event()
    call = ctypes.CDLL(None).getppid

    def tick() -> None:
        last = time.perf_counter()
        while not is_open.wait(TICK_S):
            now = time.perf_counter()
            felt["gap"] = max(felt["gap"], 1e3 * (now - last - TICK_S))
            last = now

    def draw() -> None:
        while not is_open.wait(FRAME_S):
            begun = time.perf_counter()
            for _ in range(CALLS):
                call()
            felt["frame"] = max(felt["frame"], 1e3 * (time.perf_counter() - begun))

    threads = [threading.Thread(target=work) for work in (tick, draw)]
    for thread in threads:
        thread.start()
    try:
        yield felt
    finally:
        is_open.set()
        for thread in threads:
            thread.join()


def told(what: str, seconds: float, felt: dict[str, float]) -> None:
    """Print a line."""
    print(
        f"{what}: {seconds:.2f} s, largest gap {felt['gap']:.0f} ms, "
        f"slowest frame of calls {felt['frame']:.1f} ms"
    )


def rss_mb() -> float:
    """Return the peak memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def cancel_latency_s(path: Path, after: float) -> float:
    """Return how long it takes from a cancel at `after` (share done) until the reader ends."""
    asked = []

    def progress(done, label=""):
        if asked:
            raise Cancelled
        if done >= after:
            asked.append(time.perf_counter())  # just missed: heard at the next call

    with suppress(Cancelled):
        open_file(path, progress)
    return time.perf_counter() - asked[0]


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "objects.csv"
        write_records(path, count)
        print(f"{count:,} records, {path.stat().st_size / 1e6:.0f} MB; begin {rss_mb():.0f} MB")
        heard = [time.perf_counter()]
        with window() as felt:
            begun = time.perf_counter()
            opened = open_file(path, lambda *_: heard.append(time.perf_counter()))
            seconds = time.perf_counter() - begun
        (catalogue,) = opened.catalogues
        told("load", seconds, felt)
        heard.append(time.perf_counter())
        print(
            f"peak memory {rss_mb():.0f} MB, of it {1e-6 * 1000 * count:.0f} MB python-sgp4's own"
        )
        print(f"progress {len(heard) - 2} times, at most {np.diff(heard).max():.2f} s apart")
        late = [cancel_latency_s(path, after) for after in (0.0, 0.5, 1.0)]
        print("cancel heard after " + ", ".join(f"{s:.2f}" for s in late) + " s (begin, half, end)")

    state = State.of(blank_document("bench", NOW), Playback(NOW), (catalogue,))
    worker, waits = Worker(), []
    jobs = {
        "keyframes": lambda: keyframes_in_steps(catalogue, NOW, 1.0),
        "survey": lambda: survey_in_steps(state, NOW, sky_geometry_at(NOW)),
    }
    for name, job in jobs.items():
        with window() as felt:
            begun = time.perf_counter()
            worker.submit(name, job, lambda _: None)
            while worker.is_busy(name):
                asked = time.perf_counter()
                worker.submit("pick", lambda: None, lambda _, t=asked: waits.append(
                    time.perf_counter() - t))  # fmt: skip
                time.sleep(0.05)
            told(name, time.perf_counter() - begun, felt)
    worker.wait(10.0)
    worker.close()
    print(f"a short job waits at most {1e3 * max(waits, default=0.0):.0f} ms beside them")


if __name__ == "__main__":
    main()
