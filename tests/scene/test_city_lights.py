"""Lights of cities as points, for a camera near the ground."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial import cKDTree
from vispy import gloo

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.view import Reference
from orbitviz.orbits.geodesy import itrs_position_km
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.city_lights import LightCells, share_of_map, share_of_points
from orbitviz.scene.backdrop.towns import Towns, load_towns, packed, unpacked
from orbitviz.scene.view import view_of
from tests.poses import pose_between
from tests.scene.earth_pictures import EARTH, NOON, SIZE, drawn, over, towards_limb

MIDNIGHT = Instant.parse("2026-03-20T00:00:00Z")
LONDON = (51.507, -0.128)  # published coordinates of Charing Cross
CLEAR = replace(EARTH, clouds=False)
UNLIT = replace(CLEAR, night_lights=False)


@pytest.fixture(scope="module")
def towns() -> Towns:
    return load_towns()


@pytest.fixture(scope="module")
def cells(towns) -> LightCells:
    return LightCells(towns)


def around(pixels, pose, instant, place, reach=12):
    """Return the pixels around a place, by latitude and longitude."""
    geometry = sky_geometry_at(instant)
    view = view_of(pose, geometry, SIZE)
    r_km = itrs_position_km(*np.radians(place), 0.0) @ geometry.teme_to_itrs
    ((x, y),), _ = view.project(r_km)
    x, y = round(x), round(y)
    return pixels[y - reach : y + reach + 1, x - reach : x + reach + 1]


def test_the_file_keeps_places_to_220_m_and_light_to_a_tenth():
    rng = np.random.default_rng(3)
    lat, lon = np.degrees(np.arcsin(rng.uniform(-1, 1, 5000))), rng.uniform(-180, 180, 5000)
    light, clouds = np.exp2(rng.uniform(-4, 11, 5000)), rng.uniform(0, 1, 5000)
    read = unpacked(packed(Towns(lat, lon, light, clouds)))
    given, kept = (
        itrs_position_km(np.radians(phi), np.radians(lam), 0.0)
        for phi, lam in ((lat, lon), (read.latitude_deg, read.longitude_deg))
    )
    away, same = cKDTree(given).query(kept)
    assert len(np.unique(same)) == 5000
    assert away.max() < 0.22
    assert read.light == pytest.approx(light[same], rel=0.1)
    assert read.clouds == pytest.approx(clouds[same], abs=0.04)


@pytest.mark.parametrize(
    "place",
    [LONDON, (48.857, 2.352), (40.417, -3.704)],
    ids=["London", "Paris", "Madrid"],
)
def test_a_city_is_the_brightest_around(towns, place):
    """More light within 20 km of its middle than within 20 km of places 60 km away."""
    north = 111.2 * (towns.latitude_deg - place[0])
    east = 111.2 * (towns.longitude_deg - place[1]) * np.cos(np.radians(place[0]))

    def light(x, y):
        return towns.light[np.hypot(east - x, north - y) < 20.0].sum()

    turns = np.linspace(0.0, 2.0 * np.pi, 12)
    assert light(0.0, 0.0) > 1.5 * max(light(60 * np.cos(t), 60 * np.sin(t)) for t in turns)


def test_every_level_has_all_the_light_in_fewer_points(cells):
    total = cells.light.sum(axis=0)
    assert total == pytest.approx(np.full(3, total[0]))
    count = np.count_nonzero(cells.light, axis=0)
    assert count[0] > 1.5 * count[1] > 1.5 * 1.5 * count[2]
    # Points of a level are points of those before.
    assert not np.any((cells.light[:, 1:] > 0.0) & (cells.light[:, :-1] <= 0.0))


@pytest.mark.parametrize("pose", [over(50, 5, 750.0), over(30, 31, 1500.0)])
def test_no_point_that_can_be_seen_is_left_out(cells, pose):
    geometry = sky_geometry_at(MIDNIGHT)
    view = view_of(pose, geometry, SIZE)
    for part in (view, view.part((0, 150, 200, 150))):
        eye = geometry.teme_to_itrs @ part.eye_km
        up = cells.place_km / np.linalg.norm(cells.place_km, axis=1)[:, None]
        left, bottom, width, height = part.tile
        px, depth = part.project(cells.place_km @ geometry.teme_to_itrs)
        y = SIZE[1] - px[:, 1]
        inside = (px[:, 0] > left) & (px[:, 0] < left + width)
        inside &= (y > bottom) & (y < bottom + height) & (depth > 0.0)
        facing = np.einsum("nk,nk->n", up, eye - cells.place_km) > 30.0
        needed = inside & facing & (cells.light[:, 2] > 0.0)  # drawn at every level
        chosen = np.zeros(len(up), bool)
        chosen[cells.seen(part, geometry)] = True
        assert needed.sum() > 20
        assert np.all(chosen[needed])


def test_points_come_as_the_camera_comes_near():
    geometry = sky_geometry_at(NOON)
    heights = np.geomspace(300.0, 30_000.0, 60)
    views = [view_of(over(0, 0, height), geometry, (1280, 800)) for height in heights]
    points = np.array([share_of_points(view) for view in views])
    left = np.array([share_of_map(view) for view in views])
    assert points[0] == 1.0
    assert points[-1] == 0.0
    assert left[-1] == 1.0
    assert 0.0 < left[0] < 0.05
    assert np.all(np.diff(points) <= 0.0)


@pytest.mark.gl
def test_london_is_lit_by_night_only_and_can_be_switched_off(layer):
    pose = over(*LONDON, 750.0)
    lit = around(drawn(layer, pose, CLEAR, MIDNIGHT), pose, MIDNIGHT, LONDON)
    dark = around(drawn(layer, pose, UNLIT, MIDNIGHT), pose, MIDNIGHT, LONDON)
    assert lit.max() > 200.0
    assert dark.max() < 60.0
    assert lit[..., 0].mean() > 1.3 * lit[..., 2].mean()  # warm
    day, unlit = (drawn(layer, pose, layers, NOON) for layers in (CLEAR, UNLIT))
    assert np.abs(day - unlit).max() <= 1.0


@pytest.mark.gl
def test_lights_are_seen_from_just_above_them(layer):
    """Ground in the middle latitudes is lower than the radius of the Earth."""
    lat, lon = np.radians(LONDON)
    place = itrs_position_km(lat, lon, 8.0)
    assert np.linalg.norm(place) < EARTH_RADIUS_KM
    pose = pose_between(place, itrs_position_km(lat, lon, 0.0), Reference.EARTH)
    lit, dark = (drawn(layer, pose, layers, MIDNIGHT) for layers in (CLEAR, UNLIT))
    assert (lit - dark).max() > 30.0


@pytest.mark.gl
def test_clouds_dim_the_points(layer):
    pose = over(*LONDON, 750.0)
    clear = drawn(layer, pose, CLEAR, MIDNIGHT)
    cloudy = drawn(layer, pose, EARTH, MIDNIGHT)
    strong = clear.max(axis=2) > 150.0
    assert cloudy[strong].mean() < clear[strong].mean()


@pytest.mark.gl
def test_nothing_shines_behind_the_limb(layer):
    """Looking north from over Paris, lights change no pixel of the sky."""
    pose = towards_limb(48.9, 2.4, 400.0)
    lit, dark = (drawn(layer, pose, layers, MIDNIGHT) for layers in (CLEAR, UNLIT))
    view = view_of(pose, sky_geometry_at(MIDNIGHT), SIZE)
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    ndc = np.stack([2 * (x + 0.5) / SIZE[0] - 1, 1 - 2 * (y + 0.5) / SIZE[1]], axis=-1)
    rays = view.rays(ndc.reshape(-1, 2))
    rays /= np.linalg.norm(rays, axis=1)[:, None]
    aside = np.linalg.norm(np.cross(view.eye_km, rays), axis=1).reshape(y.shape)
    change = np.abs(lit - dark).max(axis=2)
    # A spot reaches a few pixels over the limb: 400 km high, a pixel there is 6 km.
    assert change[aside > EARTH_RADIUS_KM + 20.0].max() <= 1.0
    assert change[aside < EARTH_RADIUS_KM - 100.0].max() > 60.0


@pytest.mark.gl
@pytest.mark.parametrize("place", [(49.0, 6.0), (26.0, 80.0), (40.0, -76.0)])
def test_points_shine_less_than_the_map_that_they_replace(layer, monkeypatch, place):
    """Where points alone are drawn first: a sixth of the map's mean level or more, not all of it.

    The country between them is dark, which on the map is not.
    """
    instant = MIDNIGHT.plus_s(-240.0 * place[1])
    pose = over(*place, 1_800.0)
    size = (960, 600)
    assert share_of_points(view_of(pose, sky_geometry_at(instant), size)) > 0.99
    dark = drawn(layer, pose, UNLIT, instant, size)
    points = (drawn(layer, pose, CLEAR, instant, size) - dark).mean()
    for module in ("earth", "city_lights"):
        monkeypatch.setattr(f"orbitviz.scene.backdrop.{module}.share_of_points", lambda _: 0.0)
    of_map = (drawn(layer, pose, CLEAR, instant, size) - dark).mean()
    assert of_map / 6.0 < points < of_map


@pytest.mark.gl
def test_tiles_join(layer):
    """A part of a picture drawn alone is that part of the whole."""
    pose, geometry = over(50.0, 6.0, 600.0), sky_geometry_at(MIDNIGHT)
    whole = drawn(layer, pose, CLEAR, MIDNIGHT)
    view = view_of(pose, geometry, SIZE).part((100, 50, 200, 150))
    with gloo.FrameBuffer(gloo.Texture2D((150, 200, 4), format="rgba")):
        gloo.set_viewport(0, 0, 200, 150)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        layer.draw(view, geometry, CLEAR)
        part = gloo.read_pixels((0, 0, 200, 150))[..., :3].astype(float)
    inner = np.s_[10:-10, 10:-10]
    expected = whole[SIZE[1] - 200 : SIZE[1] - 50, 100:300]
    assert np.abs(part[inner] - expected[inner]).mean() < 1.0
