"""Tables and lists on the terminal: no word is cut, however narrow it is; unwrapped in a pipe."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from orbitviz.base.untrusted_text import printable
from orbitviz.cli.terminal import say

_UNWRAPPED = 100_000  # columns
INDENT = "  "


class Page:
    """What a verb prints on stdout, in the width of the terminal."""

    def __init__(self) -> None:
        size = shutil.get_terminal_size()
        width = size.columns if _is_terminal() else _UNWRAPPED
        # With its height: a terminal called dumb has 80 columns for rich otherwise.
        self._console = Console(file=sys.stdout, width=width, height=size.lines)

    def print(self, sentence: str, style: str = "") -> None:
        """Print a sentence."""
        self._console.print(Text(printable(sentence), style))

    def print_table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a line for each row, or one for each figure where that would be too wide.

        The first of every row is its name.
        """
        table = Table()
        for number, heading in enumerate(headings):
            table.add_column(heading, justify="right" if number else "left")
        for row in rows:
            table.add_row(*(Text(printable(text)) for text in row))
        endless = self._console.options.update(max_width=_UNWRAPPED)
        if Measurement.get(self._console, endless, table).maximum <= self._console.width:
            self._console.print(table)
            return
        for name, *figures in rows:
            self._console.print()
            self.print(name, "bold")
            say("\n".join(pair_lines(zip(headings[1:], figures, strict=True), INDENT)))


def pair_lines(pairs: Iterable[tuple[str, str]], indent: str = "") -> list[str]:
    """Return a line for each name and its text; wrapped on a narrow terminal."""
    pairs = list(pairs)
    width = max((len(name) for name, _ in pairs), default=0)
    lines = [f"{indent}{name:{width}}  {text}" for name, text in pairs]
    if not _is_terminal():
        return lines
    columns = shutil.get_terminal_size().columns
    hanging = min(len(indent) + width + 2, columns // 2)
    wrapped = (
        textwrap.wrap(
            line,
            columns,
            subsequent_indent=" " * hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )
    return [line for lines in wrapped for line in lines]


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
