"""Texts and tooltips of the cells of the shell tree; without Qt."""

from __future__ import annotations

from enum import IntEnum

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.units import range_text, share_text
from orbitviz.ui.shells.rows import GroupRow, ShellRow


class TreeColumn(IntEnum):
    """The columns of the tree."""

    NAME = 0
    VISIBLE = 1
    COLOUR = 2
    COUNT = 3
    ALTITUDE = 4
    INCLINATION = 5
    PERIOD = 6
    SUNLIT = 7


HEADINGS = ("Shell", "", "", "Count", "Alt. km", "Incl. °", "Period", "Sunlit")
HEADING_TIPS = (
    "Groups of the design with their shells, and catalogues. Select to see facts.",
    "Visibility of the satellites. Click to show or hide.",
    "Colour of the group. Click to change it.",
    "Number of satellites modelled, each drawn.",
    f"Mean altitude above the equatorial radius of {EARTH_RADIUS_KM:,.3f} km: semi-major axis "
    "minus radius.",
    "Inclination to the equator in degrees.",
    "Nodal period: minutes from ascending node to ascending node under J2.",
    "Share of the satellites in sunlight now; the penumbra is weighted by its light.",
)


def cell_text(row: GroupRow | ShellRow, column: TreeColumn, sunlit: float | None) -> str | None:
    """Return what a cell shows, None if it is no text; sunlit 0..1, None while unknown."""
    match column:
        case TreeColumn.NAME:
            return row.name
        case TreeColumn.COUNT:
            return f"{row.count:,}"
        case TreeColumn.ALTITUDE:
            return range_text(row.span("altitude_km"))
        case TreeColumn.INCLINATION:
            return _short(row.span("inclination_deg"))
        case TreeColumn.PERIOD:
            return f"{_short(row.span('period_min'))} min"
        case TreeColumn.SUNLIT:
            return "–" if sunlit is None else share_text(sunlit, 0)
    return None


def cell_tip(
    row: GroupRow | ShellRow, column: TreeColumn, sunlit: float | None, selected: int = 0
) -> str:
    """Return what a cell shows in full words.

    selected   how many satellites of the row are selected one by one
    """
    match column:
        case TreeColumn.VISIBLE:
            return "Shown or hidden"
        case TreeColumn.COLOUR:
            return f"Colour {row.colour}"
        case TreeColumn.ALTITUDE:
            return f"{range_text(row.span('altitude_km'), 2)} km mean altitude"
        case TreeColumn.INCLINATION:
            return f"{range_text(row.span('inclination_deg'), 3)}° inclination"
        case TreeColumn.PERIOD:
            return f"{range_text(row.span('period_min'), 2)} min nodal period"
        case TreeColumn.SUNLIT:
            if sunlit is None:
                return "Not computed yet"
            return f"{share_text(sunlit)} in sunlight now"
    chosen = f", {selected:,} of them selected" if selected else ""
    return f"{row.name}, {row.count:,} satellites{chosen}"


def _short(values: tuple[float, float]) -> str:
    """Return one number to a tenth, or a range without decimals: a cell has no room for more."""
    low, high = values
    return range_text(values, 1 if abs(high - low) < 0.05 else 0)
