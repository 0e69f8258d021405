"""What the plan of an open design launches, for prices that are learned by it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.analysis.cost.fleet_years import FleetYears, fleet_years
from orbitviz.analysis.cost.price_rules import needs_plan
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet, planned_fleet
from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.state import Document

_kept: WeakKeyDictionary[PlannedFleet, FleetYears] = WeakKeyDictionary()


def rated_kw(design: Design) -> Floats:
    """Return (g,) rated power of the computers of a satellite of each group, kW."""
    groups = range(len(design.groups))
    return np.array([design.satellite_of(group).compute.rated_kw for group in groups])


def years_to_learn_by(document: Document) -> FleetYears | None:
    """Return the years of the fleet of a document, None where launch prices do not need them.

    Nor are there any of a part of its satellites: the plan is of all. They are kept for as long as
    it is. Raises UserError as planned_fleet does.
    """
    design = document.design
    is_part = len(document.constellation) != design.satellite_count
    if is_part or not needs_plan(design.economics):
        return None
    planned = planned_fleet(document)
    if planned not in _kept:
        _kept[planned] = fleet_years(planned.history, planned.calendar, rated_kw(design))
    return _kept[planned]
