"""Bodies of the satellites near the camera: far ones at once, large ones each with its own depths.

They are drawn into a target of their own with smooth edges; only the part of it that they cover is
cleared and shown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.engine.nearby import NearSatellite
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.bodies.bands import bands_of
from orbitviz.scene.bodies.covering import covered_by
from orbitviz.scene.bodies.far_bodies import FarBodies
from orbitviz.scene.bodies.light import BodyLight
from orbitviz.scene.bodies.near_bodies import NearBodies
from orbitviz.scene.bodies.placing import in_sight
from orbitviz.scene.bodies.tints import Tints
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.smooth_target import Box, SmoothTarget
from orbitviz.scene.view import View

_FADE = 2.0  # a body is opaque when it appears so many times as large as when it sets in
_LARGE_PX = 30.0  # bodies that appear longer than this, logical pixels, have patterns and shadows
_COVERING_PX = 200.0  # and those hide enough to leave out what is behind them


class BodiesLayer:
    """Draws bodies over the current framebuffer; a GL context must be current."""

    def __init__(self, *, multisample: bool | None = None) -> None:
        """Build; `multisample`: see SmoothTarget."""
        self._multisample = multisample
        self._near, self._far = NearBodies(), FarBodies()
        self._show = full_screen_program("picture.frag")
        self._targets: dict[bool, SmoothTarget] = {}  # by whether the picture is a draft

    def delete(self) -> None:
        """Free the memory on the GPU that vispy does not free by itself."""
        for target in self._targets.values():
            target.delete()
        self._targets.clear()

    def draw(
        self,
        view: View,
        geometry: SkyGeometry,
        satellites: Sequence[NearSatellite],
        from_rad: float,
        tints: Tints,
        *,
        draft: bool = False,
    ) -> None:
        """Draw satellites, of which none that appears smaller than `from_rad` is to be seen.

        draft   one sample a pixel
        """
        drawn = in_sight(view, satellites)
        if not drawn:
            return
        size = np.array([one.apparent_rad for one, _ in drawn])
        opacity = np.clip((size / from_rad - 1.0) / (_FADE - 1.0), 0.0, 1.0)
        lit = sunlit(np.array([one.r_km for one, _ in drawn]), geometry.sun_teme_km)
        light = BodyLight(view.eye_km, geometry.sun_direction)
        large = size > _LARGE_PX * view.pixel_ratio * view.radians_per_pixel
        parts = bands_of(view, geometry.sun_direction, drawn, large.tolist())
        target = self._target_of(view.tile[2:], draft)
        with target.drawing(parts):
            small = np.flatnonzero(~large)
            if len(small):
                ours = [drawn[k][0] for k in small]
                self._far.draw(view, light, ours, opacity[small], lit[small], tints)
            for number, k in enumerate(np.flatnonzero(large).tolist()):
                one, box = drawn[k]
                if number:
                    target.clear_depth(box)
                self._near.draw(view, light, one, float(lit[k]), tints.of(one.key))
        self._compose(target, parts)

    def covered(
        self,
        view: View,
        geometry: SkyGeometry,
        satellites: Sequence[NearSatellite],
        *,
        finer: float = 1.0,
    ) -> list[Floats]:
        """Return polygons that `draw` will cover, as covering.covered_by does; only large ones."""
        least_rad = _COVERING_PX * view.pixel_ratio * view.radians_per_pixel
        large = [one for one in satellites if one.apparent_rad > least_rad]
        sun = geometry.sun_direction
        return [
            polygon
            for one, _ in in_sight(view, large)
            for polygon in covered_by(view, one, sun, finer=finer)
        ]

    def _target_of(self, size: tuple[int, int], draft: bool) -> SmoothTarget:
        known = self._targets.get(draft)
        if known is None or known.size != size:
            if known is not None:
                known.delete()
            known = SmoothTarget(size, multisample=False if draft else self._multisample)
            self._targets[draft] = known
        return known

    def _compose(self, target: SmoothTarget, parts: Sequence[Box]) -> None:
        """Blend the parts of the target that are drawn over the picture."""
        gloo.set_viewport(0, 0, *target.size)
        self._show["u_picture"] = target.texture
        blending.blend_premultiplied()
        gloo.set_state(scissor_test=True)
        for box in parts:
            gloo.set_scissor(*box)
            self._show.draw("triangle_strip")
        gloo.set_state(scissor_test=False)
