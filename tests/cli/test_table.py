"""Tables as they stand on terminals of any width, and in a pipe."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console
from rich.table import Table

from orbitviz.cli.table import Page, pair_lines

HEADINGS = ("Group", "Satellites", "Minimum charge", "Radiator max")
ROWS = (
    ("560 km, 97.6°, 6 planes", "348", "54.6 %", "15.5 °C"),
    ("Total", "1,348", "54.6 %", "−15.5 °C"),
)
WORDS = {word for text in (*HEADINGS[1:], *ROWS[0], *ROWS[1]) for word in text.split()}


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def printed(monkeypatch):
    """Return what a table is on an output, of so many columns if it is a terminal."""

    def run(output, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setattr(sys, "stdout", output)
        Page().print_table(HEADINGS, ROWS)
        return output.getvalue()

    return run


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_word_of_a_table_is_cut_however_narrow_the_terminal(printed, columns):
    text = printed(Terminal(), columns)
    assert max(map(len, text.splitlines())) <= columns
    assert set(text.split()) >= WORDS
    assert "…" not in text


def test_a_table_in_a_pipe_has_a_line_for_each_row(printed):
    lines = [line for line in printed(io.StringIO(), 40).splitlines() if "%" in line]
    assert len(lines) == len(ROWS)
    for line, row in zip(lines, ROWS, strict=True):
        assert [cell.strip() for cell in line.strip("│|").split("│")] == list(row)


def test_a_list_is_wrapped_between_words_on_a_terminal_only(monkeypatch):
    pairs = [("a-name", "some words of which not all fit into forty columns"), ("b", "few")]
    monkeypatch.setenv("COLUMNS", "40")
    assert len(pair_lines(pairs)) == 2
    monkeypatch.setattr(sys, "stdout", Terminal())
    lines = pair_lines(pairs)
    assert max(map(len, lines)) <= 40
    assert " ".join(" ".join(lines).split()) == " ".join(f"{a} {b}" for a, b in pairs)


@pytest.mark.parametrize("rows", [ROWS, [("星链", "1"), ("a", "−2.5")], [("", "")], []])
@pytest.mark.parametrize("output", [io.StringIO, Terminal])
def test_a_table_looks_as_rich_draws_it(monkeypatch, output, rows):
    """Its rows are not drawn by rich, which takes a minute for 100,000 of them."""
    headings = HEADINGS[: len(rows[0]) if rows else 2]
    monkeypatch.setattr(sys, "stdout", output())
    monkeypatch.setenv("COLUMNS", "80")
    page = Page()
    page.print_table(headings, rows)
    drawn = Table()
    for number, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if number else "left")
    for row in rows:
        drawn.add_row(*row)
    expected = output()
    Console(file=expected, width=80).print(drawn)
    assert sys.stdout.getvalue() == expected.getvalue()
