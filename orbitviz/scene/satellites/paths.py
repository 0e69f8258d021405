"""Orbit, trail, ground track and footprint of the satellites that were chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from vispy import gloo

from orbitviz.analysis.satellite_motion import moved_by
from orbitviz.base.arrays import Floats
from orbitviz.engine.satellite_paths import (
    Track,
    ellipse_at,
    footprint_km,
    satellites_with_paths,
    track_around,
)
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.model.view import Layers
from orbitviz.orbits.ellipse import Ellipse
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.wide_lines import corners, for_each_corner, triangles
from orbitviz.scene.view import View

_HALF_TURN_STEPS = 160
_NEAR_KM = (0.2, 4.0)  # a line would cross the body that the camera is at
_ALWAYS = (1.0, 1.0, 1.0)
PATH_LAYERS = ("satellite_orbits", "trails", "ground_tracks", "footprints")


@dataclass(frozen=True)
class _Style:
    """Colour sRGB with opacity, width in logical pixels; strength: see path.frag."""

    colour: tuple[float, float, float, float]
    width_px: float
    strength: tuple[float, float, float] = _ALWAYS


_ORBIT = _Style((0.93, 0.96, 1.00, 0.62), 1.4)
_TRAIL = _Style((1.00, 1.00, 1.00, 0.95), 2.6, (0.0, 1.0, 0.0))
_TRACK = _Style((1.00, 0.80, 0.36, 0.95), 1.8, (0.15, 0.45, 1.0))
_FOOTPRINT = _Style((1.00, 0.80, 0.36, 0.90), 1.5)
_TRAIL_RAD = np.radians(150.0)


def has_paths(layers: Layers) -> bool:
    """Whether any layer of paths is on."""
    return any(getattr(layers, name) for name in PATH_LAYERS)


class PathsLayer:
    """Draws the paths; a ground track is uploaded every few minutes of simulated time."""

    def __init__(self) -> None:
        self._orbit = _OrbitLine()
        self._tracks: dict[SatelliteKey, _TrackLine] = {}
        self._footprint = _GroundLine()

    def draw(self, view: View, state: State, snapshot: Snapshot) -> None:
        """Draw what is switched on of the satellites that are followed or selected."""
        layers = state.view.layers
        keys = satellites_with_paths(state)
        self._tracks = {key: line for key, line in self._tracks.items() if key in keys}
        blending.blend_premultiplied()
        ellipses = {key: ellipse_at(state, snapshot, key) for key in keys}
        for key, ellipse in ellipses.items():
            if layers.ground_tracks:
                self._track(state, key).draw(view, state, snapshot)
            if layers.footprints and ellipse is not None:
                edge_km = footprint_km(ellipse.r_km, snapshot, state.view.min_elevation_rad)
                self._footprint.set(edge_km, np.zeros(len(edge_km)))
                self._footprint.draw(view, snapshot.geometry, _FOOTPRINT, 0.0, 1.0)
        for ellipse in ellipses.values():
            if ellipse is not None and layers.satellite_orbits:
                self._orbit.draw(view, ellipse, _ORBIT, np.pi)
            if ellipse is not None and layers.trails:
                self._orbit.draw(view, ellipse, _TRAIL, _TRAIL_RAD)

    def _track(self, state: State, key: SatelliteKey) -> _TrackLine:
        known = self._tracks.get(key)
        if known is None or known.moved_by is not moved_by(state, key):
            known = self._tracks[key] = _TrackLine(state, key)
        return known


class _OrbitLine:
    """One ellipse as segments, shorter towards the satellite."""

    def __init__(self) -> None:
        share = np.linspace(-1.0, 1.0, 2 * _HALF_TURN_STEPS + 1)
        # A chord is off its arc by the square of its length, seen under an angle that falls with
        # the distance.
        ahead = np.pi * share * np.abs(share)
        ends = np.stack([ahead[:-1], ahead[1:]], axis=1)
        self._program = load_program("path_orbit.vert", "path.frag")
        self._program["a_ends_rad"] = gloo.VertexBuffer(for_each_corner(ends))
        self._program["a_corner"] = gloo.VertexBuffer(corners(len(ends)))
        self._indices = triangles(len(ends))

    def draw(self, view: View, ellipse: Ellipse, style: _Style, turn_rad: float) -> None:
        """Draw an orbit so far behind the satellite, and as far ahead of it."""
        program = self._program
        _apply(program, view, style)
        # The middle of the picture is the satellite: float32 is fine enough from there.
        program["u_from_eye_km"] = (ellipse.r_km - view.eye_km).astype(np.float32)
        program["u_across_km"] = ellipse.across.astype(np.float32)
        program["u_along_km"] = ellipse.along.astype(np.float32)
        program["u_turn_rad"] = turn_rad * (1.0 + 1e-6)
        program.draw("triangles", self._indices)


class _GroundLine:
    """A line on the turning Earth."""

    def __init__(self) -> None:
        self._program = load_program("path_ground.vert", "path.frag")
        self._indices: gloo.IndexBuffer | None = None
        self._count = 0

    def set(self, r_itrs_km: Floats, seconds: Floats) -> None:
        """Adopt points (n, 3) km ITRS with their times (n,); pieces with nan are left out."""
        known = np.isfinite(r_itrs_km[:, 0])
        piece = known[:-1] & known[1:]
        start, end = r_itrs_km[:-1][piece], r_itrs_km[1:][piece]
        ends_s = np.stack([seconds[:-1][piece], seconds[1:][piece]], axis=1)
        values = {"a_start_km": start, "a_end_km": end, "a_ends_s": ends_s}
        for name, value in values.items():
            self._program[name] = gloo.VertexBuffer(for_each_corner(value))
        if len(start) != self._count:
            self._count = len(start)
            self._program["a_corner"] = gloo.VertexBuffer(corners(self._count))
            self._indices = triangles(self._count)

    def draw(
        self, view: View, geometry: SkyGeometry, style: _Style, now_s: float, span_s: float
    ) -> None:
        """Draw; now_s and span_s by the times of the points."""
        if not self._count:
            return
        program = self._program
        _apply(program, view, style)
        program["u_to_teme"] = geometry.teme_to_itrs.astype(np.float32)
        program["u_now_s"], program["u_span_s"] = now_s, span_s
        program.draw("triangles", self._indices)


class _TrackLine:
    """The ground track of one satellite, computed anew as time leaves it behind."""

    def __init__(self, state: State, key: SatelliteKey) -> None:
        self.moved_by = moved_by(state, key)
        self._key = key
        self._line = _GroundLine()
        self._track: Track | None = None

    def draw(self, view: View, state: State, snapshot: Snapshot) -> None:
        """Draw the track around the instant of a snapshot."""
        track = self._track
        if track is None or not track.holds_at(snapshot.instant):
            track = self._track = track_around(state, self._key, snapshot.instant)
            self._line.set(track.r_itrs_km, track.seconds)
        now_s = snapshot.instant.seconds_since(track.at)
        self._line.draw(view, snapshot.geometry, _TRACK, now_s, track.period_s)


def _apply(program: gloo.Program, view: View, style: _Style) -> None:
    view.apply(program)
    program["u_colour"] = style.colour
    program["u_width_px"] = style.width_px
    program["u_strength"] = style.strength
    program["u_near_km"] = _NEAR_KM
