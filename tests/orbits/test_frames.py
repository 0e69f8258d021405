import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skyfield.framelib import ICRS, itrs
from skyfield.sgp4lib import TEME

from orbitviz.orbits.frames import Frame, convert, gcrs_to_teme, rotation
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

LOW_ORBIT_KM = 7000.0
METRE_KM = 1e-3
MILLIMETRE_KM = 1e-6
ANGLE_RAD = 1e-12  # 7 micrometres in low orbit

SPAN_S = LAST_INSTANT.seconds_since(FIRST_INSTANT)
instants = st.floats(0.0, SPAN_S).map(FIRST_INSTANT.plus_s)
frames = st.sampled_from(list(Frame))
vectors = st.tuples(*[st.floats(-LOW_ORBIT_KM, LOW_ORBIT_KM)] * 3).map(np.array)


@given(instants)
@settings(max_examples=50)
def test_rotations_are_skyfields_to_a_metre_in_low_orbit(outside_timescale, instant):
    time = outside_timescale.from_datetime(instant.to_datetime())
    outside = {Frame.GCRS: ICRS, Frame.TEME: TEME, Frame.ITRS: itrs}
    for source, there in outside.items():
        for target, here in outside.items():
            expected = here.rotation_at(time) @ there.rotation_at(time).T
            apart = rotation(source, target, instant) - expected
            assert np.linalg.norm(apart, 2) * LOW_ORBIT_KM < METRE_KM


def test_the_worked_example_of_vallado():
    # Vallado, Crawford, Hujsak & Kelso, AIAA 2006-6753 / Vallado 2013, example 3-15. The book
    # takes UT1 of 0 h, 0.47 ms off the interpolated one: 0.3 m on the turning Earth.
    instant = Instant.parse("2004-04-06T07:51:28.386009Z")
    r_teme = np.array([5094.18016210, 6127.64465950, 6380.34453270])
    v_teme = np.array([-4.746131487, 0.785818041, 5.531931288])

    r, v = convert(r_teme, v_teme, Frame.TEME, Frame.ITRS, instant)
    assert r == pytest.approx([-1033.4793830, 7901.2952754, 6380.3565958], abs=0.4 * METRE_KM)
    assert v == pytest.approx([-3.225636520, -2.872451450, 5.531924446], abs=MILLIMETRE_KM)

    r, v = convert(r_teme, v_teme, Frame.TEME, Frame.GCRS, instant)
    assert r == pytest.approx([5102.508958, 6123.011401, 6378.136928], abs=0.01 * METRE_KM)
    assert v == pytest.approx([-4.74322016, 0.79053650, 5.533755727], abs=MILLIMETRE_KM)


@given(instants, frames, frames)
def test_rotations_are_rotations(instant, source, target):
    matrix = rotation(source, target, instant)
    assert matrix @ matrix.T == pytest.approx(np.eye(3), abs=ANGLE_RAD)
    assert np.linalg.det(matrix) == pytest.approx(1.0, abs=ANGLE_RAD)
    assert rotation(target, source, instant) == pytest.approx(matrix.T, abs=ANGLE_RAD)


@given(instants, frames, frames, vectors, vectors)
def test_states_come_back(instant, source, target, r_km, v_m_s):
    v_km_s = v_m_s * 1e-3
    there = convert(r_km, v_km_s, source, target, instant)
    r, v = convert(*there, target, source, instant)
    assert r == pytest.approx(r_km, abs=MILLIMETRE_KM)
    assert v == pytest.approx(v_km_s, abs=MILLIMETRE_KM)


@pytest.mark.parametrize("source", list(Frame))
@pytest.mark.parametrize("target", list(Frame))
def test_velocity_is_the_derivative_of_position(source, target):
    instant = Instant.parse("2026-11-22T03:04:05Z")
    r_km = np.array([[7000.0, 0.0, 0.0], [-3000.0, 5000.0, 4000.0]])
    v_km_s = np.array([[0.0, 7.5, 0.5], [-5.0, 1.0, -4.0]])
    step_s = 0.5
    before, after = (
        convert(r_km + v_km_s * dt_s, v_km_s, source, target, instant.plus_s(dt_s))[0]
        for dt_s in (-step_s, step_s)
    )
    _, v = convert(r_km, v_km_s, source, target, instant)
    # The drift of TEME that is left out is 0.1 mm/s, the step's own error below 0.01 mm/s.
    assert v == pytest.approx((after - before) / (2.0 * step_s), abs=2e-7)


def test_a_single_state_is_a_row_of_many():
    instant = Instant.parse("2026-11-22")
    r_km, v_km_s = np.array([[7000.0, 1.0, 2.0]]), np.array([[0.1, 7.5, 0.2]])
    many = convert(r_km, v_km_s, Frame.TEME, Frame.ITRS, instant)
    single = convert(r_km[0], v_km_s[0], Frame.TEME, Frame.ITRS, instant)
    assert np.array_equal(many[0][0], single[0])
    assert np.array_equal(many[1][0], single[1])


def test_many_rotations_at_once_are_the_single_ones():
    instants = [Instant.parse(text) for text in ("1995-05-05", "2026-11-22T12:00:00Z")]
    for matrix, instant in zip(gcrs_to_teme(instants), instants, strict=True):
        assert matrix == pytest.approx(rotation(Frame.GCRS, Frame.TEME, instant), abs=1e-14)
