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


FLOORS = ["base", "orbits", "subsystems", "model", "analysis", "formats", "engine", "cli", "scene"]

# One process, each module in a fork of it, so that the interpreter starts but once. What does not
# belong to the package is imported before: it cannot import the package, so it hides no cycle.
# The first fork tells what that is.
FIRST_IMPORTS = """
import importlib, os, sys

def is_own(name):
    return name.partition(".")[0] == "orbitviz"

def in_fork(work):
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error), end=" ", flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0

def tell_others():
    for name in names:
        importlib.import_module(name)
    others = [name for name in sys.modules if not is_own(name) and name != "__main__"]
    os.write(write, " ".join(others).encode())

names = sys.argv[1:]
read, write = os.pipe()
in_fork(tell_others)
os.close(write)
with os.fdopen(read) as told:
    for name in told.read().split():
        importlib.import_module(name)
assert not any(map(is_own, sys.modules))
for name in names:
    if in_fork(lambda: importlib.import_module(name)):
        print(name)
    else:
        print("when", name, "is the first", flush=True)
"""


@pytest.fixture(scope="module")
def first_imports():
    """Return what was printed when each module in turn was the first one imported."""
    names = [name for name in MODULES if any(_is_of(name, floor) for floor in FLOORS)]
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_IMPORTS, *names], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout.splitlines()


def _is_of(name, floor):
    return name == f"orbitviz.{floor}" or name.startswith(f"orbitviz.{floor}.")


@pytest.mark.parametrize("floor", FLOORS)
def test_each_module_can_be_the_first_one_imported(first_imports, floor):
    """In a fork each: a cycle would show as an ImportError of some order."""
    names = [name for name in MODULES if _is_of(name, floor)]
    assert names
    failed = set(names) - set(first_imports)
    assert not failed, first_imports


def test_importing_the_package_is_cheap():
    """`import orbitviz` loads neither numpy nor Qt: scripts and the command start at once."""
    program = (
        "import sys, orbitviz; print(sorted({'numpy', 'PySide6', 'vispy'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
