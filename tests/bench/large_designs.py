"""Measures reports and pictures of the largest designs that are accepted.

    python -m tests.bench.large_designs [DIVISOR]

Every design is smaller by DIVISOR in planes or shells. One line a command: wall time, time of the
processors, which other work does not change, and peak of its memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# shells, planes of a shell, satellites of a plane
_DESIGNS = {
    "1,000 shells": (1_000, 10, 10),
    "2,000 shells": (2_000, 10, 10),
    "4,000 shells": (4_000, 10, 10),
    "10,000 shells": (10_000, 10, 10),
    "10,000 shells of 2,000 planes": (10_000, 2_000, 1),
    "a million planes": (1, 1_000_000, 1),
    "20 million planes": (1, 20_000_000, 1),
    "20 million satellites in 20 planes": (1, 20, 1_000_000),
}


def main(divisor: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for name, (shells, planes, satellites) in _DESIGNS.items():
            file = Path(folder) / "design.toml"
            shells, planes = max(shells // divisor, 1), max(planes // divisor, 1)
            altitude = "550" if shells == 1 else "[500, 2000]"
            file.write_text(
                f'format = "orbitviz/1"\nname = "x"\nepoch = 2026-11-22T00:00:00Z\n[[groups]]\n'
                f'pattern = "walker-delta"\naltitude_km = {altitude}\ninclination_deg = 53\n'
                f"shells = {shells}\nplanes = {planes}\n"
                f"satellites_per_plane = {satellites}\n"
            )
            for verb in (["report", str(file)], ["render", str(file), "-o", f"{folder}/x.png"]):
                wall_s, cpu_s, peak_mb = _measured(verb)
                print(
                    f"{verb[0]} of {name}: {wall_s:.1f} s, {cpu_s:.1f} s of processors, "
                    f"{peak_mb:,.0f} MB",
                    flush=True,
                )


def _measured(arguments: list[str]) -> tuple[float, float, float]:
    """Run the command line and return its times, s, and the peak of its memory, MB."""
    begin_s = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "orbitviz", *arguments], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    wall_s, cpu_s = time.monotonic() - begin_s, usage.ru_utime + usage.ru_stime
    return wall_s, cpu_s, usage.ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
