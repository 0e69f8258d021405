"""The sky of a place in the window: where things are on it, and what they look like."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from skyfield.api import wgs84
from skyfield.positionlib import ICRF
from skyfield.sgp4lib import TEME

from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import satellites_above, sun_place_rad
from orbitviz.base.colours import rgb_of_hex
from orbitviz.base.progress import run_to_end
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_colour_mode
from orbitviz.model.design.groups import Site
from orbitviz.model.group_colours import group_colours
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.selection import Selection
from orbitviz.model.sky_commands import set_sky
from orbitviz.model.sky_options import SkyColours, SkyProjection
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.stars import star_catalogue
from orbitviz.orbits.timescale import Instant, skyfield_time
from orbitviz.scene.ground_sky.colours import LIT, SHADOWED, satellite_colours
from orbitviz.scene.ground_sky.outlook import Outlook
from orbitviz.scene.ground_sky.projection import Dome, Panorama
from orbitviz.scene.ground_sky.star_names import named_stars
from orbitviz.scene.ground_sky.view import SkyPainter, projection_of
from orbitviz.scene.satellites.appearance import light_of
from orbitviz.subsystems.quantities.orbit import ALTITUDE

BERLIN = Site(name="Berlin", lat_deg=52.52, lon_deg=13.40, alt_m=34.0)
DUNEDIN = Site(name="Dunedin", lat_deg=-45.87, lon_deg=170.5)
DUSK = Instant.parse("2026-12-21T16:50:00Z")
SIZE = (480, 300)
PROJECTIONS = [Dome.within(90, 70, 3.0), Panorama.within(120, 50, np.pi),
               Panorama.within(90, 90, 0.0), Outlook.within(120, 70, 2.0, 2.0),
               Outlook.within(60, 110, -1.0, 1.0)]  # fmt: skip


def state_of(name="starlink-gen1", instant=DUSK, **sky):
    document = read_builtin(name)
    return set_sky(site=BERLIN, **sky)(State.of(document, Playback(instant)))


def painted(state, site=BERLIN, size=SIZE, scale=1.0, *, with_maps=False, arcs=()):
    snapshot = snapshot_at(state, state.playback.at, with_survey=False, with_maps=with_maps)
    observer = observer_of(site, snapshot.geometry)
    seen = satellites_above(state, observer, snapshot.geometry)
    steps = SkyPainter().steps(state, snapshot, site, observer, seen, size, scale, arcs)
    return run_to_end(steps)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda one: type(one).__name__)
def test_directions_of_pixels_lead_back_to_them(projection):
    width, height = projection.size
    azimuth, elevation = projection.directions()
    assert azimuth.shape == elevation.shape == (height, width)
    up = elevation > 0.0
    assert up.mean() > 0.3
    x, y = projection.place(azimuth, elevation)
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    assert x[up] == pytest.approx(columns[up], abs=1e-6)
    assert y[up] == pytest.approx(rows[up], abs=1e-6)


def test_a_panorama_has_the_horizon_level_and_turns_right_towards_the_west_of_south():
    panorama = Panorama.within(360, 200, np.pi)
    x, y = panorama.place(np.radians([90.0, 180.0, 270.0]), np.zeros(3))
    assert x == pytest.approx([90.0, 180.0, 270.0])
    assert np.ptp(y) == 0.0
    (_, high) = panorama.place(np.zeros(1), np.array([np.pi / 2]))
    assert high[0] == pytest.approx(panorama.zenith)
    assert 0.0 <= panorama.zenith < panorama.horizon < panorama.ground <= 200.0
    assert projection_of(SkyProjection.PANORAMA, DUNEDIN, (360, 200), 1.0).middle_rad == 0.0


@pytest.mark.parametrize("kind", list(SkyProjection))
def test_satellites_are_drawn_where_skyfield_sees_them(kind):
    state = state_of("oneweb", projection=kind)
    picture = painted(state)
    topos = wgs84.latlon(BERLIN.lat_deg, BERLIN.lon_deg, elevation_m=BERLIN.alt_m)
    time = skyfield_time(DUSK)
    r_km, _ = state_vectors(state.document.constellation, DUSK, picture.seen.row)
    apart = (r_km @ TEME.rotation_at(time) - topos.at(time).position.km).T
    altitude, azimuth, _ = ICRF(apart / 149_597_870.7, t=time, center=topos).altaz()
    assert len(picture.x) > 30
    width, height = SIZE
    if kind is SkyProjection.FISHEYE:
        out = (height / 2.0 - 2.0) * (1.0 - altitude.degrees / 90.0)
        x = width / 2.0 - out * np.sin(azimuth.radians)
        y = height / 2.0 - out * np.cos(azimuth.radians)
    else:
        x = azimuth.degrees / 360.0 * width
        y = picture.y + 0.0 * x  # the scale of elevation is free, but it is even:
        slope, horizon = np.polyfit(altitude.degrees, y, 1)
        assert y == pytest.approx(horizon + slope * altitude.degrees, abs=1e-2)
        assert slope == pytest.approx(-2.0 * width / 360.0, rel=1e-3)  # at most twice as high
    assert picture.x == pytest.approx(x, abs=1e-2)
    assert picture.y == pytest.approx(y, abs=1e-2)


def test_the_satellite_at_a_pixel_is_found_and_none_where_there_is_none():
    picture = painted(state_of("oneweb"))
    for place in (0, 7, len(picture.x) - 1):
        at = (picture.x[place] + 1.0, picture.y[place] - 1.0)
        found = picture.nearest(at, 9.0)
        away = np.hypot(picture.x - at[0], picture.y - at[1])
        assert found == int(np.argmin(away))
        assert picture.seen.key(found).source == MAIN_DESIGN
    assert picture.nearest((-500.0, -500.0), 9.0) is None


def test_corners_of_a_fisheye_are_clear_and_a_panorama_is_filled_from_edge_to_edge():
    fisheye = painted(state_of()).pixels
    assert fisheye.shape == (SIZE[1], SIZE[0], 4)
    assert fisheye[2, 2, 3] == 0
    assert fisheye[150, 240, 3] == 255
    panorama = painted(state_of(projection=SkyProjection.PANORAMA)).pixels
    assert panorama[150, :, 3].min() == 255


def test_a_selected_satellite_has_a_ring():
    state = state_of("one-shell")
    plain = painted(state)
    place = int(np.argmax(plain.seen.elevation_rad))
    key = plain.seen.key(place)
    picked = replace(state, selection=Selection(frozenset({state.shell_of(key)}), frozenset({key})))
    rows, columns = np.nonzero(np.any(painted(picked).pixels != plain.pixels, axis=2))
    away = np.hypot(columns + 0.5 - plain.x[place], rows + 0.5 - plain.y[place])
    assert 20 < len(away) < 200
    assert away.min() > 4.0
    assert away.max() < 10.0


def test_an_arc_is_drawn_where_it_leads_and_not_across_a_panorama():
    state = state_of("one-shell", projection=SkyProjection.PANORAMA)
    azimuth = np.radians(np.linspace(350.0, 370.0, 20))
    arc = (azimuth, np.full(20, 0.6))
    changed = np.any(painted(state, arcs=[arc]).pixels != painted(state).pixels, axis=2)
    columns = np.nonzero(changed.any(axis=0))[0]
    assert len(columns) > 10
    assert np.all((columns < 30) | (columns > SIZE[0] - 30))


def test_hidden_shells_are_not_in_the_sky():
    state = state_of("starlink-gen1")
    everything = painted(state).seen
    shell = int(state.shell_of(everything.key(0)).shell)
    hidden = replace(state, hidden=frozenset({ShellKey(MAIN_DESIGN, shell)}))
    constellation = state.document.constellation
    shells = constellation.plane_shell[constellation.plane_index[everything.row]]
    rest = painted(hidden).seen.row
    assert 0 < len(rest) < len(everything.row)
    assert rest.tolist() == everything.row[shells != shell].tolist()


def test_colours_are_those_of_sunlight_or_of_the_globe():
    state = state_of("starlink-gen1")
    snapshot = snapshot_at(state, DUSK, with_survey=False, with_maps=False)
    seen = satellites_above(state, observer_of(BERLIN, snapshot.geometry), snapshot.geometry)
    by_light = satellite_colours(state, snapshot, seen)
    assert np.array_equal(by_light[seen.sunlit], np.tile(LIT, (seen.sunlit.sum(), 1)))
    assert np.array_equal(by_light[~seen.sunlit], np.tile(SHADOWED, ((~seen.sunlit).sum(), 1)))
    of_globe = set_sky(colours=SkyColours.GLOBE)(state)
    constellation, design = state.document.constellation, state.document.design
    shell = constellation.plane_shell[constellation.plane_index[seen.row]]
    single = [k for k, group in enumerate(design.groups) if group.shells == 1]
    known = np.isin(constellation.shell_group[shell], single)
    wanted = np.array([rgb_of_hex(one) for one in group_colours(design)])
    wanted = light_of(wanted / 255.0)[constellation.shell_group[shell]]
    assert known.any()
    found = satellite_colours(of_globe, snapshot, seen)
    assert found[known] == pytest.approx(wanted[known], abs=1e-6)
    by_altitude = satellite_colours(set_colour_mode(ALTITUDE.key)(of_globe), snapshot, seen)
    assert len(np.unique(by_altitude, axis=0)) == len(np.unique(constellation.sma_km[shell]))


def test_satellites_of_sets_have_their_colours_as_on_the_globe():
    state = state_of("one-shell", colours=SkyColours.GLOBE)
    snapshot = snapshot_at(state, DUSK, with_survey=False, with_maps=False)
    seen = satellites_above(state, observer_of(BERLIN, snapshot.geometry), snapshot.geometry)
    chosen = Members({MAIN_DESIGN: seen.row[::2]})
    with_set = replace(snapshot, sets=(SatelliteSet("some", "#ff00ff", chosen),))
    plain, found = (satellite_colours(state, shot, seen) for shot in (snapshot, with_set))
    assert found[::2] == pytest.approx(
        np.tile(light_of(np.array([1.0, 0.0, 1.0])), (len(found[::2]), 1))
    )
    assert np.array_equal(found[1::2], plain[1::2])
    layers = replace(state.view.layers, satellite_sets=False)
    without = replace(state, view=replace(state.view, layers=layers))
    assert np.array_equal(satellite_colours(without, with_set, seen), plain)


def test_a_quantity_of_the_maps_colours_the_sky_and_is_grey_before_they_are_solved():
    state = set_colour_mode("charge")(state_of("one-shell", colours=SkyColours.GLOBE))
    shots = [snapshot_at(state, DUSK, with_survey=False, with_maps=maps) for maps in (False, True)]
    seen = satellites_above(state, observer_of(BERLIN, shots[0].geometry), shots[0].geometry)
    grey, coloured = (satellite_colours(state, shot, seen) for shot in shots)
    assert len(np.unique(grey, axis=0)) == 1
    assert len(np.unique(np.round(coloured, 3), axis=0)) > 3


def test_names_of_stars_stand_at_bright_stars_of_the_catalogue():
    names, direction = named_stars()
    stars = star_catalogue()
    apart = np.degrees(np.arccos(np.clip(direction @ stars.direction.T.astype(float), -1.0, 1.0)))
    nearest = np.argmin(np.where(stars.magnitude < 2.3, apart, 180.0), axis=1)
    assert len(names) == len(set(names)) > 20
    # Of the brightest stars proper motion since Hipparcos' epoch is the most: 0.02 degrees.
    assert apart[np.arange(len(names)), nearest].max() < 0.03
    assert stars.magnitude[nearest[names.index("Sirius")]] == pytest.approx(-1.46, abs=0.1)


def test_by_night_the_milky_way_shines_where_it_stands_and_by_day_it_does_not():
    """The centre of the Galaxy, in Sagittarius, is high over Dunedin in July at midnight."""
    midnight = Instant.parse("2027-07-05T12:40:00Z")
    state = state_of("one-shell", midnight)
    picture = painted(state, DUNEDIN, (600, 600)).pixels[..., :3].astype(int)
    snapshot = snapshot_at(state, midnight, with_survey=False, with_maps=False)
    observer = observer_of(DUNEDIN, snapshot.geometry)
    dome = projection_of(SkyProjection.FISHEYE, DUNEDIN, (600, 600), 1.0)

    def brightness(ra_deg, dec_deg):
        ra, dec = np.radians((ra_deg, dec_deg))
        gcrs = np.array([[np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)]])
        azimuth, elevation = observer.angles_to(gcrs @ snapshot.geometry.gcrs_to_teme.T)
        x, y = (int(one[0]) for one in dome.place(azimuth, elevation))
        assert elevation[0] > 0.3
        return np.median(picture[y - 12 : y + 13, x - 12 : x + 13].sum(axis=2))

    assert brightness(266.4, -28.9) > 1.25 * brightness(338.0, -30.0)


def test_the_moon_glows_on_the_air_around_it_and_at_the_edge_of_the_picture_it_is_cut_off():
    """Full moon over Berlin on 2026-12-24; where it stands is skyfield's business elsewhere."""
    full = Instant.parse("2026-12-23T20:00:00Z")
    new = full.plus_s(-14.0 * 86_400.0)
    bright, dark = (
        painted(state_of("one-shell", one)).pixels[..., :3].mean() for one in (full, new)
    )
    assert bright > 1.2 * dark
    for minutes in range(0, 60, 3):  # it rises within the hour
        rising = Instant.parse("2026-12-23T14:20:00Z").plus_s(60.0 * minutes)
        state = state_of("one-shell", rising, projection=SkyProjection.PANORAMA)
        assert painted(state, size=(200, 60)).pixels.shape == (60, 200, 4)


def test_the_sun_of_the_backdrop_follows_the_time():
    state = state_of("one-shell", Instant.parse("2026-06-21T11:00:00Z"))
    picture = painted(state)
    geometry = snapshot_at(state, state.playback.at, with_survey=False, with_maps=False).geometry
    sun = sun_place_rad(observer_of(BERLIN, geometry), geometry)
    x, y = projection_of(SkyProjection.FISHEYE, BERLIN, SIZE, 1.0).place(*np.array(sun)[:, None])
    assert picture.pixels[int(y[0]), int(x[0]), :3].min() > 220


def test_satellites_hidden_one_by_one_are_not_in_the_sky():
    state = state_of("one-shell")
    everything = painted(state).seen
    some = everything.row[::2]
    hidden = replace(state, hidden_satellites=Members({MAIN_DESIGN: some}))
    assert painted(hidden).seen.row.tolist() == everything.row[1::2].tolist()
