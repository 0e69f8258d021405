"""What stands above the horizon of a place at one instant, and how bright it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.satellite_brightness import zetas_of_groups_m2, zetas_of_objects_m2
from orbitviz.base.arrays import Floats
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.above_horizon import rows_above
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.plane_slots import Rows
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.stars import star_catalogue
from orbitviz.subsystems.photometry import extinction_mag, magnitude

_ROWS_AT_ONCE = 1 << 17  # tens of MB of positions, however large the design


@dataclass(frozen=True, kw_only=True, eq=False)
class SeenSatellites:
    """Satellites above the horizon; each array is (n,), float64 but for `row`.

    azimuth_rad     from north through east
    elevation_rad   above the horizon, without refraction
    light           share of the Sun's disc that the satellite sees, 0..1
    magnitude       visual, through the air; inf in the shadow, nan where no brightness is known
    row             int64, of the source
    sources         each with the number of its satellites, which stand one after another
    """

    sources: tuple[tuple[SourceId, int], ...]
    row: Rows
    azimuth_rad: Floats
    elevation_rad: Floats
    light: Floats
    magnitude: Floats

    @property
    def sunlit(self) -> NDArray[np.bool_]:
        """Return (n,) bool: it sees a part of the Sun."""
        return np.asarray(self.light > 0.0)

    def parts(self) -> Iterator[tuple[SourceId, slice]]:
        """Yield each source and where its satellites stand in the arrays."""
        begin = 0
        for source, count in self.sources:
            yield source, slice(begin, begin + count)
            begin += count

    def key(self, place: int) -> SatelliteKey:
        """Return the satellite at a place of the arrays."""
        source = next(source for source, part in self.parts() if place < part.stop)
        return SatelliteKey(source, int(self.row[place]))


@dataclass(frozen=True, kw_only=True, eq=False)
class SeenStars:
    """Stars above the horizon, brightest first outside the air; (n,).

    azimuth_rad, elevation_rad  float64  as of satellites
    magnitude                   float64  visual, through the air
    colour_index                float32  B - V
    """

    azimuth_rad: Floats
    elevation_rad: Floats
    magnitude: Floats
    colour_index: NDArray[np.float32]


def sun_place_rad(observer: Observer, geometry: SkyGeometry) -> tuple[float, float]:
    """Return azimuth and elevation, rad, of the middle of the Sun, without refraction."""
    return _place_rad(observer, geometry.sun_teme_km)


def moon_place_rad(observer: Observer, geometry: SkyGeometry) -> tuple[float, float]:
    """Return azimuth and elevation, rad, of the middle of the Moon, without refraction."""
    return _place_rad(observer, geometry.gcrs_to_teme @ moon_gcrs_km(geometry.instant))


def satellites_above(
    state: State,
    observer: Observer,
    geometry: SkyGeometry,
    positions: Mapping[SourceId, Floats] | None = None,
) -> SeenSatellites:
    """Return the satellites of the design and of all catalogues above the horizon.

    observer    in TEME at the instant of `geometry`
    positions   (n, 3) km TEME, nan for none, of objects of catalogues; None: by SGP4

    Without what is hidden. Diffuse spheres: see orbitviz.subsystems.photometry.
    Objects of a catalogue have the magnitudes that were measured of their kind, most kinds none.
    """
    found = [(MAIN_DESIGN, part) for part in _of_design(state, observer, geometry)]
    for source, catalogue in state.catalogues.items():
        if state.shows(source) and (positions is None or source in positions):
            r_km = (
                catalogue.propagate(geometry.instant)[0] if positions is None else positions[source]
            )
            found.append((source, _of_catalogue(state, source, r_km, observer, geometry)))
    counts: dict[SourceId, int] = {}
    for source, part in found:
        counts[source] = counts.get(source, 0) + len(part.row)
    nothing = np.zeros(0)
    parts = [_Part(nothing.astype(np.int64), *[nothing] * 4), *(part for _, part in found)]
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return SeenSatellites(
        sources=tuple(counts.items()), **dict(zip(_Part._fields, joined, strict=True))
    )


def stars_above(observer: Observer, geometry: SkyGeometry) -> SeenStars:
    """Return the stars of the catalogue above the horizon."""
    stars = star_catalogue()
    azimuth_rad, elevation_rad = observer.angles_to(stars.direction @ geometry.gcrs_to_teme.T)
    above = elevation_rad > 0.0
    return SeenStars(
        azimuth_rad=azimuth_rad[above],
        elevation_rad=elevation_rad[above],
        magnitude=stars.magnitude[above] + extinction_mag(elevation_rad[above]),
        colour_index=stars.colour_index[above],
    )


def figures_above(observer: Observer, geometry: SkyGeometry) -> tuple[Floats, Floats]:
    """Return azimuths and elevations, (m, 2) rad, of the ends of lines of constellations.

    Only of those that are above the horizon as a whole.
    """
    ends = star_catalogue().figures.reshape(-1, 3) @ geometry.gcrs_to_teme.T
    azimuth_rad, elevation_rad = (part.reshape(-1, 2) for part in observer.angles_to(ends))
    above = np.all(elevation_rad > 0.0, axis=1)
    return azimuth_rad[above], elevation_rad[above]


class _Part(NamedTuple):
    """Some satellites of one source; as in SeenSatellites."""

    row: Rows
    azimuth_rad: Floats
    elevation_rad: Floats
    light: Floats
    magnitude: Floats


def _of_design(state: State, observer: Observer, geometry: SkyGeometry) -> Iterator[_Part]:
    constellation = state.document.constellation
    rows = rows_above(constellation, geometry.instant, observer)
    if state.hidden:
        shell = constellation.plane_shell[constellation.plane_index[rows]]
        rows = rows[state.shown_shells[shell]]
    rows = rows[~state.hidden_satellites.include(MAIN_DESIGN, rows)]
    zetas_m2 = zetas_of_groups_m2(state.document)
    for begin in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[begin : begin + _ROWS_AT_ONCE]
        shell = constellation.plane_shell[constellation.plane_index[part]]
        r_km, _ = state_vectors(constellation, geometry.instant, part)
        yield _seen(part, r_km, zetas_m2[constellation.shell_group[shell]], observer, geometry)


def _of_catalogue(
    state: State, source: SourceId, r_km: Floats, observer: Observer, geometry: SkyGeometry
) -> _Part:
    catalogue = state.catalogues[source]
    # nan, where SGP4 failed, is not above.
    rows = np.flatnonzero(observer.sin_elevation(r_km) > 0.0)
    rows = rows[~state.hidden_satellites.include(source, rows)]
    zeta = zetas_of_objects_m2([catalogue.object_name[row] for row in rows.tolist()])
    return _seen(rows, r_km[rows], zeta, observer, geometry)


def _seen(
    rows: Rows, r_km: Floats, zeta: Floats, observer: Observer, geometry: SkyGeometry
) -> _Part:
    """Return those of satellites (n, 3) that stand above the horizon; zeta (n,) m2."""
    angles = observer.look_angles(r_km)
    up = angles.elevation_rad > 0.0
    r_km, elevation_rad, range_km = r_km[up], angles.elevation_rad[up], angles.range_km[up]
    light = sunlit(r_km, geometry.sun_teme_km)
    phase_rad = observer.phase_rad(r_km, geometry.sun_teme_km)
    outside = magnitude(zeta[up], phase_rad, range_km, light)
    return _Part(
        rows[up],
        angles.azimuth_rad[up],
        elevation_rad,
        light,
        outside + extinction_mag(elevation_rad),
    )


def _place_rad(observer: Observer, r_km: Floats) -> tuple[float, float]:
    angles = observer.look_angles(r_km[None])
    return float(angles.azimuth_rad[0]), float(angles.elevation_rad[0])
