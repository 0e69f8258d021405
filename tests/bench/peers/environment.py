"""The folder .env beside this file: a Python with orbitviz and PyVista, and three.js."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ENV = HERE / ".env"
PYTHON = ENV / "python" / "bin" / "python"
NODE_MODULES = ENV / "node" / "node_modules"
PYVISTA = "pyvista==0.49.1"
NODE_PACKAGES = ["three@0.187.0", "playwright-core@1.65.1"]


class LeftOut(Exception):
    """Why a contestant cannot take part, in one sentence."""


def enter(module: str, arguments: list[str]) -> None:
    """Go on as `python -m module` in the Python of .env, made if it is missing."""
    if Path(sys.prefix) == PYTHON.parents[1]:
        return
    ready, project = ENV / "python" / "ready", (ROOT / "pyproject.toml").read_text()
    if not ready.exists() or ready.read_text() != project:
        if uv := shutil.which("uv"):
            _run([uv, "venv", "--clear", "--python", sys.executable, ENV / "python"])
        else:
            _run([sys.executable, "-m", "venv", "--clear", ENV / "python"])
        _pip("-e", ROOT)
        ready.write_text(project)
    os.execv(PYTHON, [str(PYTHON), "-m", module, *arguments])


def need_pyvista() -> None:
    """Install PyVista unless it is there. Raises LeftOut."""
    if subprocess.call([PYTHON, "-c", "import pyvista"], stderr=subprocess.DEVNULL) != 0:
        _pip(PYVISTA)


def need_web() -> None:
    """Install three.js and playwright-core unless they are there. Raises LeftOut."""
    need("node", "nodejs")
    need("chromium", "chromium")
    if not all((NODE_MODULES / package.split("@")[0]).exists() for package in NODE_PACKAGES):
        need("npm", "npm")
        folder = ENV / "node"
        folder.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *NODE_PACKAGES])


def need(program: str, package: str) -> str:
    """Return where a program is. Raises LeftOut with the Debian package that has it."""
    found = shutil.which(program)
    if found is None:
        raise LeftOut(f"{program} is missing; on Debian: sudo apt-get install {package}")
    return found


def _pip(*request: str | Path) -> None:
    if uv := shutil.which("uv"):
        _run([uv, "pip", "install", "--python", PYTHON, *request])
    else:
        _run([PYTHON, "-m", "pip", "--disable-pip-version-check", "install", *request])


def _run(command: list[str | Path]) -> None:
    words = [str(word) for word in command]
    print("+", *words, file=sys.stderr, flush=True)
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip().splitlines() or ["it says nothing"]
        raise LeftOut(f"this failed: {' '.join(words)}: {told[-1]}")
