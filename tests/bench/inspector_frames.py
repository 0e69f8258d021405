r"""Frames of the window while time runs, with the facts of one satellite open and without.

    xvfb-run -a -s "-screen 0 1600x1000x24" \
        python -m tests.bench.inspector_frames [DESIGN] [--turns N]

In turn: the facts panel in front with nothing selected, and with one satellite selected, each for
some seconds. Prints medians of the time a frame takes, of the time from frame to frame, and of the
processor time of the window's process per frame.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

_SETTLED_S, _MEASURED_S, _MOST_S = 3.0, 8.0, 120.0
_RATE = 600.0


def main() -> None:
    """Open the window, measure in turn, print."""
    from PySide6.QtWidgets import QApplication

    from orbitviz.app.crash import CrashHandler
    from orbitviz.app.graphics import request_surface
    from orbitviz.app.session import Session
    from orbitviz.app.settings import Settings
    from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN
    from orbitviz.model.commands import set_playback
    from orbitviz.model.selecting import pick_satellite, select
    from orbitviz.model.source import MAIN_DESIGN, SatelliteKey

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("design", nargs="?", default=DEFAULT_DESIGN)
    parser.add_argument("--turns", type=int, default=4)
    asked = parser.parse_args()
    request_surface()
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        session = Session(
            CrashHandler(Path(folder)), Settings(Path(folder) / "window.ini"), Path(folder)
        )
        drawn: list[tuple[float, float]] = []  # when, how long
        record = session.display.frames.record

        def noted(milliseconds: float) -> None:
            drawn.append((time.perf_counter(), milliseconds))
            record(milliseconds)

        session.display.frames.record = noted  # type: ignore[method-assign]
        session.start([asked.design])

        def spend(seconds: float) -> None:
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                app.processEvents()
                time.sleep(0.0005)

        began = time.perf_counter()
        while session.display.snapshot.fleet is None and time.perf_counter() - began < _MOST_S:
            spend(0.1)
        spend(10.0)
        session.window.show_panel("panel_facts")
        store = session.store
        count = len(store.state.document.constellation)
        one = SatelliteKey(MAIN_DESIGN, count // 2)
        found: dict[str, list[tuple[float, float, float]]] = {"closed": [], "open": []}
        for _ in range(asked.turns):
            for name, command in (("closed", select(())), ("open", pick_satellite(one))):
                store.do(command)
                now = session.display.snapshot.instant
                store.do(set_playback(now=now, rate=_RATE, playing=True))
                spend(_SETTLED_S)
                drawn.clear()
                spent_s = time.process_time()
                spend(_MEASURED_S)
                spent_s = time.process_time() - spent_s
                gaps = [after[0] - before[0] for before, after in pairwise(drawn)]
                found[name].append(
                    (
                        statistics.median(ms for _, ms in drawn),
                        1e3 * statistics.median(gaps),
                        1e3 * spent_s / len(drawn),
                    )
                )
        for name, turns in found.items():
            frame, gap, work = (statistics.median(column) for column in zip(*turns, strict=True))
            print(
                f"{asked.design}, facts {name:6}: {frame:.1f} ms a frame, {gap:.1f} ms from frame "
                f"to frame, {work:.1f} ms of processor a frame",
                flush=True,
            )
        session.close()


if __name__ == "__main__":
    main()
