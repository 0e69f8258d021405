"""What the satellites of a report cost, in short; the verb cost has the rest."""

from __future__ import annotations

from orbitviz.analysis.census import Census
from orbitviz.analysis.cost.bands import Band
from orbitviz.analysis.cost.costing import cost_of
from orbitviz.analysis.cost.fleet_facts import DeliveringFleet
from orbitviz.analysis.cost.planned_years import years_to_learn_by
from orbitviz.analysis.figures import Figures
from orbitviz.analysis.report.rows import ReportCost
from orbitviz.base.errors import UserError
from orbitviz.model.state import Document


def report_cost(
    document: Document, census: Census, now: Figures, steady_flops: float
) -> ReportCost | None:
    """Return what satellites of a document cost by its economics, None if they have no price.

    now            their figures
    steady_flops   FLOP/s that they deliver with ages spread over their life
    """
    design, delivering = document.design, DeliveringFleet(census, now, steady_flops)
    try:
        found = cost_of(design, delivering, design.economics, years_to_learn_by(document))
    except UserError:  # no computers, or economics that need a plan where there is none
        return None
    return ReportCost(
        scenario=found.scenario,
        title=found.title,
        orbit=_ends(found.orbit),
        ground=_ends(found.ground),
        ratio=found.ratio._asdict(),
        crossing_year=found.crossing_year,
    )


def _ends(bands: dict[str, Band]) -> dict[str, dict[str, float]]:
    return {name: band._asdict() for name, band in bands.items()}
