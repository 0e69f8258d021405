"""Affine maps from station to station, chained by doubling, that close on themselves."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.subsystems.rates import closing_change


def closed_chain(maps: Floats) -> tuple[Floats, Floats]:
    """Return the changes at every station when the last map leads back to the first.

    maps  (2, 3, l, k): change at k + 1 is maps[:, :2] @ change at k + maps[:, 2]
    """
    levels = []
    chain = maps
    while chain.shape[-1] > 1:
        levels.append(chain)
        if chain.shape[-1] % 2:
            identity = np.zeros((*chain.shape[:-1], 1))
            identity[0, 0] = identity[1, 1] = 1.0
            chain = np.concatenate([chain, identity], axis=-1)
        chain = _joined(chain[..., 0::2], chain[..., 1::2])
    whole = chain[..., 0]
    # change = whole change + offset, so (1 - whole) change = offset.
    change = closing_change(whole[:, :2], whole[:, 2])[..., None]
    for level in reversed(levels):
        size = level.shape[-1]
        spread = np.empty((2, level.shape[2], size))
        spread[..., 0::2] = change
        into = level[..., 0::2][..., : size // 2]
        spread[..., 1::2] = _moved(into, change[..., : size // 2])
        change = spread
    return change[0], change[1]


def _joined(first: Floats, then: Floats) -> Floats:
    """Return the maps of `first` followed by `then`."""
    out = np.empty_like(first)
    for i in (0, 1):
        for j in (0, 1, 2):
            out[i, j] = then[i, 0] * first[0, j] + then[i, 1] * first[1, j]
        out[i, 2] += then[i, 2]
    return out


def _moved(maps: Floats, change: Floats) -> Floats:
    return np.asarray(maps[:, 0] * change[0] + maps[:, 1] * change[1] + maps[:, 2])
