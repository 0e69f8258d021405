"""What the verb tells of the coverage of satellites, in numbers that people read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from orbitviz.analysis.coverage.latitudes import MOST_LOOKS, LatitudeCover, cover_by_latitude
from orbitviz.analysis.coverage.site_cover import SiteCover
from orbitviz.analysis.coverage.sources import CoverSource
from orbitviz.analysis.coverage.worst import worst_place
from orbitviz.base.progress import Check, no_check
from orbitviz.orbits.timescale import Instant

MODEL = (
    "A spherical Earth, no refraction. The mean is in closed form for circular orbits, from "
    "samples of a day for other satellites; the fewest in view and the best elevation are from "
    "samples."
)


@dataclass(frozen=True)
class LatitudeRow:
    """Satellites in view at one latitude; see LatitudeCover."""

    lat_deg: float
    in_view_mean: float
    in_view_min: int
    best_elevation_mean_deg: float


@dataclass(frozen=True, kw_only=True)
class CoverRecord:
    """Coverage of satellites; see WorstPlace and LatitudeCover.

    time   UTC, ISO 8601: the samples are of the day that begins then
    """

    name: str
    time: str
    satellites: int
    min_elevation_deg: float
    worst_central_angle_deg: float
    worst_elevation_deg: float
    samples_per_latitude: int
    by_latitude: tuple[LatitudeRow, ...]
    site: SiteCover | None = None


def cover_record(
    source: CoverSource,
    name: str,
    begin: Instant,
    min_elevation_deg: float,
    *,
    looks: float = MOST_LOOKS,
    check: Check = no_check,
) -> CoverRecord:
    """Return the coverage of satellites, of which there is one at least, from a time on."""
    worst = worst_place(source, begin, check)
    found = cover_by_latitude(
        source, begin, math.radians(min_elevation_deg), looks=looks, check=check
    )
    return CoverRecord(
        name=name,
        time=begin.isoformat(),
        satellites=len(source),
        min_elevation_deg=min_elevation_deg,
        worst_central_angle_deg=math.degrees(worst.central_angle_rad),
        worst_elevation_deg=math.degrees(worst.elevation_rad),
        samples_per_latitude=found.samples,
        by_latitude=latitude_rows(found),
    )


def latitude_rows(found: LatitudeCover) -> tuple[LatitudeRow, ...]:
    """Return a row for each latitude, from south to north."""
    return tuple(
        LatitudeRow(float(lat), float(mean), int(least), math.degrees(best))
        for lat, mean, least, best in zip(
            found.lat_deg, found.in_view_mean, found.in_view_min, found.best_elevation_rad,
            strict=True,
        )
    )  # fmt: skip
