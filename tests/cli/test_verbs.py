"""Verbs are loaded when they run, and a new one is one file and one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from orbitviz.cli.lazy_verbs import load_verb
from orbitviz.cli.verbs import VERBS

HEAVY = {
    "OpenGL", "PIL", "PySide6", "cmap", "jinja2", "numpy", "pyqtgraph", "sgp4", "skyfield",
    "tomlkit", "vispy",
}  # fmt: skip


@pytest.mark.parametrize("argument", ["--version", "--help", "schema", "designs"])
def test_verbs_that_print_what_there_is_load_nothing_heavy(argument):
    program = (
        "import sys\n"
        "from orbitviz.app.command import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        f"    print(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, argument], capture_output=True, text=True, check=True
    )
    assert answer.stderr.strip() == "[]"
    assert answer.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_help_says_of_a_verb_what_the_verb_says_itself(verb):
    assert load_verb(verb).help.split("\n\n")[0].replace("\n", " ") == VERBS[verb]
