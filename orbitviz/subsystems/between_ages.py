"""A quantity that changes with age, by parabolas through its values at a few ages."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats


def parabola_weights(nodes: Floats, ages: Floats) -> Floats:
    """Return (..., k): weights of the values at k nodes for ages (...), in between.

    nodes   (k,) rising, their number odd: through each three of them goes a parabola, and the third
            is the first of the next; of a single one the value is that at every age
    ages    those beyond the nodes are taken as the nearest
    """
    if len(nodes) == 1:
        return np.ones((*ages.shape, 1))
    ages = np.clip(ages, nodes[0], nodes[-1])
    panel = np.clip(np.searchsorted(nodes[::2], ages, side="right") - 1, 0, len(nodes) // 2 - 1)
    first, middle, last = (nodes[2 * panel + k] for k in range(3))
    weights = np.zeros((*ages.shape, len(nodes)))
    for k, (own, one, other) in enumerate(
        ((first, middle, last), (middle, first, last), (last, first, middle))
    ):
        weight = (ages - one) * (ages - other) / ((own - one) * (own - other))
        np.put_along_axis(weights, (2 * panel + k)[..., None], weight[..., None], axis=-1)
    return weights
