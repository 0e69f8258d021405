"""The named colours of the themes, and what is mixed from them; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.base.colours import rgb_of_hex


@dataclass(frozen=True, kw_only=True)
class Colours:
    """The named colours of one theme, as #rrggbb."""

    window: str  # behind everything
    panel: str  # docks, bars
    field: str  # tree, text fields
    raised: str  # buttons, cards
    line: str  # borders, separators
    text: str
    muted: str  # captions, units
    faint: str  # disabled
    accent: str  # the selected, the active
    on_accent: str
    selection: str  # a selected row
    sun: str  # sunlit
    shade: str  # in shadow
    error: str


ROW_HOVER = 0.06  # share of the text in a row under the pointer

DARK = Colours(
    window="#0b0e13",
    panel="#12161d",
    field="#0e1218",
    raised="#1b212b",
    line="#262e3a",
    text="#e4e9f0",
    muted="#9ba8ba",
    faint="#566172",
    accent="#5aa7ff",
    on_accent="#08111d",
    selection="#1d3a5c",
    sun="#ffc35c",
    shade="#3f5f8a",
    error="#ff7b72",
)

LIGHT = Colours(
    window="#e9ecf1",
    panel="#f6f7f9",
    field="#ffffff",
    raised="#ffffff",
    line="#d3d9e2",
    text="#18202b",
    muted="#566274",
    faint="#98a3b3",
    accent="#1764c8",
    on_accent="#ffffff",
    selection="#d3e5fb",
    sun="#b87400",
    shade="#8fa6c6",
    error="#b3261e",
)


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` of the way from one #rrggbb to another."""
    a, b = rgb_of_hex(first), rgb_of_hex(second)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))
