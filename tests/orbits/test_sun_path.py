"""The interpolated Sun against skyfield's at the same instants."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.constants import AU_KM, DAY_S
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.sun_path import sun_path_km
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

OFF_RAD = 1e-8  # under which a low orbit moves by 0.07 m, in 10 microseconds


@pytest.mark.parametrize("begin", ["1990-01-01", "2000-02-29T13:00:00Z", "2026-11-22T00:10:00Z"])
def test_between_midnights_the_sun_is_where_skyfield_has_it(begin):
    instant = Instant.parse(begin)
    seconds = np.random.default_rng(3).uniform(0.0, 420.0 * DAY_S, 40)
    exact = [sun_position_km(instant.plus_s(one), Frame.TEME) for one in seconds.tolist()]
    assert np.linalg.norm(sun_path_km(instant, seconds) - exact, axis=1).max() < OFF_RAD * AU_KM


def test_it_reaches_both_ends_of_the_ephemeris_and_is_unknown_beyond():
    for instant in (FIRST_INSTANT, LAST_INSTANT):
        (found,) = sun_path_km(instant, np.zeros(1))
        off_km = np.linalg.norm(found - sun_position_km(instant, Frame.TEME))
        assert off_km < OFF_RAD * AU_KM
    assert np.isnan(sun_path_km(LAST_INSTANT, np.array([9.0 * DAY_S]))).all()
    assert np.isnan(sun_path_km(FIRST_INSTANT, np.array([-9.0 * DAY_S]))).all()
