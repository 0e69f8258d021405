"""The command `orbitviz`: the verbs of the command line, and the window among them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from orbitviz.base.collecting import collecting_paused, keep_for_good
from orbitviz.base.errors import UserError
from orbitviz.base.memory import return_large_blocks
from orbitviz.cli.main import main as run_command_line

if TYPE_CHECKING:
    from orbitviz.cli.verbs.window import WindowRequest


def main() -> None:
    """Run the command line of this process and leave with its exit status."""
    return_large_blocks()
    try:
        run_command_line(_open_window)
    finally:
        keep_for_good()


def _open_window(request: WindowRequest) -> int:
    require_display(os.environ, sys.platform)
    # Here, because the other verbs start fast and without Qt.
    with collecting_paused():
        from orbitviz.app.main import run

    return run(request)


def require_display(environ: Mapping[str, str], platform: str) -> None:
    """Raise UserError where there can be no window: Qt would abort the process."""
    from orbitviz.base.display import has_display

    if platform.startswith("linux") and not has_display(environ):
        raise UserError(
            "there is no display on which to open a window",
            allowed="a desktop session, or `orbitviz render`, which needs no display",
        )
