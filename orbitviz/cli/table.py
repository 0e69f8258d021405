"""Tables and lists on the terminal: no word is cut, however narrow it is; unwrapped in a pipe."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from orbitviz.base.untrusted_text import printable
from orbitviz.cli.terminal import say

_UNWRAPPED = 100_000  # columns
_FILLED = "\N{FULL BLOCK}"  # in a cell of the table that is drawn; no heading has it
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
        cells = [[printable(text) for text in row] for row in rows]
        widths = [max(map(cell_len, column)) for column in zip(headings, *cells, strict=True)]
        table = Table()
        for number, heading in enumerate(headings):
            table.add_column(heading, justify="right" if number else "left")
        table.add_row(*(_FILLED * width for width in widths))
        endless = self._console.options.update(max_width=_UNWRAPPED)
        if Measurement.get(self._console, endless, table).maximum <= self._console.width:
            with self._console.capture() as drawn:
                self._console.print(table)
            typer.echo(_filled(drawn.get(), cells, widths))
            return
        for name, *figures in rows:
            self._console.print()
            self.print(name, "bold")
            say("\n".join(pair_lines(zip(headings[1:], figures, strict=True), INDENT)))


def _filled(table: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """Return a drawn table of one row, all of its cells full, with other rows in its place.

    rich takes half a millisecond for every row, a minute for 100,000 of them.
    """
    lines = table.rstrip("\n").split("\n")
    place = next(k for k, line in enumerate(lines) if _FILLED in line)
    before, *between = re.split(f"{_FILLED}+", lines[place])
    parts = list(zip(widths, between, strict=True))
    drawn = []
    for row in rows:
        line = before
        for number, (text, (width, after)) in enumerate(zip(row, parts, strict=True)):
            room = " " * (width - cell_len(text))
            line += f"{room}{text}{after}" if number else f"{text}{room}{after}"
        drawn.append(line)
    return "\n".join([*lines[:place], *drawn, *lines[place + 1 :]])


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
