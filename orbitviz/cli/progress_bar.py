"""Progress of long work on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from orbitviz.base.progress import Progress
from orbitviz.base.untrusted_text import printable


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show a bar on stderr while the work inside goes on; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(printable(label), total=1.0)

        def report(done: float, label: str = label) -> None:
            bars.update(task, completed=done, description=printable(label))

        yield report
