"""Sums over satellites each of which has its own age, from the maps of a few ages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.census import Census
from orbitviz.analysis.fleet import Cohort
from orbitviz.base.arrays import Floats
from orbitviz.subsystems.between_ages import parabola_weights
from orbitviz.subsystems.grid import orbits_at
from orbitviz.subsystems.map_lookup import entries_along_orbits
from orbitviz.subsystems.operating_map import point_at
from orbitviz.subsystems.quantities.registry import SUMS
from orbitviz.subsystems.quantity import Quantity


def sums_by_age(census: Census) -> dict[Quantity, float]:
    """Return each of SUMS -> its sum over the satellites now, SI.

    Between the ages of the maps each satellite is interpolated by a parabola.
    """
    total = dict.fromkeys(SUMS, 0.0)
    for index in range(len(census.fleet.parts)):
        for cohort, weight in weights_by_age(census, index):
            each = census.samples[index].each
            assert each is not None
            grid = cohort.operating.grid
            where, _, orbit, station, _ = each
            entries = entries_along_orbits(where, orbit, station, grid.shape[-1], weight)
            table = entries.spread(grid.shape)
            # A map of one age among others keeps its states, and few of its tables.
            for k in np.flatnonzero(table.any(axis=(1, 2))).tolist():
                states = cohort.operating.states(k)
                point = point_at(cohort.operating.satellite, grid, orbits_at(grid, k), states)
                for quantity in SUMS:
                    assert quantity.table is not None
                    total[quantity] += float(np.sum(quantity.table(point) * table[k]))
    return total


def weights_by_age(census: Census, index: int) -> Iterator[tuple[Cohort, Floats]]:
    """Yield the cohorts of a part of the fleet, and the weight (n,) of each of its satellites.

    The weights of a satellite add up to 1.
    """
    each, ages_years = census.samples[index].each, census.fleet.ages_years
    assert each is not None
    assert ages_years is not None
    cohorts = census.fleet.parts[index].mixture.cohorts
    nodes = np.array([one.years for one in cohorts])
    weights = parabola_weights(nodes, ages_years[each.rows])
    yield from zip(cohorts, weights.T, strict=True)
