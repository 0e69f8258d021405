"""The recipes of CONTRIBUTING.md, followed in a copy of the package."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
QUANTITIES = Path("orbitviz/subsystems/quantities")

HALF_CHARGE = '''
"""Half of the charge: of no use but to this test."""

from orbitviz.subsystems.quantity import PER_CENT, VIRIDIS, Quantity

HALF = Quantity(
    key="half-charge",
    column="half_soc",
    title="Half of the charge",
    help="Colour satellites by half of their charge.",
    unit=PER_CENT,
    ramp=VIRIDIS,
    table=lambda point: 0.5 * point.soc,
)
'''
WHAT_READS_IT = """
import numpy as np
import orbitviz
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import quantity_of
from orbitviz.ui.actions import ACTIONS

half = quantity_of("half-charge")
document = orbitviz.load("one-shell").document
sky = sky_geometry_at(document.design.epoch_instant)
fleet = solve_fleet(document, float(np.linalg.norm(sky.sun_teme_km)))
some = SatelliteRows(fleet, sky, np.arange(100))
assert np.allclose(some.values(half), 0.5 * some.values(CHARGE), atol=1e-6)
assert np.ptp(some.values(half)) > 0.01
assert fleet.parts[0].operating.values[half].shape == fleet.parts[0].operating.grid.shape
(action,) = [action for action in ACTIONS if action.id == "colour_half-charge"]
assert action.text == "Colour by Half of the charge"
"""


@pytest.fixture
def copy(tmp_path):
    """A checkout in which files may be changed."""
    shutil.copytree(
        ROOT / "orbitviz", tmp_path / "orbitviz", ignore=shutil.ignore_patterns("__pycache__")
    )
    for folder in ("assets", "shaders"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    return tmp_path


def run(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    answer = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def insert(path, before, line):
    """Put a line before the first one that begins so."""
    lines = path.read_text().splitlines(keepends=True)
    place = next(k for k, there in enumerate(lines) if there.startswith(before))
    path.write_text("".join([*lines[:place], line, *lines[place:]]))


def changed_lines(copy):
    """Return the lines that differ from the package, of all files that are in both."""
    changed = []
    for path in sorted((copy / "orbitviz").rglob("*.py")):
        original = ROOT / path.relative_to(copy)
        if original.exists() and original.read_bytes() != path.read_bytes():
            texts = (original.read_text().splitlines(), path.read_text().splitlines())
            changed += [line for line in difflib.ndiff(*texts) if line[0] in "+-"]
    return changed


@pytest.mark.gl
def test_a_new_quantity_is_one_file_and_two_lines(copy):
    (copy / QUANTITIES / "half_charge.py").write_text(HALF_CHARGE)
    registry = copy / QUANTITIES / "registry.py"
    where = "from orbitviz.subsystems.quantities."
    insert(registry, where, f"{where}half_charge import HALF\n")
    insert(registry, ")  # fmt: skip", "    HALF,\n")
    assert len(changed_lines(copy)) == 2

    run(copy, "-c", WHAT_READS_IT)
    draw = ("-m", "orbitviz", "render", "one-shell", "--color", "half-charge", "--size", "320x240")
    run(copy, *draw, "-o", "with.png")
    run(copy, *draw, "-o", "without.png", "--hide", "legend")
    pictures = []
    for name in ("with.png", "without.png"):
        with Image.open(copy / name) as image:
            pictures.append(np.asarray(image.convert("RGB"), int))
    legend = np.abs(pictures[0] - pictures[1]).max(axis=2) > 30
    assert np.count_nonzero(legend) > 200
