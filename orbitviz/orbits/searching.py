"""Many searches for a time at once: samples of spans, and where functions cross zero."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats

_MOST_STEPS = 200  # bisection alone takes a span of a year to a nanosecond in 55


def samples_between(
    begin_s: Floats, end_s: Floats, step_s: float, least: int, most: int
) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return evenly spread times of spans, ends included.

    begin_s, end_s   (k,) float64
    step_s           largest step, as far as there are at least `least` and at most `most` steps
    returns          which span (m,) int, ascending; its times (m,) float64; the step (k,) of each
    """
    count = np.clip(np.ceil((end_s - begin_s) / step_s), least, most).astype(np.intp)
    span = np.repeat(np.arange(len(count)), count + 1)
    first = np.cumsum(count + 1) - (count + 1)
    place = np.arange(len(span)) - first[span]
    step = (end_s - begin_s) / count
    # So that the last is the end itself, without round-off.
    times = np.where(place == count[span], end_s[span], begin_s[span] + place * step[span])
    return span, times, step


def zeros_between(
    function: Callable[[NDArray[np.intp], Floats], Floats],
    low: Floats,
    high: Floats,
    within: float,
) -> Floats:
    """Return where functions cross zero between two places where their signs differ.

    function     values (m,) of the functions numbered (m,) at places (m,); infinite ones are signs
    low, high    (k,) float64  the two places of each function
    within       width of the last bracket
    returns      (k,) float64

    Chandrupatla 1997, "A new hybrid quadratic/bisection algorithm for finding the zero of a
    nonlinear function without using derivatives": inverse quadratic interpolation where three
    values are fit for it, else bisection, so that it ends however the functions run.
    """
    every = np.arange(len(low))
    newest, other = low.astype(np.float64), high.astype(np.float64)
    f_newest, f_other = function(every, newest), function(every, other)
    found = np.where(np.abs(f_newest) < np.abs(f_other), newest, other)
    share = np.full(len(low), 0.5)
    open_ = every
    for _ in range(_MOST_STEPS):
        if not len(open_):
            break
        place = newest + share * (other - newest)
        value = function(open_, place)
        same = np.sign(value) == np.sign(f_newest)
        third, f_third = np.where(same, newest, other), np.where(same, f_newest, f_other)
        other, f_other = np.where(same, other, newest), np.where(same, f_other, f_newest)
        newest, f_newest = place, value
        found[open_] = np.where(np.abs(f_newest) < np.abs(f_other), newest, other)
        least = within / np.maximum(np.abs(other - newest), 1e-300)
        share = np.clip(
            _interpolated((newest, other, third), (f_newest, f_other, f_third)), least, 1.0 - least
        )
        going = (least < 0.5) & (f_newest != 0.0)
        open_, share = open_[going], share[going]
        newest, other = newest[going], other[going]
        f_newest, f_other = f_newest[going], f_other[going]
    return found


def _interpolated(
    places: tuple[Floats, Floats, Floats], values: tuple[Floats, Floats, Floats]
) -> Floats:
    """Return the share of the way from the newest place to the other one to go, (m,)."""
    (a, b, c), (fa, fb, fc) = places, values
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
        is_fit = (phi**2 < xi) & ((1.0 - phi) ** 2 < 1.0 - xi)
        by_curve = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (
            fc - fb
        )
    return np.where(is_fit & np.isfinite(by_curve), by_curve, 0.5)
