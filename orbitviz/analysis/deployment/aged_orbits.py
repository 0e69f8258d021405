"""What satellites of one design do on some orbits, solved at a few ages."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.subsystems.between_ages import parabola_weights
from orbitviz.subsystems.grid import Grid
from orbitviz.subsystems.map_lookup import Corners, at_corners, spread_over_nodes
from orbitviz.subsystems.operating_map import solved_at
from orbitviz.subsystems.quantities.power import LOAD
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import OperatingPoint, Quantity
from orbitviz.subsystems.states import OperatingStates, orbits_of

QUANTITIES: tuple[Quantity, ...] = (LOAD, COMPUTE)
_SAMPLE = 12  # orbits, on which it is seen how many ages are needed
_CLOSE = 2e-4  # of a mean: so far off may a parabola be
_MOST_PANELS = 16
_Nodes = NDArray[np.intp]


class AgedOrbits(NamedTuple):
    """Values of q orbits at k ages.

    ages    (k,) rising, years: nodes of parabolas
    values  (q, k, len(QUANTITIES)) SI: means over the orbit
    """

    ages: Floats
    values: Floats


def aged_orbits(
    design: SatelliteDesign,
    grid: Grid,
    where: Corners,
    weight: Floats,
    most_years: float,
    check: Check = no_check,
) -> AgedOrbits:
    """Return what the satellites of a design do on some orbits, up to an age.

    where    q orbits in the grid
    weight   (q,) of each: what makes no difference to the sum is not resolved
    check    called between altitudes
    """
    count = grid.shape[0] * grid.rows
    of_node = spread_over_nodes(where, weight, count)
    used = np.flatnonzero(of_node)
    ages = _ages(design, grid, used, of_node[used], most_years)
    table = np.zeros((count, len(ages), len(QUANTITIES)))
    below, new = used[:0], None
    for altitude in np.unique(used // grid.rows):
        check()
        own = used[used // grid.rows == altitude]
        if new is not None:  # the nearest rows of the altitude below are a good start
            near = np.searchsorted(below % grid.rows, own % grid.rows)
            new = orbits_of(new, near.clip(max=len(below) - 1))
        table[own, 0], new = _solved(design, 0.0, grid, own, new)
        states = new
        for k, age in enumerate(ages[1:].tolist(), start=1):
            table[own, k], states = _solved(design, age, grid, own, states)
        below = own
    by_row = table.reshape(*grid.shape[:2], *table.shape[1:])
    return AgedOrbits(ages, at_corners(by_row, where))


def _ages(
    design: SatelliteDesign, grid: Grid, used: _Nodes, weight: Floats, most_years: float
) -> Floats:
    """Return (k,) rising: ages between which parabolas hold, as seen on a sample of the orbits."""
    share = np.cumsum(weight) / weight.sum()
    sample = np.unique(np.searchsorted(share, (np.arange(_SAMPLE) + 0.5) / _SAMPLE))
    known: dict[float, tuple[Floats, OperatingStates]] = {}

    def means(ages: Floats) -> Floats:
        for age in ages.tolist():
            if age not in known:
                _, start = known[min(known, key=lambda other: abs(other - age))]
                known[age] = _solved(design, age, grid, used[sample], start)
        return np.array([known[age][0].mean(axis=0) for age in ages.tolist()])

    def divided(first: float, last: float, panels: int) -> list[float]:
        """Return the ages after `first`, of a panel or of its halves."""
        quarters, middle = np.linspace(first, last, 5), 0.5 * (first + last)
        between = parabola_weights(quarters[::2], quarters[1::2]) @ means(quarters[::2])
        truth = means(quarters[1::2])
        if panels == 1 or np.all(np.abs(between - truth) <= _CLOSE * np.abs(truth)):
            return [middle, last]
        return divided(first, middle, panels // 2) + divided(middle, last, panels // 2)

    known[0.0] = _solved(design, 0.0, grid, used[sample], None)
    return np.array([0.0, *divided(0.0, most_years, _MOST_PANELS)])


def _solved(
    design: SatelliteDesign, age: float, grid: Grid, nodes: _Nodes, start: OperatingStates | None
) -> tuple[Floats, OperatingStates]:
    """Return (l, len(QUANTITIES)) at nodes of a grid, and the states from which it follows."""
    point, _ = solved_at(satellite_at_age(design, age), grid, nodes, start)
    values = np.stack([_mean(point, one) for one in QUANTITIES], axis=-1)
    return values, OperatingStates(point.soc, point.radiator_k)


def _mean(point: OperatingPoint, quantity: Quantity) -> Floats:
    if quantity.orbit_mean is not None:
        return quantity.orbit_mean(point)
    assert quantity.table is not None
    return np.asarray(np.sum(point.share * quantity.table(point), axis=1))
