"""The fixed views: each is a state, an instant and a size, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import view_named
from orbitviz.engine.keyframes import keyframes
from orbitviz.engine.viewpoints import pose_at_satellite
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.commands import add_catalogue
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, keys_of_shells
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Look, ViewOptions
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import COLOURS
from tests.poses import pose_between
from tests.visual.catalogue import shell_of_objects

MILLION = "spacex-odc"
_FIRST = Instant.parse("2026-11-22T00:10:00Z")
_EQUINOX = Instant.parse("2027-03-20T18:00:00Z")
_WIDE, _SMALL = (1280, 800), (960, 600)
_NEAR_KM = 200.0


@dataclass(frozen=True)
class FixedView:
    """One view; `vision` is "" or the colour vision that is simulated."""

    state: State
    instant: Instant
    size: tuple[int, int]
    vision: str = ""


def _state(design: str = MILLION, instant: Instant = _FIRST, **view: object) -> State:
    document = read_builtin(design)
    state = State.of(document, Playback(instant, playing=False))
    return replace(state, view=replace(ViewOptions(), **view))


def _seen(name: str, instant: Instant = _FIRST, size: tuple[int, int] = _SMALL, **view: object):
    state = _state(instant=instant, **view)
    camera = view_named(name, state, HOME, sky_geometry_at(instant))
    return FixedView(replace(state, view=replace(state.view, camera=camera)), instant, size)


def _above_ground(
    latitude_deg, longitude_deg, height_km, ahead_deg, instant, size=_WIDE, ahead_km=0.0, **layers
):
    """Return the view from above a place, to so many degrees farther north, at a height."""
    geometry = sky_geometry_at(instant)

    def place(latitude, height):
        up = zenith(np.radians(latitude), np.radians(longitude_deg))
        return (EARTH_RADIUS_KM + height) * up @ geometry.teme_to_itrs

    camera = pose_between(place(latitude_deg, height_km), place(latitude_deg + ahead_deg, ahead_km))
    shown = replace(ViewOptions().layers, **layers)
    return FixedView(_state(instant=instant, camera=camera, layers=shown), instant, size)


def _earth_near(
    latitude_deg, longitude_deg, height_km, ahead_deg, time, day="2026-03-20", **more
) -> FixedView:
    """Return the view of the Earth alone from above a place, by default at the equinox."""
    instant = Instant.parse(f"{day}T{time}Z")
    return _above_ground(
        latitude_deg, longitude_deg, height_km, ahead_deg, instant, satellites=False, **more
    )


def _with_group(group: int, eye_km, target_km, towards=None, instant: Instant = _FIRST):
    """Return the view that rides with the satellite of a group that is nearest to a direction.

    eye_km, target_km   (3,) from the satellite: ahead, left, up
    towards             (3,) unit vector, TEME; the Sun if None
    """
    state = _state(instant=instant)
    constellation = state.document.constellation
    shell = int(np.flatnonzero(constellation.shell_group == group)[0])
    rows = np.arange(constellation.shell_first[shell], constellation.shell_first[shell + 1])
    r_km, _ = state_vectors(constellation, instant, rows)
    sun = sky_geometry_at(instant).sun_direction
    row = int(rows[np.argmax(r_km @ (sun if towards is None else towards))])
    camera = pose_between(np.asarray(eye_km, float), np.asarray(target_km, float))
    camera = replace(camera, follows=SatelliteKey(MAIN_DESIGN, row))
    layers = replace(state.view.layers, satellite_orbits=False)  # the satellites alone
    view = replace(state.view, camera=camera, layers=layers)
    return FixedView(replace(state, view=view), instant, _WIDE)


def _above_group(group: int) -> FixedView:
    """Return the view along its flight from 200 km above a group, by day."""
    return _with_group(group, (0.0, 0.0, _NEAR_KM), (900.0, 0.0, -150.0))


def _inside_plane() -> FixedView:
    """Return the view along a dawn-dusk plane from a little above one of its satellites."""
    north = np.array([0.0, 0.0, 1.0])
    return _with_group(3, (-20.0, 3.0, 5.0), (60.0, 0.0, -14.0), north)


def _one_satellite(
    light: str,
    design: str = MILLION,
    instant: Instant = _FIRST,
    towards_deg=(50.0, 16.0),
    spans: float = 1.25,
    **view: object,
) -> FixedView:
    """Return the close view of one satellite by day, as the Sun sets for it, or in shadow.

    towards_deg   where the camera is: aside of the Sun, above the horizon
    spans         how far away, in lengths of the satellite
    """
    state, geometry = _state(design, instant, **view), sky_geometry_at(instant)
    sun = geometry.sun_direction
    aside = np.cross(sun, [0.0, 0.0, 1.0])
    aside /= np.linalg.norm(aside)
    towards = {"day": 0.5 * sun + aside, "noon": sun + 0.2 * aside,
               "sunset": 0.40 * -sun + aside, "shadow": -sun}[light]  # fmt: skip
    constellation = state.document.constellation
    r_km, _ = state_vectors(constellation, instant, slice(0, int(constellation.shell_first[1])))
    key = SatelliteKey(MAIN_DESIGN, int(np.argmax(r_km @ towards)))
    return _close(state, instant, key, towards_deg, spans)


def _close(state, instant, key, towards_deg=(50.0, 16.0), spans=1.25) -> FixedView:
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    pose = pose_at_satellite(state, snapshot, key, HOME)
    pose = replace(
        pose,
        azimuth_rad=pose.azimuth_rad + np.radians(towards_deg[0] - 50.0),
        elevation_rad=np.radians(towards_deg[1]),
        distance_km=pose.distance_km * spans / 1.25,
    )
    return FixedView(replace(state, view=replace(state.view, camera=pose)), instant, _WIDE)


def _object(instant: Instant = _FIRST) -> FixedView:
    """Return the close view of an object of a catalogue."""
    state = add_catalogue(shell_of_objects(3_000, instant))(_state(instant=instant))
    (source,) = state.catalogues
    r_km = keyframes(state.catalogues[source], instant, 1.0).r0_km
    row = int(np.argmax(r_km @ sky_geometry_at(instant).sun_direction))
    return _close(state, instant, SatelliteKey(source, row))


def _with_catalogue(instant: Instant = _FIRST) -> FixedView:
    state = add_catalogue(shell_of_objects(3_000, instant))(_state(instant=instant))
    return FixedView(state, instant, _WIDE)


def _sun_behind_limb(instant: Instant = _FIRST) -> FixedView:
    """Return the view from the night side, the Sun rising over the limb."""
    geometry = sky_geometry_at(instant)
    sun = geometry.sun_direction
    north = np.array([0.0, 0.0, 1.0]) - sun[2] * sun
    north /= np.linalg.norm(north)
    distance = 4.0 * EARTH_RADIUS_KM
    # The limb stands at asin(1 / 4) from the middle of the Earth; the Sun a little outside of it.
    angle = np.arcsin(0.25) + np.radians(0.6)
    eye = distance * (-np.cos(angle) * sun - np.sin(angle) * north)
    camera = pose_between(eye, -0.8 * EARTH_RADIUS_KM * north)
    return FixedView(_state(instant=instant, camera=camera), instant, _WIDE)


def _orbital_sunrise(instant: Instant = _FIRST) -> FixedView:
    """Return the Sun half above the limb, seen from a satellite 500 km high."""
    geometry = sky_geometry_at(instant)
    sun = geometry.sun_direction
    radius = EARTH_RADIUS_KM + 500.0
    up = np.array([0.0, 0.0, 1.0]) - sun[2] * sun
    up /= np.linalg.norm(up)
    dip = np.arccos(EARTH_RADIUS_KM / radius) - np.radians(0.35)
    eye = radius * (np.cos(dip) * up - np.sin(dip) * sun)
    camera = pose_between(eye, eye + 1000.0 * (sun - 0.03 * up))
    layers = replace(ViewOptions().layers, satellites=False)
    return FixedView(_state(instant=instant, camera=camera, layers=layers), instant, _WIDE)


def _moon_beside_the_limb(fov_deg: float, instant: Instant) -> FixedView:
    """Return the Moon a little outside the limb, from 2,000 km above the ground."""
    geometry = sky_geometry_at(instant)
    moon = geometry.gcrs_to_teme @ moon_gcrs_km(instant)
    moon /= np.linalg.norm(moon)
    up = np.array([0.0, 0.0, 1.0]) - moon[2] * moon
    up /= np.linalg.norm(up)
    radius = EARTH_RADIUS_KM + 2000.0
    dip = np.arccos(EARTH_RADIUS_KM / radius) - np.radians(1.2)
    eye = radius * (np.cos(dip) * up - np.sin(dip) * moon)
    camera = pose_between(eye, eye + 1000.0 * moon)
    camera = replace(camera, fov_rad=np.radians(fov_deg))
    return FixedView(_state(instant=instant, camera=camera), instant, _WIDE)


def _named_lines(instant: Instant = _FIRST) -> FixedView:
    """Return home with selected shells, axes and grid, all of them named."""
    state = _state(instant=instant)
    shells = state.document.constellation.shell_group
    chosen = [int(np.flatnonzero(shells == group)[0]) for group in (0, 3, 5)]
    layers = replace(state.view.layers, graticule=True, axes=True)
    state = replace(
        state,
        view=replace(state.view, layers=layers),
        selection=Selection(shells=keys_of_shells(chosen)),
    )
    return FixedView(state, instant, _WIDE)


def _towards(
    ra_deg: float, dec_deg: float, fov_deg: float, instant: Instant = _FIRST, **layers: bool
) -> FixedView:
    """Return the sky around a place of the star maps, from far away from the Earth."""
    geometry = sky_geometry_at(instant)
    ra, dec = np.radians(ra_deg), np.radians(dec_deg)
    place = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    direction = geometry.gcrs_to_teme @ place
    camera = pose_between(3e5 * direction, 4e5 * direction)
    camera = replace(camera, fov_rad=np.radians(fov_deg))
    shown = replace(ViewOptions().layers, **layers)
    return FixedView(_state(instant=instant, camera=camera, layers=shown), instant, _WIDE)


def _blank_day() -> FixedView:
    layers = replace(ViewOptions().layers, satellites=False)
    return replace(_seen("sun", size=_WIDE, layers=layers))


def _paths(instant: Instant = _FIRST) -> FixedView:
    """Return orbit, trail, ground track and footprint of a satellite, from behind and above it."""
    layers = replace(ViewOptions().layers, trails=True, ground_tracks=True, footprints=True)
    state = _state("starlink-gen1", instant, layers=layers)
    view = _close(state, instant, SatelliteKey(MAIN_DESIGN, 248), (150.0, 30.0))
    camera = replace(view.state.view.camera, distance_km=9_000.0)
    shown = replace(view.state, view=replace(view.state.view, camera=camera))
    return FixedView(shown, instant, _WIDE)


VIEWS: dict[str, Callable[[], FixedView]] = {
    "home": lambda: _seen("home", size=(1920, 1080)),
    "home-4x3": lambda: _seen("home", size=(1024, 768)),
    "home-21x9": lambda: _seen("home", size=(1680, 720)),
    "home-portrait": lambda: _seen("home", size=(720, 1280)),
    "home-thumbnail": lambda: _seen("home", size=(640, 360)),
    "pole": lambda: _seen("pole"),
    "day": lambda: _seen("sun"),
    "night": lambda: _seen("night"),
    "terminator": lambda: _seen("terminator", _EQUINOX, _WIDE),
    "earth-alone": _blank_day,
    "night-europe": lambda: _above_ground(38.0, 12.0, 2500.0, 8.0, _FIRST),
    "over-europe-by-day": lambda: _above_ground(
        36.0, 10.0, 750.0, 7.0, Instant.parse("2026-06-21T10:30:00Z")
    ),
    "coast-noon": lambda: _earth_near(46.0, -2.0, 750.0, 3.5, "12:00:00"),
    "coast-dusk": lambda: _earth_near(37.0, 14.0, 750.0, 4.0, "17:05:00"),
    "coast-night": lambda: _earth_near(29.5, 31.0, 750.0, 2.0, "22:00:00"),
    "london-night": lambda: _earth_near(49.8, 0.5, 400.0, 2.0, "00:00:00"),
    "india-night": lambda: _earth_near(25.0, 77.5, 600.0, 3.0, "19:00:00"),
    "limb-night": lambda: _earth_near(43.0, 5.0, 420.0, 12.0, "00:00:00"),
    "clouds-near": lambda: _earth_near(-2.0, 14.0, 750.0, 5.0, "07:30:00"),
    "limb-day": lambda: _earth_near(20.0, -80.0, 300.0, 19.0, "16:00:00"),
    "limb-dusk": lambda: _earth_near(20.0, -80.0, 300.0, 19.0, "23:00:00", ahead_km=120.0),
    "limb-twilight": lambda: _earth_near(62.0, -140.0, 350.0, 21.0, "06:30:00", ahead_km=150.0),
    "glint-pacific": lambda: _earth_near(-30.0, -140.0, 1500.0, 12.0, "21:20:00"),
    "glint-low": lambda: _earth_near(62.0, -30.0, 700.0, -22.0, "15:00:00"),
    "pole-near": lambda: _earth_near(-82.0, 20.0, 900.0, -8.0, "11:00:00", "2026-12-21"),
    "date-line": lambda: _earth_near(-20.0, 180.0, 3000.0, 4.0, "00:00:00"),
    "earth-dusk": lambda: _earth_near(15.0, 20.0, 18000.0, 0.5, "16:30:00"),
    "sun-behind-limb": _sun_behind_limb,
    "names-lines": _named_lines,
    "satellite-paths": _paths,
    "galactic-centre": lambda: _towards(266.4, -28.9, 70.0),
    "galactic-pole": lambda: _towards(192.9, 27.1, 60.0),
    "celestial-pole": lambda: _towards(37.9, 89.3, 60.0),
    "sunrise-500-km": _orbital_sunrise,
    "moon-at-limb": lambda: _moon_beside_the_limb(4.0, Instant.parse("2026-11-19T18:00:00Z")),
    "full-moon-at-limb": lambda: _moon_beside_the_limb(40.0, _FIRST),
    "orion": lambda: _towards(83.8, -1.0, 40.0),
    "above-550": lambda: _above_group(0),
    "above-565-sso": lambda: _above_group(1),
    "above-686": lambda: _above_group(2),
    "above-707-sso": lambda: _above_group(3),
    "above-946": lambda: _above_group(4),
    "above-967-sso": lambda: _above_group(5),
    "inside-dawn-dusk-plane": _inside_plane,
    "ai1-day": lambda: _one_satellite("day"),
    "ai1-sunset": lambda: _one_satellite("sunset"),
    "ai1-shadow": lambda: _one_satellite("shadow"),
    "ai1-size": lambda: _one_satellite(
        "day", spans=2.2, layers=replace(ViewOptions().layers, size_reference=True)
    ),
    "ai1-behind": lambda: _one_satellite("day", towards_deg=(160.0, 25.0)),
    "ai1-detail": lambda: _one_satellite("day", towards_deg=(35.0, 30.0), spans=0.3),
    "ai1-some-km": lambda: _one_satellite("day", spans=40.0),
    "ai1-radiator": lambda: _one_satellite(
        "day", towards_deg=(75.0, 20.0), spans=0.7, colour_mode="radiator"
    ),
    "ai1-array": lambda: _one_satellite("day", colour_mode="array"),
    "suncatcher": lambda: _one_satellite("day", "suncatcher-81"),
    "starlink-v2-mini": lambda: _one_satellite("noon", "starlink-gen2", towards_deg=(40.0, 25.0)),
    "plain-bus": lambda: _one_satellite("day", "one-shell"),
    "catalogue-object": _object,
    "far": lambda: _seen("-60,18,100000"),
    "catalogue": _with_catalogue,
    "dots": lambda: _seen("home", size=_WIDE, look=Look.DOTS),
    "magnitude": lambda: _seen("home", size=_WIDE, look=Look.MAGNITUDE),
    "magnitude-terminator": lambda: _seen("terminator", _EQUINOX, _WIDE, look=Look.MAGNITUDE),
    "deuteranope": lambda: replace(_seen("home"), vision="deuteranope"),
    **{
        f"day-{colour.key}": lambda colour=colour: _seen("sun", colour_mode=colour.key)
        for colour in COLOURS
    },
}


def views(names: list[str]) -> Iterator[tuple[str, FixedView]]:
    """Yield the views named, all of them if none are. Raises KeyError for an unknown name."""
    for name in names or VIEWS:
        yield name, VIEWS[name]()
