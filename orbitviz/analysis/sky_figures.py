"""The figures of the sky of a place, as SkyCounts has them, with what kind of number each is."""

from __future__ import annotations

from operator import attrgetter

from orbitviz.analysis.compare.figures import Figure
from orbitviz.analysis.compare.measures import COUNT, DEGREE, Measure
from orbitviz.analysis.night_sky import LIMITS, SkyCounts

_SKY = "Sky"


def _of_counts(key: str, name: str, measure: Measure = COUNT) -> Figure[SkyCounts]:
    return Figure(key=key, name=name, topic=_SKY, measure=measure, value=attrgetter(key))


def _brighter(key: str, limit: int, name: str) -> Figure[SkyCounts]:
    return Figure(
        key=f"{key}.{limit}",
        name=f"{name} brighter than magnitude {limit}",
        topic=_SKY,
        measure=COUNT,
        value=lambda counts: getattr(counts, key)[str(limit)],
    )


SKY_FIGURES: tuple[Figure[SkyCounts], ...] = (
    _of_counts("sun_elevation_deg", "Elevation of the Sun", DEGREE),
    _of_counts("above_horizon", "Satellites above the horizon"),
    _of_counts("above_min", "Satellites above the least elevation"),
    _of_counts("sunlit_above_horizon", "In sunlight, above the horizon"),
    _of_counts("sunlit_above_min", "In sunlight, above the least elevation"),
    _of_counts("unknown_sunlit_above_min", "In sunlight, of unknown brightness"),
    _of_counts("best_elevation_deg", "Elevation of the highest satellite", DEGREE),
    *(_brighter("brighter_than", limit, "Satellites") for limit in LIMITS),
    *(_brighter("stars_brighter_than", limit, "Stars") for limit in LIMITS),
)
