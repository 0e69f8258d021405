"""What can be said about a catalogue, or about some objects of it, as a card of plain text."""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.base.constants import STALE_ELEMENTS_DAYS
from orbitviz.base.units import share_text
from orbitviz.engine.survey import Survey
from orbitviz.model.source import ShellKey, SourceId
from orbitviz.orbits.sgp4.catalogue import Catalogue, Failure, Refusal
from orbitviz.ui.panels.facts import Card, Fact

_MOST_FAILED = 12


def catalogue_card(
    catalogue: Catalogue, source: SourceId, survey: Survey | None, selected: int = 0
) -> Card:
    """Return the card of a catalogue, or of some objects of it.

    survey     of these objects, None before the first
    selected   number of objects that alone are selected, 0 for all of them
    """
    count = f"{selected:,} of {len(catalogue):,}" if selected else f"{len(catalogue):,}"
    facts, refused = [Fact("Objects", count)], () if selected else catalogue.refused
    notes = _refusals(refused)
    if refused:
        facts.append(Fact("Refused", f"{len(refused):,}", "Records left out as wrong."))
    if survey is not None:
        facts += _age_facts(source, survey)
        notes += _failures(survey.failed.get(source, ()))
        share = survey.sunlit.get(ShellKey(source, 0))
        if share is not None and share == share:
            facts.append(Fact("Sunlit now", share_text(share)))
    return Card(
        catalogue.name,
        tuple(facts),
        notes,
        "SGP4 from published elements; accurate to about a kilometre at epoch, degrading by the "
        "day.",
    )


def _age_facts(source: SourceId, survey: Survey) -> list[Fact]:
    ages = survey.ages.get(source)
    if ages is None:
        return []
    return [
        Fact(
            "Not drawn",
            f"{len(survey.failed[source]):,}",
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


def _days(days: float) -> str:
    if days != days:
        return "–"
    return f"{days * 24:.0f} h" if days < 2 else f"{days:,.0f} days"
