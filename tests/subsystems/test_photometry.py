"""Brightness of satellites: published answers, and one truth with the shader of the picture."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad

from orbitviz.base.resources import shader_path
from orbitviz.subsystems.photometry import (
    EXTINCTION_MAG,
    air_mass,
    diffuse_phase,
    extinction_mag,
    magnitude,
    zeta_of_magnitude,
)


# Boley, Lawler & Rein 2026 (arXiv:2608.02757), equation 2, for 800 m2 of albedo 0.2.
@pytest.mark.parametrize(
    ("phase_deg", "range_km", "expected"), [(0.0, 700.0, -1.3717), (90.0, 1_000.0, 0.6457)]
)
def test_magnitudes_of_the_paper(phase_deg, range_km, expected):
    assert magnitude(160.0, np.radians(phase_deg), range_km) == pytest.approx(expected, abs=1e-3)


# Of the tests of pvlib (test_atmosphere.py): zenith angles of 89.9, 80 and 0 degrees.
@pytest.mark.parametrize(("elevation", "mass"), [(0.1, 36.467), (10.0, 5.586), (90.0, 1.0)])
def test_air_mass_as_pvlib_has_it(elevation, mass):
    assert air_mass(np.radians(elevation)) == pytest.approx(mass, abs=1e-3)
    assert extinction_mag(np.radians(elevation)) == pytest.approx(EXTINCTION_MAG * mass, abs=2e-4)


@pytest.mark.parametrize("phase_deg", [0.0, 40.0, 90.0, 150.0])
def test_the_phase_function_is_lamberts_law_summed_over_a_sphere(phase_deg):
    """Each part of the sphere shows cos(Sun) cos(eye), where both are above its horizon."""
    phase = np.radians(phase_deg)

    def light(lat, lon):
        to_sun, to_eye = np.cos(lat) * np.array([np.cos(lon), np.cos(lon - phase)])
        return max(to_sun, 0.0) * max(to_eye, 0.0) * np.cos(lat)

    low, high = phase - np.pi / 2, np.pi / 2
    seen, _ = dblquad(light, low, high, -np.pi / 2, np.pi / 2)
    assert diffuse_phase(phase) == pytest.approx(seen / (2.0 * np.pi / 3.0), abs=1e-6)


def test_the_shader_of_the_look_by_magnitude_has_the_same_phase_function():
    text = shader_path("lib/magnitude.glsl").read_text(encoding="utf-8")
    expression = re.search(r"float x2 = x \* x;\s*return ([^;]+);", text)[1]
    x = np.linspace(-1.0, 1.0, 2001)
    shown = eval(expression, {"__builtins__": {}}, {"x": x, "x2": x * x, "max": np.maximum})
    assert np.abs(shown - diffuse_phase(np.arccos(x))).max() < 1.1e-3
    assert shown.min() >= 0.0  # light is added up in whole numbers without a sign


def test_half_the_sun_is_three_quarters_of_a_magnitude_and_none_is_no_light():
    full, half, none = magnitude(3.0, 1.0, 800.0, np.array([1.0, 0.5, 0.0]))
    assert half - full == pytest.approx(2.5 * np.log10(2.0))
    assert none == np.inf


@given(st.floats(-2.0, 12.0))
def test_a_measured_magnitude_is_that_of_the_sphere_at_1000_km_and_90_degrees(measured):
    found = magnitude(zeta_of_magnitude(measured), np.radians(90.0), 1_000.0)
    assert found == pytest.approx(measured, abs=1e-9)


@given(st.floats(0.0, np.pi - 1e-3), st.floats(200.0, 5e4), st.floats(1.001, 5.0))
def test_farther_is_fainter_by_the_square(phase, away_km, times):
    near, far = magnitude(1.0, phase, np.array([away_km, times * away_km]))
    assert far - near == pytest.approx(5.0 * np.log10(times), abs=1e-9)
