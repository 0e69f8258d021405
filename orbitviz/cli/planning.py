"""The years of a fleet, for verbs that price or show them."""

from __future__ import annotations

from orbitviz.analysis.cost.fleet_years import FleetYears, fleet_years
from orbitviz.analysis.cost.planned_years import rated_kw
from orbitviz.analysis.deployment.from_design import calendar_of, plan_of
from orbitviz.analysis.deployment.simulate import simulate
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
    design = document.design
    calendar = calendar_of(design, years)
    plan = plan_of(design, document.constellation, calendar, places_of(document), document.path)
    return fleet_years(simulate(plan, seed, progress), calendar, rated_kw(design))
