"""Coverage by latitude: samples against the closed form, and against counting."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.coverage.latitudes import cover_by_latitude
from orbitviz.analysis.coverage.sources import CoverSource, source_of
from orbitviz.orbits.in_view import lanes_of
from tests.analysis.patterns import walker_of

CONSTELLATION = walker_of(1584, 72, 39, 53.0, 550.0).constellation
EVERY = np.ones(1, bool)
LAT_DEG = np.array([-50.0, 0.0, 30.0, 53.0, 70.0])


def test_samples_are_around_the_closed_form():
    source = source_of(CONSTELLATION, EVERY)
    exact = cover_by_latitude(
        source, CONSTELLATION.epoch, np.radians(25.0), lat_deg=LAT_DEG, looks=1e5
    )
    # The same satellites, each looked at by itself: their mean is that of the samples.
    singles = np.arange(len(CONSTELLATION))
    nobody = lanes_of(CONSTELLATION, np.zeros(1, bool))
    sampled = cover_by_latitude(
        CoverSource(replace(nobody, singles=singles)),
        CONSTELLATION.epoch,
        np.radians(25.0),
        lat_deg=LAT_DEG,
        looks=6e5,
    )
    assert exact.in_view_mean[1:3] == pytest.approx([6.88, 8.90], rel=0.01)
    assert sampled.in_view_mean == pytest.approx(exact.in_view_mean, rel=0.03, abs=0.03)
    assert exact.in_view_mean[-1] == 0.0
    assert (exact.in_view_min <= exact.in_view_mean).all()
    assert sampled.best_elevation_rad == pytest.approx(exact.best_elevation_rad, abs=0.03)
    assert exact.best_elevation_rad[-1] < np.radians(25.0) < exact.best_elevation_rad[1]
