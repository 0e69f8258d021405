from __future__ import annotations

import socket

import pytest

from orbitviz.base.display import has_display


@pytest.mark.parametrize(
    "environ",
    [{}, {"DISPLAY": ""}, {"DISPLAY": ":65000"}, {"DISPLAY": "unix:65000.0"},
     {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nowhere"}],
)  # fmt: skip
def test_a_screen_that_is_not_there_is_none(environ):
    assert not has_display(environ)


@pytest.mark.parametrize("name", [":65001", ":65001.0", "unix:65001"])
def test_a_server_that_answers_is_one(name):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X65001")
        server.listen()
        assert has_display({"DISPLAY": name})


def test_other_kinds_of_screens(tmp_path):
    (tmp_path / "wayland-0").touch()
    assert has_display({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert has_display({"DISPLAY": "elsewhere:10.0"})
    assert has_display({"QT_QPA_PLATFORM": "vnc"})
