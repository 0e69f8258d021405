"""From a design to its satellites."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sun import ltan_h


def design(*groups, **keys):
    base = {"pattern": "walker-delta", "altitude_km": 550, "inclination_deg": 53}
    base |= {"planes": 3, "satellites_per_plane": 8}
    return Design.model_validate(
        {
            "format": "orbitviz/1",
            "name": "d",
            "epoch": datetime(2026, 11, 22, tzinfo=UTC),
            "groups": [{**base, **group} for group in groups],
            **keys,
        }
    )


def test_walker_delta_stands_where_orekit_puts_it():
    # Orekit WalkerConstellationTest, 56:24/3/1.
    made = expand(design({"inclination_deg": 56, "phasing": 1}))
    assert len(made) == 24
    raan = np.degrees(made.plane_raan_rad[made.plane_index])
    assert raan == pytest.approx(120 * np.repeat([0, 1, 2], 8), abs=1e-9)
    expected = 15 * np.repeat([0, 1, 2], 8) + 45 * np.tile(np.arange(8), 3)
    assert np.degrees(made.phase_rad()) == pytest.approx(expected, abs=1e-9)
    assert np.degrees(made.inc_rad) == pytest.approx([56])


def test_walker_star():
    made = expand(design({"pattern": "walker-star", "raan_deg": 5}))
    assert np.degrees(made.plane_raan_rad) == pytest.approx([5, 65, 125], abs=1e-9)


def test_explicit_planes():
    made = expand(
        design(
            {
                "pattern": "planes",
                "raan_deg": [10, 50, 350],
                "phase_deg": [0, 5, -5],
                "satellites_per_plane": [1, 2, 4],
            }
        )
    )
    assert np.degrees(made.plane_raan_rad) == pytest.approx([10, 50, 350], abs=1e-9)
    assert np.degrees(made.plane_phase_rad) == pytest.approx([0, 5, 355], abs=1e-9)
    assert made.plane_index.tolist() == [0, 1, 1, 2, 2, 2, 2]
    assert np.degrees(made.phase_rad()) == pytest.approx([0, 5, 185, 355, 445, 535, 625], abs=1e-9)


def test_sun_synchronous_planes_stand_at_their_local_time():
    wanted = {"pattern": "sun-synchronous", "inclination_deg": "sun-synchronous", "planes": 2}
    made = expand(design({**wanted, "ltan_h": [6, 18]}))
    times = [ltan_h(raan, made.epoch) for raan in made.plane_raan_rad]
    a_millisecond_h = 1e-3 / 3600
    assert times == pytest.approx([6, 18], abs=a_millisecond_h)
    spread = expand(design({**wanted, "planes": 4, "ltan_h": 6}))
    times = [ltan_h(raan, made.epoch) for raan in spread.plane_raan_rad]
    assert times == pytest.approx([6, 12, 18, 0], abs=a_millisecond_h)
    # 550 km is sun-synchronous at 97.593 degrees (textbook first-order J2).
    assert np.degrees(made.inc_rad) == pytest.approx([97.593], abs=5e-4)


def test_shells_of_a_group_are_staggered():
    made = expand(
        design(
            {
                "altitude_km": [550, 568],
                "shells": 10,
                "inclination_deg": [26, 32],
                "raan_deg": 3,
                "raan_step_deg": 1.2,
                "phase_deg": 1,
                "phase_step_deg": 0.5,
            }
        )
    )
    assert made.sma_km - EARTH_RADIUS_KM == pytest.approx(np.arange(550, 569, 2), abs=1e-9)
    assert np.degrees(made.inc_rad) == pytest.approx(np.linspace(26, 32, 10), abs=1e-9)
    first_planes = np.degrees(made.plane_raan_rad[::3])
    assert first_planes == pytest.approx(3 + 1.2 * np.arange(10), abs=1e-9)
    assert np.degrees(made.plane_phase_rad[::3]) == pytest.approx(1 + 0.5 * np.arange(10), abs=1e-9)
    assert made.plane_shell.tolist() == np.repeat(np.arange(10), 3).tolist()
    assert made.shell_name[1] == "Group 1 · 552 km"


def test_names_of_shells():
    made = expand(
        design(
            {"name": "one"},
            {"name": "two", "altitude_km": [500, 501], "shells": 4},
            {"name": "same", "shells": 2},
        )
    )
    assert made.shell_name == (
        "one",
        "two · 500 km",
        "two · 500.33 km",
        "two · 500.67 km",
        "two · 501 km",
        "same · #1",
        "same · #2",
    )
    assert made.group_name == ("one", "two", "same")
    assert made.shell_group.tolist() == [0, 1, 1, 1, 1, 2, 2]


@settings(max_examples=60, deadline=None)
@given(
    planes=st.lists(st.integers(1, 12), min_size=1, max_size=4),
    slots=st.integers(1, 40),
    data=st.data(),
)
def test_a_cap_is_met_exactly_and_evenly(planes, slots, data):
    groups = [{"planes": count, "satellites_per_plane": slots} for count in planes]
    all_slots = sum(planes) * slots
    cap = data.draw(st.integers(1, all_slots))
    made = expand(design(*groups, max_satellites=cap))
    assert len(made) == cap
    share = cap / all_slots
    per_plane = np.diff(made.plane_first)
    assert np.all(np.abs(per_plane - slots * share) < 1)
    # No slot twice, none outside, and the holes of a plane do not bunch.
    for plane, first in enumerate(made.plane_first[:-1]):
        taken = made.slot_index[first : made.plane_first[plane + 1]]
        assert np.all(np.diff(taken) >= 1)
        assert np.all((taken >= 0) & (taken < slots))
        assert np.all(np.diff(taken) <= np.ceil(1 / share))


def test_no_two_satellites_share_a_place():
    made = expand(design({"planes": 5, "satellites_per_plane": 7, "phasing": 2}))
    r_km, _ = state_vectors(made, made.epoch)
    apart = np.linalg.norm(r_km[:, None] - r_km[None], axis=2) + 1e9 * np.eye(len(made))
    assert apart.min() > 100


def test_order_of_groups_does_not_matter_to_the_count():
    groups = [{"planes": 3}, {"planes": 4, "altitude_km": 600}]
    there, back = (expand(design(*order, max_satellites=31)) for order in (groups, groups[::-1]))
    assert len(there) == len(back) == 31


def test_tables_are_read_only():
    made = expand(design({}))
    with pytest.raises(ValueError, match="read-only"):
        made.sma_km[0] = 1.0
