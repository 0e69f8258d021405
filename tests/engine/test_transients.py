"""One satellite that stands for a selection, and what it goes through."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.engine.fleet import solve_fleet, sun_step_km
from orbitviz.engine.transients import EPISODES, FOULED, LAUNCH_K, LAUNCH_SOC, episodes_of, lead_of
from orbitviz.formats.builtin import read_builtin
from orbitviz.formats.design_file import parse_design
from orbitviz.orbits.moment import moment_at
from orbitviz.orbits.propagate import states


@pytest.fixture(scope="module")
def followed():
    """Return lead, document and the episodes by key, of the first dawn-dusk shell."""
    document = read_builtin()
    moment = moment_at(document.design.epoch_instant)
    fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(moment.sun_teme_km))))
    marks = document.constellation.shell_group == 1
    lead = lead_of(fleet, moment, marks)
    return lead, document, {one.key: one for one in episodes_of(fleet, moment, lead)}


def test_the_lead_is_the_first_satellite_of_the_first_shell(followed):
    lead, document, episodes = followed
    assert lead.row == int(document.constellation.shell_first[lead.shell])
    assert document.constellation.shell_group[lead.shell] == 1
    assert set(episodes) == set(EPISODES)


def test_at_its_noon_the_lead_is_nearest_to_the_sun(followed):
    lead, document, _ = followed
    assert_noon(lead, document)


@pytest.mark.parametrize("argp_deg", [0, 90, 200])
def test_on_an_ellipse_noon_is_where_it_is(argp_deg):
    document = parse_design(
        'format = "orbitviz/1"\nname = "Ellipse"\nepoch = 2026-11-22T00:00:00Z\n'
        '[[groups]]\npattern = "walker-delta"\naltitude_km = 3000\ninclination_deg = 63\n'
        f"planes = 1\nsatellites_per_plane = 5\neccentricity = 0.25\nargp_deg = {argp_deg}\n"
    )
    moment = moment_at(document.design.epoch_instant.plus_s(86_400.0))
    fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(moment.sun_teme_km))))
    lead = lead_of(fleet, moment, np.array([True]))
    assert abs(lead.noon.seconds_since(moment.instant)) <= 0.5 * lead.period_s
    assert_noon(lead, document)


def assert_noon(lead, document):
    angles = []
    for offset_s in (-60.0, 0.0, 60.0):
        instant = lead.noon.plus_s(offset_s)
        r_km, _ = states(document.constellation, instant, slice(lead.row, lead.row + 1))
        sun = moment_at(instant).sun_direction
        angles.append(float(np.arccos(r_km[0] @ sun / np.linalg.norm(r_km[0]))))
    assert angles[1] == min(angles)


def test_a_launch_begins_as_it_says(followed):
    course = followed[2]["first-orbits"].course
    assert course.soc[0] == LAUNCH_SOC
    assert course.radiator_k[0] == LAUNCH_K
    # The battery has filled and the node is warm after six orbits in the Sun.
    assert course.soc[-1] > 0.95
    assert course.radiator_k[-1] > LAUNCH_K + 30.0


def test_half_the_load_is_half_the_power(followed):
    episode = followed[2]["load-step"]
    course, (begin, end) = episode.course, episode.changed
    lit = course.light == 1.0
    before = course.compute_w[lit & (course.seconds < begin)]
    within = course.compute_w[lit & (course.seconds > begin) & (course.seconds < end)]
    after = course.compute_w[lit & (course.seconds > end)]
    assert within == pytest.approx(0.5 * before.max(), rel=1e-6)
    assert after.max() == pytest.approx(before.max(), rel=1e-6)


def test_a_fouled_radiator_runs_hotter_by_the_fourth_root(followed):
    """Where the heat is the same, eps T^4 is: 0.8 of it goes with T / 0.8^(1/4)."""
    episode = followed[2]["fouled-radiator"]
    course, (begin, _) = episode.course, episode.changed
    clean = course.radiator_k[course.seconds < begin].max()
    # The Earth's infrared is absorbed by the emissivity too, and the chips throttle: less hot.
    assert clean < course.radiator_k[-1] <= clean / FOULED**0.25


def test_the_season_begins_with_a_little_darkness(followed):
    course = followed[2]["eclipse-season"].course
    dark = np.mean(course.light < 0.5)
    assert 0.0 < dark < 0.15
