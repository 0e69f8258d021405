"""The scripts of docs/examples run as they stand, each in an interpreter of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*.py"))
WORDS = {
    "catalogue": "row 1:",
    "picture": "480 drawn of 480 modelled",
    "positions": "4,408 satellites",
    "quantities": "State of charge",
    "report": "480 satellites",
    "transient": "Load step",
}


def run(example, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, str(example)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.gl
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs(example, tmp_path):
    answer = run(example, tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert WORDS[example.stem] in answer.stdout
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            assert picture.size == (480, 300)
