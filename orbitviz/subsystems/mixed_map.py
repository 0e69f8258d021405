"""The operating map of satellites of several ages: each as likely as its share says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.operating_map import OperatingMap
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantity import Lookup, Quantity
from orbitviz.subsystems.satellite import Satellite


def mixed_map(maps: Sequence[OperatingMap], shares: Sequence[float]) -> OperatingMap:
    """Return the mean of maps on one grid, each with its share; shares add up to 1.

    Least and greatest values are those of any of them, a category is that of the largest share.
    """
    if len(maps) == 1:
        return maps[0]
    largest = maps[int(np.argmax(shares))]
    values = {}
    for quantity in TABLES:
        if quantity.lookup is Lookup.CATEGORY:
            values[quantity] = largest.values[quantity]
            continue
        table = np.zeros_like(largest.values[quantity])
        for one, share in zip(maps, shares, strict=True):
            table += np.float32(share) * one.values[quantity]
        table.setflags(write=False)
        values[quantity] = table

    def mean(tables: Sequence[Floats]) -> Floats:
        return np.asarray(sum(share * one for one, share in zip(tables, shares, strict=True)))

    def every(quantity: Quantity, name: str) -> list[Floats]:
        return [getattr(one, name)[quantity] for one in maps]

    return replace(
        largest,
        satellite=_mean_satellite([one.satellite for one in maps], shares),
        values=values,
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
