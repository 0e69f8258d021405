"""Where places in space are in a picture of the globe."""

from __future__ import annotations

from orbitviz.base.arrays import Floats
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.scene.overlay.callouts import Locate
from orbitviz.scene.view import View

_LIFT = 1.002  # places on the ground would be hidden by it, for it is no sphere


def seen_from(view: View) -> Locate:
    """Return what finds a place (3,) km TEME in a picture; see Locate."""

    def locate(r_km: Floats) -> tuple[float, float] | None:
        pixels, depth = view.project(r_km[None])
        if not depth[0] > 0.0 or hidden_by_earth(view.eye_km, _LIFT * r_km[None])[0]:
            return None
        x, y = pixels[0].tolist()
        return x, y

    return locate
