"""Kills the program while it saves a design, many times: no file is ever broken or lost.

    python -m tests.bench.kill_saves [KILLS]

Prints how many kills fell into a write and what they left behind; ends with 1 if a file was hurt.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import read_design, save_design

_SAVER = """
import sys
from dataclasses import replace
from pathlib import Path
from orbitviz.formats.designs.design_file import read_design, save_design
file = Path(sys.argv[1])
document = read_design(file)
print("ready", flush=True)
k = 0
while True:
    k += 1
    design = document.design.model_copy(update={"name": "n" * (k % 1000 + 1)})
    document = save_design(replace(document, design=design), file)
"""


def main(kills: int) -> int:
    """Kill a saving process `kills` times and return the exit status."""
    chance = random.Random(2026)
    hurt = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "design.toml"
        save_design(read_builtin(), file)
        groups = read_design(file).design.groups
        for _ in range(kills):
            saver = subprocess.Popen(
                [sys.executable, "-c", _SAVER, str(file)], stdout=subprocess.PIPE, text=True
            )
            assert saver.stdout is not None
            saver.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.3))
            saver.send_signal(signal.SIGKILL)
            saver.communicate()
            hurt += read_design(file).design.groups != groups
        left = [name for name in os.listdir(folder) if name != file.name]
        for name in left:
            os.utime(Path(folder) / name, (time.time() - 1000.0,) * 2)
        save_design(read_design(file), file)
        after = [name for name in os.listdir(folder) if name != file.name]
    print(
        f"{kills} kills, {hurt} files hurt; {len(left)} left half a file behind, "
        f"{len(after)} such files after the next save"
    )
    return int(hurt > 0 or bool(after))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
