"""Osculating orbits against skyfield's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skyfield.elementslib import OsculatingElements
from skyfield.units import Distance, Velocity

from orbitviz.base.constants import MU_EARTH_KM3_S2
from orbitviz.orbits.osculating import osculating_orbits
from orbitviz.orbits.timescale import Instant, skyfield_time

TIME = skyfield_time(Instant.parse("2026-11-22T00:00:00Z"))
unit = st.floats(-1.0, 1.0)


@given(
    r_km=st.tuples(unit, unit, unit).filter(lambda v: np.linalg.norm(v) > 0.2),
    v=st.tuples(unit, unit, unit),
    share=st.floats(0.3, 1.2),  # of the speed of a circle: bound, below the square root of 2
)
def test_size_shape_plane_and_anomaly_are_skyfields(r_km, v, share):
    r = 12_000.0 * np.array(r_km)
    across = np.cross(np.cross(r, v), r)  # a plane that is known, and not straight up
    if np.linalg.norm(across) < 1e-3 * np.linalg.norm(r) ** 2:
        return
    flat, up = across / np.linalg.norm(across), r / np.linalg.norm(r)
    speed = share * np.sqrt(MU_EARTH_KM3_S2 / np.linalg.norm(r))
    velocity = speed * (0.9 * flat + np.sqrt(1.0 - 0.81) * up)
    found = osculating_orbits(r[None], velocity[None])
    theirs = OsculatingElements(Distance(km=r), Velocity(km_per_s=velocity), TIME, MU_EARTH_KM3_S2)
    assert found.sma_km[0] == pytest.approx(theirs.semi_major_axis.km, rel=1e-9)
    assert found.ecc[0] == pytest.approx(float(theirs.eccentricity), abs=1e-9)
    turn = found.mean_anom_rad[0] - theirs.mean_anomaly.radians
    assert abs(np.remainder(turn + np.pi, 2.0 * np.pi) - np.pi) < 1e-6
    assert found.perigee_km[0] == pytest.approx(theirs.periapsis_distance.km, rel=1e-6)
    period_s = 2.0 * np.pi / found.mean_motion_rad_s[0]
    assert period_s == pytest.approx(theirs.period_in_days * 86_400.0, rel=1e-9)
    assert found.normal[0] @ [0.0, 0.0, 1.0] == pytest.approx(
        np.cos(theirs.inclination.radians), abs=1e-9
    )


def test_a_circle_needs_no_care():
    speed = np.sqrt(MU_EARTH_KM3_S2 / 7000.0)
    found = osculating_orbits(np.array([[7000.0, 0.0, 0.0]]), np.array([[0.0, speed, 0.0]]))
    assert found.ecc[0] < 1e-12
    assert np.isfinite(found.mean_anom_rad[0])
    assert np.allclose(found.normal[0], [0.0, 0.0, 1.0])
