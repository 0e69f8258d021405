"""The camera of one picture as uniforms, rays and projection."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.model.camera import camera_axes, half_tangents
from orbitviz.model.mount import Mount, mount_of_reference
from orbitviz.model.view import CameraPose
from orbitviz.orbits.sky_geometry import SkyGeometry

if TYPE_CHECKING:
    from orbitviz.engine.on_stage import OnStage

_WIDE = 0.5  # width over height, less 1, from which on there is room beside what is in the middle


@dataclass(frozen=True, eq=False, kw_only=True)
class View:
    """A pinhole camera in TEME axes, and the part of its picture that is drawn.

    eye_km               (3,) float64  camera position
    right, up, forward   (3,) float64  orthonormal axes of the camera
    tan_half             tangents of half the field of view: across, up
    size                 pixels of the whole picture: width, height
    tile                 pixels of the part drawn: left, bottom, width, height (y upwards)
    margin               of the part, pixels on each side that nobody will see: only light that
                         spreads from there is drawn in it
    pixel_ratio          pixels per logical pixel: 1.5 on a HiDPI screen, 2 when supersampled
    target_km            distance of what the camera turns about, along `forward`
    for_stage            whether all letters are to be read from the last row
    """

    eye_km: Floats
    right: Floats
    up: Floats
    forward: Floats
    tan_half: tuple[float, float]
    size: tuple[int, int]
    tile: tuple[int, int, int, int]
    margin: int = 0
    pixel_ratio: float = 1.0
    target_km: float = math.inf
    for_stage: bool = False

    @property
    def tile_transform(self) -> tuple[float, float, float, float]:
        """Return scale x, y and offset x, y from the whole picture's NDC to the tile's."""
        (width, height), (left, bottom, w, h) = self.size, self.tile
        return (
            width / w,
            height / h,
            (width - 2 * left) / w - 1.0,
            (height - 2 * bottom) / h - 1.0,
        )

    def has_same_frame(self, other: View) -> bool:
        """Return whether size, tile, field of view and pixel ratio are equal."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("size", "tile", "margin", "tan_half", "pixel_ratio")
        )

    def is_same_camera(self, other: View) -> bool:
        """Return whether frame, position and orientation are equal."""
        return self.has_same_frame(other) and all(
            np.array_equal(getattr(self, name), getattr(other, name))
            for name in ("eye_km", "right", "up", "forward")
        )

    @property
    def radians_per_pixel(self) -> float:
        """Angle of one pixel in the middle of the picture."""
        return 2.0 * self.tan_half[1] / self.size[1]

    def part(self, tile: tuple[int, int, int, int], margin: int = 0) -> View:
        """Return the same camera drawing only `tile`, of which a margin is cut off."""
        return replace(self, tile=tile, margin=margin)

    @property
    def seen_box(self) -> tuple[int, int, int, int]:
        """What is left of the tile without the margin: left, bottom, width, height in it."""
        (*_, width, height), margin = self.tile, self.margin
        return margin, margin, width - 2 * margin, height - 2 * margin

    def with_target_aside(self, share: float) -> View:
        """Return the camera turned so that what was in the middle of the picture is right of it.

        share   of the width, negative for the left; a picture that is not wide has no room for it
        """
        room = min(max(self.size[0] / self.size[1] - 1.0, 0.0) / _WIDE, 1.0)
        angle = math.atan(2.0 * share * room * self.tan_half[0])
        forward = math.cos(angle) * self.forward - math.sin(angle) * self.right
        right = math.cos(angle) * self.right + math.sin(angle) * self.forward
        return replace(self, forward=forward, right=right)

    def resized(self, size: tuple[int, int], tile: tuple[int, int, int, int]) -> View:
        """Return the same pose of the camera for a picture of another size, and a tile of it."""
        fov_rad = 2.0 * math.atan(min(self.tan_half))  # see half_tangents
        tan_half = half_tangents(fov_rad, size[0] / size[1])
        return replace(self, size=size, tile=tile, margin=0, tan_half=tan_half)

    def coarser(self, scale: float) -> View:
        """Return the same whole picture with `scale` times the pixels each way, at least one."""
        width, height = (max(round(scale * side), 1) for side in self.size)
        ratio = scale * self.pixel_ratio
        return replace(self, size=(width, height), tile=(0, 0, width, height), pixel_ratio=ratio)

    def apply(self, program: gloo.Program) -> None:
        """Set the uniforms that shaders/lib/camera.glsl declares and the shader uses."""
        values = {
            "u_eye_km": self.eye_km,
            "u_right": self.right,
            "u_up": self.up,
            "u_forward": self.forward,
            "u_tan_half": self.tan_half,
            "u_tile": self.tile_transform,
            "u_size": self.size,
            "u_pixel_ratio": self.pixel_ratio,
        }
        for name, value in values.items():
            if name in program:
                program[name] = np.asarray(value, np.float32)

    def rays(self, tile_ndc: Floats) -> Floats:
        """Return directions (n, 3), not normalised, through points (n, 2) of the tile, -1..1.

        The counterpart of ray_through in shaders/lib/camera.glsl.
        """
        scale_x, scale_y, offset_x, offset_y = self.tile_transform
        x = (tile_ndc[:, :1] - offset_x) / scale_x * self.tan_half[0]
        y = (tile_ndc[:, 1:] - offset_y) / scale_y * self.tan_half[1]
        return self.forward + x * self.right + y * self.up

    def direction_at(self, at_px: tuple[float, float]) -> Floats:
        """Return the unit vector (3,) through a pixel of the whole picture, from the top left."""
        width, height = self.size
        x = (2.0 * at_px[0] / width - 1.0) * self.tan_half[0]
        y = (1.0 - 2.0 * at_px[1] / height) * self.tan_half[1]
        ray = self.forward + x * self.right + y * self.up
        return np.asarray(ray / np.linalg.norm(ray))

    def project(self, r_km: Floats) -> tuple[Floats, Floats]:
        """Project points to the whole picture.

        r_km      (n, 3) float64  km TEME
        returns   (n, 2) float64  pixels from the top left corner,
                  (n,)   float64  km along the view axis, negative behind the camera
        """
        relative = np.atleast_2d(r_km) - self.eye_km
        depth = relative @ self.forward
        with np.errstate(divide="ignore", invalid="ignore"):
            x = relative @ self.right / (depth * self.tan_half[0])
            y = relative @ self.up / (depth * self.tan_half[1])
        width, height = self.size
        return np.stack([(x + 1) * width / 2, (1 - y) * height / 2], axis=1), depth


def view_of(
    camera: CameraPose,
    geometry: SkyGeometry,
    size: tuple[int, int],
    pixel_ratio: float = 1.0,
    mount: Mount | None = None,
) -> View:
    """Return the View of a camera pose at one instant for a picture of `size` pixels.

    mount   what the pose is counted from, None for the Earth's centre with its reference
    """
    right, up, back = camera_axes(camera)
    mount = mount or mount_of_reference(camera.reference, geometry)
    axes = mount.axes
    eye = np.asarray(camera.target_km) + camera.distance_km * back
    width, height = size
    return View(
        eye_km=mount.origin_km + eye @ axes,
        right=right @ axes,
        up=up @ axes,
        forward=-back @ axes,
        tan_half=half_tangents(camera.fov_rad, width / height),
        size=size,
        tile=(0, 0, width, height),
        pixel_ratio=pixel_ratio,
        target_km=camera.distance_km,
    )


def staged(view: View, stage: OnStage | None) -> View:
    """Return the view as a tour frames it, unchanged without one."""
    if stage is None:
        return view
    return replace(view.with_target_aside(stage.aside), for_stage=True)
