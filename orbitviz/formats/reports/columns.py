"""The figures of a report as people read them, on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from orbitviz.analysis.report.rows import Report, ReportRow
from orbitviz.base.units import fixed_text, number_text, range_text, share_text
from orbitviz.subsystems.quantities import heat, power, work
from orbitviz.subsystems.relief import Cause

Value = TypeVar("Value")
Span = float | tuple[float, float]
ROUNDED = "Figures are rounded: as shown, parts need not add up to their total."
_SHOWN = 5e-4  # of what is installed


class Column(Protocol):
    """One figure of every row."""

    @property
    def heading(self) -> str:
        """What stands above it."""

    def text(self, row: ReportRow) -> str:
        """Return the figure of a row; a dash where no satellite has one."""


@dataclass(frozen=True)
class ReportColumn(Generic[Value]):
    """One figure: its heading, which it is of a row, and how it is written."""

    heading: str
    value: Callable[[ReportRow], Value | None]
    show: Callable[[Value], str]

    def text(self, row: ReportRow) -> str:
        """Return the figure of a row; a dash where no satellite has one."""
        value = self.value(row)
        return "–" if value is None else self.show(value)


def _span(places: int) -> Callable[[Span], str]:
    def text(value: Span) -> str:
        return range_text((value, value) if isinstance(value, float) else value, places)

    return text


def _number(places: int) -> Callable[[float], str]:
    return lambda value: fixed_text(value, places)


def _minutes(value: float) -> str:
    """Return minutes with their unit: "min" in a heading would read as minimum."""
    return f"{fixed_text(value, 1)} min"


def _limited_by(row: ReportRow) -> str | None:
    """Return what limits the computers, None where there are none."""
    return row.limited_by if row.flops_installed else None


SATELLITES = ReportColumn("Satellites", lambda row: row.satellites, _number(0))
SUNLIT = ReportColumn("Sunlit now", lambda row: row.sunlit_now, share_text)
SUNLIT_YEAR = ReportColumn("Sunlit, year", lambda row: row.sunlit_year_mean, share_text)
ECLIPSE = ReportColumn("Longest eclipse", lambda row: row.eclipse_min_worst, _minutes)
ARRAY = ReportColumn("Array", lambda row: row.array_w, power.ARRAY.text)
LOAD = ReportColumn("Load", lambda row: row.load_w, power.LOAD.text)
CHARGE = ReportColumn("Minimum charge", lambda row: row.soc_min, share_text)
RADIATOR = ReportColumn("Radiator max", lambda row: row.radiator_k_max, heat.RADIATOR.text)
DELIVERED = ReportColumn("Delivered", lambda row: row.flops_delivered, work.COMPUTE.text)
BINDING = ReportColumn("Limited by", _limited_by, str)

BRIEF: tuple[Column, ...] = (
    SATELLITES, SUNLIT, SUNLIT_YEAR, ECLIPSE, ARRAY, LOAD, CHARGE, RADIATOR, DELIVERED, BINDING,
)  # fmt: skip
LIGHT: tuple[Column, ...] = (
    SATELLITES,
    ReportColumn[Span]("Altitude km", lambda row: row.altitude_km, _span(0)),
    ReportColumn[Span]("Incl. °", lambda row: row.inclination_deg, _span(1)),
    ReportColumn[Span]("|β| °", lambda row: row.beta_size_deg, _span(1)),
    SUNLIT,
    SUNLIT_YEAR,
    ReportColumn("Sunlit, worst day", lambda row: row.sunlit_year_worst, share_text),
    ECLIPSE,
    ReportColumn("Eclipse days/yr", lambda row: row.eclipse_days_per_year, _number(0)),
)
WORK: tuple[Column, ...] = (
    ARRAY,
    LOAD,
    ReportColumn("Unserved load", lambda row: row.shed_w, power.SHED.text),
    CHARGE,
    RADIATOR,
    ReportColumn("Chips max", lambda row: row.chip_k_max, heat.CHIP.text),
    ReportColumn("Throttled", lambda row: row.throttled_share, share_text),
    DELIVERED,
    BINDING,
)
CARDS: tuple[Column, ...] = (
    ReportColumn("satellites", lambda row: row.satellites, _number(0)),
    ReportColumn("array power now", lambda row: row.array_w, power.ARRAY.text),
    ReportColumn("delivered now", lambda row: row.flops_delivered, work.COMPUTE.text),
    ReportColumn("in sunlight, mean over the year", lambda row: row.sunlit_year_mean, share_text),
    ReportColumn(
        "longest eclipse of the year",
        lambda row: row.eclipse_min_worst,
        _minutes,
    ),
    ReportColumn("hottest radiator", lambda row: row.radiator_k_max, heat.RADIATOR.text),
    ReportColumn("compute is limited by", _limited_by, str),
    ReportColumn(
        "average compute power per mass",
        lambda row: row.kw_per_tonne,
        lambda v: f"{number_text(v)} kW/t",
    ),
    ReportColumn(
        "peak compute power per mass",
        lambda row: row.peak_kw_per_tonne,
        lambda v: f"{number_text(v)} kW/t",
    ),
    ReportColumn(
        "installed compute per W",
        lambda row: row.tflops_per_w,
        lambda v: f"{number_text(v)} TFLOP/s per W",
    ),
)


def losses_text(row: ReportRow) -> str:
    """Return where the FLOP/s of a row go, in a sentence; "" where none are installed."""
    if row.flops_installed <= 0.0:
        return ""
    installed, delivered = map(work.COMPUTE.text, (row.flops_installed, row.flops_delivered))
    lost = [
        f"{cause.value} −{work.COMPUTE.text(row.flops_lost[cause.name.lower()])}"
        for cause in Cause
        if row.flops_lost[cause.name.lower()] > _SHOWN * row.flops_installed
    ]
    return f"From {installed} installed to {delivered} delivered: {', '.join(lost) or 'no loss'}."


def life_text(report: Report) -> str:
    """Return what the satellites deliver by their age, in a sentence; "" without computers."""
    if report.total.flops_installed <= 0.0:
        return ""
    life = report.life
    new, steady, old = map(work.COMPUTE.text, (life.begin, life.steady, life.end))
    return (
        f"Delivered: {new} all new, {steady} with ages spread evenly over the design life, "
        f"{old} at its end."
    )
