"""What a poster says: the figures of the report and what illustrates them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.bodies.body import Body, body_of
from orbitviz.analysis.report.assumptions import ASSUMPTIONS
from orbitviz.analysis.report.rows import GroupReport, Report
from orbitviz.base.units import number_text, range_text
from orbitviz.formats.reports.columns import CARDS
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.model.group_colours import group_colours
from orbitviz.model.state import State
from orbitviz.scene.overlay.faces import in_our_font

_KG_PER_TONNE = 1000.0


@dataclass(frozen=True)
class PosterGroup:
    """A group of shells: its colour (#rrggbb), and the lowest and the highest of its altitudes."""

    name: str
    detail: str
    colour: str
    low_km: float
    high_km: float


@dataclass(frozen=True, eq=False)
class PosterSatellite:
    """The satellite that most of them are; `pixels` (h, w, 3) uint8 sRGB shows it close up."""

    name: str
    facts: tuple[str, ...]
    body: Body
    pixels: NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True, eq=False)
class PosterContent:
    """Everything on a poster.

    cards    figures and what they are of
    models   how the figures are computed, in sentences
    values   what they rest on, with its sources, in sentences
    globe    (h, w, 3) uint8 sRGB, as large as the page
    """

    title: str
    subtitle: str
    footer: str
    cards: tuple[tuple[str, str], ...]
    groups: tuple[PosterGroup, ...]
    satellite: PosterSatellite
    models: tuple[str, ...]
    values: tuple[str, ...]
    globe: NDArray[np.uint8]


def cards_of(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the figures of a report that stand out, with the mass of all satellites."""
    total = report.total
    mass = (_mass_text(total.mass_kg / _KG_PER_TONNE), "mass of all satellites")
    cards = [(card.text(total), card.heading) for card in CARDS]
    without = ("–",) if total.flops_installed else ("–", "0 ")  # figures of computers
    return tuple(card for card in (cards[0], mass, *cards[1:]) if not card[0].startswith(without))


def _mass_text(tonnes: float) -> str:
    million = tonnes / 1e6
    return f"{number_text(million)} Mt" if million >= 1.0 else f"{number_text(tonnes)} t"


def groups_of(state: State, report: Report) -> tuple[PosterGroup, ...]:
    """Return the groups of a design, the highest first."""
    names = state.document.constellation.group_name
    colours = dict(zip(names, group_colours(state.document.design), strict=True))
    found = [_group(row, colours[row.name]) for row in report.groups]
    return tuple(sorted(found, key=lambda group: -(group.low_km + group.high_km)))


def _group(row: GroupReport, colour: str) -> PosterGroup:
    low, high = _ends(row.altitude_km)
    inclination = range_text(_ends(row.inclination_deg), 1)
    detail = f"{row.satellites:,} at {range_text((low, high))} km, {inclination}°"
    return PosterGroup(in_our_font(row.name), detail, colour, low, high)


def _ends(span: float | tuple[float, float]) -> tuple[float, float]:
    return (span, span) if isinstance(span, float) else span


def main_satellite(state: State, report: Report) -> tuple[SatelliteDesign, str]:
    """Return the satellite design of which most fly, and a group that flies it."""
    largest = max(report.groups, key=lambda row: row.satellites)
    number = state.document.constellation.group_name.index(largest.name)
    return state.document.design.satellite_of(number), largest.name


def satellite_of(design: SatelliteDesign, name: str, pixels: NDArray[np.uint8]) -> PosterSatellite:
    """Return a satellite as a poster shows it."""
    facts = [
        f"{design.mass_kg:,.0f} kg",
        f"array {number_text(design.array.area_m2)} m²",
    ]
    if design.radiator.faces:
        faces = "one face" if design.radiator.faces == 1 else "two faces"
        facts.append(f"radiator {number_text(design.radiator.area_m2)} m², {faces}")
    if design.compute.rated_kw:
        facts.append(f"computers {number_text(design.compute.rated_kw)} kW")
    return PosterSatellite(in_our_font(name), tuple(facts), body_of(design), pixels)


def sentences_of(report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the assumptions of a report: how it is computed, and the values it rests on."""
    models = [one for one in report.assumptions if one in ASSUMPTIONS]
    values = [in_our_font(one) for one in report.assumptions if one not in ASSUMPTIONS]
    if not report.total.flops_installed:
        values = [one for one in values if ", compute," not in one]
    return tuple(models), tuple(_assumed_first(values))


def _assumed_first(values: Sequence[str]) -> list[str]:
    """Return values with those first that nobody published: a reader should see them."""
    return sorted(values, key=lambda text: "assumed" not in text)
