"""Everything on the ground that could be named, with the rules of when it is."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.model.design.groups import Site
from orbitviz.orbits.geodesy import itrs_position_km, zenith
from orbitviz.scene.labels import styles
from orbitviz.scene.labels.styles import Label, Style

_FACING_FIRST = 0.5  # of order: of several places the one that faces the camera is taken
# The horizon is crowded, and wide names would reach over it.
_HORIZON, _WIDE_HORIZON = 0.10, 0.28
_FAR = 1e9  # pixels per km: never too near
# Pixels per km from which on a city of each rank 0..8 of Natural Earth is shown.
_CITY_PX_PER_KM = (0.036, 0.10, 0.16, 0.24, 0.36, 0.5, 0.6, 0.7, 1.0)
# Widths of its name that a land or sea is wide, at least.
_ROOM = 1.6
_LARGE_CITIES = 1  # up to this rank in the style of a large one
_SITE_PX_PER_KM = 0.16
_GRID_DEG = 15
_GRID_ORDER = 2.0
_CHOSEN_ORDER, _SITE_ORDER = -1.0, -0.5  # before all other names
_FINE_GRID_PX_PER_KM = 0.06  # from which on every line has its degrees, not every other


@dataclass(frozen=True, eq=False, kw_only=True)
class GroundNames:
    """Names at places of the ground, n of them; the same label may stand at several places.

    r_km         (n, 3) float64  ITRS
    up           (n, 3) float64  unit normals of the ellipsoid
    order        (n,)   float64  the smallest is placed first
    facing       (n,)   float64  by so much earlier where it faces the camera
    horizon      (n,)   float64  cosine of the angle from its zenith to the eye: hidden below
    least_px_km  (n,)   float64  logical pixels per km from which on it is shown
    most_px_km   (n,)   float64  up to which it is
    """

    labels: tuple[Label, ...]
    r_km: Floats
    up: Floats
    order: Floats
    facing: Floats
    horizon: Floats
    least_px_km: Floats
    most_px_km: Floats


class _Name(NamedTuple):
    label: Label
    latitude_deg: float
    longitude_deg: float
    order: float
    least_px_km: float
    most_px_km: float = _FAR


def load_places() -> GroundNames:
    """Return seas, lands, cities and launch sites. Raises UserError if the file is missing."""
    path = asset_path("names/places.csv")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(f"cannot be read ({error})", file=path) from None
    return _gathered([_name(**row) for row in csv.DictReader(text.splitlines())])


def _name(
    kind: str, name: str, latitude_deg: str, longitude_deg: str, extent_km: str, rank: str
) -> _Name:
    """Return one row of the file with its rules."""
    place = float(latitude_deg), float(longitude_deg)
    if kind == "city":
        k = int(rank)
        style = styles.LARGE_CITY if k <= _LARGE_CITIES else styles.CITY
        return _Name(Label(name, style), *place, 5.0 + k, _CITY_PX_PER_KM[k])
    if kind == "site":
        return _Name(Label(name, styles.SITE), *place, 6.5, _SITE_PX_PER_KM)
    extent = float(extent_km)
    # Larger ones first, within less than the step from rank to rank.
    later = 1.0 / (1.0 + extent / 1000.0)
    if kind == "ocean":
        first, _, last = name.rpartition(" ")
        label = Label(f"{first}\n{last}", styles.OCEAN)
        return _Name(label, *place, 3.0 + later, 220.0 / extent, 5000.0 / extent)
    if kind == "continent":
        label = Label(name, styles.CONTINENT)
        return _Name(label, *place, 4.0 + later, 130.0 / extent, 1100.0 / extent)
    style = {"sea": styles.SEA, "country": styles.COUNTRY}[kind]
    room_px = _ROOM * (style.size * 0.75 + style.spacing) * len(name)
    order = 5.5 + 4.0 * later
    return _Name(Label(name, style), *place, order, room_px / extent, 4000.0 / extent)


def site_names(own: Sequence[Site], chosen: Sequence[Site]) -> GroundNames | None:
    """Return sites of a design and those that were chosen, before all others; None for none."""
    names = [
        _Name(Label(site.name, styles.OWN_SITE), site.lat_deg, site.lon_deg, _SITE_ORDER, 0.0)
        for site in own
        if site not in chosen
    ]
    names += [
        _Name(Label(site.name, styles.CHOSEN_SITE), site.lat_deg, site.lon_deg, _CHOSEN_ORDER, 0.0)
        for site in chosen
    ]
    return _gathered(names) if names else None


def grid_names() -> GroundNames:
    """Return the degrees of the lines of the grid, each at many places along it."""
    names = []
    for lat in range(-75, 90, _GRID_DEG):
        label = Label(_degrees(lat, "N", "S"), styles.LINE)
        names += [
            _Name(label, lat, lon, _GRID_ORDER, _from_px_km(lat))
            for lon in np.arange(-172.5, 180.0, 2 * _GRID_DEG).tolist()
        ]
    for lon in range(-180, 180, _GRID_DEG):
        label = Label(_degrees(lon, "E", "W"), styles.LINE)
        names += [
            _Name(label, lat, lon, _GRID_ORDER, _from_px_km(lon))
            for lat in (-67.5, -37.5, -7.5, 22.5, 52.5)
        ]
    return _gathered(names)


def _from_px_km(degrees: int) -> float:
    return _FINE_GRID_PX_PER_KM if degrees % (2 * _GRID_DEG) else 0.0


def _degrees(value: int, positive: str, negative: str) -> str:
    if value in (0, -180):
        return f"{abs(value)}°"
    return f"{abs(value)}° {positive if value > 0 else negative}"


def _horizon(style: Style) -> float:
    return _WIDE_HORIZON if style in (styles.OCEAN, styles.CONTINENT) else _HORIZON


def _gathered(names: list[_Name]) -> GroundNames:
    labels, latitude, longitude, order, least, most = zip(*names, strict=True)
    uses = Counter(labels)
    lat, lon = np.radians(latitude), np.radians(longitude)
    return GroundNames(
        labels=labels,
        r_km=itrs_position_km(lat, lon, np.zeros(len(lat))),
        up=zenith(lat, lon),
        order=np.array(order),
        facing=np.array([_FACING_FIRST * (uses[label] > 1) for label in labels]),
        horizon=np.array([_horizon(label.style) for label in labels]),
        least_px_km=np.array(least),
        most_px_km=np.array(most),
    )
