"""The figures that are compared, and for which of them more is better.

FIGURES   of the whole and of every group, from its row of the report
WHOLE     of the whole alone; what another analysis says of a design is added here
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Generic, TypeVar

from orbitviz.analysis.compare.measures import (
    COUNT,
    DAYS_PER_YEAR,
    DEGREE,
    FLOPS,
    KELVIN,
    KILOGRAM,
    KILOMETRE,
    KW_PER_TONNE,
    MINUTE,
    NUMBER,
    SEPARATION,
    SHARE,
    TFLOPS_PER_W,
    WATT,
    Measure,
)
from orbitviz.analysis.compare.side import Side
from orbitviz.analysis.coverage.answers import earth_mean
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.report.rows import ReportRow
from orbitviz.model.design.groups import TERMINAL_MIN_ELEVATION_DEG
from orbitviz.subsystems.relief import Cause

Subject = TypeVar("Subject")


class Preferred(Enum):
    """Which of two values of a figure is better."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class Figure(Generic[Subject]):
    """One figure of what is compared.

    key        its name for programs
    topic      the heading that it stands under
    is_sum     over the satellites: judged only where both designs have as many
    value      in the unit of its measure, None where there is none
    """

    key: str
    name: str
    topic: str
    measure: Measure
    preferred: Preferred = Preferred.NEITHER
    is_sum: bool = False
    value: Callable[[Subject], float | None]


def _end(key: str, end: int) -> Callable[[ReportRow], float | None]:
    """Return what reads the least, 0, or the greatest, 1, of a span."""

    def value(row: ReportRow) -> float | None:
        span = getattr(row, key)
        return span if span is None or isinstance(span, float) else float(span[end])

    return value


def _of_row(
    key: str,
    name: str,
    topic: str,
    measure: Measure,
    preferred: Preferred = Preferred.NEITHER,
    is_sum: bool = False,
) -> Figure[ReportRow]:
    return Figure(
        key=key,
        name=name,
        topic=topic,
        measure=measure,
        preferred=preferred,
        is_sum=is_sum,
        value=attrgetter(key),
    )


def _end_of_row(key: str, end: int, name: str, topic: str, measure: Measure) -> Figure[ReportRow]:
    word = ("least", "greatest")[end]
    return Figure(
        key=f"{key}_{word}",
        name=f"{name}, {word}",
        topic=topic,
        measure=measure,
        value=_end(key, end),
    )


def _lost(cause: Cause) -> Figure[ReportRow]:
    key = cause.name.lower()
    return Figure(
        key=f"flops_lost_{key}",
        name=f"Lost: {cause.value}",
        topic=_WORK,
        measure=FLOPS,
        preferred=Preferred.LESS,
        is_sum=True,
        value=lambda row: row.flops_lost[key],
    )


def _life(key: str, words: str) -> Figure[Side]:
    return Figure(
        key=f"flops_life_{key}",
        name=f"Delivered, {words}",
        topic=_WORK,
        measure=FLOPS,
        preferred=Preferred.MORE,
        is_sum=True,
        value=lambda side: getattr(side.report.life, key),
    )


def _found(severity: Severity) -> Figure[Side]:
    return Figure(
        key=f"findings_{severity.value}",
        name=f"Findings: {severity.value}s",
        topic=_CHECKS,
        measure=COUNT,
        preferred=Preferred.NEITHER if severity is Severity.NOTE else Preferred.LESS,
        value=lambda side: side.checked.count(severity),
    )


def _least_separation_km(side: Side) -> float | None:
    known = [shell.min_separation_km for shell in side.checked.shells]
    return min((km for km in known if km is not None), default=None)


def _worst_deg(key: str) -> Callable[[Side], float | None]:
    """Return what reads an angle of the worst place in degrees."""

    def value(side: Side) -> float | None:
        place = side.worst_place
        return None if place is None else math.degrees(getattr(place, key))

    return value


_ORBITS, _LIGHT, _POWER, _HEAT, _WORK = "Orbits", "Sunlight", "Power", "Heat", "Compute"
_CHECKS, _COVER = "Check", "Coverage"
_MORE, _LESS = Preferred.MORE, Preferred.LESS

