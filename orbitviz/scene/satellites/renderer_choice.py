"""Choice between points and compute shader."""

from __future__ import annotations

from orbitviz.model.view import SatellitePath
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl.gl43 import DRIVER_ERRORS
from orbitviz.scene.satellites.compute.compute_renderer import ComputeRenderer
from orbitviz.scene.satellites.compute.plane_segments import segment_count
from orbitviz.scene.satellites.compute.plane_traversal import most_segments
from orbitviz.scene.satellites.compute.self_check import check_compute
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.points_renderer import PointsRenderer
from orbitviz.scene.satellites.renderer import DrawRequest, SatelliteRenderer

_NAMES = {
    SatellitePath.AUTO: "",
    SatellitePath.COMPUTE: "compute shader",
    SatellitePath.POINTS: "points",
}


class RendererChoice:
    """The renderers of satellites that a GL context has, each built when first needed.

    light     the buffer they draw into
    path      the renderer used last
    refused   why the compute shader cannot be used, "" if it can or was not tried
    """

    def __init__(self, light: LightBuffer) -> None:
        self._light = light
        self._points: PointsRenderer | None = None
        self._compute: ComputeRenderer | None = None
        self._measured: tuple[Constellation | None, bool] = (None, True)
        self.path = SatellitePath.AUTO
        self.refused = ""

    @property
    def name(self) -> str:
        """Name of the last renderer, for display."""
        return _NAMES[self.path]

    def choose(
        self, path: SatellitePath, geometry: SkyGeometry, constellation: Constellation | None = None
    ) -> SatelliteRenderer:
        """Return the renderer of a constellation, None for any.

        It is the compute shader, unless it fails, the planes are too many for it, or points are
        asked for.
        """
        compute = None if path is SatellitePath.POINTS else self._checked_compute(geometry)
        if compute is not None and self._fits(constellation):
            self.path, self._points = SatellitePath.COMPUTE, None
            return compute
        self.path = SatellitePath.POINTS
        self._points = self._points or PointsRenderer()
        return self._points

    def accumulate(
        self, path: SatellitePath, geometry: SkyGeometry, request: DrawRequest, *, exclusive: bool
    ) -> None:
        """Fill the buffer with the light of all satellites, see SatelliteRenderer.

        A variant of the compute shader is built when it is first needed; if the driver refuses
        it then, points take over for good.
        """
        renderer = self.choose(path, geometry, request.constellation)
        try:
            renderer.accumulate(self._light, request, exclusive=exclusive)
        except DRIVER_ERRORS as reason:
            if renderer is self._points:
                raise
            self._give_up(reason)
            again = self.choose(path, geometry, request.constellation)
            again.accumulate(self._light, request, exclusive=exclusive)

    def _fits(self, constellation: Constellation | None) -> bool:
        """Whether the driver's buffers hold the table of planes."""
        if constellation is not None and constellation is not self._measured[0]:
            self._measured = (constellation, segment_count(constellation) <= most_segments())
        return constellation is None or self._measured[1]

    def _checked_compute(self, geometry: SkyGeometry) -> ComputeRenderer | None:
        if self._compute is None and not self.refused:
            try:
                self._compute = ComputeRenderer()
                check_compute(self._compute, self._light, geometry)
            except (*DRIVER_ERRORS, RuntimeError) as reason:
                self._give_up(reason)
        return self._compute

    def delete(self) -> None:
        """Free the memory; the next picture builds its renderer again."""
        if self._compute is not None:
            self._compute.delete()
        self._compute = None

    def _give_up(self, reason: Exception) -> None:
        self.refused = str(reason).partition("\n")[0]
        self.delete()
