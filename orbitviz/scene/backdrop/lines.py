"""Coastlines, borders, graticule, axes and constellation figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import Layers
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.line_data import LineData
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.wide_lines import corners, for_each_corner, triangles
from orbitviz.scene.view import View

# Lines float a little above the ellipsoid, so that the ground under them does not hide them.
_LIFT_KM = 4.0
_STAR_DISTANCE_KM = 1.0e7
AXIS_KM = 1.6 * EARTH_RADIUS_KM


@dataclass(frozen=True)
class _LineStyle:
    """Colour sRGB with opacity, width in logical pixels, whether it lies on the ground."""

    colour: tuple[float, float, float, float]
    width_px: float
    on_ground: bool = True


_COAST = _LineStyle((0.78, 0.92, 1.0, 0.80), 1.1)
_BORDER = _LineStyle((1.0, 0.90, 0.72, 0.55), 0.9)
_GRATICULE = _LineStyle((0.70, 0.80, 0.92, 0.26), 0.8)
_PRIME = _LineStyle((0.80, 0.88, 1.0, 0.60), 1.1)
_FIGURE = _LineStyle((0.45, 0.60, 0.90, 0.42), 0.9, on_ground=False)
AXIS_COLOURS = ((1.00, 0.42, 0.38), (0.45, 0.90, 0.45), (0.45, 0.65, 1.00))
_AXES = tuple(_LineStyle((*colour, 0.95), 1.8, on_ground=False) for colour in AXIS_COLOURS)


class LinesLayer:
    """Draws the lines that are switched on; each set is uploaded when it is first drawn."""

    def __init__(self, data: LineData, figures: NDArray[np.float32]) -> None:
        self._data = data
        self._figures = figures
        self._sets: dict[str, _LineSet] = {}

    def draw(self, view: View, geometry: SkyGeometry, layers: Layers) -> None:
        """Draw over the Earth and the sky that are there."""
        itrs_to_teme = geometry.teme_to_itrs.T
        if layers.constellations:
            self._set("figures").draw(view, geometry.gcrs_to_teme, _FIGURE)
        if layers.graticule:
            self._set("graticule").draw(view, itrs_to_teme, _GRATICULE)
            self._set("prime").draw(view, itrs_to_teme, _PRIME)
        if layers.coastlines:
            self._set("coasts").draw(view, itrs_to_teme, _COAST)
        if layers.borders:
            self._set("borders").draw(view, itrs_to_teme, _BORDER)
        if layers.axes:
            for name, style in zip(("x", "y", "z"), _AXES, strict=True):
                self._set(name).draw(view, np.eye(3), style)

    def _set(self, name: str) -> _LineSet:
        if name not in self._sets:
            self._sets[name] = _LineSet(self._segments(name))
        return self._sets[name]

    def _segments(self, name: str) -> Floats:
        if name in ("coasts", "borders"):
            return _on_ground(getattr(self._data, name))
        if name == "graticule":
            return _on_ground(_graticule(15, skip_prime=True))
        if name == "prime":
            return _on_ground(_graticule(15, skip_prime=False))
        if name == "figures":
            return self._figures.astype(np.float64) * _STAR_DISTANCE_KM
        return _axis("xyz".index(name))


class _LineSet:
    """Segments on the GPU, (n, 2, 3) km in their own axes."""

    def __init__(self, segments: Floats) -> None:
        self._program = load_program("lines.vert", "lines.frag")
        self._program["a_start_km"] = gloo.VertexBuffer(for_each_corner(segments[:, 0]))
        self._program["a_end_km"] = gloo.VertexBuffer(for_each_corner(segments[:, 1]))
        self._program["a_corner"] = gloo.VertexBuffer(corners(len(segments)))
        self._indices = triangles(len(segments))

    def draw(self, view: View, to_teme: Floats, style: _LineStyle) -> None:
        """Draw all segments; to_teme (3, 3) turns their axes into TEME."""
        program = self._program
        view.apply(program)
        program["u_to_teme"] = to_teme.T.astype(np.float32)
        program["u_colour"] = style.colour
        program["u_width_px"] = style.width_px
        program["u_on_ground"] = float(style.on_ground)
        blending.blend_premultiplied()
        program.draw("triangles", self._indices)


def _on_ground(lon_lat_deg: NDArray[np.float32]) -> Floats:
    """Return (n, 2, 3) float64 km ITRS of segments (n, 2, 2) in degrees."""
    lon, lat = np.radians(lon_lat_deg.astype(np.float64)).reshape(-1, 2).T
    return itrs_position_km(lat, lon, np.full(len(lat), _LIFT_KM)).reshape(-1, 2, 3)


def _graticule(step_deg: int, *, skip_prime: bool) -> NDArray[np.float32]:
    """Return the meridians and parallels, or with skip_prime False only equator and meridian 0."""
    lines = []
    along = np.arange(-180.0, 180.1, 3.0)
    for lat in range(-90 + step_deg, 90, step_deg):
        if (lat == 0) is not skip_prime:
            lines.append(np.stack([along, np.full(len(along), lat)], axis=1))
    across = np.arange(-90.0, 90.1, 3.0)
    for lon in range(-180, 180, step_deg):
        if (lon == 0) is not skip_prime:
            lines.append(np.stack([np.full(len(across), lon), across], axis=1))
    parts = [np.stack([line[:-1], line[1:]], axis=1) for line in lines]
    return np.concatenate(parts).astype(np.float32)


def _axis(index: int) -> Floats:
    """Return one axis of TEME from the centre outwards, in segments, with an arrow head."""
    tip = np.zeros(3)
    tip[index] = AXIS_KM
    points = np.linspace(0.0, 1.0, 33)[:, None] * tip
    barbs = []
    for side in (-1.0, 1.0):
        barb = tip * 0.955
        barb[(index + 1) % 3] = side * 0.018 * AXIS_KM
        barbs.append([barb, tip])
    return np.concatenate([np.stack([points[:-1], points[1:]], axis=1), np.array(barbs)])
