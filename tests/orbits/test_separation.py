"""The closed form of least separation against published values, and against flying an orbit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.orbits.patterns import Planes, explicit_planes, walker_delta, walker_star
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.separation import (
    closest_pair,
    pair_separation_km,
    phasing_separations_km,
    shell_separation_km,
)

ANGLE = st.floats(-7.0, 7.0)


def position(sma_km, inc, node, arglat):
    """Return (..., 3) km on circular orbits: Rz(node) Rx(inc) (cos u, sin u, 0)."""
    x, y = np.cos(arglat), np.sin(arglat) * np.cos(inc)
    return sma_km * np.stack(
        (
            np.cos(node) * x - np.sin(node) * y,
            np.sin(node) * x + np.cos(node) * y,
            np.sin(arglat) * np.sin(inc),
        ),
        axis=-1,
    )


def flown_km(sma_km, inc, node, phase):
    """Return the least distance of a pair over an orbit, by sampling and refining."""

    def distance(arglat):
        other = position(sma_km, inc, node, arglat + phase)
        return np.linalg.norm(other - position(sma_km, inc, 0.0, arglat), axis=-1)

    around = np.linspace(0.0, 2 * np.pi, 361)
    guess, step = around[distance(around).argmin()], around[1]
    found = minimize_scalar(
        distance, bounds=(guess - step, guess + step), method="bounded", options={"xatol": 1e-10}
    )
    return found.fun


@given(inc=st.floats(0.0, np.pi), node=ANGLE, phase=ANGLE)
def test_a_pair_flown_over_an_orbit(inc, node, phase):
    found_km = pair_separation_km(7000.0, inc, node, phase)
    a_metre_km = 1e-3
    assert found_km == pytest.approx(flown_km(7000.0, inc, node, phase), abs=a_metre_km)


@given(
    inc=st.floats(0.0, np.pi),
    nodes=st.lists(st.floats(0.0, 6.28), min_size=1, max_size=4),
    data=st.data(),
)
def test_a_shell_of_any_planes_flown_over_an_orbit(inc, nodes, data):
    """Planes may have any node, phase and number of slots."""
    count = len(nodes)
    phases = data.draw(st.lists(st.floats(0.0, 6.28), min_size=count, max_size=count))
    slots = data.draw(st.lists(st.integers(1, 7), min_size=count, max_size=count))
    planes = explicit_planes(nodes, phases, slots)
    plane = np.repeat(np.arange(count), planes.slots)
    slot = np.concatenate([np.arange(n) for n in slots])
    start = planes.phase_rad[plane] + 2 * np.pi * slot / planes.slots[plane]
    steps = 1440
    arglat = start + np.linspace(0.0, np.pi, steps + 1)[:, None]  # the other half mirrors it
    places = position(7000.0, inc, planes.raan_rad[plane], arglat)
    flown = np.inf
    for k in range(1, len(plane)):
        apart = np.linalg.norm(places[:, k:] - places[:, k - 1 : k], axis=-1)
        flown = min(flown, apart.min())
    found_km = shell_separation_km(7000.0, inc, planes)
    if len(plane) == 1:
        assert found_km == np.inf
        return
    a_millimetre_km = 1e-6
    half_a_step_km = 7000.0 * np.pi / steps  # head-on, both move
    assert flown - half_a_step_km <= found_km <= flown + a_millimetre_km


def random_shells(count, seed=61):
    """Yield radius, inclination and planes of Walker and sun-synchronous shells."""
    draw = np.random.default_rng(seed)
    for number in range(count):
        sma_km = EARTH_RADIUS_KM + draw.uniform(300.0, 2000.0)
        if number % 3 == 2:  # two planes at dawn and dusk, or anywhere
            slots, turn = int(draw.integers(2, 60)), draw.choice([np.pi, draw.uniform(0.1, 6.0)])
            phase = draw.uniform(0.0, 2 * np.pi)
            planes = explicit_planes([0.0, turn], [0.0, phase], [slots, slots])
            yield sma_km, float(sun_synchronous_inc_rad(sma_km)), planes
            continue
        walker = (walker_delta, walker_star)[number % 3]
        count, slots = int(draw.integers(1, 13)), int(draw.integers(1, 13))
        phasing = int(draw.integers(0, count))
        yield sma_km, draw.uniform(0.05, np.pi - 0.05), walker(count * slots, count, phasing)


def flown_all_pairs_km(sma_km, inc, planes):
    """Return the least distance of all pairs over an orbit: sampled, then refined about each."""
    plane = np.repeat(np.arange(len(planes.slots)), planes.slots)
    slot = np.concatenate([np.arange(n) for n in planes.slots])
    start = planes.phase_rad[plane] + 2 * np.pi * slot / planes.slots[plane]
    first, other = np.triu_indices(len(plane), 1)
    if not len(first):
        return np.inf

    def apart2(pairs, arglat):
        one, two = (
            position(
                1.0, inc, planes.raan_rad[plane[rows[pairs]]][:, None],
                start[rows[pairs]][:, None] + arglat,
            )
            for rows in (first, other)
        )  # fmt: skip
        return np.square(one - two).sum(axis=-1)

    step = np.pi / 60
    around = np.arange(0.0, np.pi, step)  # the other half mirrors it
    sampled = apart2(np.arange(len(first)), around[None, :])
    # Distances change by at most two radii a radian: no other pair can be the closest.
    near = np.flatnonzero(np.sqrt(sampled.min(axis=1)) < np.sqrt(sampled.min()) + 2 * step)
    at = around[sampled[near].argmin(axis=1)]
    while step > 1e-9:
        fine = at[:, None] + step * np.linspace(-1.0, 1.0, 21)
        at = np.take_along_axis(fine, apart2(near, fine).argmin(axis=1)[:, None], 1)[:, 0]
        step /= 8.0
    return sma_km * float(np.sqrt(apart2(near, at[:, None]).min()))


@pytest.mark.parametrize("count", [36, pytest.param(300, marks=pytest.mark.sweep, id="300-sweep")])
def test_random_shells_flown_pair_by_pair(count):
    a_millimetre_km = 1e-6
    for sma_km, inc, planes in random_shells(count):
        pair = closest_pair(sma_km, inc, planes)
        flown_km = flown_all_pairs_km(sma_km, inc, planes)
        assert pair.distance_km == pytest.approx(flown_km, rel=1e-6, abs=a_millimetre_km)
        if np.isfinite(flown_km):
            assert_they_meet_there(sma_km, inc, planes, pair)


def assert_they_meet_there(sma_km, inc, planes, pair):
    """The pair stands so far apart when its first satellite is at the argument of latitude."""
    starts = [
        planes.phase_rad[k] + 2 * np.pi * slot / planes.slots[k]
        for k, slot in zip(pair.planes, pair.slots, strict=True)
    ]
    one, other = (
        position(sma_km, inc, planes.raan_rad[k], pair.arglat_rad + start - starts[0])
        for k, start in zip(pair.planes, starts, strict=True)
    )
    a_centimetre_km = 1e-5
    assert np.linalg.norm(one - other) == pytest.approx(pair.distance_km, abs=a_centimetre_km)
    normals = [position(1.0, inc, planes.raan_rad[k], np.array([0.0, 1.0])) for k in pair.planes]
    poles = [np.cross(*normal) / np.linalg.norm(np.cross(*normal)) for normal in normals]
    assert np.cos(pair.tilt_rad) == pytest.approx(poles[0] @ poles[1], abs=1e-9)


@given(
    inc=st.floats(0.0, np.pi),
    slots=st.lists(st.integers(1, 9), min_size=2, max_size=4),
    phases=st.lists(st.floats(0.0, 6.28), min_size=4, max_size=4),
)
def test_the_pair_named_is_as_far_apart_as_said_where_planes_differ(inc, slots, phases):
    nodes = np.linspace(0.3, 4.0, len(slots))
    planes = explicit_planes(nodes, phases[: len(slots)], slots)
    assert_they_meet_there(7000.0, inc, planes, closest_pair(7000.0, inc, planes))


@given(
    inc=st.floats(0.0, np.pi),
    planes=st.integers(1, 12),
    slots=st.integers(1, 40),
    walker=st.sampled_from([walker_delta, walker_star]),
)
def test_all_phasings_at_once_are_those_of_single_shells(inc, planes, slots, walker):
    total = planes * slots
    nodes = walker(total, planes, 0).raan_rad
    found_km = phasing_separations_km(7000.0, inc, nodes, slots)
    one_by_one = [
        shell_separation_km(7000.0, inc, walker(total, planes, phasing))
        for phasing in range(planes)
    ]
    a_millimetre_km = 1e-6
    assert found_km == pytest.approx(one_by_one, abs=a_millimetre_km)


@pytest.mark.parametrize(
    ("altitude_km", "inclination_deg", "planes", "slots", "best", "least_km"),
    [(550, 53, 22, 72, 17, 61.83), (610, 42, 36, 36, 11, 55.89)],
)
def test_published_best_phasings(altitude_km, inclination_deg, planes, slots, best, least_km):
    # Liang et al., arXiv:2109.13994: Starlink Phase 1 Version 3 and Kuiper Shell 2.
    nodes = walker_delta(planes * slots, planes, 0).raan_rad
    sma_km = EARTH_RADIUS_KM + altitude_km
    found_km = phasing_separations_km(sma_km, np.radians(inclination_deg), nodes, slots)
    assert found_km.argmax() == best
    assert found_km[best] == pytest.approx(least_km, abs=0.005)


def test_the_maximum_over_an_orbit_of_the_angle():
    """cos(angle) = A + B cos(2 u + c), arXiv:2003.11970; 72 planes of 22 at 550 km, 53 degrees."""
    sma_km, inc = EARTH_RADIUS_KM + 550, np.radians(53)
    found_km = phasing_separations_km(sma_km, inc, walker_delta(1584, 72, 0).raan_rad, 22)
    plane, slot = np.mgrid[:72, :22]
    node = 2 * np.pi * plane / 72
    swing = 0.5 * np.sin(inc) ** 2 * (1 - np.cos(node))
    for phasing in range(72):
        phase = 2 * np.pi * (slot / 22 + phasing * plane / 1584)
        mean = 0.5 * (np.cos(node) * (1 + np.cos(inc) ** 2) + np.sin(inc) ** 2) * np.cos(phase)
        mean -= np.cos(inc) * np.sin(node) * np.sin(phase)
        cos_angle = min(np.delete((mean + swing).ravel(), 0).max(), 1.0)
        expected_km = 2 * sma_km * np.sin(np.arccos(cos_angle) / 2)
        round_off_of_arccos_km = 1e-3
        assert found_km[phasing] == pytest.approx(expected_km, abs=round_off_of_arccos_km)


@pytest.mark.parametrize(("slots", "best"), [(4_999, 0), (5_565, 0), (5_770, 1), (300, 1)])
def test_dawn_and_dusk_planes_meet_slot_on_slot_or_half_a_slot_apart(slots, best):
    """Planes half a turn apart meet head-on over the equator: an even ring needs phasing 1."""
    sma_km, inc = EARTH_RADIUS_KM + 967, np.radians(99.33)
    found_km = phasing_separations_km(sma_km, inc, np.array([1.0, 1.0 + np.pi]), slots)
    half_a_slot_km = 2 * sma_km * np.sin(np.pi / slots / 2)
    assert found_km[best] == pytest.approx(-np.cos(inc) * half_a_slot_km, rel=1e-9)
    a_millimetre_km = 1e-6
    assert found_km[1 - best] < a_millimetre_km


def test_one_plane_has_the_distance_of_its_slots():
    planes = Planes(np.zeros(1), np.zeros(1), np.array([4], dtype=np.int32))
    assert shell_separation_km(7000.0, 1.0, planes) == pytest.approx(7000.0 * np.sqrt(2))
    assert phasing_separations_km(7000.0, 1.0, np.zeros(1), 1).tolist() == [np.inf]
