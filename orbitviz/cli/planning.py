"""The years of a fleet, for verbs that price or show them."""

from __future__ import annotations

from orbitviz.analysis.cost.fleet_years import FleetYears, fleet_years
from orbitviz.analysis.cost.planned_years import rated_kw
from orbitviz.analysis.deployment.planned_fleet import followed_fleet
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.formats.designs.design_file import places_of
from orbitviz.model.state import Document

_MOST_SEED = 2**63 - 1


def check_seed(seed: int) -> None:
    """Raise UserError if a seed is not one."""
    if not 0 <= seed <= _MOST_SEED:
        raise UserError(f"--seed is {seed:,}", allowed="a whole number from 0 to 2^63 - 1")


def years_of_fleet(
    document: Document, years: int, seed: int, progress: Progress = no_progress
) -> FleetYears:
    """Return what the plan of a design launches and keeps at work.

    Raises UserError if the design has no plan, or one of more than 100 years.
    """
    found = followed_fleet(document, years, places_of(document), progress, seed)
    return fleet_years(found.history, found.calendar, rated_kw(document.design))
