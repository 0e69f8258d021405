"""What the recipes for newcomers promise: a new format or verb is one file and a line or two."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TABLE = """
import json

from orbitviz.base.files import write_atomically
from orbitviz.formats.registry import Writer
from orbitviz.formats.tables.state_table import COLUMNS


def _write(table, path):
    lines = [
        json.dumps(dict(zip(COLUMNS, (*who, *numbers.tolist()), strict=True)))
        for rows in table
        for who, numbers in zip(rows.identity, rows.numbers, strict=True)
    ]
    write_atomically(path, "\\n".join(lines))


FORMAT = Writer(title="JSON lines", endings=(".jsonl",), write=_write)
"""

VERB = """
import typer


def hello() -> None:
    \"\"\"Greet.\"\"\"
    typer.echo("hello, world")
"""


def read(name: str) -> list[str]:
    return (ROOT / name).read_text().splitlines()


class Copy:
    """A copy of the program to be changed, and how many lines were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed_lines = 0
        shutil.copytree(
            ROOT / "orbitviz", folder / "orbitviz", ignore=shutil.ignore_patterns("__pycache__")
        )
        for name in ("assets", "shaders"):
            (folder / name).symlink_to(ROOT / name, target_is_directory=True)

    def add(self, name: str, text: str) -> None:
        assert not (self.folder / name).exists()
        (self.folder / name).write_text(text)

    def change_line(self, name: str, old: str, new: str) -> None:
        """Replace a line, or put another one after it."""
        path = self.folder / name
        text = path.read_text()
        assert text.count(f"{old}\n") == 1
        path.write_text(text.replace(f"{old}\n", f"{new}\n"))
        self.changed_lines += 1

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "orbitviz", *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path)


def test_an_export_format_is_one_file_and_two_lines(copy):
    copy.add("orbitviz/formats/tables/jsonl_table.py", TABLE)
    registry = "orbitviz/formats/tables/export_table.py"
    line = next(line for line in read(registry) if line.startswith("from orbitviz.formats.tables "))
    copy.change_line(registry, line, f"{line}, jsonl_table")
    line = "        csv_table.FORMAT,"
    copy.change_line(registry, line, f"{line}\n        jsonl_table.FORMAT,")
    assert copy.changed_lines <= 2

    answer = copy.run("export", "one-shell", "-o", "states.jsonl")
    assert answer.returncode == 0, answer.stderr
    first, *rest = (copy.folder / "states.jsonl").read_text().splitlines()
    assert json.loads(first)["id"] == 1
    assert len(rest) == 479
    answer = copy.run("export", "one-shell", "-o", "states.xls")
    assert ".jsonl" in answer.stderr.partition("allowed: ")[2]
    assert ".jsonl" in copy.run("export", "--help").stdout


def test_a_verb_is_one_file_and_one_line(copy):
    copy.add("orbitviz/cli/verbs/hello.py", VERB)
    line = '    "designs": "List the built-in designs.",'
    copy.change_line("orbitviz/cli/verbs/__init__.py", line, f'{line}\n    "hello": "Greet.",')
    assert copy.changed_lines == 1

    assert copy.run("hello").stdout == "hello, world\n"
    assert "Greet." in copy.run("--help").stdout
    assert 'did you mean "hello"?' in copy.run("helo").stderr
