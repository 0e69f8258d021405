"""Light scattered by the air, from a table made by packaging/assets/build_air.py."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.base.resources import asset_path
from orbitviz.scene.gl.gl_info import gl_number

# Rows of the table: the cosine of the Sun's angle from the zenith, even steps.
SUN_ROWS, SUN_LOWEST = 192, -0.3
# Columns: rays that end on the ground, by the root of the cosine of their angle from the zenith;
# rays that pass over it, by the height of their nearest point.
GROUND_COLUMNS, LIMB_COLUMNS = 48, 64
COLUMNS = GROUND_COLUMNS + LIMB_COLUMNS
LIMB_TOP_KM = 80.0
LIGHT_LOWEST = -0.12  # cosine below which the sky gives no light

# The layout for shaders/lib/air.glsl.
DEFINES: dict[str, float | str] = {
    "AIR_SUN_ROWS": float(SUN_ROWS),
    "AIR_SUN_LOWEST": SUN_LOWEST,
    "AIR_COLUMNS": float(COLUMNS),
    "AIR_GROUND_COLUMNS": float(GROUND_COLUMNS),
    "AIR_LIMB_COLUMNS": float(LIMB_COLUMNS),
    "AIR_LIMB_TOP_KM": LIMB_TOP_KM,
    "AIR_LIGHT_LOWEST": LIGHT_LOWEST,
}


@dataclass(frozen=True, eq=False)
class AirTable:
    """Light of the air. The light of white ground below the Sun without air is 1.

    roots   (SUN_ROWS, COLUMNS, 4) float32  square roots of red, green and blue scattered by
            molecules, and of what haze scatters: as a share of `light` where the ray ends on the
            ground, the red of it at the limb
    light   (2, 4) float32  light on level ground, as build_air.fitted and air.glsl have it
    """

    roots: Floats32
    light: Floats32


def load_air_table() -> AirTable:
    """Read the table; any thread may call it. Raises UserError if it is missing."""
    with np.load(asset_path("earth/air.npz")) as file:
        return AirTable(file["roots"].astype(np.float32) / np.float32(65535.0), file["light"])


class Air:
    """The table for shaders/lib/air.glsl; a GL context must be current."""

    def __init__(self, table: AirTable) -> None:
        # Software reads 32 bits faster than 16, and 8 would show as bands.
        self._texture = gloo.Texture2D(
            table.roots,
            format="rgba",
            internalformat="rgba32f" if gl_number() >= (3, 0) else "rgba16",
            interpolation="linear",
            wrapping="clamp_to_edge",
        )
        self._light = table.light

    def set_on(self, program: gloo.Program) -> None:
        """Give a program what it uses of the table."""
        program["u_air"] = self._texture
        if "u_light_a" in program:
            program["u_light_a"], program["u_light_b"] = self._light
