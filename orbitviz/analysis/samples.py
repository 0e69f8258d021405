"""The satellites of a census in the operating map that they fly by."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.map_lookup import Corners, Entries, along_orbits
from orbitviz.subsystems.operating_map import OperatingMap
from orbitviz.subsystems.quantity import Quantity


class Satellites(NamedTuple):
    """Satellites in an operating map.

    where     (4, q) places of their orbits
    rows      (n,) their rows in the constellation
    orbit     (n,) which of the orbits
    station   (n,) 0..stations of the map
    entries   of the map, whose weighted sum is that over the satellites
    """

    where: Corners
    rows: NDArray[np.int32]
    orbit: NDArray[np.int32]
    station: Floats
    entries: Entries


class Sample(NamedTuple):
    """The satellites that fly by one operating map, by plane or individually.

    nodes   (a, rows, stations) satellites by plane at each entry of the map; none individually
    each    those that are evaluated individually
    """

    operating: OperatingMap
    nodes: Floats
    each: Satellites | None

    def values(self, quantity: Quantity) -> tuple[NDArray[Any], Floats]:
        """Return values (m,) of a quantity and the satellites (m,) that have them."""
        table = self.operating.values[quantity]
        if self.each is None:
            return table.ravel(), self.nodes.ravel()
        values = along_orbits(table, self.each.where, self.each.orbit, self.each.station)
        return values, np.ones(len(values))
