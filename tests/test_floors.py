"""The floors hold, and every module can be imported alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "orbitviz").rglob("*.py")
    if path.name != "__main__.py"
)


def test_import_linter_finds_no_broken_contract():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


@pytest.mark.parametrize(
    "floor",
    ["base", "orbits", "subsystems", "model", "analysis", "formats", "engine", "cli", "scene"],
)
def test_each_module_can_be_the_first_one_imported(floor):
    """In a fresh interpreter each: a cycle would show as an ImportError of some order."""
    prefix = f"orbitviz.{floor}"
    names = [name for name in MODULES if name == prefix or name.startswith(prefix + ".")]
    assert names
    # One process for a floor, its modules in forks, so that the interpreter starts but once.
    program = (
        "import importlib, os, sys\n"
        "for name in sys.argv[1:]:\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        try:\n"
        "            importlib.import_module(name)\n"
        "        except BaseException as error:\n"
        "            print(name, repr(error), flush=True)\n"
        "            os._exit(1)\n"
        "        os._exit(0)\n"
        "    if os.waitpid(child, 0)[1] != 0:\n"
        "        sys.exit(name)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, *names], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_importing_the_package_is_cheap():
    """`import orbitviz` loads neither numpy nor Qt: scripts and the command start at once."""
    program = (
        "import sys, orbitviz; print(sorted({'numpy', 'PySide6', 'vispy'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
