"""The scale bar says the same kilometres at every size, in tiles and supersampled."""

from __future__ import annotations

import math
import re
from dataclasses import fields, replace

import numpy as np
import pytest

from orbitviz.base.colours import to_linear
from orbitviz.base.constants import EARTH_POLAR_RADIUS_KM, EARTH_RADIUS_KM
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed, pose_at_satellite
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, Reference, ViewOptions
from orbitviz.orbits.line_of_sight import ground_km
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.overlay.scale_bar import scale_of
from orbitviz.scene.view import view_of

AT = Instant.parse("2026-11-22T06:00:00Z")
NOTHING = dict.fromkeys((field.name for field in fields(Layers)), False)
POSES = {
    "whole Earth": CameraPose(),
    "near": CameraPose(distance_km=7000.0, elevation_rad=0.7),
    "aside": CameraPose(distance_km=9000.0, target_km=(300.0, 4000.0, -2000.0)),
    "at a shell": CameraPose(distance_km=900.0, target_km=(0.0, 5000.0, 4800.0), azimuth_rad=1.6,
                             elevation_rad=0.7),
}  # fmt: skip


def state_with(camera, **layers):
    view = ViewOptions(camera=camera, layers=Layers(**{**NOTHING, **layers}))
    return State.of(read_builtin("starlink-gen1"), Playback(AT), view=view)


