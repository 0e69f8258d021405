"""The Moon against skyfield's own reduction, known eclipses, and its face towards the Earth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skyfield.jpllib import SpiceKernel

from orbitviz.base.constants import AU_KM, DAY_S
from orbitviz.base.resources import asset_path
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.moon import moon_axes, moon_gcrs_km
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import Instant, skyfield_time

START = Instant.parse("2026-01-01T00:00:00Z")
days = st.floats(-30.0 * 365.0, 25.0 * 365.0)


@pytest.fixture(scope="module")
def kernel():
    opened = SpiceKernel(str(asset_path("time/de421_excerpt.bsp")))
    yield opened
    opened.close()


def angle_deg(a, b):
    return math.degrees(math.acos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))))


@given(days)
def test_the_moon_is_where_skyfield_has_it(kernel, day):
    """Within 0.2 km of skyfield's apparent place, deflection by the Sun and planets left out."""
    instant = START.plus_s(day * DAY_S)
    observed = kernel["earth"].at(skyfield_time(instant)).observe(kernel["moon"])
    expected = observed.apparent(deflectors=()).xyz.au * AU_KM
    assert np.linalg.norm(moon_gcrs_km(instant) - expected) < 0.2


@pytest.mark.parametrize(
    ("time", "apart_deg"),
    [
        # Greatest eclipses (Espenak): solar with gamma 0.8977, lunar with 0.3765.
        ("2026-08-12T17:45:51Z", 0.9),
        ("2026-03-03T11:33:37Z", 180.0 - 0.4),
    ],
)
def test_eclipses_happen_when_they_are_foretold(time, apart_deg):
    instant = Instant.parse(time)
    sun = sun_position_km(instant, Frame.GCRS)
    assert angle_deg(moon_gcrs_km(instant), sun) == pytest.approx(apart_deg, abs=0.15)


@given(days)
def test_the_moon_turns_one_face_to_the_earth(day):
    """Librations reach 8.0 degrees in longitude and 6.9 in latitude (Meeus, chapter 53)."""
    instant = START.plus_s(day * DAY_S)
    axes, moon = moon_axes(instant), moon_gcrs_km(instant)
    assert np.allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1.0)
    x, y, z = axes @ (-moon / np.linalg.norm(moon))
    assert abs(math.degrees(math.atan2(y, x))) < 8.2
    assert abs(math.degrees(math.asin(z))) < 7.0
    assert 356_300.0 < np.linalg.norm(moon) < 406_800.0


def test_librations_are_those_of_meeus():
    """Meeus, Astronomical Algorithms, example 53.a: -1.23 and +4.20 on 1992 April 12, 0h TD."""
    instant = Instant.parse("1992-04-11T23:59:01Z")
    axes, moon = moon_axes(instant), moon_gcrs_km(instant)
    x, y, z = axes @ (-moon / np.linalg.norm(moon))
    assert math.degrees(math.atan2(y, x)) == pytest.approx(-1.23, abs=0.06)
    assert math.degrees(math.asin(z)) == pytest.approx(4.20, abs=0.06)
