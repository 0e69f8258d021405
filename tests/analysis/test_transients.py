"""One satellite that stands for a selection, and what it goes through."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.analysis.transients import (
    FOULED,
    LAUNCH_K,
    LAUNCH_SOC,
    SCENARIOS,
    representative_of,
    scenarios_of,
)
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.state import Document
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.designs import design_of, walker


@pytest.fixture(scope="module")
def followed():
    """Return lead, document and the episodes by key, of the first dawn-dusk shell."""
    million = read_builtin().design
    update = {"groups": million.groups[:2], "max_satellites": 20_000}
    design = million.model_copy(update=update)
    document = Document(design, expand(design))
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(geometry.sun_teme_km))))
    mask = document.constellation.shell_group == 1
    representative = representative_of(fleet, geometry, mask)
    return (
        representative,
        document,
        {one.key: one for one in scenarios_of(fleet, geometry, representative)},
    )


def test_the_lead_is_the_first_satellite_of_the_first_shell(followed):
    representative, document, scenarios = followed
    assert representative.row == int(document.constellation.shell_first[representative.shell])
    assert document.constellation.shell_group[representative.shell] == 1
    assert set(scenarios) == set(SCENARIOS)


def test_at_its_noon_the_lead_is_nearest_to_the_sun(followed):
    representative, document, _ = followed
    assert_noon(representative, document)


@pytest.mark.parametrize("argp_deg", [0, 90, 200])
def test_on_an_ellipse_noon_is_where_it_is(argp_deg):
    document = design_of(walker(3000, 63, 1, 5, eccentricity=0.25, argp_deg=argp_deg))
    geometry = sky_geometry_at(document.design.epoch_instant.plus_s(86_400.0))
    fleet = solve_fleet(document, sun_step_km(float(np.linalg.norm(geometry.sun_teme_km))))
    representative = representative_of(fleet, geometry, np.array([True]))
    assert abs(representative.noon.seconds_since(geometry.instant)) <= 0.5 * representative.period_s
    assert_noon(representative, document)


def assert_noon(representative, document):
    angles = []
    for offset_s in (-60.0, 0.0, 60.0):
        instant = representative.noon.plus_s(offset_s)
        r_km, _ = state_vectors(
            document.constellation, instant, slice(representative.row, representative.row + 1)
        )
        sun = sky_geometry_at(instant).sun_direction
        angles.append(float(np.arccos(r_km[0] @ sun / np.linalg.norm(r_km[0]))))
    assert angles[1] == min(angles)


def test_a_launch_begins_as_it_says(followed):
    trajectory = followed[2]["first-orbits"].trajectory
    assert trajectory.soc[0] == LAUNCH_SOC
    assert trajectory.radiator_k[0] == LAUNCH_K
    # The battery has filled and the node is warm after six orbits in the Sun.
    assert trajectory.soc[-1] > 0.95
    assert trajectory.radiator_k[-1] > LAUNCH_K + 30.0


def test_half_the_load_is_half_the_power(followed):
    scenario = followed[2]["load-step"]
    trajectory, (begin, end) = scenario.trajectory, scenario.changed
    lit = trajectory.light == 1.0
    before = trajectory.compute_w[lit & (trajectory.seconds < begin)]
    within = trajectory.compute_w[lit & (trajectory.seconds > begin) & (trajectory.seconds < end)]
    after = trajectory.compute_w[lit & (trajectory.seconds > end)]
    assert within == pytest.approx(0.5 * before.max(), rel=1e-6)
    assert after.max() == pytest.approx(before.max(), rel=1e-6)


def test_a_fouled_radiator_runs_hotter_by_the_fourth_root(followed):
    """Where the heat is the same, eps T^4 is: 0.8 of it goes with T / 0.8^(1/4)."""
    scenario = followed[2]["fouled-radiator"]
    trajectory, (begin, _) = scenario.trajectory, scenario.changed
    clean = trajectory.radiator_k[trajectory.seconds < begin].max()
    # The Earth's infrared is absorbed by the emissivity too, and the chips throttle: less hot.
    assert clean < trajectory.radiator_k[-1] <= clean / FOULED**0.25


def test_the_season_begins_with_a_little_darkness(followed):
    trajectory = followed[2]["eclipse-season"].trajectory
    dark = np.mean(trajectory.light < 0.5)
    assert 0.0 < dark < 0.15
