"""The figures of a report as people read them, on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from orbitviz.base.units import celsius_text, share_text, si_text


class ReportColumn(NamedTuple):
    """One figure: its heading, its key in the report, and how its value is written."""

    heading: str
    key: str
    show: Callable[[Any], str]

    def text(self, row: Mapping[str, Any]) -> str:
        """Return the figure of a group or shell; a dash where no satellite has one."""
        value = row[self.key]
        return "–" if value is None else self.show(value)


def _span(digits: int) -> Callable[[float | Sequence[float]], str]:
    def text(value: float | Sequence[float]) -> str:
        if isinstance(value, int | float):
            return f"{value:,.{digits}f}"
        low, high = (f"{end:,.{digits}f}" for end in value)
        return low if low == high else f"{low}–{high}"

    return text


def _share(digits: int) -> Callable[[float], str]:
    return lambda share: share_text(share, digits)


def _number(digits: int) -> Callable[[float], str]:
    return lambda value: f"{value:,.{digits}f}"


def _in(unit: str) -> Callable[[float], str]:
    return lambda value: si_text(value, unit)


SATELLITES = ReportColumn("Satellites", "satellites", _number(0))
SUNLIT = ReportColumn("Sunlit now", "sunlit_now", _share(1))
SUNLIT_YEAR = ReportColumn("Year", "sunlit_year_mean", _share(1))
ECLIPSE = ReportColumn("Eclipse min", "eclipse_min_worst", _number(1))
ARRAY = ReportColumn("Array", "array_w", _in("W"))
LOAD = ReportColumn("Load", "load_w", _in("W"))
CHARGE = ReportColumn("Least charge", "soc_min", _share(0))
RADIATOR = ReportColumn("Radiator max", "radiator_k_max", celsius_text)
DELIVERED = ReportColumn("Delivered", "flops_delivered", _in("FLOP/s"))
BINDING = ReportColumn("Held by", "binding", str)

BRIEF = (
    SATELLITES, SUNLIT, SUNLIT_YEAR, ECLIPSE, ARRAY, LOAD, CHARGE, RADIATOR, DELIVERED, BINDING,
)  # fmt: skip
LIGHT = (
    SATELLITES,
    ReportColumn("Altitude km", "altitude_km", _span(0)),
    ReportColumn("Incl. °", "inclination_deg", _span(1)),
    ReportColumn("β °", "beta_deg", _number(1)),
    SUNLIT,
    SUNLIT_YEAR,
    ReportColumn("Worst day", "sunlit_year_worst", _share(1)),
    ECLIPSE,
    ReportColumn("Days/yr", "eclipse_days_per_year", _number(0)),
)
WORK = (
    ARRAY,
    LOAD,
    ReportColumn("Shed", "shed_w", _in("W")),
    CHARGE,
    RADIATOR,
    ReportColumn("Chips max", "chip_k_max", celsius_text),
    ReportColumn("Throttled", "throttled_share", _share(1)),
    DELIVERED,
    BINDING,
)
CARDS = (
    ReportColumn("satellites", "satellites", _number(0)),
    ReportColumn("from the arrays now", "array_w", _in("W")),
    ReportColumn("delivered now", "flops_delivered", _in("FLOP/s")),
    ReportColumn("in sunlight, mean of the year", "sunlit_year_mean", _share(1)),
    ReportColumn("longest eclipse of the year", "eclipse_min_worst", lambda v: f"{v:.1f} min"),
    ReportColumn("hottest radiator", "radiator_k_max", celsius_text),
    ReportColumn("holds most compute back", "binding", str),
    ReportColumn("computers by mass", "kw_per_tonne", lambda v: f"{v:,.3g} kW/t"),
)