def drawn_bar(pixels):
    """Return where the lowest line of the bar begins and ends, pixels."""
    light = to_linear(pixels[:, : pixels.shape[1] // 2].min(axis=2) / 255.0)
    low = light[light.shape[0] // 2 :]
    row = low[np.flatnonzero((low > 0.3).sum(axis=1) >= 10)[-1]]
    lit = np.flatnonzero(row > 0.3)
    # A pixel at an end that is in part of the dark rim counts by its light.
    before, after = (row[k] / row[lit].max() for k in (lit[0] - 1, lit[-1] + 1))
    return lit[0] - before, lit[-1] + 1 + after


def length_km(scale):
    value, unit = re.match(r"([\d.,]+) (k?m) ", scale.text).groups()
    return float(value.replace(",", "")) * (1.0 if unit == "km" else 1e-3)


@pytest.mark.gl
@pytest.mark.parametrize(
    ("size", "tile_px", "supersample"),
    [
        ((640, 400), 2048, 1),
        ((1280, 800), 300, 2),
        ((3840, 2160), 2048, 1),
        pytest.param((640, 400), 2048, 2, marks=pytest.mark.sweep),
        pytest.param((1280, 800), 300, 1, marks=pytest.mark.sweep),
        pytest.param((3840, 2160), 2048, 2, marks=pytest.mark.sweep),
    ],
)
def test_the_bar_is_as_long_as_what_it_says(size, tile_px, supersample):
    with Renderer(tile_px=tile_px) as renderer:
        # All of them where that is quick.
        for name, camera in [*POSES.items()][: 4 if size[0] < 2000 else 1]:
            state = state_with(camera, scale_bar=True)
            pixels = renderer.render(state, AT, size, supersample=supersample).pixels
            left, right = drawn_bar(pixels)
            view = view_of(camera, sky_geometry_at(AT), size)
            hit = ground_km(view.eye_km, view.forward)
            depth = camera.distance_km if hit is None else (hit - view.eye_km) @ view.forward
            depth = min(depth, camera.distance_km)
            lengths = [step * 10.0**k for k in range(-3, 5) for step in (1.0, 2.0, 5.0)]
            middle = view.eye_km + depth * view.forward
            ends = np.array([[-0.5], [0.5]])
            seen = [
                float(np.diff(view.project(middle + length * ends * view.right)[0][:, 0])[0])
                for length in lengths
            ]
            # Exactly one round length is as long as the bar, to a pixel, and the text names it.
            fitting = [km for km, px in zip(lengths, seen, strict=True)
                       if abs(px - (right - left)) <= 1.0]  # fmt: skip
            assert len(fitting) == 1, name
            told = length_km(scale_of(view, (right - left) + 1.0))
            assert told == pytest.approx(fitting[0]), name


@pytest.mark.gl
def test_without_the_layer_there_is_no_bar():
    with Renderer() as renderer:
        pictures = [
            renderer.render(state_with(CameraPose(), scale_bar=on), AT, (640, 400)).pixels
            for on in (False, True)
        ]
    changed = np.argwhere((pictures[0] != pictures[1]).any(axis=2))
    assert len(changed) > 50
    assert changed[:, 0].min() > 300
    assert changed[:, 1].max() < 320


def test_depth_is_that_of_the_nearest_ground_or_of_the_target_before_it():
    geometry = sky_geometry_at(AT)
    size = (1000, 1000)
    over_equator = CameraPose(
        reference=Reference.EARTH, azimuth_rad=0.3, elevation_rad=0.0, distance_km=20_000.0
    )
    over_pole = replace(over_equator, elevation_rad=math.radians(89.999))
    for pose, radius in ((over_equator, EARTH_RADIUS_KM), (over_pole, EARTH_POLAR_RADIUS_KM)):
        view = view_of(pose, geometry, size)
        scale = scale_of(view, 200.0)
        km_per_px = scale.length_km / scale.length_px
        expected = (20_000.0 - radius) * 2.0 * math.tan(pose.fov_rad / 2.0) / 1000.0
        assert km_per_px == pytest.approx(expected, rel=1e-5)
        assert scale.text.endswith("on the ground")


def test_around_a_satellite_the_scale_is_its_own():
    state = state_with(CameraPose())
    snapshot = snapshot_at(state, AT, with_survey=False, with_maps=False)
    pose = pose_at_satellite(state, snapshot, SatelliteKey(MAIN_DESIGN, 5), CameraPose())
    camera, mount = placed(state, snapshot, pose)
    view = view_of(camera, snapshot.geometry, (1280, 800), 1.0, mount)
    scale = scale_of(view, 170.0)
    km_per_px = pose.distance_km * 2.0 * math.tan(pose.fov_rad / 2.0) / 800.0
    assert scale.length_km / scale.length_px == pytest.approx(km_per_px, rel=1e-9)
    assert re.fullmatch(r"[125]0* m at the target", scale.text)


@pytest.mark.parametrize("most_px", [30.0, 99.9, 170.0, 1e4])
def test_lengths_are_round_and_the_longest_that_fit(most_px):
    for distance_km in np.geomspace(0.02, 40_000.0, 60):
        view = view_of(
            CameraPose(distance_km=7000.0 + distance_km), sky_geometry_at(AT), (800, 600)
        )
        view = replace(view, target_km=float(distance_km))
        scale = scale_of(view, most_px)
        digit = scale.length_km / 10.0 ** math.floor(math.log10(scale.length_km * (1 + 1e-12)))
        assert any(digit == pytest.approx(step) for step in (1.0, 2.0, 5.0))
        assert most_px / 2.5 - 1e-6 <= scale.length_px <= most_px * (1 + 1e-6)


def test_ground_is_where_the_line_of_sight_meets_the_ellipsoid():
    random = np.random.default_rng(5)
    hits = 0
    for _ in range(300):
        eye = random.normal(size=3)
        eye *= random.uniform(6400.0, 40_000.0) / np.linalg.norm(eye)
        direction = -eye + random.normal(size=3) * 5000.0
        found = ground_km(eye, direction)
        # Brute force: heights over the ellipsoid at steps along the line.
        steps = eye + np.linspace(0.0, 1.5, 20_001)[:, None] * direction
        scaled = steps / [EARTH_RADIUS_KM, EARTH_RADIUS_KM, EARTH_POLAR_RADIUS_KM]
        inside = np.einsum("ij,ij->i", scaled, scaled) < 1.0
        assert (found is not None) == inside.any()
        if found is not None:
            hits += 1
            away = np.linalg.norm(steps[np.argmax(inside)] - found)
            assert away <= np.linalg.norm(direction) * 1.5 / 20_000.0
    assert 50 < hits < 300
    assert ground_km(np.array([7000.0, 0.0, 0.0]), np.array([1.0, 0.0, 0.0])) is None
