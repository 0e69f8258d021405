"""Zeros against scipy, and samples of spans."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from orbitviz.orbits.searching import samples_between, zeros_between

WITHIN = 1e-9


@given(st.lists(st.tuples(st.floats(-5.0, 5.0), st.floats(0.1, 9.0)), min_size=1, max_size=9))
def test_zeros_are_those_of_scipy(cases):
    middle, steepness = (np.array(column) for column in zip(*cases, strict=True))

    def function(which, place):
        x = place - middle[which]
        return np.expm1(steepness[which] * x) + x**3

    low, high = middle - 1.3, middle + 0.7
    found = zeros_between(function, low, high, WITHIN)
    expected = [
        brentq(lambda x, k=k: float(function(np.array([k]), np.array([x]))[0]), low[k], high[k])
        for k in range(len(cases))
    ]
    assert np.allclose(found, expected, atol=2.0 * WITHIN)


def test_a_smooth_function_needs_few_values():
    asked = []

    def function(which, place):
        asked.append(len(place))
        return np.cos(place)

    assert zeros_between(function, np.zeros(3), np.full(3, 2.0), WITHIN) == pytest.approx(np.pi / 2)
    assert len(asked) < 12


def test_a_jump_to_infinity_is_found_by_halves():
    def function(which, place):
        return np.where(place > 0.123456, -np.inf, 1.0)

    assert zeros_between(function, np.zeros(1), np.ones(1), WITHIN)[0] == pytest.approx(
        0.123456, abs=2.0 * WITHIN
    )
    assert len(zeros_between(function, np.zeros(0), np.zeros(0), WITHIN)) == 0


def test_samples_of_spans_begin_and_end_with_them():
    begin, end = np.array([0.0, 10.0, 5.0]), np.array([7.0, 11.0, 5.0 + 1e6])
    span, times, step = samples_between(begin, end, 2.0, 3, 100)
    assert np.bincount(span).tolist() == [5, 4, 101]
    assert step == pytest.approx([7.0 / 4, 1.0 / 3, 1e4])
    for k in range(3):
        assert times[span == k] == pytest.approx(np.linspace(begin[k], end[k], sum(span == k)))
        assert (times[span == k][0], times[span == k][-1]) == (begin[k], end[k])
