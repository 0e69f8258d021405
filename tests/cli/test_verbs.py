"""Verbs are loaded when they run, and a new one is one file and one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from orbitviz.cli.lazy_verbs import load_verb
from orbitviz.cli.verbs import VERBS

HEAVY = {
    "OpenGL", "PIL", "PySide6", "cmap", "jinja2", "lark", "numpy", "pyqtgraph", "sgp4", "skyfield",
    "tomlkit", "vispy",
}  # fmt: skip


@pytest.mark.parametrize("argument", ["--version", "--help", "schema", "designs"])
def test_verbs_that_print_what_there_is_load_nothing_heavy(argument):
    assert loaded_by([argument], HEAVY) == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "one-shell", "--json"],
        ["transient", "one-shell", "--json"],
        ["sky", "one-shell", "--site", "Berlin", "-o", "sky.png"],
        ["density", "one-shell", "-o", "density.png"],
    ],
)
def test_numbers_and_charts_are_made_without_opengl_and_qt(tmp_path, arguments):
    arguments = [str(tmp_path / one) if one.endswith(".png") else one for one in arguments]
    assert loaded_by(arguments, {"OpenGL", "PySide6", "pyqtgraph", "vispy"}) == "[]"


def loaded_by(arguments, modules):
    """Return which of some modules the command loads in a fresh interpreter."""
    program = (
        "import sys\n"
        "from orbitviz.app.command import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        f"    print(sorted({modules} & set(sys.modules)), file=sys.stderr)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    assert answer.stdout
    return answer.stderr.strip()


@pytest.mark.parametrize("verb", VERBS)
def test_help_says_of_a_verb_what_the_verb_says_itself(verb):
    assert load_verb(verb).help.split("\n\n")[0].replace("\n", " ") == VERBS[verb]
