"""The satellites and the camera that every contestant gets, as two files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.cli.repeated_picture import SIZE, STEP_S
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.state import Playback, State
from orbitviz.orbits.secular import secular_rates
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.satellites.appearance import number_density_per_km2, shell_light
from orbitviz.scene.satellites.density import closeness
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.view import view_of

_CHUNK = 1 << 14  # satellites at a time: the work arrays stay in the processor's cache


@dataclass(frozen=True)
class Setup:
    """What million.json says: the picture, the camera (km, TEME) and the clock."""

    count: int
    size: tuple[int, int]
    eye_km: list[float]
    right: list[float]
    up: list[float]
    forward: list[float]
    tan_half: tuple[float, float]
    earth_radius_km: float
    spacing_px_km: float  # u_spacing_px_km of shaders/lib/point_light.glsl
    step_s: float  # simulated time from frame to frame

    @property
    def horizon_km2(self):
        """Square of the distance from the eye to the Earth's limb."""
        return float(np.dot(self.eye_km, self.eye_km)) - self.earth_radius_km**2


def write_million(folder: Path, *design: str) -> None:
    """Write million.json and million.f32 into `folder`; of another built-in design if named."""
    document = read_builtin(*design)
    fleet = document.constellation
    geometry = sky_geometry_at(fleet.epoch)
    view = view_of(HOME, geometry, SIZE)
    axes = (view.eye_km, view.right, view.up, view.forward)
    camera = (axis.tolist() for axis in axes)
    state = State.of(document, Playback(fleet.epoch))
    uniforms: dict[str, float] = {}
    PointLight(number_density_per_km2(state)).apply(uniforms, view, geometry)
    spacing_px_km = uniforms["u_spacing_px_km"]
    setup = Setup(len(fleet), SIZE, *camera, view.tan_half, EARTH_RADIUS_KM, spacing_px_km, STEP_S)
    (folder / "million.json").write_text(json.dumps(asdict(setup), indent=2))

    plane, shell = fleet.plane_index, fleet.plane_shell[fleet.plane_index]
    node, phase, inc = fleet.plane_raan_rad[plane], fleet.phase_rad(), fleet.inc_rad[shell]
    rates = secular_rates(fleet.sma_km, fleet.ecc, fleet.inc_rad)
    columns = (
        *(np.cos(node), np.sin(node)),
        *(np.cos(phase), np.sin(phase)),
        *(fleet.sma_km[shell], np.cos(inc), np.sin(inc)),
        *(rates.raan_rad_s[shell], rates.arglat_rad_s[shell]),
        *shell_light(state)[0][shell].T,
        closeness(fleet, state.shown_shells)[shell],
    )
    np.stack(columns).astype("<f4").tofile(folder / "million.f32")


def read_million(folder: Path):
    """Return the Setup and the columns of million.f32, (13, n) float32."""
    setup = Setup(**json.loads((folder / "million.json").read_text()))
    return setup, np.fromfile(folder / "million.f32", "<f4").reshape(13, setup.count)


def place_km(columns, time_s, out):
    """Write where the satellites are `time_s` after the epoch into out (n, 3) float32."""
    for first in range(0, len(out), _CHUNK):
        part = slice(first, first + _CHUNK)
        cos_node, sin_node, cos_phase, sin_phase, sma, *rest = columns[:, part]
        cos_inc, sin_inc, node_rate, phase_rate = rest[:4]
        cos_node, sin_node = _turned(cos_node, sin_node, node_rate * np.float32(time_s))
        cos_phase, sin_phase = _turned(cos_phase, sin_phase, phase_rate * np.float32(time_s))
        along, up = sma * cos_phase, sma * sin_phase
        across = up * cos_inc
        x, y, z = out[part].T
        np.subtract(cos_node * along, sin_node * across, out=x)
        np.add(sin_node * along, cos_node * across, out=y)
        np.multiply(up, sin_inc, out=z)


def _turned(cos, sin, angle):
    c, s = np.cos(angle), np.sin(angle)
    return cos * c - sin * s, sin * c + cos * s
