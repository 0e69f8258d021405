"""What an installed package brings along."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_has_types_shaders_and_assets(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "orbitviz/py.typed" in names
    for folder in ("assets", "shaders"):
        files = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
        inside = {f"orbitviz/_data/{path.relative_to(ROOT)}" for path in files}
        assert inside <= names
    code = {str(path.relative_to(ROOT)) for path in (ROOT / "orbitviz").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == code