FIGURES: tuple[Figure[ReportRow], ...] = (
    _of_row("satellites", "Satellites", _ORBITS, COUNT),
    _of_row("mass_kg", "Mass at launch", _ORBITS, KILOGRAM, _LESS, is_sum=True),
    _end_of_row("altitude_km", 0, "Altitude", _ORBITS, KILOMETRE),
    _end_of_row("altitude_km", 1, "Altitude", _ORBITS, KILOMETRE),
    _end_of_row("inclination_deg", 0, "Inclination", _ORBITS, DEGREE),
    _end_of_row("inclination_deg", 1, "Inclination", _ORBITS, DEGREE),
    _end_of_row("beta_size_deg", 0, "|β|", _ORBITS, DEGREE),
    _end_of_row("beta_size_deg", 1, "|β|", _ORBITS, DEGREE),
    _of_row("sunlit_now", "In sunlight now", _LIGHT, SHARE, _MORE),
    _of_row("sunlit_orbit", "In sunlight, mean of the orbit", _LIGHT, SHARE, _MORE),
    _of_row("sunlit_year_mean", "In sunlight, mean of the year", _LIGHT, SHARE, _MORE),
    _of_row("sunlit_year_worst", "In sunlight, worst day of the year", _LIGHT, SHARE, _MORE),
    _of_row("eclipse_min_now", "Longest eclipse now", _LIGHT, MINUTE, _LESS),
    _of_row("eclipse_min_worst", "Longest eclipse of the year", _LIGHT, MINUTE, _LESS),
    _of_row("eclipse_days_per_year", "Days with eclipses", _LIGHT, DAYS_PER_YEAR, _LESS),
    _of_row("array_w", "Array power", _POWER, WATT, _MORE, is_sum=True),
    _of_row("load_w", "Load", _POWER, WATT),
    _of_row("shed_w", "Unserved load", _POWER, WATT, _LESS, is_sum=True),
    _of_row("soc_mean", "Charge, mean", _POWER, SHARE, _MORE),
    _of_row("soc_min", "Charge, least", _POWER, SHARE, _MORE),
    _of_row("dod", "Depth of discharge", _POWER, SHARE, _LESS),
    _of_row("radiator_k_mean", "Radiator, mean", _HEAT, KELVIN, _LESS),
    _of_row("radiator_k_max", "Radiator, hottest", _HEAT, KELVIN, _LESS),
    _of_row("chip_k_mean", "Chips, mean", _HEAT, KELVIN, _LESS),
    _of_row("chip_k_max", "Chips, hottest", _HEAT, KELVIN, _LESS),
    _of_row("rejected_w", "Heat rejected", _HEAT, WATT),
    _of_row("throttled_share", "Throttled satellites", _HEAT, SHARE, _LESS),
    _of_row("flops_installed", "Compute installed", _WORK, FLOPS, _MORE, is_sum=True),
    _of_row("flops_available", "Compute available", _WORK, FLOPS, _MORE, is_sum=True),
    _of_row("flops_delivered", "Compute delivered", _WORK, FLOPS, _MORE, is_sum=True),
    *(_lost(cause) for cause in Cause),
    _of_row("kw_per_tonne", "Average compute power per mass", _WORK, KW_PER_TONNE, _MORE),
    _of_row("peak_kw_per_tonne", "Peak compute power per mass", _WORK, KW_PER_TONNE, _MORE),
    _of_row("tflops_per_w", "Installed compute per power", _WORK, TFLOPS_PER_W, _MORE),
)

WHOLE: tuple[Figure[Side], ...] = (
    Figure(
        key="groups",
        name="Groups",
        topic=_ORBITS,
        measure=COUNT,
        value=lambda side: len(side.report.groups),
    ),
    Figure(
        key="shells",
        name="Shells",
        topic=_ORBITS,
        measure=COUNT,
        value=lambda side: side.constellation.shell_count,
    ),
    Figure(
        key="planes",
        name="Planes",
        topic=_ORBITS,
        measure=COUNT,
        value=lambda side: len(side.constellation.plane_shell),
    ),
    _life("begin", "all satellites new"),
    _life("steady", "ages spread over the design life"),
    _life("end", "all at the end of life"),
    Figure(
        key="min_separation_km",
        name="Least separation in a shell",
        topic=_CHECKS,
        measure=SEPARATION,
        preferred=_MORE,
        value=_least_separation_km,
    ),
    *(_found(severity) for severity in Severity),
    Figure(
        key="worst_central_angle_deg",
        name="Farthest from any satellite, at the Earth's centre",
        topic=_COVER,
        measure=DEGREE,
        preferred=_LESS,
        value=_worst_deg("central_angle_rad"),
    ),
    Figure(
        key="worst_elevation_deg",
        name="Best elevation at the worst place",
        topic=_COVER,
        measure=DEGREE,
        preferred=_MORE,
        value=_worst_deg("elevation_rad"),
    ),
    Figure(
        key="in_view_mean",
        name=f"In view above {TERMINAL_MIN_ELEVATION_DEG:g}°, mean",
        topic=_COVER,
        measure=NUMBER,
        preferred=_MORE,
        value=lambda side: earth_mean(side.cover, side.cover.in_view_mean),
    ),
    Figure(
        key="in_view_min",
        name=f"In view above {TERMINAL_MIN_ELEVATION_DEG:g}°, fewest",
        topic=_COVER,
        measure=COUNT,
        preferred=_MORE,
        value=lambda side: int(side.cover.in_view_min.min()),
    ),
)
