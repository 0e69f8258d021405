"""The attitude of the bodies is the one that power and heat assume."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.constants import AU_KM
from orbitviz.subsystems import attitude
from orbitviz.subsystems.environment import orbit_environment
from orbitviz.subsystems.power import incidence
from orbitviz.subsystems.satellite import ArrayPointing, RadiatorPointing

SMA_KM = 7_000.0
angles = st.floats(-np.pi, np.pi)


def on_orbit(inc, raan, arglat, sun_ra, sun_dec):
    """Return r, v and the Sun's direction, with beta and the phase from orbit noon."""
    node = np.array([np.cos(raan), np.sin(raan), 0.0])
    ahead = np.array([-np.sin(raan) * np.cos(inc), np.cos(raan) * np.cos(inc), np.sin(inc)])
    r = SMA_KM * (np.cos(arglat) * node + np.sin(arglat) * ahead)
    v = 7.5 * (-np.sin(arglat) * node + np.cos(arglat) * ahead)
    sun = np.array(
        [np.cos(sun_dec) * np.cos(sun_ra), np.cos(sun_dec) * np.sin(sun_ra), np.sin(sun_dec)]
    )
    beta = np.arcsin(np.clip(sun @ np.cross(node, ahead), -1.0, 1.0))
    noon = np.arctan2(sun @ ahead, sun @ node)
    return r[None], v[None], sun, beta, arglat - noon


orbits = st.builds(on_orbit, angles, angles, angles, angles, st.floats(-0.4, 0.4))


class Pointed:
    def __init__(self, pointing):
        self.array_pointing = pointing


@given(orbits, st.sampled_from(ArrayPointing))
def test_the_array_meets_the_sun_as_the_power_model_has_it(orbit, pointing):
    r, v, sun, beta, phase = orbit
    axes = attitude.array_axes(pointing, attitude.local_axes(r, v), sun)
    environment = orbit_environment(SMA_KM, beta, np.array([[phase]]), AU_KM)
    expected = incidence(Pointed(pointing), environment)[0, 0]
    assert max(float(axes[0, 2] @ sun), 0.0) == pytest.approx(expected, abs=1e-9)


@given(orbits, st.sampled_from(RadiatorPointing), st.booleans())
def test_the_radiator_faces_where_the_thermal_model_has_it(orbit, pointing, faces_sun):
    r, v, sun, beta, phase = orbit
    local = attitude.local_axes(r, v)
    body = attitude.body_axes(ArrayPointing.TRACKING, local, sun, faces_sun=faces_sun)
    face = attitude.radiator_axes(pointing, local, sun, body)[0, 1]
    environment = orbit_environment(SMA_KM, beta, np.array([[phase]]), AU_KM)
    match pointing:
        case RadiatorPointing.EDGE_ON:
            assert abs(face @ sun) < 1e-9 or abs(sun @ local.up[0]) > 1.0 - 1e-9
            assert abs(face @ local.up[0]) < 1e-9
        case RadiatorPointing.ZENITH:
            assert face @ sun == pytest.approx(environment.cos_zenith[0, 0], abs=1e-9)
        case RadiatorPointing.ORBIT_NORMAL:
            assert face @ sun == pytest.approx(-abs(environment.sin_beta[0, 0]), abs=1e-9)


@given(orbits, st.sampled_from(ArrayPointing), st.sampled_from(RadiatorPointing), st.booleans())
def test_axes_are_rotations(orbit, array, radiator, faces_sun):
    r, v, sun, _, _ = orbit
    local = attitude.local_axes(r, v)
    body = attitude.body_axes(array, local, sun, faces_sun=faces_sun)
    for axes in (
        body,
        attitude.array_axes(array, local, sun),
        attitude.radiator_axes(radiator, local, sun, body),
    ):
        np.testing.assert_allclose(axes[0] @ axes[0].T, np.eye(3), atol=1e-9)
        assert np.linalg.det(axes[0]) == pytest.approx(1.0)
