"""Run pytest and print how long it took and how much memory it had at once, all processes together.

    python -m tests.bench.run_tests [arguments of pytest]

Memory is the proportional set size: what processes share counts once. Linux only; elsewhere the
time alone is printed.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

EVERY_S = 2.0
PROC = Path("/proc")


def family(process: int) -> list[int]:
    """Return the ids of a process and of all that came from it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def memory_kb(process: int) -> int:
    """Return the proportional set size of a process, 0 if it has ended."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main(arguments: list[str]) -> int:
    """Run, print, and return the exit status of pytest."""
    began, ended, peak_kb = time.monotonic(), threading.Event(), [0]
    tests = subprocess.Popen([sys.executable, "-m", "pytest", *arguments])

    def watch() -> None:
        while not ended.wait(EVERY_S):
            peak_kb[0] = max(peak_kb[0], sum(map(memory_kb, family(tests.pid))))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        status = tests.wait()
    except KeyboardInterrupt:
        status = tests.wait()  # pytest has heard it too and says where it stopped
    ended.set()
    watcher.join()
    memory = f", at most {peak_kb[0] * 1024 / 1e9:.2f} GB at once" if peak_kb[0] else ""
    print(f"tests: {time.monotonic() - began:.0f} s{memory}")
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
