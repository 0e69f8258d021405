"""What can be said about the selection, as cards of plain text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.analysis.shells import (
    flown_planes,
    mass_in_orbit,
    node_drift_rad_s,
    plane_beta_rad,
    two_body_period_s,
)
from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM
from orbitviz.base.units import number_text, range_text, share_text
from orbitviz.engine.inspector import inspected
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.survey import Survey
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selected_part import SelectedPart
from orbitviz.model.selection import Selection
from orbitviz.model.state import Document, State
from orbitviz.ui.panels.catalogue_card import catalogue_card
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.panels.member_facts import group_cards, members_title
from orbitviz.ui.panels.satellite_cards import Inspect, satellite_cards
from orbitviz.ui.shells.rows import ShellRow, design_groups, groups_of

_selected_part = SelectedPart()


def cards_of(
    state: State, snapshot: Snapshot | None, inspect: Inspect = inspected
) -> tuple[Card, ...]:
    """Return the cards of the selection, or of everything if nothing is selected.

    Of a selection that is one satellite, those of the satellite, as `inspect` finds it.
    """
    one = state.selection.only_satellite
    if one is not None and snapshot is not None:
        return satellite_cards(state, snapshot, one, inspect)
    chosen = state.selection or Selection(state.all_shells)
    document = _selected_part.of(state.document, state.selection)
    survey = snapshot.survey_of(chosen.members) if snapshot else None
    shells = chosen.design_shells()
    cards = [*_design_cards(document, shells, snapshot, survey)] if shells else []
    if chosen.members:
        cards += group_cards(state.document, document)
    for source in chosen.catalogues:
        count = len(chosen.members.rows(source))
        cards.append(catalogue_card(state.catalogues[source], source, survey, count))
    return tuple(cards)


def title_of(state: State) -> str:
    """Return what the cards are about."""
    if not state.selection:
        return state.document.design.name
    one = state.selection.only_satellite
    if one is not None:
        return satellite_name(state, one)
    if state.selection.members:
        return members_title(state)
    rows = [
        (group, shell)
        for group in groups_of(state)
        for shell in group.shells
        if shell.key in state.selection.shells
    ]
    if len(rows) == 1:
        group, shell = rows[0]
        return group.name if group.is_leaf else f"{group.name} · {shell.name}"
    names = {group.name for group, _ in rows}
    if len(names) == 1:
        return f"{names.pop()} · {len(rows)} shells"
    return f"{len(rows)} shells of {len(names)} groups"


def _design_cards(
    document: Document, shells: Sequence[int], snapshot: Snapshot | None, survey: Survey | None
) -> tuple[Card, ...]:
    rows = {row.key.shell: row for group in design_groups(document) for row in group.shells}
    chosen = [rows[shell] for shell in shells]
    return (
        _fleet_card(document, chosen),
        _orbit_card(document, chosen),
        _sun_card(document, chosen, snapshot, survey),
    )


def _fleet_card(document: Document, rows: Sequence[ShellRow]) -> Card:
    constellation = document.constellation
    planes = len(flown_planes(constellation, [row.key.shell for row in rows]))
    satellites = sum(row.count for row in rows)
    facts = [
        Fact("Satellites", f"{satellites:,}", "Satellites that fly; empty slots are not counted."),
        Fact("Shells", f"{len(rows):,}"),
        Fact("Planes", f"{planes:,}", "Those in which satellites fly."),
    ]
    mass_kg, weighed = mass_in_orbit(document, [row.key.shell for row in rows])
    if weighed:
        share = "" if weighed == satellites else f"Of {weighed:,} satellites with a given mass. "
        facts.append(
            Fact("Mass in orbit", _mass_text(mass_kg), f"{share}Mass at launch of the design.")
        )
    return Card("Fleet", tuple(facts))


def _orbit_card(document: Document, rows: Sequence[ShellRow]) -> Card:
    constellation = document.constellation
    shells = [row.key.shell for row in rows]
    kepler_min = two_body_period_s(constellation, shells) / 60.0
    drift_deg_day = np.degrees(node_drift_rad_s(constellation, shells)) * DAY_S
    return Card(
        "Orbit",
        (
            Fact("Altitude", f"{_span(rows, 'altitude_km', 1)} km",
                 f"Mean, above the equatorial radius of {EARTH_RADIUS_KM:,.3f} km."),
            Fact("Inclination", f"{_span(rows, 'inclination_deg', 2)}°"),
            Fact("Keplerian period", f"{range_text(_ends(kepler_min), 2)} min",
                 "Of the two-body problem: 2π √(a³/μ), without J2."),
            Fact("Nodal period", f"{_span(rows, 'period_min', 2)} min",
                 "From ascending node to ascending node, mean motion under J2."),
            Fact("Node drift", f"{range_text(_ends(drift_deg_day), 3)} °/day",
                 "Mean drift of the ascending node under J2."),
        ),
        footnote=f"Secular J2 motion from the epoch {document.design.epoch_instant.isoformat()}; "
        "no drag, no manoeuvres.",
    )  # fmt: skip


def _sun_card(
    document: Document, rows: Sequence[ShellRow], snapshot: Snapshot | None, survey: Survey | None
) -> Card:
    if snapshot is None or survey is None:
        return Card("Sun", (Fact("Sunlit now", "–"),))
    shells = [row.key.shell for row in rows]
    beta_deg = np.abs(np.degrees(plane_beta_rad(document.constellation, shells, snapshot.geometry)))
    known = [(survey.sunlit[row.key], row.count) for row in rows if row.key in survey.sunlit]
    lit = sum(share * count for share, count in known if share == share)
    total = sum(count for share, count in known if share == share)
    return Card(
        "Sun",
        (
            Fact("Sunlit now", share_text(lit / total) if total else "–",
                 "Share of the satellites outside the Earth's shadow; penumbra weighted by its "
                 "light."),
            Fact("Lit satellites", f"{lit:,.0f}" if total else "–"),
            Fact("Beta angle", f"{range_text(_ends(beta_deg), 1)}°",
                 "Angle between orbit plane and Sun without its sign, least and greatest of the "
                 "planes."),
        ),
        footnote="Conical shadow of a spherical Earth without atmosphere.",
    )  # fmt: skip


def _mass_text(mass_kg: float) -> str:
    for unit, kg in (("Mt", 1e9), ("kt", 1e6), ("t", 1e3)):
        if mass_kg >= kg:
            return f"{number_text(mass_kg / kg, 4)} {unit}"
    return f"{mass_kg:,.0f} kg"


def _span(rows: Sequence[ShellRow], field: str, digits: int) -> str:
    ranges = [getattr(row, field) for row in rows]
    return range_text((min(low for low, _ in ranges), max(high for _, high in ranges)), digits)


def _ends(values: np.ndarray) -> tuple[float, float]:
    return float(np.min(values)), float(np.max(values))
