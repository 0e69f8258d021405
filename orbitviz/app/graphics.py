"""OpenGL before the first window: surface format, and the requirements on the driver."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt
from PySide6.QtGui import QOffscreenSurface, QOpenGLContext, QOpenGLFunctions, QSurfaceFormat

from orbitviz.base.errors import UserError

LEAST_VERSION = (2, 1)  # GLSL 1.20, which the shaders are written in

# Platforms of Qt without desktop OpenGL for widgets; some end the process when asked for it.
_CANNOT_DRAW = (
    "directfb", "eglfs", "linuxfb", "minimal", "minimalegl", "offscreen", "vkkhrdisplay", "vnc",
)  # fmt: skip

_GL_VENDOR, _GL_RENDERER, _GL_VERSION = 0x1F00, 0x1F01, 0x1F02


@dataclass(frozen=True)
class Driver:
    """What the OpenGL driver says about itself."""

    vendor: str
    renderer: str
    version: str
    is_es: bool = False
    has_framebuffers: bool = True

    @property
    def number(self) -> tuple[int, int]:
        """The version as numbers, (0, 0) if it cannot be read."""
        found = re.search(r"(\d+)\.(\d+)", self.version)
        return (int(found[1]), int(found[2])) if found else (0, 0)


def avoid_mixed_windowing(environ: dict[str, str] | os._Environ[str]) -> None:
    """Under Wayland without Qt's plugin for it, choose X11 for Qt and OpenGL alike.

    PyOpenGL takes EGL as soon as WAYLAND_DISPLAY is set; Qt then uses GLX, and neither finds
    the other's context. What the user has set is left alone.
    """
    if not sys.platform.startswith("linux"):
        return
    if "WAYLAND_DISPLAY" not in environ or "DISPLAY" not in environ:
        return
    if _has_wayland_plugin() and not Path("/proc/driver/nvidia/version").exists():
        return
    environ.setdefault("QT_QPA_PLATFORM", "xcb")
    environ.setdefault("PYOPENGL_PLATFORM", "glx")


def request_surface() -> None:
    """Ask for desktop OpenGL with shared contexts; call it before there is a QApplication."""
    surface = QSurfaceFormat()
    surface.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    surface.setProfile(QSurfaceFormat.OpenGLContextProfile.NoProfile)
    surface.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
    surface.setSwapInterval(1)
    QSurfaceFormat.setDefaultFormat(surface)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def find_driver() -> Driver | None:
    """Return what draws, or None if there is no OpenGL at all; needs a QApplication."""
    context = QOpenGLContext()
    if not context.create():
        return None
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    if not context.makeCurrent(surface):
        return None
    functions = context.functions()
    driver = Driver(
        vendor=str(functions.glGetString(_GL_VENDOR)),
        renderer=str(functions.glGetString(_GL_RENDERER)),
        version=str(functions.glGetString(_GL_VERSION)),
        is_es=context.isOpenGLES(),
        has_framebuffers=functions.hasOpenGLFeature(QOpenGLFunctions.OpenGLFeature.Framebuffers),
    )
    context.doneCurrent()
    return driver


def require_opengl(driver: Driver | None) -> Driver:
    """Return the driver if the globe can be drawn by it.

    Raises UserError that names the driver and says what to do.
    """
    least = ".".join(str(part) for part in LEAST_VERSION)
    if driver is None:
        raise UserError("OpenGL is not available on this display", allowed=_remedy(least))
    lacks = ""
    if driver.is_es or driver.number < LEAST_VERSION:
        lacks = f"offers only OpenGL {driver.version}"
    elif not driver.has_framebuffers:
        lacks = f"(OpenGL {driver.version}) has no framebuffer objects"
    if lacks:
        raise UserError(
            f'the graphics driver "{driver.renderer}" ({driver.vendor}) {lacks}',
            allowed=_remedy(least),
        )
    return driver


def require_platform(environ: Mapping[str, str], folder: Path | None = None) -> None:
    """Raise UserError if Qt cannot draw on the display: it would abort the process, or worse.

    folder   of Qt's platform plugins, its own if None

    The plugin is loaded here as Qt will load it, which takes no time of its own.
    """
    if not sys.platform.startswith("linux"):
        return
    chosen = [part.partition(":")[0] for part in environ.get("QT_QPA_PLATFORM", "").split(";")]
    if chosen[0] in _CANNOT_DRAW:
        raise UserError(
            f'QT_QPA_PLATFORM is "{chosen[0]}", on which the window cannot be drawn',
            allowed="xcb or wayland, or `orbitviz render`, which needs no window",
        )
    if environ.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
        return
    folder = folder or _platform_plugins()
    usual = ["wayland"] * ("WAYLAND_DISPLAY" in environ) + ["xcb"]
    reasons = []
    for name in [name for name in chosen if name] or usual:
        file = folder / f"libq{name.partition('-')[0]}.so"
        if not file.exists():
            reasons.append(f'there is no "{name}"')
            continue
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            reasons.append(str(error))
        else:
            return
    raise UserError(
        f"Qt cannot load its platform plugin: {'; '.join(reasons)}",
        allowed="its libraries (on Debian and Ubuntu: apt install libxcb-cursor0 "
        "libxkbcommon-x11-0), or `orbitviz render`, which needs no window",
    )


def _remedy(least: str) -> str:
    how = {
        "win32": "update the graphics driver, or set QT_OPENGL=software to draw without one",
        "darwin": "update macOS",
    }.get(
        sys.platform,
        "install or update the driver (on Debian and Ubuntu: apt install libgl1-mesa-dri, which "
        "also draws without a graphics card), or use a display with GLX",
    )
    return f"desktop OpenGL {least} or later: {how}"


def _has_wayland_plugin() -> bool:
    return any(_platform_plugins().glob("libqwayland*"))


def _platform_plugins() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
