"""The world the tests run in: a virtual screen of their own, no network, nobody's settings."""

from __future__ import annotations

import ctypes
import gc
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a run can be repeated; `make test-all` looks for new ones.
settings.register_profile("orbitviz", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("orbitviz")

_processes: list[subprocess.Popen[bytes]] = []
_home = tempfile.TemporaryDirectory(prefix="orbitviz-tests-", ignore_cleanup_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """Prepare everything that must stand before Qt or OpenGL is loaded."""
    if _only_hands_out_tests(config):
        return
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(_home.name) / name.lower())
    os.environ["EGL_PLATFORM"] = "surfaceless"
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    os.environ["QT_SCALE_FACTOR"] = "1"
    os.environ.pop("WAYLAND_DISPLAY", None)
    _start_screen()
    from PySide6.QtCore import QCoreApplication, Qt

    from orbitviz.base.memory import return_large_blocks

    return_large_blocks()  # as the program does
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # vispy replaces Qt's message handler when its backend is loaded; pytest-qt installs its own
    # for each test afterwards, so the backend must be there before the first one.
    import vispy

    vispy.use(app="pyside6", gl="gl2")


def _only_hands_out_tests(config: pytest.Config) -> bool:
    """Whether this process runs no test itself: its workers have screens and homes of their own."""
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started; a worker is still connected to its screen, which ends with it."""
    if not hasattr(config, "workerinput"):
        for process in reversed(_processes):
            process.terminate()
            process.wait(timeout=10)
        _processes.clear()
    _home.cleanup()


def _end_with_parent() -> None:
    """Have Linux end this process when the one that started it ends, however that comes about."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave what the imports made out of every later garbage collection, which makes them fast."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Let go of a test's windows once pytest has: reference cycles keep each with its pixels."""
    result = yield
    is_last_of_file = nextitem is None or nextitem.path != item.path
    if "qtbot" in getattr(item, "fixturenames", ()):
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    elif is_last_of_file:
        gc.collect()
    if is_last_of_file and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)  # up to half a gigabyte of freed blocks
    return result


def _start_screen() -> None:
    """Start Xvfb on a free display, and a window manager, which focus needs, if there is one."""
    if shutil.which("Xvfb") is None:
        raise pytest.UsageError("Xvfb is missing: run `make test`, or `apt-get install xvfb`")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
    command += ["+extension", "GLX", "-nolisten", "tcp"]
    _processes.append(
        subprocess.Popen(
            command,
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_parent,
        )
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise pytest.UsageError("Xvfb did not start")
    os.environ["DISPLAY"] = f":{number}"
    if shutil.which("herbstluftwm"):
        _processes.append(
            subprocess.Popen(
                ["herbstluftwm", "--locked"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                preexec_fn=_end_with_parent,
            )
        )


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Let no test leave the machine: the program works offline."""
    connect = socket.socket.connect

    def local_only(self, address):
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test tried to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="module")
def _egl_canvas():
    from orbitviz.scene.offscreen import gl_context

    with gl_context() as canvas:
        yield canvas


@pytest.fixture
def gl_canvas(_egl_canvas):
    """An invisible GL context, current for the test; what the test drew with is let go after it."""
    _egl_canvas.set_current()
    yield _egl_canvas
    gc.collect()
    _egl_canvas.set_current()
    _egl_canvas.context.flush_commands()
