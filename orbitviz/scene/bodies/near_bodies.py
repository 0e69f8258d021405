"""Bodies of many pixels: every part with its pattern and its shadows, by a program for each."""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame, Part
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, KM_PER_M
from orbitviz.engine.nearby import NearSatellite
from orbitviz.scene.bodies.light import BodyLight, light_defines
from orbitviz.scene.bodies.placing import axes_of
from orbitviz.scene.bodies.reflectance import reflectance_defines
from orbitviz.scene.bodies.tints import Tint
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View
from orbitviz.subsystems.satellite import ArrayPointing, RadiatorPointing

_PLATES = 4  # at most, that cast shadows, see shaders/lib/body_shadow.glsl
_NEAREST = 1.0 / 400.0  # nearest depth at least, in radii of the body: 16 bits hold no more
_NO_SHADOWS = -1
_PLAIN = Part.STRUCTURE  # and all parts after it have no pattern, and share a program
_EDGE_ON = 1e-4  # sine to the Sun below which a plate casts no shadow


class NearBodies:
    """Draws one body after the other; a GL context must be current."""

    def __init__(self) -> None:
        self._programs: dict[tuple[Part, int], gloo.Program] = {}
        self._buffers: WeakKeyDictionary[Body, Mapping[Part, Mapping[str, gloo.VertexBuffer]]]
        self._buffers = WeakKeyDictionary()

    def draw(
        self,
        view: View,
        light: BodyLight,
        one: NearSatellite,
        sunlit: float,
        tints: tuple[Tint, ...],
    ) -> None:
        """Draw a satellite of which the Sun shows a share; `tints` of the parts with a pattern."""
        body = one.body
        axes = axes_of(body, [one], light.sun)[0]
        plates = _casting_plates(body, axes, light.sun)
        uniforms = {
            **_uniforms(view, one),
            **_shadows(body, axes, light.sun),
            **{f"u_plates[{k}]": plate for k, plate in enumerate(plates)},
            **{f"u_axes[{int(frame)}]": axes[frame].astype(np.float32) for frame in Frame},
            "u_sunlit": np.float32(sunlit),
        }
        # What looks away is hidden, but software shades it all the same.
        gloo.set_state(cull_face="back")
        for part, buffers in self._buffers_of(body).items():
            is_shaded = _may_be_shaded(part, body, axes, light.sun)
            program = self._program(part, len(plates) if is_shaded else _NO_SHADOWS)
            view.apply(program)
            light.set_on(program)
            for name, value in uniforms.items():
                if name in program:
                    program[name] = value
            if part < _PLAIN:
                program["u_tint"] = tints[part]
            for name, buffer in buffers.items():
                program[name] = buffer
            program.draw("triangles")
        gloo.set_state(cull_face=False)

    def _program(self, part: Part, plates: int) -> gloo.Program:
        """Return the program of a part in the shadow of so many plates, or of nothing."""
        if (part, plates) not in self._programs:
            self._programs[part, plates] = load_program(
                "body.vert", "body.frag", PART=int(part), SHADOWS=int(plates != _NO_SHADOWS),
                FRAMES=len(Frame), PLATES=max(plates, 0), **light_defines(),
                **reflectance_defines(),
            )  # fmt: skip
        return self._programs[part, plates]

    def _buffers_of(self, body: Body) -> Mapping[Part, Mapping[str, gloo.VertexBuffer]]:
        """Return the vertices of a body by program, uploaded once."""
        known = self._buffers.get(body)
        if known is None:
            mesh = body.triangles
            columns = {
                "a_position_m": mesh.position_m,
                "a_normal": mesh.normal,
                "a_place": np.hstack([mesh.place_m, mesh.half_m]),
                "a_kind": np.stack([mesh.part, mesh.frame], axis=1),
            }
            drawn_by = np.minimum(mesh.part, float(_PLAIN))
            known = self._buffers[body] = {
                Part(int(part)): {
                    name: gloo.VertexBuffer(np.ascontiguousarray(column[drawn_by == part]))
                    for name, column in columns.items()
                }
                for part in np.unique(drawn_by)
            }
        return known


def _may_be_shaded(part: Part, body: Body, axes: Floats, sun: Floats) -> bool:
    """Whether the body may throw a shadow on a part: not where the Sun does not shine on it."""
    if part is Part.ARRAY:
        tracks = body.faces_sun and body.array_pointing is ArrayPointing.TRACKING
        return not (tracks and body.radiator_pointing is RadiatorPointing.EDGE_ON)
    if part is Part.ARRAY_BACK:
        return float(axes[Frame.ARRAY, 2] @ sun) < -_EDGE_ON
    if part is Part.RADIATOR:
        return abs(float(axes[Frame.RADIATOR, 1] @ sun)) > _EDGE_ON
    return True


def _uniforms(view: View, one: NearSatellite) -> dict[str, object]:
    body = one.body
    middle_km = one.r_km - view.eye_km
    reach_km = body.reach_m * KM_PER_M
    depth_km = float(middle_km @ view.forward)
    nearest_km = max(depth_km - 1.01 * reach_km, _NEAREST * reach_km)
    radius_km = float(np.linalg.norm(one.r_km))
    cos_earth = np.sqrt(max(1.0 - (EARTH_RADIUS_KM / radius_km) ** 2, 0.0))
    return {
        "u_middle_km": middle_km.astype(np.float32),
        "u_depths_km": (nearest_km, depth_km + 1.01 * reach_km),
        "u_pixel_rad": np.float32(view.radians_per_pixel),
        "u_earth": (*(-one.r_km / radius_km), cos_earth),
        "u_gold": float(body.gold),
        "u_bays": float(body.bays),
        "u_packing": body.packing,
        "u_bus_m": float(np.cbrt(np.prod(body.bus_m))),
    }


def _shadows(body: Body, axes: Floats, sun: Floats) -> dict[str, object]:
    """Return the uniforms of the bus in shaders/lib/body_shadow.glsl; axes (3, 3, 3) of frames."""
    ray = axes[Frame.BODY] @ sun
    ray = np.where(np.abs(ray) < _EDGE_ON, _EDGE_ON, ray)
    return {
        "u_bus_axes": axes[Frame.BODY].astype(np.float32),
        "u_bus_half_m": 0.5 * np.array(body.bus_m, np.float32),
        "u_bus_per_ray": (1.0 / ray).astype(np.float32),
        "u_slack_m": 2e-3 * body.reach_m,
    }


def _casting_plates(body: Body, axes: Floats, sun: Floats) -> list[NDArray[np.float32]]:
    """Return the plates (4, 4) of shaders/lib/body_shadow.glsl that are not edge-on to the Sun."""
    found = []
    for frame, centre, half_u, half_v in body.plates:
        lengths = [float(np.linalg.norm(half)) for half in (half_u, half_v)]
        u, v = half_u / lengths[0] @ axes[frame], half_v / lengths[1] @ axes[frame]
        normal = np.cross(u, v)
        slope = float(normal @ sun)
        if abs(slope) <= _EDGE_ON:
            continue
        plate = np.zeros((4, 4), np.float32)
        plate[:, :3] = centre @ axes[frame], u, v, normal / slope
        plate[:2, 3] = lengths
        found.append(plate)
    return found[:_PLATES]
