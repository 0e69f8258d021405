"""The worst place on Earth of a pattern over an orbit, against published figures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from orbitviz.analysis.coverage.sources import source_of
from orbitviz.analysis.coverage.worst import worst_place
from tests.analysis.patterns import near_polar, walker_of

# Walker, RAE TR 77044 (1977): worst central angle of whole-Earth single coverage, degrees; the
# third digit from the convex hull of the satellites at 2,400 times, refined.
WALKER = [
    ((5, 5, 1, 43.7), 69.168),
    ((6, 6, 4, 53.1), 66.432),
    ((7, 7, 5, 55.7), 60.263),
    ((9, 9, 7, 70.5), 54.808),
    ((12, 3, 1, 50.7), 47.915),
    ((24, 3, 2, 56.0), 38.362),
]


def worst_of(document):
    constellation = document.constellation
    every = np.ones(constellation.shell_count, bool)
    return worst_place(source_of(constellation, every), constellation.epoch)


@pytest.mark.parametrize(("pattern", "published_deg"), WALKER)
def test_walker_patterns(pattern, published_deg):
    found_deg = math.degrees(worst_of(walker_of(*pattern)).central_angle_rad)
    assert found_deg == pytest.approx(published_deg, abs=0.001)


def test_iridium():
    # 780 km, 6 x 11, 86.4 degrees, planes 31.6 degrees apart; the mask of its documentation is 8.2.
    worst = worst_of(near_polar(780.0, 86.4, 6, 11, 31.6))
    assert math.degrees(worst.central_angle_rad) == pytest.approx(19.992, abs=0.001)
    assert math.degrees(worst.elevation_rad) == pytest.approx(8.109, abs=0.001)


def test_oneweb():
    # 1,200 km, 12 x 49, 87.9 degrees, planes 15.225 degrees apart.
    worst = worst_of(near_polar(1200.0, 87.9, 12, 49, 15.225))
    assert math.degrees(worst.elevation_rad) == pytest.approx(46.65, abs=0.05)
