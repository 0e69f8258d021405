"""The command `orbitviz`: the verbs of the command line, and the window among them."""

from __future__ import annotations

from orbitviz.cli.main import main as run_command_line


def main() -> None:
    """Run the command line of this process and leave with its exit status."""
    run_command_line(_open_window)


def _open_window(files: list[str]) -> int:
    # Qt and the scene are loaded here only: the other verbs must start fast, and without Qt.
    from orbitviz.app.main import run

    return run(files)
