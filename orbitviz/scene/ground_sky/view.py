"""The sky of a place as it is now, again and again, for the window."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.analysis.sky_above import SeenSatellites, sun_place_rad
from orbitviz.base.arrays import Floats
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.design.groups import Site
from orbitviz.model.sky_options import SkyProjection
from orbitviz.model.state import State
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.ground_sky.bodies import add_stars, add_sun_and_moon, moon_glow, night_share
from orbitviz.scene.ground_sky.colours import satellite_colours
from orbitviz.scene.ground_sky.light import (
    add_dots,
    add_specks,
    dot_look,
    encoded,
    enlarged,
    shadowed_dots,
    sky_light,
    sunlit_dots,
)
from orbitviz.scene.ground_sky.milky_way import milky_way_light
from orbitviz.scene.ground_sky.outlook import Outlook
from orbitviz.scene.ground_sky.projection import Dome, Panorama, Projection
from orbitviz.scene.ground_sky.writing import backdrop_writing, marks

_COARSER, _COARSER_DRAFT = 2, 4  # pixels per pixel, each way, of the light of the air
_KEPT_S = 20.0  # in which the stars move by 0.08 degrees, a third of a pixel
_MOON_PX = 16
_MARGIN_PX = 2.0
_LEAST_BY_DAY = 0.45  # share of the light of satellites that stays by day
_LARGE_PX = 800.0  # side of a picture on which dots have their full size
_LARGEST_PX = 900.0  # shorter side from which on stars grow with the picture
_COVERS = 0.9  # share of the light of a bright sky that a dot takes away
_FEW, _PLAIN_PX, _PLAIN_LIGHT = 2_500, 1.35, 0.9  # of so many satellites each is plain to see
# Where dots cover more of the picture each gives less, down to a share, or all would be white.
_MOST_COVERED, _CROWDED = 0.25, 0.06
_GROUND = np.array([14, 16, 20], np.uint8)


@dataclass(frozen=True, kw_only=True, eq=False)
class SkyPicture:
    """A picture of a sky and where its satellites are on it.

    pixels   (h, w, 4) uint8  sRGB and opacity, not premultiplied
    x, y     (n,) float64     pixels, of the satellites of `seen`
    """

    instant: Instant
    pixels: NDArray[np.uint8]
    seen: SeenSatellites
    x: Floats
    y: Floats

    def nearest(self, at: tuple[float, float], reach_px: float) -> int | None:
        """Return which satellite of `seen` is drawn nearest to a pixel, None if none is near."""
        if not len(self.x):
            return None
        away = np.hypot(self.x - at[0], self.y - at[1])
        nearest = int(np.argmin(away))
        return nearest if away[nearest] <= reach_px else None


@dataclass(frozen=True, kw_only=True, eq=False)
class _Backdrop:
    """All that moves with the stars only: linear light, writing over it, opacity (h, w) uint8."""

    about: tuple[object, ...]
    instant: Instant
    projection: Projection
    light: Floats
    writing: Image.Image
    opacity: NDArray[np.uint8]
    night: float


class SkyPainter:
    """Paints skies; what moves with the stars is kept for a while. For one thread."""

    def __init__(self, *, kept_s: float = _KEPT_S, is_draft: bool = False) -> None:
        """Build.

        kept_s     simulated time for which stars may stand still, s; 0 for pictures of a film, each
                   of which depends on its own instant alone
        is_draft   whether the light of the air is coarser, and that of many satellites
        """
        self._kept_s, self._is_draft = kept_s, is_draft
        self._backdrop: _Backdrop | None = None

    def steps(
        self,
        state: State,
        snapshot: Snapshot,
        site: Site,
        observer: Observer,
        seen: SeenSatellites,
        size: tuple[int, int],
        scale: float,
        arcs: Sequence[tuple[Floats, Floats]] = (),
        projection: Projection | None = None,
        letters: float | None = None,
        as_seen: bool = False,
    ) -> Generator[None, None, SkyPicture]:
        """Paint the sky over a site at the instant of a snapshot, as a generator in a few steps.

        observer     the site, in TEME at that instant
        size         width and height, pixels, `scale` of which make a logical one
        arcs         azimuths and elevations, rad, of lines to draw
        projection   of that size, None for the one that the state names
        letters      pixels per logical pixel of what is written, None for `scale`
        as_seen      satellites as bright as one sees them, beside the stars: none in the shadow
        """
        geometry = snapshot.geometry
        projection = projection or projection_of(state.view.sky.projection, site, size, scale)
        back = self._backdrop_of(
            projection, site, observer, geometry, scale, scale if letters is None else letters
        )
        yield
        light = back.light.copy()
        x, y = back.projection.place(seen.azimuth_rad, seen.elevation_rad)
        for lit in (True,) if as_seen else (False, True):
            _add_satellites(
                light, state, snapshot, seen, (x, y), back.night, scale,
                lit=lit, as_seen=as_seen, is_draft=self._is_draft,
            )  # fmt: skip
            yield
        ringed = [(float(x[k]), float(y[k])) for k in _selected(state, seen)]
        picture = Image.fromarray(encoded(light)).convert("RGBA")
        picture.alpha_composite(back.writing)
        if ringed or arcs:
            picture.alpha_composite(marks(back.projection, scale, ringed, arcs))
        pixels = np.array(picture)
        pixels[..., 3] = back.opacity
        pixels.setflags(write=False)
        return SkyPicture(instant=snapshot.instant, pixels=pixels, seen=seen, x=x, y=y)

    def _backdrop_of(
        self,
        projection: Projection,
        site: Site,
        observer: Observer,
        geometry: SkyGeometry,
        scale: float,
        letters: float,
    ) -> _Backdrop:
        about = (site, type(projection), projection, scale, letters)
        back = self._backdrop
        is_kept = (
            back is not None
            and back.about == about
            and abs(geometry.instant.seconds_since(back.instant)) <= self._kept_s
        )
        if back is None or not is_kept:
            back = self._backdrop = _backdrop(
                about,
                projection,
                observer,
                geometry,
                scale,
                letters,
                _COARSER_DRAFT if self._is_draft else _COARSER,
            )
        return back


def projection_of(
    kind: SkyProjection, site: Site, size: tuple[int, int], scale: float
) -> Projection:
    """Return the projection of a kind that fills a picture.

    A panorama has in its middle the side on which the Sun culminates.
    """
    if kind is SkyProjection.FISHEYE:
        return Dome.within(*size, _MARGIN_PX * scale)
    return Panorama.within(*size, math.pi if site.lat_deg >= 0.0 else 0.0)


def _backdrop(
    about: tuple[object, ...],
    projection: Projection,
    observer: Observer,
    geometry: SkyGeometry,
    scale: float,
    letters: float,
    coarser: int,
) -> _Backdrop:
    size = projection.size
    sun_rad = sun_place_rad(observer, geometry)
    night = night_share(math.degrees(sun_rad[1]))
    coarse = projection.coarser(coarser)
    light = sky_light(coarse, sun_rad)
    light += moon_glow(coarse, observer, geometry, sun_rad) * max(night, 0.2)
    if night > 0.0:
        light += night * milky_way_light(coarse, observer, geometry)
    light = enlarged(light, coarser, size)
    if night > 0.0:
        shine = night * _dots(size, scale)
        add_stars(light, projection, observer, geometry, shine, _enlarged_by(size))
    add_sun_and_moon(light, projection, observer, geometry, sun_rad, round(_MOON_PX * scale))
    _, elevation_rad = projection.directions()
    inside = np.clip(elevation_rad / (0.5 * np.pi) * min(size) / 2.0 + 0.5, 0.0, 1.0)
    opacity = np.asarray(255.0 * inside, np.uint8)
    writing = backdrop_writing(projection, observer, geometry, letters, night)
    if isinstance(projection, Panorama):
        below = round(projection.horizon), round(projection.ground)
        opacity[below[0] : below[1]] = 255
        ground = Image.new("RGBA", size, (0, 0, 0, 0))
        ground.paste((*_GROUND.tolist(), 255), (0, below[0], size[0], below[1]))
        ground.alpha_composite(writing)
        writing = ground
    elif isinstance(projection, Outlook):
        ground = Image.new("RGBA", size, (*_GROUND.tolist(), 255))
        ground.putalpha(Image.fromarray(255 - opacity))
        ground.alpha_composite(writing)
        writing, opacity = ground, np.full_like(opacity, 255)
    return _Backdrop(
        about=about,
        instant=geometry.instant,
        projection=projection,
        light=light,
        writing=writing,
        opacity=opacity,
        night=night,
    )


def _add_satellites(
    light: Floats,
    state: State,
    snapshot: Snapshot,
    seen: SeenSatellites,
    place: tuple[Floats, Floats],
    night: float,
    scale: float,
    *,
    lit: bool,
    as_seen: bool,
    is_draft: bool,
) -> None:
    """Add the satellites in sunlight, or those in the shadow."""
    ours = np.flatnonzero(seen.sunlit if lit else ~seen.sunlit)
    shown = max(night, _LEAST_BY_DAY)
    is_few = len(seen.row) <= _FEW and not as_seen
    if as_seen:
        size = light.shape[1], light.shape[0]
        radius, shine = dot_look(np.nan_to_num(seen.magnitude[ours], nan=np.inf))
        radius, shine = _enlarged_by(size) * radius, night * _dots(size, scale) * shine
    else:
        radius, shine = sunlit_dots(seen.magnitude[ours]) if lit else shadowed_dots(len(ours))
        radius, shine = scale * radius, shown * shine
    if is_few:
        radius, shine = np.maximum(radius, _PLAIN_PX * scale), np.maximum(shine, _PLAIN_LIGHT)
    covered = np.pi * float(np.sum(radius**2 * shine)) / (light.shape[0] * light.shape[1])
    shine *= float(np.clip(_MOST_COVERED / max(covered, 1e-9), _CROWDED, 1.0))
    colours = satellite_colours(state, snapshot, seen)[ours]
    if len(colours) and (colours == colours[0]).all():
        colours = colours[0]  # one sum in place of three
    x, y = place[0][ours], place[1][ours]
    if is_few and night < 1.0:
        # Over a bright sky their colours would be lost in its light.
        height, width, _ = light.shape
        column, row = np.clip(x.astype(int), 0, width - 1), np.clip(y.astype(int), 0, height - 1)
        under = -_COVERS * (1.0 - night) * light[row, column]
        add_dots(light, x, y, radius, np.ones(len(x)), under)
    add = add_specks if is_draft and len(seen.row) > _FEW else add_dots
    add(light, x, y, radius, shine, colours)


def _enlarged_by(size: tuple[int, int]) -> float:
    """Return by how much stars are larger in a large picture."""
    return max(1.0, min(size) / _LARGEST_PX)


def _dots(size: tuple[int, int], scale: float) -> float:
    """Return by how much dots of a picture are smaller and fainter than those of a large one."""
    return float(np.clip(math.sqrt(size[0] * size[1]) / scale / _LARGE_PX, 0.4, 1.0))


def _selected(state: State, seen: SeenSatellites) -> list[int]:
    """Return where the selected satellites that are up stand in `seen`."""
    found: list[int] = []
    for source, part in seen.parts():
        rows = [key.row for key in state.selection.satellites if key.source == source]
        if rows:
            found += (part.start + np.flatnonzero(np.isin(seen.row[part], rows))).tolist()
    return found
