"""The floors hold, and no module imports itself by way of others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from grimp import build_graph
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

ROOT = Path(__file__).resolve().parents[1]


def test_import_linter_finds_no_broken_contract():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


def test_no_module_imports_itself_by_way_of_others():
    """Without circles each module can be the first one imported, in whatever order they come."""
    graph = build_graph("orbitviz", exclude_type_checking_imports=True)
    modules = sorted(graph.modules)
    number = {name: k for k, name in enumerate(modules)}
    edges = []
    for name in modules:
        others = graph.find_modules_directly_imported_by(name)
        if name.count(".") > 1:  # its package comes before it; the outermost imports one module
            others.add(name.rpartition(".")[0])
        edges += [(number[name], number[other]) for other in others]
    size = (len(modules), len(modules))
    matrix = coo_array((np.ones(len(edges)), np.transpose(edges)), shape=size)
    _, circle = connected_components(matrix, connection="strong")
    several = np.flatnonzero(np.bincount(circle) > 1)
    assert [[modules[k] for k in np.flatnonzero(circle == one)] for one in several] == []


def test_every_module_can_be_imported():
    """In one process: that none has to be before another is the test above."""
    program = (
        "import importlib, pkgutil, orbitviz\n"
        "for one in pkgutil.walk_packages(orbitviz.__path__, 'orbitviz.'):\n"
        "    if not one.name.endswith('__main__'): importlib.import_module(one.name)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_importing_the_package_is_cheap():
    """`import orbitviz` loads neither numpy nor Qt: scripts and the command start at once."""
    program = (
        "import sys, orbitviz; print(sorted({'numpy', 'PySide6', 'vispy'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
