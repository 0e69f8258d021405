"""How many satellites one sees from a place, beside the stars that are as bright."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import (
    SeenSatellites,
    satellites_above,
    stars_above,
    sun_place_rad,
)
from orbitviz.base.arrays import Floats
from orbitviz.base.units import fixed_text
from orbitviz.model.design.groups import Site
from orbitviz.model.sky_options import DEFAULT_MIN_ELEVATION_DEG
from orbitviz.model.state import State
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry

MODEL = (
    "Satellites are diffuse spheres seen through clear air (0.15 mag an air mass): no glints, no "
    "attitude."
)
LIMITS = (5, 6, 7)  # visual magnitudes: plainly seen, with good eyes, IAU's limit for satellites


@dataclass(frozen=True, kw_only=True)
class SkyCounts:
    """The sky of a place at one instant, in numbers.

    time                    UTC, ISO 8601
    site                    name, lat_deg, lon_deg and alt_m of the place
    event                   such as "sunset", "" for none
    sun_elevation_deg       of the middle of the Sun, without refraction
    above_horizon           satellites; above_min over min_elevation_deg
    best_elevation_deg      of the highest satellite, None where none is above the horizon
    sunlit_above_horizon    those that see a part of the Sun; sunlit_above_min likewise
    brighter_than           magnitude -> sunlit satellites over min_elevation_deg, through the air
    stars_brighter_than     magnitude -> stars over min_elevation_deg, through the air
    unknown_sunlit_above_min  of sunlit_above_min, those whose brightness is not known
    """

    time: str
    site: dict[str, str | float]
    event: str = ""
    sun_elevation_deg: float
    min_elevation_deg: float
    above_horizon: int
    above_min: int
    sunlit_above_horizon: int
    sunlit_above_min: int
    brighter_than: dict[str, int] = field(default_factory=dict)
    stars_brighter_than: dict[str, int] = field(default_factory=dict)
    unknown_sunlit_above_min: int = 0
    best_elevation_deg: float | None = None


def sky_counts(
    state: State,
    site: Site,
    geometry: SkyGeometry,
    min_elevation_deg: float = DEFAULT_MIN_ELEVATION_DEG,
    event: str = "",
) -> SkyCounts:
    """Return the sky of a place at the instant of `geometry` in numbers.

    Satellites of the design and of all catalogues. Stars to magnitude 6.8 are known: those that the
    air dims to less than 7 are nearly all among them.
    """
    observer = observer_of(site, geometry)
    seen = satellites_above(state, observer, geometry)
    return counts_of(site, observer, geometry, seen, min_elevation_deg, event)


def counts_of(
    site: Site,
    observer: Observer,
    geometry: SkyGeometry,
    seen: SeenSatellites,
    min_elevation_deg: float = DEFAULT_MIN_ELEVATION_DEG,
    event: str = "",
) -> SkyCounts:
    """Return the sky of a place in numbers; `observer` is the place in TEME, `seen` is above it."""
    stars = stars_above(observer, geometry)
    lowest_rad = np.radians(min_elevation_deg)
    high = seen.elevation_rad >= lowest_rad
    stars_high = stars.elevation_rad >= lowest_rad
    return SkyCounts(
        time=geometry.instant.isoformat(),
        site=site.model_dump(),
        event=event,
        sun_elevation_deg=float(np.degrees(sun_place_rad(observer, geometry)[1])),
        min_elevation_deg=min_elevation_deg,
        above_horizon=len(high),
        above_min=int(np.count_nonzero(high)),
        sunlit_above_horizon=int(np.count_nonzero(seen.sunlit)),
        sunlit_above_min=int(np.count_nonzero(seen.sunlit & high)),
        brighter_than=_brighter(seen.magnitude[high]),
        stars_brighter_than=_brighter(stars.magnitude[stars_high]),
        unknown_sunlit_above_min=_unknown(seen, high),
        best_elevation_deg=float(np.degrees(seen.elevation_rad.max())) if len(high) else None,
    )


def from_horizon(elevation_deg: float) -> str:
    """Return an elevation in words: 12.3° below."""
    side = "above" if elevation_deg >= 0.0 else "below"
    return f"{fixed_text(abs(elevation_deg), 1)}° {side}"


def _brighter(magnitude: Floats) -> dict[str, int]:
    return {str(limit): int(np.count_nonzero(magnitude < limit)) for limit in LIMITS}


def _unknown(seen: SeenSatellites, high: np.ndarray) -> int:
    return int(np.count_nonzero(high & seen.sunlit & np.isnan(seen.magnitude)))
