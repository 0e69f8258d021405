"""Points or compute shader: which one draws, and why."""

from __future__ import annotations

from OpenGL.error import GLError

from orbitviz.model.view import SatellitePath
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl.gl43 import Refused
from orbitviz.scene.satellites.compute_check import check_compute
from orbitviz.scene.satellites.compute_renderer import ComputeRenderer
from orbitviz.scene.satellites.light import LightBuffer
from orbitviz.scene.satellites.points_renderer import PointsRenderer
from orbitviz.scene.satellites.renderer import DrawRequest, SatelliteRenderer

_WORDS = {
    SatellitePath.AUTO: "",
    SatellitePath.COMPUTE: "compute shader",
    SatellitePath.POINTS: "points",
}


class RendererChoice:
    """The ways of drawing satellites that a GL context has, each built when first wanted.

    light     what they will draw into
    path      how satellites were drawn last
    refused   why the compute shader is not used though it is wanted, else ""
    """

    def __init__(self, light: LightBuffer) -> None:
        self._light = light
        self._points: PointsRenderer | None = None
        self._compute: ComputeRenderer | None = None
        self.path = SatellitePath.AUTO
        self.refused = ""

    @property
    def words(self) -> str:
        """How satellites were drawn last."""
        return _WORDS[self.path]

    def choose(self, way: SatellitePath, geometry: SkyGeometry) -> SatelliteRenderer:
        """Return what draws: the compute shader, if it can and is not ruled out."""
        compute = None if way is SatellitePath.POINTS else self._checked(geometry)
        if compute is not None:
            self.path, self._points = SatellitePath.COMPUTE, None
            return compute
        self.path = SatellitePath.POINTS
        self._points = self._points or PointsRenderer()
        return self._points

    def collect(
        self, way: SatellitePath, geometry: SkyGeometry, request: DrawRequest, *, alone: bool
    ) -> None:
        """Put the light of satellites into the buffer, see Drawing.

        A shader for one more kind of picture is built when that is first wanted; if the driver
        refuses it then, points take over for good.
        """
        drawing = self.choose(way, geometry)
        try:
            drawing.collect(self._light, request, alone=alone)
        except (Refused, GLError) as reason:
            if drawing is self._points:
                raise
            self._give_up(reason)
            self.choose(way, geometry).collect(self._light, request, alone=alone)

    def _checked(self, geometry: SkyGeometry) -> ComputeRenderer | None:
        if self._compute is None and not self.refused:
            try:
                self._compute = ComputeRenderer()
                check_compute(self._compute, self._light, geometry)
            except (Refused, GLError, RuntimeError) as reason:
                self._give_up(reason)
        return self._compute

    def delete(self) -> None:
        """Give the memory back; what is drawn next is built anew."""
        if self._compute is not None:
            self._compute.delete()
        self._compute = None

    def _give_up(self, reason: Exception) -> None:
        self.refused = str(reason).partition("\n")[0]
        self.delete()
