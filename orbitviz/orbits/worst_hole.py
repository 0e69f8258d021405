"""The place on Earth from which the highest satellite stands lowest: the worst hole of a pattern.

There three satellites stand equally high around it, for otherwise a place beside it would be worse:
for satellites of one altitude it is the middle of the largest facet of their convex hull. A grid
finds where to look; from there satellites around the place are gathered until none of the others
stands higher than the three, so that at its end the answer is exact. Where all satellites stand in
one half of the sky it is the worst place of the grid instead, some degrees from it at most.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.coverage import central_angle_rad, elevation_at_rad
from orbitviz.orbits.in_view import InView

_LEAST_PLACES, _MOST_PLACES = 2000, 12_000
_PLACES_PER_SATELLITE = 4
_STARTS = 24  # places of the grid from which the worst one is sought
_APART, _WAY = 2.0, 3.0  # steps of the grid: starts from each other, and from what is sought
_SECTORS = 8
_MOST_ROUNDS = 10
# Of so many satellites around a start the finer grid around it leaves fewer, down to such steps.
_MANY_NEAR, _FINER_PLACES, _FINEST_RAD = 10_000, 200, 1e-3
_NEWTON_STEPS = 6
_SAME_RAD = 1e-9
_ENOUGH_RAD = 1e-6  # of a height: 0.0001 degrees


class Hole(NamedTuple):
    """A place of a spherical Earth and the highest satellite over it.

    direction       (3,) float64  unit vector, in the axes of the satellites
    elevation_rad   of the highest satellite; below 0 none is above the horizon
    """

    direction: Floats
    elevation_rad: float


def worst_hole(
    in_view: InView, most_places: int = _MOST_PLACES, most_starts: int = _STARTS
) -> Hole:
    """Return the place over which the highest satellite stands lowest; there is one at least.

    most_places   of the grid
    most_starts   of its places from which the worst one is sought
    """
    r_km = in_view.positions_km()
    wanted = _PLACES_PER_SATELLITE * len(r_km)
    grid, spacing_rad = even_places(max(_LEAST_PLACES, min(wanted, most_places)))
    heights = in_view.highest_rad(grid)
    radius = np.linalg.norm(r_km, axis=1)
    towards = r_km / radius[:, None]
    lowest = int(np.argmin(heights))
    best = Hole(grid[lowest], float(heights[lowest]))
    for start in _lowest(grid, heights, spacing_rad, most_starts):
        around = _Around(grid[start], towards, radius)
        if around.surely_rad(float(heights[start]), spacing_rad) >= best.elevation_rad:
            continue  # nowhere in its part of the grid is it worse
        place, height, step_rad = grid[start], float(heights[start]), spacing_rad
        way_rad = _WAY * step_rad
        near = around.that_matter(around.surely_rad(height, way_rad), way_rad)
        while len(near) > _MANY_NEAR and step_rad > _FINEST_RAD:
            places, step_rad = _places_around(place, step_rad)
            finer = in_view.highest_rad(places)
            place, height = places[int(np.argmin(finer))], float(finer.min())
            way_rad = _WAY * step_rad
            around = _Around(place, towards, radius)
            near = around.that_matter(around.surely_rad(height, way_rad), way_rad)
        hole = _deepest(place, towards[near], radius[near], way_rad)
        if hole.elevation_rad < best.elevation_rad:
            best = hole
    return best


@lru_cache(maxsize=4)
def even_places(count: int) -> tuple[Floats, float]:
    """Return unit vectors (n, 3) spread evenly over the sphere, and how far they are apart, rad.

    On a spiral, each turned by the golden angle from the one before.
    """
    number = np.arange(count)
    z = 1.0 - (2.0 * number + 1.0) / count
    turn = np.pi * (3.0 - np.sqrt(5.0)) * number
    across = np.sqrt(1.0 - z * z)
    places = np.column_stack((across * np.cos(turn), across * np.sin(turn), z))
    places.setflags(write=False)
    return places, float(np.sqrt(2.0 * TAU / count))


def _places_around(place: Floats, within_rad: float) -> tuple[Floats, float]:
    """Return unit vectors (n, 3) spread evenly around one, itself among them, and their step."""
    number = np.arange(_FINER_PLACES)
    away = within_rad * np.sqrt(number / (_FINER_PLACES - 1.0))
    turn = np.pi * (3.0 - np.sqrt(5.0)) * number
    side = np.cross(place, np.eye(3)[int(np.argmin(np.abs(place)))])
    side /= np.linalg.norm(side)
    ahead = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * np.cross(place, side)
    places = np.cos(away)[:, None] * place + np.sin(away)[:, None] * ahead
    return places, float(within_rad * np.sqrt(np.pi / _FINER_PLACES))


def _lowest(grid: Floats, heights: Floats, spacing_rad: float, most: int) -> list[int]:
    """Return some places with low heights, none of them beside another."""
    found: list[int] = []
    apart = np.cos(_APART * spacing_rad)
    for place in np.argsort(heights)[: 40 * most].tolist():
        if not found or np.max(grid[found] @ grid[place]) < apart:
            found.append(place)
        if len(found) == most:
            break
    return found


class _Around:
    """The satellites around a place: unit vectors (n, 3), and their radius (n,) km."""

    def __init__(self, place: Floats, towards: Floats, radius_km: Floats) -> None:
        self._cosines, self._radius_km = towards @ place, radius_km
        self._farthest_km = float(radius_km.max())

    def surely_rad(self, height_rad: float, within_rad: float) -> float:
        """Return how high the highest one stands at least, anywhere within a way from the place.

        height_rad   of the highest one over the place itself
        """
        high = self._within(height_rad, 0.0)
        angles = np.arccos(np.clip(self._cosines[high], -1.0, 1.0))
        farthest = np.minimum(angles + within_rad, np.pi)
        return float(elevation_at_rad(farthest, self._radius_km[high]).max())

    def that_matter(self, least_rad: float, within_rad: float) -> NDArray[np.int64]:
        """Return those that stand somewhere within a way at an elevation or above."""
        found = self._within(least_rad, within_rad)
        reach = central_angle_rad(self._radius_km[found], least_rad) + within_rad + _SAME_RAD
        return found[np.arccos(np.clip(self._cosines[found], -1.0, 1.0)) <= reach]

    def _within(self, elevation_rad: float, more_rad: float) -> NDArray[np.int64]:
        reach = float(central_angle_rad(self._farthest_km, elevation_rad)) + more_rad + _SAME_RAD
        return np.flatnonzero(self._cosines >= np.cos(min(reach, np.pi)) - _SAME_RAD)


def _deepest(start: Floats, towards: Floats, radius_km: Floats, within_rad: float) -> Hole:
    """Return the worst place around a start, as far as it is found."""
    best = Hole(start, np.inf)
    place, corners = start, np.zeros(0, np.int64)
    for _ in range(_MOST_ROUNDS):
        members = np.union1d(corners, _around(place, towards, radius_km))
        found = _vertices(towards[members], radius_km[members])
        if not len(found.direction):
            break
        cosines = found.direction @ start
        near = cosines >= np.cos(within_rad)
        # Satellites beside it, which are found next, may bring one that is farther away nearer.
        merit = np.where(near, found.elevation_rad, np.inf) if near.any() else -cosines
        lowest = int(np.argmin(merit))
        place, corners = found.direction[lowest], members[found.corners[lowest]]
        actual = _elevations(np.clip(towards @ place, -1.0, 1.0), radius_km)
        height = float(actual.max())
        if near.any() and height < best.elevation_rad:
            best = Hole(place, height)
        if height <= float(found.elevation_rad[lowest]) + _ENOUGH_RAD:
            break
    return best


def _around(place: Floats, towards: Floats, radius_km: Floats) -> NDArray[np.int64]:
    """Return the highest satellite in each direction, and the highest of all."""
    side = np.cross(place, np.eye(3)[int(np.argmin(np.abs(place)))])
    side /= np.linalg.norm(side)
    azimuth = np.arctan2(towards @ np.cross(place, side), towards @ side)
    sector = np.minimum((azimuth / TAU + 0.5) * _SECTORS, _SECTORS - 1).astype(np.int64)
    heights = _elevations(np.clip(towards @ place, -1.0, 1.0), radius_km)
    order = np.lexsort((heights, sector))
    last = np.flatnonzero(np.diff(sector[order], append=_SECTORS))
    return np.asarray(order[last])


class _Vertices(NamedTuple):
    """Places (v, 3) at which three satellites stand equally high and no other one higher."""

    direction: Floats
    elevation_rad: Floats
    corners: NDArray[np.int64]


def _vertices(towards: Floats, radius_km: Floats) -> _Vertices:
    """Return the vertices among a few satellites."""
    if len(towards) < 3:
        return _Vertices(np.zeros((0, 3)), np.zeros(0), np.zeros((0, 3), np.int64))
    triples = np.array(list(combinations(range(len(towards)), 3)))
    corners = towards[triples]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(normal, axis=1)
    flat = length > 1e-12
    normal, triples = normal[flat] / length[flat, None], triples[flat]
    place = np.concatenate((normal, -normal))
    triples = np.concatenate((triples, triples))
    if not _is_one_height(radius_km):
        place = _levelled(place, towards[triples], radius_km[triples])
    heights = _elevations(np.clip(place @ towards.T, -1.0, 1.0), radius_km)
    at_corners = np.take_along_axis(heights, triples, axis=1)
    least = at_corners.min(axis=1)
    is_level = at_corners.max(axis=1) - least < 1e-7
    kept = is_level & (heights.max(axis=1) <= at_corners.max(axis=1) + _SAME_RAD)
    return _Vertices(place[kept], least[kept], triples[kept])


def _levelled(place: Floats, corners: Floats, radius_km: Floats) -> Floats:
    """Return places (v, 3) moved so that three satellites (v, 3, 3) stand equally high; by Newton.

    radius_km   (v, 3)
    """
    for _ in range(_NEWTON_STEPS):
        cosines = np.clip(np.einsum("vi,vki->vk", place, corners), -1.0, 1.0)
        flat = corners - cosines[..., None] * place[:, None]
        sines = np.sqrt(np.maximum(1.0 - cosines * cosines, 1e-24))
        rise = _slopes(cosines, radius_km) / sines
        gradient = rise[..., None] * flat
        heights = _elevations(cosines, radius_km)
        first, second = gradient[:, 0] - gradient[:, 1], gradient[:, 0] - gradient[:, 2]
        matrix = np.stack((first, second, place), axis=1)
        off = np.column_stack(
            (heights[:, 1] - heights[:, 0], heights[:, 2] - heights[:, 0], np.zeros(len(place)))
        )
        solvable = np.abs(np.linalg.det(matrix)) > 1e-12
        step = np.zeros_like(place)
        step[solvable] = np.linalg.solve(matrix[solvable], off[solvable, :, None])[..., 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        place = place + step * np.minimum(1.0, 0.3 / np.maximum(length, 1e-12))
        place /= np.linalg.norm(place, axis=1, keepdims=True)
    return place


def _elevations(cosines: Floats, radius_km: Floats) -> Floats:
    """Return elevations of satellites (..., n) at cosines of central angles (..., n)."""
    rise = cosines - EARTH_RADIUS_KM / radius_km
    return np.asarray(np.arctan2(rise, np.sqrt(1.0 - cosines * cosines)))


def _slopes(cosines: Floats, radius_km: Floats) -> Floats:
    """Return by how much elevations rise as the central angle falls."""
    ratio = EARTH_RADIUS_KM / radius_km
    return np.asarray((1.0 - ratio * cosines) / (1.0 + ratio * ratio - 2.0 * ratio * cosines))


def _is_one_height(radius_km: Floats) -> bool:
    return bool(np.ptp(radius_km) < 1e-6)
