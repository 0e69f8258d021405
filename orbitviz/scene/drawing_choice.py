"""Points or compute shader: which one draws, and why."""

from __future__ import annotations

from OpenGL.error import GLError

from orbitviz.model.view import SatellitePath
from orbitviz.orbits.moment import Moment
from orbitviz.scene.compute_check import check_compute
from orbitviz.scene.compute_drawing import ComputeDrawing
from orbitviz.scene.drawing import Drawing
from orbitviz.scene.gl43 import Refused
from orbitviz.scene.light import LightBuffer
from orbitviz.scene.points_drawing import PointsDrawing

_WORDS = {
    SatellitePath.AUTO: "",
    SatellitePath.COMPUTE: "compute shader",
    SatellitePath.POINTS: "points",
}


class DrawingChoice:
    """The ways of drawing satellites that a GL context has, each built when first wanted.

    light     what they will draw into
    path      how satellites were drawn last
    refused   why the compute shader is not used though it is wanted, else ""
    """

    def __init__(self, light: LightBuffer) -> None:
        self._light = light
        self._points: PointsDrawing | None = None
        self._compute: ComputeDrawing | None = None
        self.path = SatellitePath.AUTO
        self.refused = ""

    @property
    def words(self) -> str:
        """How satellites were drawn last."""
        return _WORDS[self.path]

    def choose(self, wanted: SatellitePath, moment: Moment) -> Drawing:
        """Return what draws: the compute shader, if it can and is not ruled out."""
        compute = None if wanted is SatellitePath.POINTS else self._checked(moment)
        if compute is not None:
            self.path = SatellitePath.COMPUTE
            return compute
        self.path = SatellitePath.POINTS
        self._points = self._points or PointsDrawing()
        return self._points

    def _checked(self, moment: Moment) -> ComputeDrawing | None:
        if self._compute is None and not self.refused:
            try:
                compute = ComputeDrawing()
                check_compute(compute, self._light, moment)
                self._compute = compute
            except (Refused, GLError, RuntimeError) as reason:
                self.refused = str(reason).partition("\n")[0]
        return self._compute
