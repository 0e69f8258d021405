"""What stands above the horizon of a place at one instant, and how bright it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.satellite_brightness import zetas_of_groups_m2, zetas_of_objects_m2
from orbitviz.base.arrays import Floats
from orbitviz.model.design.groups import Site
from orbitviz.model.state import Document, State
from orbitviz.orbits.above_horizon import rows_above
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.observer import Observer, in_teme, observer_at
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.stars import star_catalogue
from orbitviz.subsystems.photometry import extinction_mag, magnitude

_ROWS_AT_ONCE = 1 << 17  # tens of MB of positions, however large the design


@dataclass(frozen=True, kw_only=True, eq=False)
class SeenSatellites:
    """Satellites above the horizon; each array is (n,) float64.

    azimuth_rad     from north through east
    elevation_rad   above the horizon, without refraction
    light           share of the Sun's disc that the satellite sees, 0..1
    magnitude       visual, through the air; inf in the shadow, nan where no brightness is known
    """

    azimuth_rad: Floats
    elevation_rad: Floats
    light: Floats
    magnitude: Floats

    @property
    def sunlit(self) -> NDArray[np.bool_]:
        """Return (n,) bool: it sees a part of the Sun."""
        return np.asarray(self.light > 0.0)


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


def observer_of(site: Site, geometry: SkyGeometry) -> Observer:
    """Return a place as an observer, in TEME."""
    lat_rad, lon_rad = np.radians((site.lat_deg, site.lon_deg))
    return in_teme(observer_at(lat_rad, lon_rad, site.alt_m / 1e3), geometry)


def sun_place_rad(observer: Observer, geometry: SkyGeometry) -> tuple[float, float]:
    """Return azimuth and elevation, rad, of the middle of the Sun, without refraction."""
    return _place_rad(observer, geometry.sun_teme_km)


def moon_place_rad(observer: Observer, geometry: SkyGeometry) -> tuple[float, float]:
    """Return azimuth and elevation, rad, of the middle of the Moon, without refraction."""
    return _place_rad(observer, geometry.gcrs_to_teme @ moon_gcrs_km(geometry.instant))


def satellites_above(state: State, observer: Observer, geometry: SkyGeometry) -> SeenSatellites:
    """Return the satellites of the design and of all catalogues above the horizon.

    observer   in TEME at the instant of `geometry`

    Diffuse spheres: see orbitviz.subsystems.photometry. Objects of a catalogue have the magnitudes
    that were measured of their kind, most kinds none.
    """
    parts = list(_of_design(state.document, observer, geometry))
    parts += [_of_catalogue(one, observer, geometry) for one in state.catalogues.values()]
    names = [field.name for field in fields(SeenSatellites)]
    return SeenSatellites(
        **{
            name: np.concatenate([np.zeros(0), *(getattr(part, name) for part in parts)])
            for name in names
        }
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


def _of_design(
    document: Document, observer: Observer, geometry: SkyGeometry
) -> Iterator[SeenSatellites]:
    constellation = document.constellation
    rows = rows_above(constellation, geometry.instant, observer)
    zetas_m2 = zetas_of_groups_m2(document)
    for begin in range(0, len(rows), _ROWS_AT_ONCE):
        part = rows[begin : begin + _ROWS_AT_ONCE]
        shell = constellation.plane_shell[constellation.plane_index[part]]
        r_km, _ = state_vectors(constellation, geometry.instant, part)
        yield _seen(r_km, zetas_m2[constellation.shell_group[shell]], observer, geometry)


def _of_catalogue(
    catalogue: Catalogue, observer: Observer, geometry: SkyGeometry
) -> SeenSatellites:
    r_km, _, _ = catalogue.propagate(geometry.instant)
    # nan, where SGP4 failed, is not above.
    rows = np.flatnonzero(observer.sin_elevation(r_km) > 0.0)
    zeta = zetas_of_objects_m2([catalogue.object_name[row] for row in rows.tolist()])
    return _seen(r_km[rows], zeta, observer, geometry)


def _seen(r_km: Floats, zeta: Floats, observer: Observer, geometry: SkyGeometry) -> SeenSatellites:
    """Return those of satellites (n, 3) that stand above the horizon; zeta (n,) m2."""
    angles = observer.look_angles(r_km)
    up = angles.elevation_rad > 0.0
    r_km, elevation_rad, range_km = r_km[up], angles.elevation_rad[up], angles.range_km[up]
    light = sunlit(r_km, geometry.sun_teme_km)
    phase_rad = observer.phase_rad(r_km, geometry.sun_teme_km)
    outside = magnitude(zeta[up], phase_rad, range_km, light)
    return SeenSatellites(
        azimuth_rad=angles.azimuth_rad[up],
        elevation_rad=elevation_rad,
        light=light,
        magnitude=outside + extinction_mag(elevation_rad),
    )


def _place_rad(observer: Observer, r_km: Floats) -> tuple[float, float]:
    angles = observer.look_angles(r_km[None])
    return float(angles.azimuth_rad[0]), float(angles.elevation_rad[0])
