"""A screen of its own for a process that draws a window."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def virtual_screen(size: str) -> Iterator[dict[str, str]]:
    """Start Xvfb with a size such as 1024x700 or 1920x1080@1.5; yield the environment to use it."""
    pixels, _, scale = size.partition("@")
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{pixels}x24", "+extension", "GLX",
         "-nolisten", "tcp"],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            display = f":{answer.readline().strip()}"
        yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb",
               "QT_SCALE_FACTOR": scale or "1", "LIBGL_ALWAYS_SOFTWARE": "1"}  # fmt: skip
    finally:
        screen.terminate()
        screen.wait()
