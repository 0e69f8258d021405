"""A loop in C on two threads, without any graphics library: cpu_loop.c, called by ctypes."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import numpy as np

from orbitviz.model.view import Look
from orbitviz.scene.satellites.compute.plane_traversal import LIGHT_UNITS
from orbitviz.scene.satellites.looks import LOOKS
from tests.bench.peers.contestant import Contestant, serve
from tests.bench.peers.environment import ENV, HERE

THREADS = 2  # as in cpu_loop.c
# The parts of -ffast-math: by its own name, loading the library would make the processor take
# subnormal numbers for zero, in the whole process.
_FAST = ["-fno-math-errno", "-ffinite-math-only", "-fno-signed-zeros", "-fno-trapping-math",
         "-fassociative-math", "-freciprocal-math"]  # fmt: skip
COMPILE = ["cc", "-O3", "-march=native", *_FAST, "-shared", "-fPIC", "-pthread",
           f"-DLIGHT_UNITS={LIGHT_UNITS}f",
           f"-DLEAST_LIGHT={LOOKS[Look.DENSITY].least_light}f"]  # fmt: skip


class CSetup(ctypes.Structure):
    """The struct Setup of cpu_loop.c."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("count", "width", "height")),
        *((name, ctypes.c_float * 3) for name in ("eye", "right", "up", "forward")),
        ("tan_half", ctypes.c_float * 2),
        ("horizon_km2", ctypes.c_float),
        ("spacing_px_km", ctypes.c_float),
    ]


class CLoop(Contestant):
    """Adds up satellites or their light per pixel; of the globe there is only what it hides."""

    renderer = "two threads of C"

    def __init__(self, setup, columns):
        library = ENV / "cpu_loop.so"
        subprocess.run([*COMPILE, "-o", library, HERE / "cpu_loop.c", "-lm"], check=True)
        self._draw = ctypes.CDLL(str(library)).draw
        self._columns = np.ascontiguousarray(columns)
        self._size = width, height = setup.size
        self._with_light = sys.argv[2] == "light"
        pixel = (3, np.uint32) if self._with_light else (1, np.uint16)
        self._images = np.zeros((THREADS, width * height + 1, pixel[0]), pixel[1])
        vectors = (tuple(getattr(setup, name)) for name in ("eye_km", "right", "up", "forward"))
        camera = (*vectors, tuple(setup.tan_half), setup.horizon_km2, setup.spacing_px_km)
        self._setup = CSetup(setup.count, width, height, *camera)

    def draw(self, time_s, with_satellites):
        """Draw one frame and return when it is finished."""
        images = (ctypes.c_void_p * THREADS)(*(image.ctypes.data for image in self._images))
        satellites = self._setup.count if with_satellites else 0
        failed = self._draw(
            ctypes.byref(self._setup),
            ctypes.c_void_p(self._columns.ctypes.data),
            satellites,
            ctypes.c_float(time_s),
            int(self._with_light),
            images,
        )
        if failed:
            raise OSError(failed, "no second thread can be started")

    def pixels(self):
        """Return the frame drawn last, (height, width, 3) uint8."""
        width, height = self._size
        lit = self._images[0, :-1].any(axis=1).reshape(height, width, 1)
        return np.repeat(np.where(lit, 255, 0).astype(np.uint8), 3, axis=2)


if __name__ == "__main__":
    serve(CLoop)
