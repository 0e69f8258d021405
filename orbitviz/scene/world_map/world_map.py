"""Draws the map at one instant: ground, satellites, lines and names."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.arrays import Floats32
from orbitviz.engine.route_places import route_km
from orbitviz.engine.satellite_paths import MOST_PATHS
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.geodesy import geodetic
from orbitviz.scene.backdrop.line_data import LineData, load_lines
from orbitviz.scene.cover_colours import cover_rgba
from orbitviz.scene.world_map.annotations import Annotations
from orbitviz.scene.world_map.corners import corner_blocks
from orbitviz.scene.world_map.cover import over_the_ground
from orbitviz.scene.world_map.dots import dot_rule
from orbitviz.scene.world_map.ground import Ground, ground_of
from orbitviz.scene.world_map.light import over_ground, smoothed, summed_light
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.satellites import MapSatellites, catalogue_on_map, design_on_map
from orbitviz.scene.world_map.strokes import cover, graticule_deg
from orbitviz.scene.world_map.tracks import track_of

_STEPS_OF_LEG = 24  # of a route, whose straight legs are curves on the map
_MOST_RINGS = 400  # of selected satellites
_SMALL_DOT_PX = 0.9  # of radius, logical pixels, up to which the light is smoothed
_COMMON_HEIGHT_PX = 800.0
_MOST_PX = 4_000_000  # of a part that is drawn at once
_ROWS = 64  # of pixels at a time
_MARGIN_PX = 12  # around it, logical pixels: more than a dot and the smoothing reach


class _Style(NamedTuple):
    """A line on the ground: linear light, and its opacity; logical pixels."""

    ink: tuple[float, float, float, float]
    wide: float


_GRATICULE = _Style((0.16, 0.24, 0.36, 0.30), 0.7)
_COAST = _Style((0.36, 0.52, 0.62, 0.45), 0.8)
_BORDER = _Style((0.60, 0.46, 0.28, 0.45), 0.7)


@dataclass(frozen=True, eq=False)
class MapPicture:
    """A map that was drawn.

    pixels       (h, w, 3) uint8 sRGB
    satellites   of each source, where they are on it
    """

    frame: MapFrame
    pixels: NDArray[np.uint8]
    satellites: tuple[MapSatellites, ...]

    def satellite_at(self, at_px: tuple[float, float], reach_px: float) -> SatelliteKey | None:
        """Return the satellite nearest to a pixel, None if none is within reach."""
        best, best_px2 = None, reach_px * reach_px
        for one in self.satellites:
            if not len(one.x):
                continue
            away2 = (one.x - np.float32(at_px[0])) ** 2 + (one.y - np.float32(at_px[1])) ** 2
            nearest = int(np.argmin(away2))
            if away2[nearest] <= best_px2:
                best, best_px2 = SatelliteKey(one.source, int(one.rows[nearest])), away2[nearest]
        return best

    def place_of(self, satellite: SatelliteKey) -> tuple[float, float] | None:
        """Return the pixel of a satellite, None if it is not drawn."""
        return _place_of(self.satellites, satellite)


def pixel_ratio_of(size: tuple[int, int]) -> float:
    """Return pixels per logical pixel of a map without a screen: larger ones have larger texts."""
    return max(1.0, size[1] / _COMMON_HEIGHT_PX)


class MapPainter:
    """Draws maps one after another; what stays the same between them is kept."""

    def __init__(self) -> None:
        self._ground: tuple[object, Ground] | None = None
        self._lines: LineData | None = None

    def paint(
        self,
        state: State,
        snapshot: Snapshot,
        frame: MapFrame,
        pixel_ratio: float = 1.0,
        *,
        heading: bool = False,
        legend: bool = False,
        every: int = 1,
    ) -> Generator[None, None, MapPicture]:
        """Return the map at the instant of a snapshot, as a generator of steps of milliseconds.

        pixel_ratio   pixels per logical pixel: how large dots, lines and texts are
        heading       whether name and time are in the corners
        legend        whether the legend and the status caption are, as far as they are layers shown
        every         one of so many satellites of the design stands for all of them, for a draft
        """
        satellites = yield from _satellites(state, snapshot, frame, pixel_ratio, every)
        sun_itrs = snapshot.geometry.teme_to_itrs @ snapshot.geometry.sun_direction
        cover = None if snapshot.cover is None else cover_rgba(snapshot.cover)
        picture = Image.new("RGB", frame.size)
        margin = math.ceil(_MARGIN_PX * pixel_ratio)
        most = max(_MOST_PX // frame.size[0] - 2 * margin, 1)
        for top in range(0, frame.size[1], most):
            end = min(top + most, frame.size[1])
            first, last = max(top - margin, 0), min(end + margin, frame.size[1])
            is_whole = (first, last) == (0, frame.size[1])
            part = frame if is_whole else replace(frame, top=first, rows=last - first)
            ground = yield from self._ground_of(state, part, pixel_ratio)
            light = yield from _light(state, part, satellites, pixel_ratio)
            look = dot_rule(part, 1, state.view, pixel_ratio).look
            for begin in range(top - first, end - first, _ROWS):
                rows = slice(begin, min(begin + _ROWS, end - first))
                below = ground.under(sun_itrs, rows)
                if cover is not None:
                    below = over_the_ground(below, ground.up[rows], cover)
                lit = over_ground(below, light[:, rows], look)
                picture.paste(Image.fromarray(lit), (0, first + begin))
                yield
        blocks = corner_blocks(state, snapshot, frame, pixel_ratio, heading=heading, legend=legend)
        yield
        notes = Annotations(frame, pixel_ratio)
        notes.add_rims()
        notes.add_sun(sun_itrs)
        notes.add_sites(state.document.design.sites, named=state.view.layers.names)
        _add_route(notes, state, snapshot)
        yield from _add_selected(notes, state, snapshot, satellites)
        over = notes.painted([box for box, _ in blocks])
        picture.paste(over, (0, 0), over)
        for box, block in blocks:
            picture.paste(block, box[:2], block)
        return MapPicture(frame, np.asarray(picture), satellites)

    def _ground_of(
        self, state: State, frame: MapFrame, pixel_ratio: float
    ) -> Generator[None, None, Ground]:
        layers = state.view.layers
        wanted = frame, pixel_ratio, layers.earth_maps, layers.night_lights, layers.borders
        if self._ground is None or self._ground[0] != wanted:
            ground = yield from ground_of(frame, maps=layers.earth_maps, lights=layers.night_lights)
            self._lines = self._lines or load_lines()
            yield
            step_deg = 30 if frame.view.zoom < 4.0 else 10
            kinds = [(graticule_deg(step_deg), _GRATICULE), (self._lines.coasts, _COAST)]
            kinds += [(self._lines.borders, _BORDER)] if layers.borders else []
            for segments, style in kinds:
                ground.draw(cover(frame, segments, style.wide * pixel_ratio), style.ink)
                yield
            self._ground = wanted, ground
        return self._ground[1]


def _satellites(
    state: State, snapshot: Snapshot, frame: MapFrame, pixel_ratio: float, every: int
) -> Generator[None, None, tuple[MapSatellites, ...]]:
    if not state.view.layers.satellites:
        return ()
    rule = dot_rule(frame, int(state.shown_counts.sum()), state.view, pixel_ratio)
    found = [(yield from design_on_map(state, snapshot, frame, rule, every))]
    for source in state.catalogues:
        rule = dot_rule(frame, state.shown_objects(source), state.view, pixel_ratio)
        found.append((yield from catalogue_on_map(state, snapshot, source, frame, rule)))
    return tuple(found)


def _light(
    state: State, frame: MapFrame, satellites: tuple[MapSatellites, ...], pixel_ratio: float
) -> Generator[None, None, Floats32]:
    """Return the linear light (3, h, w) of all satellites on what is drawn of a frame."""
    width, height = frame.drawn
    light = np.zeros((3, height, width), np.float32)
    for one in satellites:
        rule = dot_rule(frame, len(one.x), state.view, pixel_ratio)
        near = one.around(frame, rule.radius_px + 1.0)
        sums = yield from summed_light(frame, near, rule.radius_px)
        is_dense = rule.radius_px <= _SMALL_DOT_PX * pixel_ratio
        light += smoothed(sums, pixel_ratio) if is_dense else sums
        yield
    return light


def _add_route(notes: Annotations, state: State, snapshot: Snapshot) -> None:
    """Draw the route between two sites, with the sites."""
    if state.route is None:
        return
    notes.add_sites(state.route.sites, named=True)
    way_km = route_km(state, snapshot)
    if way_km is not None:
        share = np.linspace(0.0, 1.0, _STEPS_OF_LEG)[:, None]
        legs = [one + share * (other - one) for one, other in pairwise(way_km)]
        lat, lon, _ = geodetic(np.concatenate(legs) @ snapshot.geometry.teme_to_itrs.T)
        notes.add_route(lat, lon)


def _add_selected(
    notes: Annotations, state: State, snapshot: Snapshot, satellites: tuple[MapSatellites, ...]
) -> Generator[None, None, None]:
    """Draw rings around the selected satellites, and tracks and footprints of few."""
    chosen = sorted(state.selection.satellites) or list(
        islice(state.selection.members, _MOST_RINGS)
    )
    places = [(key, place) for key in chosen[:_MOST_RINGS]
              if (place := _place_of(satellites, key)) is not None]  # fmt: skip
    is_few = len(chosen) <= MOST_PATHS
    for key, _ in places if is_few else ():
        track = track_of(state, snapshot.geometry, key)
        if track is not None:
            notes.add_track(track)
        yield
    for key, place in places:
        notes.add_satellite(place, satellite_name(state, key) if is_few else "")


def _place_of(
    satellites: tuple[MapSatellites, ...], key: SatelliteKey
) -> tuple[float, float] | None:
    """Return the pixel of a satellite, None if it is not drawn."""
    for one in satellites:
        if one.source == key.source:
            k = int(np.searchsorted(one.rows, key.row))
            if k < len(one.rows) and one.rows[k] == key.row:
                return float(one.x[k]), float(one.y[k])
    return None
