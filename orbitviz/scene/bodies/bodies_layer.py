"""Bodies of the satellites near the camera, the farthest first, each with its own depths.

They are drawn with more pixels than the picture has, into a target of their own, so that their
edges are smooth; only the part of it that they cover is cleared and shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from weakref import WeakKeyDictionary

import numpy as np
from vispy import gloo

from orbitviz.analysis.bodies.body import Body
from orbitviz.analysis.bodies.mesh import Frame
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.nearby import NearSatellite
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.bodies.light import earthlight
from orbitviz.scene.bodies.tints import Tints
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import full_screen_program
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.view import View
from orbitviz.subsystems.attitude import array_axes, body_axes, local_axes, radiator_axes

Box = tuple[int, int, int, int]  # left, bottom, width, height in pixels of the target

_FINER = 2  # pixels of the target for each of the picture, both ways
_PLATES = 4  # that cast shadows, see shaders/lib/body_shadow.glsl
_FADE = 2.0  # a body is opaque when it appears so many times as large as when it sets in
_NEAREST = 1.0 / 400.0  # nearest depth at least, in radii of the body: 16 bits hold no more
_M_PER_KM = 1000.0


class BodiesLayer:
    """Draws bodies over the current framebuffer; a GL context must be current."""

    def __init__(self) -> None:
        self._program = load_program(
            "body.vert", "body.frag", FRAMES=len(Frame), PARTS=4, PLATES=_PLATES
        )
        self._show = full_screen_program("picture.frag")
        self._buffers: WeakKeyDictionary[Body, dict[str, gloo.VertexBuffer]] = WeakKeyDictionary()
        self._size = (0, 0)
        self._target: gloo.FrameBuffer | None = None

    def draw(
        self,
        view: View,
        geometry: SkyGeometry,
        satellites: Sequence[NearSatellite],
        from_rad: float,
        tints: Tints,
    ) -> None:
        """Draw satellites, of which none that appears smaller than `from_rad` is to be seen."""
        seen = [(one, box) for one in satellites if (box := _box(view, one)) is not None]
        if not seen:
            return
        visible = ~hidden_by_earth(view.eye_km, np.array([one.r_km for one, _ in seen]))
        drawn = [pair for pair, is_seen in zip(seen, visible, strict=True) if is_seen]
        if not drawn:
            return
        drawn.sort(key=lambda pair: -pair[0].distance_km)
        whole = _union([box for _, box in drawn])
        with self._drawing(view, whole):
            view.apply(self._program)
            self._program["u_pixel_rad"] = np.float32(view.radians_per_pixel / _FINER)
            for one, box in drawn:
                gloo.set_scissor(*box)
                gloo.clear(color=False, depth=True)
                opacity = min(max(one.apparent_rad / from_rad - 1.0, 0.0) / (_FADE - 1.0), 1.0)
                self._draw_one(view, geometry, one, opacity, tints)
        self._compose(view, whole)

    def _draw_one(
        self, view: View, geometry: SkyGeometry, one: NearSatellite, opacity: float, tints: Tints
    ) -> None:
        program, body = self._program, one.body
        middle_km = one.r_km - view.eye_km
        reach_km = body.reach_m / _M_PER_KM
        depth_km = float(middle_km @ view.forward)
        program["u_middle_km"] = middle_km.astype(np.float32)
        program["u_depths_km"] = (
            max(depth_km - 1.01 * reach_km, _NEAREST * reach_km), depth_km + 1.01 * reach_km,
        )  # fmt: skip
        sun = geometry.sun_direction
        axes = _axes(one, sun)
        for frame in Frame:
            program[f"u_axes[{int(frame)}]"] = axes[frame].astype(np.float32)
        self._set_shadows(body, axes)
        radius_km = float(np.linalg.norm(one.r_km))
        cos_earth = np.sqrt(max(1.0 - (EARTH_RADIUS_KM / radius_km) ** 2, 0.0))
        program["u_sun"] = sun.astype(np.float32)
        program["u_sunlit"] = np.float32(sunlit(one.r_km[None], geometry.sun_teme_km)[0])
        program["u_earthlight"] = earthlight(one.r_km, sun).astype(np.float32)
        program["u_earth"] = (*(-one.r_km / radius_km), cos_earth)
        program["u_opacity"] = np.float32(opacity)
        program["u_gold"] = float(body.gold)
        program["u_bays"] = float(body.bays)
        program["u_packing"] = body.packing
        program["u_bus_m"] = float(np.cbrt(np.prod(body.bus_m)))
        for part, tint in enumerate(tints.of(one.key)):
            program[f"u_tint[{part}]"] = tint
        for name, buffer in self._buffers_of(body).items():
            program[name] = buffer
        program.draw("triangles")

    def _set_shadows(self, body: Body, axes: Floats) -> None:
        program = self._program
        for k in range(_PLATES):
            plate = np.zeros((4, 4), np.float32)
            if k < len(body.plates):
                frame, centre, half_u, half_v = body.plates[k]
                turn = axes[frame]
                for row, half in enumerate((half_u, half_v)):
                    length = float(np.linalg.norm(half))
                    plate[row + 1, :3] = (half / length) @ turn
                    plate[row, 3] = length
                plate[0, :3] = centre @ turn
            program[f"u_plates[{k}]"] = plate
        program["u_bus_axes"] = axes[Frame.BODY].astype(np.float32)
        program["u_bus_half_m"] = 0.5 * np.array(body.bus_m, np.float32)
        program["u_slack_m"] = 2e-3 * body.reach_m

    def _buffers_of(self, body: Body) -> dict[str, gloo.VertexBuffer]:
        """Return the vertices of a body, uploaded once."""
        known = self._buffers.get(body)
        if known is None:
            mesh = body.triangles
            columns = {
                "a_position_m": mesh.position_m,
                "a_normal": mesh.normal,
                "a_place": np.hstack([mesh.place_m, mesh.half_m]),
                "a_kind": np.stack([mesh.part, mesh.frame], axis=1),
            }
            known = self._buffers[body] = {
                name: gloo.VertexBuffer(np.ascontiguousarray(column))
                for name, column in columns.items()
            }
        return known

    @contextmanager
    def _drawing(self, view: View, box: Box) -> Iterator[None]:
        size = (_FINER * view.tile[2], _FINER * view.tile[3])
        if size != self._size:
            shape = (size[1], size[0])
            picture = gloo.Texture2D((*shape, 4), format="rgba", interpolation="linear")
            self._target = gloo.FrameBuffer(picture, gloo.RenderBuffer(shape, "depth"))
            self._show["u_picture"] = picture
            self._size = size
        assert self._target is not None
        with self._target:
            gloo.set_viewport(0, 0, *size)
            gloo.set_state(
                blend=False, depth_test=True, cull_face=False, scissor_test=True,
            )  # fmt: skip
            gloo.set_scissor(*box)
            gloo.clear(color=(0.0, 0.0, 0.0, 0.0), depth=False)
            yield
        gloo.set_state(depth_test=False, scissor_test=False)

    def _compose(self, view: View, box: Box) -> None:
        """Blend the part of the target that is drawn over the picture."""
        gloo.set_viewport(0, 0, *view.tile[2:])
        left, bottom, width, height = (edge // _FINER for edge in box)
        blending.blend_premultiplied()
        gloo.set_state(scissor_test=True)
        gloo.set_scissor(left, bottom, width, height)
        self._show.draw("triangle_strip")
        gloo.set_state(scissor_test=False)


def _axes(one: NearSatellite, sun: Floats) -> Floats:
    """Return (3, 3, 3) float64: the axes of each Frame, as rows, TEME."""
    body = one.body
    local = local_axes(one.r_km[None], one.v_km_s[None])
    own = body_axes(body.array_pointing, local, sun, faces_sun=body.faces_sun)
    array = array_axes(body.array_pointing, local, sun)
    radiator = radiator_axes(body.radiator_pointing, local, sun, own)
    return np.concatenate([own, array, radiator])


def _box(view: View, one: NearSatellite) -> Box | None:
    """Return the pixels of the target that a body may cover, None if there are none."""
    relative = one.r_km - view.eye_km
    reach_km = one.body.reach_m / _M_PER_KM
    width, height = _FINER * view.tile[2], _FINER * view.tile[3]
    depth = float(relative @ view.forward)
    if depth < -reach_km:
        return None
    if depth <= 1.2 * reach_km:
        return (0, 0, width, height)
    scale_x, scale_y, offset_x, offset_y = view.tile_transform
    edges = []
    for axis, tan, scale, offset, pixels in (
        (view.right, view.tan_half[0], scale_x, offset_x, width),
        (view.up, view.tan_half[1], scale_y, offset_y, height),
    ):
        place = float(relative @ axis)
        # The tangents of a sphere lie inside these, since it is nearer than its middle.
        ends = [
            (place + side * reach_km * (1.0 + abs(place) / depth)) / (depth - reach_km)
            for side in (-1.0, 1.0)
        ]
        low, high = ((end / tan * scale + offset + 1.0) * 0.5 * pixels for end in ends)
        # Whole pixels of the picture, and one more for its filter.
        first = max(int(low // _FINER - 1) * _FINER, 0)
        last = min(int(high // _FINER + 2) * _FINER, pixels)
        if first >= last:
            return None
        edges.append((first, last))
    (left, right), (bottom, top) = edges
    return (left, bottom, right - left, top - bottom)


def _union(boxes: Sequence[Box]) -> Box:
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right = max(box[0] + box[2] for box in boxes)
    top = max(box[1] + box[3] for box in boxes)
    return (left, bottom, right - left, top - bottom)
