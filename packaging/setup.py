"""Make the environment that `make run`, `make test` and `make docs` work in.

    python3 packaging/setup.py run|test|docs

Creates .venv in the checkout (by uv if it is there, else by venv and pip), installs the project
into it, and the system libraries that Qt and OpenGL need: by apt where this may be done, else
the one line to type is printed. Done once, it takes no time: a stamp remembers pyproject.toml.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)

# What the wheels of PySide6 and Mesa's drivers load and a bare Debian or Ubuntu lacks.
RUN_PACKAGES = """
    libegl1 libgl1 libopengl0 libgl1-mesa-dri libglx-mesa0 libegl-mesa0 libxkbcommon0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xfixes0 libxcb-xkb1 libdbus-1-3
    libfontconfig1
""".split()  # noqa: SIM905 - as one would type it
# Renamed in Debian 13 and Ubuntu 24.04 with the move to 64-bit times.
GLIB = ("libglib2.0-0", "libglib2.0-0t64")
TEST_PACKAGES = ["xvfb", "herbstluftwm"]
GROUPS = {"run": None, "test": "dev", "docs": "docs"}  # of pyproject.toml


def main(purpose: str) -> None:
    """Prepare for `purpose`, one of GROUPS."""
    if sys.version_info < OLDEST_PYTHON:
        stop(f"Python {sys.version.split()[0]} is too old; allowed: 3.11 or newer")
    install_system_packages(purpose)
    stamp = VENV / f".orbitviz-{purpose}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint():
        return
    print("orbitviz: installing what it needs, about a minute …", flush=True)
    make_environment()
    install_project(purpose)
    stamp.write_text(fingerprint())


def fingerprint() -> str:
    """Return what the environment was made from."""
    content = (ROOT / "pyproject.toml").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def make_environment() -> None:
    """Create .venv unless it works."""
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", "pass"]) == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if uv := shutil.which("uv"):
        run([uv, "venv", "--python", sys.executable, str(VENV)])
        return
    try:
        import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        apt_install([f"python{version}-venv"])
    run([sys.executable, "-m", "venv", str(VENV)])


def install_project(purpose: str) -> None:
    """Install the project for editing, with the dependency group of the purpose."""
    wanted = ["-e", f"{ROOT}[video]"]  # the window offers films
    if group := GROUPS[purpose]:
        wanted += ["--group", f"{ROOT / 'pyproject.toml'}:{group}"]
    if uv := shutil.which("uv"):
        run([uv, "pip", "install", "--python", str(PYTHON), *wanted])
        return
    # Groups need pip 25.1; Debian 12 comes with 23.0.
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--upgrade", "pip>=25.1"])
    run([*pip, *wanted])


def install_system_packages(purpose: str) -> None:
    """Install what is missing of the system libraries, on Debian and its kin."""
    if shutil.which("dpkg-query") is None:
        return
    wanted = RUN_PACKAGES + (TEST_PACKAGES if purpose == "test" else [])
    missing = [name for name in wanted if not is_installed(name)]
    if not any(is_installed(name) for name in GLIB):
        missing.append(GLIB[0])
    if missing:
        apt_install(missing)


def is_installed(package: str) -> bool:
    """Return whether dpkg has the package."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout == "installed"


def apt_install(packages: list[str]) -> None:
    """Install by apt as root or by sudo without a password, else say what to type."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    prefix = privileges()
    if prefix is None:
        stop(f"these system packages are missing; type:  sudo apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "--quiet"], env=environment, check=False)
    run([*prefix, *command], environment)


def privileges() -> list[str] | None:
    """Return what to put before a command of the administrator, None if there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0:
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run a command; stop with its name if it fails."""
    print("+", " ".join(command), flush=True)
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        stop(f"this failed:  {' '.join(command)}")


def stop(sentence: str) -> None:
    """Leave with a sentence."""
    sys.exit(f"orbitviz: {sentence}")


if __name__ == "__main__":
    main(sys.argv[1])
