"""The command where the machine has less than it needs: it says so, or goes on without."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orbitviz.base.display import has_display
from orbitviz.base.errors import UserError
from orbitviz.cli.drawing import loading_opengl
from orbitviz.scene.gl.gl_info import require_driver

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of Linux")


def run(arguments, *, without=(), set_to=None, stdout=subprocess.PIPE):
    environ = {key: value for key, value in os.environ.items() if key not in without}
    return subprocess.run(
        [sys.executable, "-m", "orbitviz", *map(str, arguments)],
        env=environ | (set_to or {}), stdout=stdout, stderr=subprocess.PIPE, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def run_without_graphics(arguments):
    """No display, and an EGL that knows no driver."""
    return run(
        arguments,
        without=("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"),
        set_to={"__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent"},
    )


@linux_only
def test_a_picture_without_egl_and_display_is_refused_in_a_sentence(tmp_path):
    done = run_without_graphics(["render", "one-shell", "-o", tmp_path / "x.png"])
    assert done.returncode == 2
    assert done.stderr.startswith("orbitviz: no OpenGL context can be created (egl: ")
    assert done.stderr.count("\n") == 1
    assert "libgl1-mesa-dri" in done.stderr
    assert list(tmp_path.iterdir()) == []


@linux_only
@pytest.mark.gl
def test_a_picture_needs_no_platform_of_qt(tmp_path):
    done = run(
        ["render", "one-shell", "--size", "64x64", "-o", tmp_path / "x.png"],
        without=("DISPLAY", "WAYLAND_DISPLAY", "EGL_PLATFORM"),
        set_to={"QT_QPA_PLATFORM": "eglfs"},
    )
    assert (done.returncode, done.stderr) == (0, "")


OLD = {"vendor": "Intel", "renderer": "GMA 950", "version": "2.1 Mesa 7", "glsl": "1.20"}


@pytest.mark.parametrize(
    ("changes", "extensions", "words"),
    [
        ({"version": "1.4 Mesa"}, "GL_EXT_framebuffer_object", "OpenGL 1.4 Mesa"),
        ({"glsl": "1.10"}, "GL_EXT_framebuffer_object", "GLSL 1.10"),
        ({"version": "2.0", "glsl": ""}, "GL_EXT_framebuffer_object", "GLSL unknown"),
        ({}, "GL_ARB_texture_float", "no framebuffer objects"),
    ],
)
def test_a_driver_that_is_too_old_is_named(changes, extensions, words):
    with pytest.raises(UserError, match=words) as caught:
        require_driver(OLD | changes, extensions)
    assert '"GMA 950" (Intel)' in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "extensions"),
    [
        ({}, "GL_EXT_framebuffer_object"),
        ({"version": "2.1 Metal - 83.1"}, "GL_ARB_framebuffer_object"),
        ({"version": "3.3.0 NVIDIA 550", "glsl": "3.30 NVIDIA"}, ""),
    ],
)
def test_a_driver_that_is_enough_is_used(changes, extensions):
    require_driver(OLD | changes, extensions)


@linux_only
def test_the_doctor_says_that_nothing_draws():
    done = run_without_graphics(["doctor"])
    assert done.returncode == 0
    assert "failure" in done.stdout
    assert "no OpenGL context can be created" in done.stdout


@linux_only
def test_a_report_without_pictures_is_a_report(tmp_path):
    page = tmp_path / "x.html"
    done = run_without_graphics(["report", "one-shell", "-o", page])
    assert (done.returncode, done.stderr) == (0, "")
    assert "no OpenGL context can be created" in page.read_text()
    assert "<table" in page.read_text()


def test_libraries_that_are_missing_are_named():
    for error in (ImportError("libGL.so.1"), OSError("libGL.so.1"), AttributeError("libGL.so.1")):
        with pytest.raises(UserError, match=r"libGL\.so\.1") as caught, loading_opengl():
            raise error
        assert "libegl1" in str(caught.value)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "wayland"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ({"DISPLAY": "far.example:0"}, True),
    ],
)
def test_a_plugin_that_needs_a_server_is_no_display(environ, expected):
    assert has_display(environ) is expected


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["designs"], ["schema"], ["report", "one-shell"]])
def test_an_output_that_is_full_is_told(arguments):
    with open("/dev/full", "w") as full:
        done = run(arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr == "orbitviz: output: no space left on device\n"


@pytest.mark.parametrize("arguments", [["designs"], ["schema"], ["report", "one-shell"]])
def test_a_reader_that_has_left_is_no_failure_to_talk_about(arguments):
    read, write = os.pipe()
    os.close(read)
    try:
        done = run(arguments, stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_terminal_of_ascii_shows_what_it_can():
    done = run(["report", "one-shell"], set_to={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "One shell" in done.stdout


def test_no_home_is_needed_for_figures():
    done = run(["report", "one-shell"], without=("HOME",))
    assert (done.returncode, done.stderr) == (0, "")


@linux_only
def test_a_failure_is_told_although_the_log_cannot_be_written(tmp_path):
    blocked = tmp_path / "state"
    blocked.write_text("a file where a folder should be")
    code = (
        "import orbitviz.cli.verbs.designs as d\n"
        "def fail(): raise RuntimeError('boom')\n"
        "d.builtin_designs = fail\n"
        "from orbitviz.cli.main import main\n"
        "main(lambda *_: 0, ['designs'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"XDG_STATE_HOME": str(blocked)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "RuntimeError: boom" in done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
