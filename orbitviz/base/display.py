"""Whether there is a display; checked first, because Qt aborts the process without one."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_NEED_A_SERVER = ("xcb", "wayland", "wayland-egl")  # plugins of Qt
_LONGEST_TRY_S = 20.0
_LOCAL_X = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def has_display(environ: Mapping[str, str]) -> bool:
    """Return whether the environment of a Linux process names a display that answers."""
    plugin = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return (plugin != "" and plugin not in _NEED_A_SERVER) or has_server(environ)


def has_server(environ: Mapping[str, str]) -> bool:
    """Return whether an X or Wayland server answers, whatever Qt is to use."""
    wayland = environ.get("WAYLAND_DISPLAY")
    if wayland and Path(environ.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return True
    name = environ.get("DISPLAY", "")
    local = _LOCAL_X.fullmatch(name)
    # A display of another machine is not probed: that could take long.
    return _answers(int(local[1])) if local else bool(name)


def qt_starts() -> bool:
    """Return whether Qt starts here, tried in a process of its own, which it may abort."""
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    try:
        tried = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, timeout=_LONGEST_TRY_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def _answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False
