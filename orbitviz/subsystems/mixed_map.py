"""The operating map of satellites of several ages: each as likely as its share says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats, Floats32
from orbitviz.subsystems.grid import orbits_at
from orbitviz.subsystems.operating_map import OperatingMap, point_at
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.orbit import LIGHT
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.satellite import Satellite

# The tables of a single age that are asked for beside those of the mixture: two in five, with the
# light, which all ages share.
KEPT = (LIGHT, CHARGE, RADIATOR, CHIP, COMPUTE, LIMIT)


class _Tables(Mapping[Quantity, Floats32]):
    """All tables of a map, those that it lacks computed from its states when one is asked for."""

    def __init__(self, operating: OperatingMap) -> None:
        self._operating = operating
        self._known = dict(operating.values)

    def __getitem__(self, quantity: Quantity) -> Floats32:
        if quantity not in self._known:
            self._known |= _missing_tables(self._operating)
        return self._known[quantity]

    def __iter__(self) -> Iterator[Quantity]:
        return iter(TABLES)

    def __len__(self) -> int:
        return len(TABLES)


def completed(operating: OperatingMap) -> OperatingMap:
    """Return a map with all tables, though it may have those of KEPT alone."""
    if len(operating.values) == len(TABLES):
        return operating
    return replace(operating, values=_Tables(operating))


def _missing_tables(operating: OperatingMap) -> dict[Quantity, Floats32]:
    satellite, grid = operating.satellite, operating.grid
    missing = [q for q in TABLES if q not in operating.values]
    values = {q: np.empty(grid.shape, np.float32) for q in missing}
    for k in range(len(grid.sma_km)):
        point = point_at(satellite, grid, orbits_at(grid, k), operating.states(k))
        for quantity, table in values.items():
            assert quantity.table is not None
            table[k] = quantity.table(point)
    for table in values.values():
        table.setflags(write=False)
    return values


class Blend:
    """The mean of maps on one grid, added one by one: only one of them need be whole at a time."""

    def __init__(self) -> None:
        self._maps: list[OperatingMap] = []
        self._shares: list[float] = []
        self._values: dict[Quantity, Floats32] = {}

    def add(self, operating: OperatingMap, share: float) -> OperatingMap:
        """Add a whole map with its share, shares add up to 1; return what is kept of it."""
        is_largest = share > max(self._shares, default=0.0)
        for quantity in TABLES:
            table = operating.values[quantity]
            if quantity.lookup is not Lookup.CATEGORY:
                part = np.float32(share) * table
                self._values[quantity] = self._values[quantity] + part if self._maps else part
            elif is_largest:
                self._values[quantity] = table
        kept = {q: operating.values[q] for q in KEPT}
        if self._maps:
            kept[LIGHT] = self._maps[0].values[LIGHT]  # of the grid, whatever the age
        thin = replace(operating, values=kept)
        self._maps.append(thin)
        self._shares.append(share)
        return thin

    def operating_map(self) -> OperatingMap:
        """Return the map of the mixture.

        Least and greatest values are those of any of the maps, a category is that of the largest
        share.
        """
        for table in self._values.values():
            table.setflags(write=False)
        maps, shares = self._maps, self._shares

        def mean(tables: Sequence[Floats]) -> Floats:
            return np.asarray(sum(share * one for one, share in zip(tables, shares, strict=True)))

        def every(quantity: Quantity, name: str) -> list[Floats]:
            return [getattr(one, name)[quantity] for one in maps]

        return replace(
            maps[0],
            satellite=_mean_satellite([one.satellite for one in maps], shares),
            values=self._values,
            mean={q: mean(every(q, "mean")) for q in TABLES},
            minimum={q: np.min(every(q, "minimum"), axis=0) for q in TABLES},
            maximum={q: np.max(every(q, "maximum"), axis=0) for q in TABLES},
            bound=mean([one.bound for one in maps]),
            settled=np.logical_and.reduce([one.settled for one in maps]),
        )


def _mean_satellite(satellites: Sequence[Satellite], shares: Sequence[float]) -> Satellite:
    """Return the satellite of the mean of every number that depends on the age."""
    means: dict[str, Any] = {}
    for field in fields(Satellite):
        values = [getattr(one, field.name) for one in satellites]
        if isinstance(values[0], float) and len(set(values)) > 1:
            means[field.name] = float(np.dot(values, shares))
    return replace(satellites[0], **means)
