"""The turn of the Earth and the Sun between knots, against each instant by itself."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import LAST_INSTANT, Instant

TEN_MILLIMETRES_KM = 1e-5
HALF_ARCSEC_RAD = 2.4e-6


@pytest.mark.parametrize(
    ("start", "days"),
    [("2026-08-11T01:14:57Z", 60.0), ("1997-03-01T00:00:00Z", 3.0), ("2040-02-01", 0.01)],
)
def test_axes_and_sun_are_those_of_each_instant(start, days):
    start, span_s = Instant.parse(start), days * 86_400.0
    sky = SkySpan.over(start, span_s)
    random = np.random.default_rng(3)
    seconds = np.sort(random.uniform(0.0, span_s, 40))
    r_km = random.normal(size=(40, 3)) * 4_000.0
    in_itrs, sun_km = sky.to_itrs(r_km, seconds), sky.sun_itrs_km(seconds)
    for k, second in enumerate(seconds):
        instant = start.plus_s(float(second))
        expected = rotation(Frame.TEME, Frame.ITRS, instant) @ r_km[k]
        assert np.linalg.norm(in_itrs[k] - expected) < TEN_MILLIMETRES_KM
        sun = sun_position_km(instant, Frame.ITRS)
        apart = np.cross(sun_km[k], sun) / (np.linalg.norm(sun_km[k]) * np.linalg.norm(sun))
        assert np.linalg.norm(apart) < HALF_ARCSEC_RAD


def test_a_span_may_end_with_the_ephemeris():
    sky = SkySpan.over(LAST_INSTANT.plus_s(-86_400.0), 86_400.0)
    assert np.isfinite(sky.sun_itrs_km(np.array([86_400.0]))).all()
