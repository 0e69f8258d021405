"""What `make run` says while it installs."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[1] / "packaging" / "setup.py"


@pytest.fixture
def setup(tmp_path, monkeypatch):
    """The script of `make run` with an environment of its own that nothing is installed into."""
    spec = spec_from_file_location("orbitviz_setup", FILE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(module, "install_system_packages", lambda purpose: None)
    monkeypatch.setattr(module, "make_environment", (tmp_path / "python").touch)
    monkeypatch.setattr(module, "install_project", lambda purpose: sys.stdout.write("installs\n"))
    return module


def test_a_minute_of_silence_is_announced_once(setup, capsys):
    setup.main("run")
    assert capsys.readouterr().out.splitlines() == [
        "orbitviz: installing what it needs, about a minute …",
        "installs",
    ]
    setup.main("run")
    assert capsys.readouterr().out == ""
