"""Paths of satellites are drawn where the motion puts them, and nowhere else."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.spatial import cKDTree
from vispy import gloo

from orbitviz.base.constants import MU_EARTH_KM3_S2, TAU
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.viewpoints import placed
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Layers, ViewOptions
from orbitviz.orbits.footprint import footprint
from orbitviz.orbits.geodesy import geodetic, itrs_position_km
from orbitviz.orbits.line_of_sight import hidden_by_earth
from orbitviz.orbits.propagate import place_in_planes, plane_table, state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.picture import Picture
from orbitviz.scene.view import view_of
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

SIZE = (600, 600)
NOTHING = Layers(**{field.name: False for field in fields(Layers)})
KEY = SatelliteKey(MAIN_DESIGN, 40)
ROW = np.array([KEY.row])
DOCUMENT = read_builtin("one-shell")
C = DOCUMENT.constellation
NOW = DOCUMENT.design.epoch_instant.plus_s(3_000.0)
PERIOD_S = float(TAU * np.sqrt(C.sma_km[0] ** 3 / MU_EARTH_KM3_S2))
LIFT_KM = 4.0


@pytest.fixture(scope="module")
def images():
    return few_pixels()


@pytest.fixture
def picture(gl_canvas, images):
    return Picture(images)


def seen_from(snapshot):
    """Return a camera over the satellite, from which it is not in the middle."""
    x, y, z = state_vectors(C, NOW, ROW)[0][0]
    return CameraPose(
        distance_km=26_000.0,
        azimuth_rad=float(np.arctan2(y, x)) + 0.4,
        elevation_rad=float(np.arcsin(z / np.linalg.norm((x, y, z)))) * 0.7,
    )


def drawn(picture, layer, **options):
    """Return view and pixels (n, 2) from the top left that a layer of paths changes."""
    state = State.of(DOCUMENT, Playback(NOW, playing=False), view=ViewOptions(**options))
    state = pick_satellite(KEY)(state)
    snapshot = snapshot_at(state, NOW, with_survey=False, with_maps=False)
    pose, mount = placed(state, snapshot, seen_from(snapshot))
    view = view_of(pose, snapshot.geometry, SIZE, 1.0, mount)
    shots = []
    for layers in (NOTHING, replace(NOTHING, **{layer: True})):
        shown = replace(state, view=replace(state.view, layers=layers))
        picture.apply(shown)
        picture.invalidate()
        with gloo.FrameBuffer(gloo.Texture2D((SIZE[1], SIZE[0], 4), format="rgba")):
            picture.draw(view, shown, snapshot, OverlayContent())
            shots.append(gloo.read_pixels((0, 0, *SIZE))[..., :3].astype(int))
    rows, columns = np.nonzero(np.abs(shots[1] - shots[0]).sum(axis=2) > 24)
    return view, np.stack([columns + 0.5, rows + 0.5], axis=1)


def matches(view, pixels, r_km, *, clear_px=2.5):
    """Whether the pixels changed are those of the points (n, 3) km TEME that are in sight."""
    places, depth = view.project(r_km)
    sight = (depth > 0.0) & ~hidden_by_earth(view.eye_km, r_km)
    sight &= ((places > 3.0) & (places < np.array(SIZE) - 3.0)).all(axis=1)
    assert sight.sum() > 50
    assert cKDTree(pixels).query(places[sight])[0].max() < clear_px
    assert cKDTree(places).query(pixels)[0].max() < clear_px


def ring(first, last):
    """Return places of the orbit from one share of a turn ahead of the satellite to another."""
    table = plane_table(C, NOW, C.plane_index[ROW])
    turn = C.slot_index[KEY.row] / C.plane_slots[C.plane_index[KEY.row]]
    turns = turn + np.linspace(first, last, 3_000)
    return place_in_planes(table, np.zeros(3_000, int), turns)[0]


def test_the_orbit_is_the_ring_of_the_plane(picture):
    matches(*drawn(picture, "satellite_orbits"), ring(0.0, 1.0))


def test_the_trail_is_the_part_behind_the_satellite(picture):
    view, pixels = drawn(picture, "trails")
    behind, ahead = ring(-0.35, 0.0), ring(0.02, 0.5)
    places, _ = view.project(behind)
    assert cKDTree(places).query(pixels)[0].max() < 2.5
    near = cKDTree(pixels).query(view.project(ring(-0.05, 0.0))[0])[0]
    assert near.max() < 2.5
    assert cKDTree(pixels).query(view.project(ahead)[0])[0].min() > 4.0


def test_the_ground_track_goes_through_the_points_below_the_satellite(picture):
    view, pixels = drawn(picture, "ground_tracks")
    geometry = sky_geometry_at(NOW)
    points = []
    for seconds in np.linspace(-PERIOD_S, PERIOD_S, 700):
        then = sky_geometry_at(NOW.plus_s(float(seconds)))
        r_km, _ = state_vectors(C, then.instant, ROW)
        lat, lon, _ = geodetic(r_km @ then.teme_to_itrs.T)
        points.append(itrs_position_km(lat, lon, LIFT_KM)[0] @ geometry.teme_to_itrs)
    points = np.array(points)
    places, _ = view.project(points)
    # Towards the limb it stays in sight as long as the lifted line does.
    assert cKDTree(places).query(pixels)[0].max() < 5.0
    facing = np.einsum("ij,ij->i", points, view.eye_km - points) > 0.0
    bright = facing & (np.arange(700) > 350)  # the past is fainter
    assert bright.sum() > 50
    assert cKDTree(pixels).query(places[bright])[0].max() < 2.5


@pytest.mark.parametrize("elevation_deg", [0.0, 30.0])
def test_the_footprint_is_the_edge_of_what_sees_the_satellite(picture, elevation_deg):
    elevation = np.radians(elevation_deg)
    view, pixels = drawn(picture, "footprints", min_elevation_rad=elevation)
    geometry = sky_geometry_at(NOW)
    r_km = geometry.teme_to_itrs @ state_vectors(C, NOW, ROW)[0][0]
    edge = itrs_position_km(*footprint(r_km, elevation, 721), LIFT_KM) @ geometry.teme_to_itrs
    matches(view, pixels, edge)
