"""What can be said about the selection, as cards of plain text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from orbitviz.analysis.shells import (
    mass_in_orbit,
    node_drift_rad_s,
    plane_beta_rad,
    two_body_period_s,
)
from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM, STALE_ELEMENTS_DAYS
from orbitviz.base.units import number_text, range_text, share_text
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selection import Selection
from orbitviz.model.source import SatelliteKey, ShellKey, SourceId
from orbitviz.model.state import Document, State
from orbitviz.orbits.sgp4.catalogue import Catalogue, Failure, Refusal
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.panels.satellite_cards import satellite_cards
from orbitviz.ui.shells.rows import ShellRow, design_groups, groups_of

_MOST_FAILED = 12


def cards_of(state: State, snapshot: Snapshot | None) -> tuple[Card, ...]:
    """Return the cards of the selection, or of everything if nothing is selected.

    Of a selection that is one satellite, those of the satellite.
    """
    one = only_satellite(state)
    if one is not None and snapshot is not None:
        return satellite_cards(state, snapshot, one)
    chosen = state.selection or Selection(state.all_shells)
    shells = chosen.design_shells()
    cards = [*_design_cards(state, shells, snapshot)] if shells else []
    for source in chosen.catalogues:
        cards.append(_catalogue_card(state.catalogues[source], source, snapshot))
    return tuple(cards)


def title_of(state: State) -> str:
    """Return what the cards are about."""
    if not state.selection:
        return state.document.design.name
    one = only_satellite(state)
    if one is not None:
        return satellite_name(state, one)
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


def only_satellite(state: State) -> SatelliteKey | None:
    """Return the satellite that alone is selected, with its shell; None for any other selection."""
    satellites, shells = state.selection.satellites, state.selection.shells
    return next(iter(satellites)) if len(satellites) == 1 and len(shells) == 1 else None


def _design_cards(
    state: State, shells: Sequence[int], snapshot: Snapshot | None
) -> tuple[Card, ...]:
    document = state.document
    rows = {row.key.shell: row for group in design_groups(document) for row in group.shells}
    chosen = [rows[shell] for shell in shells]
    return (
        _fleet_card(document, chosen),
        _orbit_card(document, chosen),
        _sun_card(document, chosen, snapshot),
    )


def _fleet_card(document: Document, rows: Sequence[ShellRow]) -> Card:
    constellation = document.constellation
    shells = {row.key.shell for row in rows}
    planes = int(np.isin(constellation.plane_shell, list(shells)).sum())
    satellites = sum(row.count for row in rows)
    facts = [
        Fact("Satellites", f"{satellites:,}", "Satellites that fly; empty slots are not counted."),
        Fact("Shells", f"{len(rows):,}"),
        Fact("Planes", f"{planes:,}"),
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


def _sun_card(document: Document, rows: Sequence[ShellRow], snapshot: Snapshot | None) -> Card:
    if snapshot is None:
        return Card("Sun", (Fact("Sunlit now", "–"),))
    shells = [row.key.shell for row in rows]
    beta_deg = np.abs(np.degrees(plane_beta_rad(document.constellation, shells, snapshot.geometry)))
    known = [(snapshot.sunlit[row.key], row.count) for row in rows if row.key in snapshot.sunlit]
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


def _catalogue_card(catalogue: Catalogue, source: SourceId, snapshot: Snapshot | None) -> Card:
    facts = [Fact("Objects", f"{len(catalogue):,}")]
    notes = _refusals(catalogue.refused)
    if catalogue.refused:
        facts.append(Fact("Refused", f"{len(catalogue.refused):,}", "Records left out as wrong."))
    if snapshot is not None:
        facts += _age_facts(source, snapshot)
        notes += _failures(snapshot.failed.get(source, ()))
        share = snapshot.sunlit.get(ShellKey(source, 0))
        if share is not None and share == share:
            facts.append(Fact("Sunlit now", share_text(share)))
    return Card(
        catalogue.name,
        tuple(facts),
        notes,
        "SGP4 from published elements; accurate to about a kilometre at epoch, degrading by the "
        "day.",
    )


def _age_facts(source: SourceId, snapshot: Snapshot) -> list[Fact]:
    ages = snapshot.ages.get(source)
    if ages is None:
        return []
    return [
        Fact(
            "Not drawn",
            f"{len(snapshot.failed[source]):,}",
            "Objects for which SGP4 gives no position at this time, or one that contradicts their "
            "elements.",
        ),
        Fact(
            "Stale",
            f"{ages.stale:,}",
            f"Elements more than {STALE_ELEMENTS_DAYS:.0f} days from the displayed time.",
        ),
        Fact(
            "Age of elements",
            f"{_days(ages.usual_days)} (median)",
            "Difference from the displayed time.",
        ),
        Fact("Oldest", _days(ages.oldest_days)),
    ]


def _refusals(refused: Sequence[Refusal]) -> tuple[str, ...]:
    lines = [one.text for one in refused[:_MOST_FAILED]]
    if len(refused) > _MOST_FAILED:
        lines.append(f"and {len(refused) - _MOST_FAILED:,} more records refused")
    return tuple(lines)


def _failures(failed: Sequence[Failure]) -> tuple[str, ...]:
    lines = [f"{one.name} ({one.object_id}): {one.reason}" for one in failed[:_MOST_FAILED]]
    if len(failed) > _MOST_FAILED:
        lines.append(f"and {len(failed) - _MOST_FAILED:,} more")
    return tuple(lines)


def _mass_text(mass_kg: float) -> str:
    for unit, kg in (("Mt", 1e9), ("kt", 1e6), ("t", 1e3)):
        if mass_kg >= kg:
            return f"{number_text(mass_kg / kg, 4)} {unit}"
    return f"{mass_kg:,.0f} kg"


def _days(days: float) -> str:
    if days != days:
        return "–"
    return f"{days * 24:.0f} h" if days < 2 else f"{days:,.0f} days"


def _span(rows: Sequence[ShellRow], field: str, digits: int) -> str:
    ranges = [getattr(row, field) for row in rows]
    return range_text((min(low for low, _ in ranges), max(high for _, high in ranges)), digits)


def _ends(values: np.ndarray) -> tuple[float, float]:
    return float(np.min(values)), float(np.max(values))
