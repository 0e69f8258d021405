"""What a page and JSON of costs are made of."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.analysis.cost.costing import Costing
from orbitviz.analysis.cost.ratio_map import RatioMap


@dataclass(frozen=True, eq=False)
class PricedFleet:
    """What a fleet costs, and a map of it by two inputs."""

    cost: Costing
    map: RatioMap
