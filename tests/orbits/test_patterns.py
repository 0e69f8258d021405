"""Walker patterns against Orekit's conventions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.orbits.patterns import explicit_planes, walker_delta, walker_star

EXACT_RAD = np.radians(1e-9)


def arglat_rad(planes, plane, slot):
    return planes.phase_rad[plane] + 2 * np.pi * slot / planes.slots[plane]


def test_walker_delta_as_orekit_places_it():
    # Orekit WalkerConstellationTest, 56:24/3/1.
    planes = walker_delta(24, 3, 1)
    for plane in range(3):
        assert planes.raan_rad[plane] == pytest.approx(np.radians(120 * plane), abs=EXACT_RAD)
        for slot in range(8):
            expected = np.radians(15 * plane + 45 * slot)
            assert arglat_rad(planes, plane, slot) == pytest.approx(expected, abs=EXACT_RAD)
    assert planes.slots.tolist() == [8, 8, 8]


def test_walker_star_spreads_its_nodes_over_half_a_turn():
    planes = walker_star(24, 3, 1)
    assert np.degrees(planes.raan_rad) == pytest.approx([0, 60, 120], abs=1e-9)
    assert np.degrees(planes.phase_rad) == pytest.approx([0, 15, 30], abs=1e-9)


def test_spare_between_the_slots():
    # Orekit, same test: slot 3.5 of plane 1 has u = 172.5 degrees.
    assert np.degrees(arglat_rad(walker_delta(24, 3, 1), 1, 3.5)) == pytest.approx(172.5, abs=1e-9)


@pytest.mark.parametrize("walker", [walker_delta, walker_star])
def test_planes_that_do_not_divide_the_total(walker):
    with pytest.raises(UserError, match="60 satellites do not fill 14 planes"):
        walker(60, 14, 1)


@given(planes=st.integers(1, 40), slots=st.integers(1, 60), phasing=st.integers(0, 39))
def test_phasing_repeats_after_as_many_steps_as_planes(planes, slots, phasing):
    one = walker_delta(planes * slots, planes, phasing)
    other = walker_delta(planes * slots, planes, phasing + planes)
    slots_apart = (other.phase_rad - one.phase_rad) * slots / (2 * np.pi)
    assert slots_apart == pytest.approx(np.round(slots_apart), abs=1e-9)
    assert one.raan_rad.tolist() == other.raan_rad.tolist()


@given(planes=st.integers(1, 40), slots=st.integers(1, 60), data=st.data())
def test_every_plane_sees_the_next_one_alike(planes, slots, data):
    """A Walker delta pattern is the same seen from every plane, the last one included."""
    phasing = data.draw(st.integers(0, planes - 1))
    pattern = walker_delta(planes * slots, planes, phasing)
    in_slots = pattern.phase_rad * slots / (2 * np.pi)
    steps = np.remainder(np.diff(in_slots, append=in_slots[0]), 1.0)
    expected = phasing / planes % 1.0
    apart = np.abs(steps - expected)
    assert np.max(np.minimum(apart, 1 - apart)) < 1e-9


def test_explicit_planes_are_what_was_given():
    planes = explicit_planes([0.1, 0.4], [0.0, 2.0], [5, 7]).rotated(0.5, 0.25)
    assert planes.raan_rad.tolist() == [0.6, 0.9]
    assert planes.phase_rad.tolist() == [0.25, 2.25]
    assert planes.slots.tolist() == [5, 7]
