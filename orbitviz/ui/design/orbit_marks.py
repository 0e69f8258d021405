"""The shells of a design on a chart of altitude and inclination; no Qt here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from orbitviz.base.constants import MAX_ALTITUDE_KM, MIN_ALTITUDE_KM
from orbitviz.base.units import number_text
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.group_values import each_of
from orbitviz.model.design.groups import SUN_SYNCHRONOUS, Group
from orbitviz.model.group_colours import group_colours

ALTITUDE_STEP_KM, INCLINATION_STEP_DEG = 1.0, 0.1  # of what is dragged
_USUAL_KM, _USUAL_DEG = (300.0, 1500.0), (0.0, 120.0)  # that the chart shows at least
_LEAST_PX, _MOST_PX = 2.5, 7.0  # radius of a mark
_MOST_MARKS = 60  # of a group; more shells would be one smear


@dataclass(frozen=True)
class Marks:
    """The shells of one group.

    places      altitude, km, and inclination, degrees, of some shells, the first and the last
                among them
    radius_px   its square grows with the satellites of a shell
    """

    name: str
    colour: str
    places: tuple[tuple[float, float], ...]
    radius_px: float


@dataclass(frozen=True)
class Frame:
    """What the chart spans."""

    low_km: float
    high_km: float
    low_deg: float
    high_deg: float


def marks_of(design: Design) -> tuple[Marks, ...]:
    """Return the marks of every group."""
    most = max((group.slots_per_shell for group in design.groups), default=1)
    names, colours = design.group_names, group_colours(design)
    return tuple(
        Marks(
            name,
            colour,
            _some(list(zip(each_of(group, "altitude_km"), each_of(group, "inclination_deg"),
                           strict=True))),
            max(_MOST_PX * math.sqrt(group.slots_per_shell / most), _LEAST_PX),
        )
        for name, colour, group in zip(names, colours, design.groups, strict=True)
    )  # fmt: skip


def frame_of(marks: tuple[Marks, ...]) -> Frame:
    """Return round ends of a chart that all marks are on."""
    places = [place for one in marks for place in one.places]
    km, deg = [place[0] for place in places], [place[1] for place in places]
    low_km, high_km = min([*km, _USUAL_KM[0]]), max([*km, _USUAL_KM[1]])
    step_km = round_step(high_km - low_km)
    high_deg = _USUAL_DEG[1] if max([*deg, 0.0]) <= _USUAL_DEG[1] - 5.0 else 180.0
    return Frame(
        max((math.ceil(low_km / step_km) - 1) * step_km, 0.0),
        (math.floor(high_km / step_km) + 1) * step_km,
        _USUAL_DEG[0],
        high_deg,
    )


def round_step(span: float) -> float:
    """Return the round number by which a span has four to ten ticks."""
    step = 10.0 ** math.floor(math.log10(span / 4.0))
    return next(factor * step for factor in (5.0, 2.0, 1.0) if span / (factor * step) >= 4.0)


def ticks_of(low: float, high: float, step: float) -> list[float]:
    """Return the multiples of a step from one end to the other."""
    return [k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1)]


def moved_values(group: Group, by_km: float, by_deg: float) -> dict[str, Any]:
    """Return altitude and inclination of a group that is moved by so much, in steps.

    One that is sun-synchronous keeps to its curve; no shell leaves what is allowed.
    """
    altitudes, inclinations = each_of(group, "altitude_km"), each_of(group, "inclination_deg")
    step_km = _within(
        round(by_km / ALTITUDE_STEP_KM) * ALTITUDE_STEP_KM,
        MIN_ALTITUDE_KM - min(altitudes),
        MAX_ALTITUDE_KM - max(altitudes),
    )
    values: dict[str, Any] = {"altitude_km": _shifted(group.altitude_km, step_km)}
    if group.inclination_deg != SUN_SYNCHRONOUS:
        step_deg = _within(
            round(by_deg / INCLINATION_STEP_DEG) * INCLINATION_STEP_DEG,
            -min(inclinations),
            180.0 - max(inclinations),
        )
        values["inclination_deg"] = _shifted(group.inclination_deg, step_deg)
    return values


def place_text(marks: Marks) -> str:
    """Return altitudes and inclinations in words: "550–568 km, 32–26°"."""
    first, last = marks.places[0], marks.places[-1]
    km, deg = (
        "–".join(dict.fromkeys(number_text(round(end, 2), 6) for end in ends))
        for ends in zip(first, last, strict=True)
    )
    return f"{km} km, {deg}°"


def _some(places: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    if len(places) <= _MOST_MARKS:
        return tuple(places)
    last = len(places) - 1
    return tuple(places[round(k * last / (_MOST_MARKS - 1))] for k in range(_MOST_MARKS))


def _shifted(value: Any, by: float) -> Any:
    if isinstance(value, tuple):
        return tuple(_shifted(one, by) for one in value)
    return round(value + by, 6)


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
