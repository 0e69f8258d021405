"""The plan of an open design, followed through its years."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import calendar_of, plan_of
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.base.progress import Progress, no_progress
from orbitviz.model.design.key_path import KeyLocator
from orbitviz.model.state import Document


@dataclass(frozen=True, eq=False)
class FleetYears:
    """What becomes of every satellite of a design through calendar years."""

    calendar: Calendar
    history: History


def fleet_years(
    document: Document,
    years: int,
    places: KeyLocator,
    seed: int = 0,
    progress: Progress = no_progress,
) -> FleetYears:
    """Return the years of a design; the million takes a second.

    places   where the keys of the design stand
    Raises UserError if it cannot be planned, or not for so many years.
    """
    calendar = calendar_of(document.design, years)
    plan = plan_of(document.design, document.constellation, calendar, places, document.path)
    return FleetYears(calendar, simulate(plan, seed, progress))
