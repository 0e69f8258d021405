"""How something moves from one key of a tour to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.model.tour.camera_key import Ease

_RESTS: dict[Ease, tuple[bool, bool]] = {  # at the beginning, at the end
    "smooth": (True, True),
    "linear": (False, False),
    "in": (True, False),
    "out": (False, True),
}


def eased(share: float, ease: Ease) -> float:
    """Return which share of the way is done at a share of the time, both 0..1."""
    share = min(max(share, 0.0), 1.0)
    starts, ends = (0.0 if rests else 1.0 for rests in _RESTS[ease])
    # The cubic from 0 to 1 with these slopes; one that begins or ends slowly is faster elsewhere.
    if starts != ends:
        starts, ends = 1.5 * starts, 1.5 * ends
    return float(_cubic(share, 0.0, 1.0, starts, ends))


def between_keys(
    at_s: Sequence[float], values: Sequence[float], ease: Ease, time_s: float
) -> float:
    """Return a value at a time, at rest before the first and after the last of its keys."""
    after = bisect_right(at_s, time_s)
    if after == 0 or after == len(at_s):
        return values[max(after - 1, 0)]
    begin, end = at_s[after - 1], at_s[after]
    share = eased((time_s - begin) / (end - begin), ease)
    return values[after - 1] + share * (values[after] - values[after - 1])


def along_spline(at_s: Floats, values: Floats, eases: Sequence[Ease], time_s: float) -> Floats:
    """Return the values (c,) at a time of a smooth way through keys, which overshoots none.

    at_s     (n,) rising times of the keys
    values   (n, c) values at the keys
    eases    how each key is reached from the one before; that of the first is not used

    The way is at rest at its ends and where it turns back. Monotone cubic Hermite interpolation:
    F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300.
    """
    after = bisect_right(at_s.tolist(), time_s)
    if after == 0 or after == len(at_s):
        return np.asarray(values[max(after - 1, 0)])
    step = float(at_s[after] - at_s[after - 1])
    share = (time_s - float(at_s[after - 1])) / step
    slopes = np.diff(values, axis=0) / np.diff(at_s)[:, None]
    here = slopes[after - 1]
    rests_first, rests_last = _RESTS[eases[after]]
    first = _slope(slopes, at_s, after - 1) if rests_first else here
    last = _slope(slopes, at_s, after) if rests_last else here
    return _cubic(share, values[after - 1], values[after], step * first, step * last)


def _slope(slopes: Floats, at_s: Floats, key: int) -> Floats:
    """Return the slopes (c,) with which a smooth way passes a key."""
    if key in (0, len(slopes)):
        return np.zeros_like(slopes[0])
    before, after = slopes[key - 1], slopes[key]
    wide = np.diff(at_s)[key - 1 : key + 1]
    ahead, behind = 2.0 * wide[1] + wide[0], wide[1] + 2.0 * wide[0]
    same = before * after > 0.0
    safe_before, safe_after = (np.where(same, one, 1.0) for one in (before, after))
    mean = (ahead + behind) / (ahead / safe_before + behind / safe_after)
    return np.where(same, mean, 0.0)


def _cubic(
    share: float, begin: Floats | float, end: Floats | float, first: Floats | float,
    last: Floats | float,
) -> Floats:  # fmt: skip
    """Return the cubic from begin to end whose slopes there are first and last, per share."""
    rest = 1.0 - share
    return np.asarray(
        rest * rest * (1.0 + 2.0 * share) * begin
        + share * share * (3.0 - 2.0 * share) * end
        + share * rest * rest * first
        - share * share * rest * last
    )
