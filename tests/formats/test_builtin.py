"""The designs that come with the program: counts as filed, geometry as published."""

import numpy as np
import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN, builtin_designs, builtin_ids
from orbitviz.formats.designs.design_file import design_text
from orbitviz.model.design.ranges import plain
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sun import ltan_h

SHELLS_AND_SATELLITES = {
    "spacex-odc": (114, 1_000_000),
    "starlink-gen1": (5, 4_408),
    "starlink-gen2": (9, 29_988),
    "kuiper": (3, 3_236),
    "oneweb": (12, 588),
    "guowang": (7, 12_992),
    "blue-origin-sunrise": (172, 51_600),
    "suncatcher-81": (81, 81),
    "one-shell": (1, 480),
}


def group_counts(constellation):
    shell = constellation.plane_shell[constellation.plane_index]
    return np.bincount(constellation.shell_group[shell]).tolist()


@pytest.mark.parametrize(("identifier", "counts"), SHELLS_AND_SATELLITES.items())
def test_counts(identifier, counts):
    document = read_builtin(identifier)
    assert (document.constellation.shell_count, len(document.constellation)) == counts
    assert document.path is None
    assert not document.edited


def test_every_built_in_is_listed_the_default_first():
    listed = builtin_designs()
    assert {identifier for identifier, _ in listed} == set(SHELLS_AND_SATELLITES)
    assert listed[0][0] == DEFAULT_DESIGN == "spacex-odc"
    assert all(title for _, title in listed)


@pytest.mark.parametrize("identifier", builtin_ids())
def test_every_built_in_names_its_source_and_survives_saving(identifier):
    document = read_builtin(identifier)
    assert design_text(document) == document.text
    if identifier != "one-shell":
        assert "Source" in document.text or "secondary sources" in document.text


def test_a_name_that_is_not_built_in():
    with pytest.raises(UserError, match=r'did you mean "kuiper".*allowed: .*oneweb'):
        read_builtin("kupier")


# SpaceX orbital data centres: the table of 29 May 2026


def test_the_rows_of_the_filing():
    groups = read_builtin("spacex-odc").design.groups
    assert [group.slots for group in groups] == [99_900, 99_980, 249_750, 244_860, 249_750, 253_880]
    assert sum(group.slots for group in groups) == 1_198_120
    assert [group.shells for group in groups] == [10, 10, 25, 22, 25, 22]


def test_the_cap_is_met_exactly_and_evenly():
    document = read_builtin("spacex-odc")
    constellation = document.constellation
    assert len(constellation) == 1_000_000
    per_plane = np.diff(constellation.plane_first)
    one_satellite = 1.0
    wanted = constellation.plane_slots * (1_000_000 / 1_198_120)
    assert np.max(np.abs(per_plane - wanted)) < one_satellite
    places = constellation.plane_index.astype(np.int64) * 10_000 + constellation.slot_index
    assert np.all(np.diff(places) > 0)


def test_inclinations_are_computed_not_the_slip_of_the_table():
    constellation = read_builtin("spacex-odc").constellation
    inc_deg = np.degrees(constellation.inc_rad)
    ranges = [
        (
            inc_deg[constellation.shell_group == group].min().round(2),
            inc_deg[constellation.shell_group == group].max().round(2),
        )
        for group in range(6)
    ]
    assert ranges[0] == (26, 32)
    assert ranges[1] == (97.65, 97.73)
    assert ranges[2] == (30, 30)
    assert ranges[3] == (98.22, 98.37)
    assert ranges[5] == (99.33, 99.49)


def test_sun_synchronous_planes_are_dawn_and_dusk():
    constellation = read_builtin("spacex-odc").constellation
    sso = np.isin(constellation.shell_group[constellation.plane_shell], [1, 3, 5])
    hours = np.array(
        [ltan_h(raan, constellation.epoch) for raan in constellation.plane_raan_rad[sso]]
    )
    assert hours.reshape(-1, 2) == pytest.approx(np.tile([6.0, 18.0], (54, 1)), abs=1e-6)


def test_the_planes_of_a_group_are_spread_evenly_over_its_shells():
    constellation = read_builtin("spacex-odc").constellation
    for group, planes in ((0, 300), (2, 750), (4, 750)):
        mine = constellation.shell_group[constellation.plane_shell] == group
        nodes = np.sort(np.degrees(constellation.plane_raan_rad[mine]))
        assert len(nodes) == planes
        assert np.diff(nodes) == pytest.approx(np.full(planes - 1, 360 / planes), abs=1e-6)


@pytest.mark.parametrize("group", [1, 3, 5])
def test_phase_steps_spread_the_satellites_over_the_shells(group):
    made = read_builtin("spacex-odc").design.groups[group]
    step = 360 / made.satellites_per_plane / made.shells
    assert made.phase_step_deg == pytest.approx(step, rel=2e-5)


# Others


def test_oneweb_planes_and_seam():
    constellation = read_builtin("oneweb").constellation
    nodes = np.degrees(constellation.plane_raan_rad)
    assert np.diff(nodes) == pytest.approx(np.full(11, 15.225), abs=1e-9)
    seam_deg = 180 - nodes[-1]
    assert seam_deg == pytest.approx(12.525, abs=1e-9)
    assert np.diff(constellation.sma_km) == pytest.approx(np.full(11, 4.0), abs=1e-9)


def test_sunrise_stays_within_what_was_filed():
    constellation = read_builtin("blue-origin-sunrise").constellation
    assert np.all(np.diff(constellation.sma_km) >= 5)
    assert np.all(np.diff(constellation.sma_km) <= 10)
    inc_deg = np.degrees(constellation.inc_rad)
    assert (round(inc_deg.min()), round(inc_deg.max())) == (97, 104)
    assert np.all((constellation.plane_slots >= 300) & (constellation.plane_slots <= 1000))


def test_distances_quoted_in_the_files_are_true():
    """The comment "71.5 km apart at least" is the distance the closed form gives."""
    for identifier in ("starlink-gen1", "starlink-gen2", "kuiper", "guowang"):
        document = read_builtin(identifier)
        lines = [line for line in document.text.splitlines() if "km apart at least" in line]
        assert len(lines) == len(document.design.groups)
        for line, group in zip(lines, document.design.groups, strict=True):
            quoted_km = float(line.split("#")[1].split()[0])
            found_km = closest_km(
                group.altitude_km,
                group.inclination_deg,
                group.planes,
                group.satellites_per_plane,
                group.phasing,
            )
            assert found_km == pytest.approx(quoted_km, abs=0.5 if quoted_km > 300 else 0.051), (
                f"{identifier} {plain(group.altitude_km)} km"
            )


def test_the_closed_form_gives_what_was_published():
    # Liang et al., arXiv:2109.13994: 550 km, 53 degrees, 22 planes of 72, F = 17.
    assert closest_km(550, 53, 22, 72, 17) == pytest.approx(61.83, abs=0.01)


def closest_km(altitude_km, inclination_deg, planes, slots, phasing):
    """Return the least distance ever in a Walker delta shell (arXiv:2003.11970)."""
    inc = np.radians(inclination_deg)
    plane, slot = np.mgrid[:planes, :slots]
    node = 2 * np.pi * plane / planes
    phase = 2 * np.pi * (slot / slots + phasing * plane / (planes * slots))
    mean = 0.5 * (np.cos(node) + np.cos(inc) ** 2 * np.cos(node) + np.sin(inc) ** 2)
    mean = mean * np.cos(phase) - np.cos(inc) * np.sin(node) * np.sin(phase)
    swing = 0.5 * np.sin(inc) ** 2 * (1 - np.cos(node))
    cos_angle = np.delete((mean + np.abs(swing)).ravel(), 0).max()
    return 2 * (EARTH_RADIUS_KM + altitude_km) * np.sin(np.arccos(cos_angle) / 2)


# Suncatcher: arXiv:2511.19468


def suncatcher_over_an_orbit():
    """Return radial, along-track and cross-track places (times, 81, 3) km about the centre."""
    constellation = read_builtin("suncatcher-81").constellation
    period_s = 97.73 * 60
    frames = []
    for share in np.linspace(0, 1, 73):
        r_km, v_km_s = state_vectors(constellation, constellation.epoch.plus_s(share * period_s))
        radial = r_km[0] / np.linalg.norm(r_km[0])
        normal = np.cross(r_km[0], v_km_s[0])
        normal /= np.linalg.norm(normal)
        axes = np.column_stack((radial, np.cross(normal, radial), normal))
        frames.append((r_km - r_km[0]) @ axes)
    return np.array(frames)


def test_suncatcher_keeps_within_its_radius():
    places = suncatcher_over_an_orbit()
    a_decimetre_km = 1e-4
    assert np.abs(places[..., 0]).max() == pytest.approx(0.5, abs=a_decimetre_km)
    assert np.abs(places[..., 1]).max() == pytest.approx(1.0, abs=2e-3)
    turn_of_the_plane_km = 1e-3  # J2 turns it while they move
    assert np.abs(places[..., 2]).max() < turn_of_the_plane_km
    assert np.linalg.norm(places, axis=2).max() < 1.0 + 2e-3


def test_suncatcher_neighbours_are_100_to_200_m_apart():
    places = suncatcher_over_an_orbit()
    apart = np.linalg.norm(places[:, :, None] - places[:, None], axis=3)
    # Neighbours on the grid: pairs at its pitch of 100 m in eccentricity.
    design = read_builtin("suncatcher-81").design.groups[0]
    ecc, argp = np.array(design.eccentricity), np.radians(design.argp_deg)
    grid = np.round(np.column_stack((ecc * np.cos(argp), ecc * np.sin(argp))) / 1.422852e-5, 3)
    steps = np.abs(grid[:, None] - grid[None]).sum(axis=2)
    neighbours = apart[:, np.abs(steps - 1) < 1e-2]
    assert neighbours.shape[1] == 2 * 140  # of 81 points in a circle of radius 5
    a_metre_km = 1e-3
    assert neighbours.min() == pytest.approx(0.1, abs=a_metre_km)
    assert neighbours.max() == pytest.approx(0.2, abs=a_metre_km)
    # Nobody comes closer than the pitch.
    apart += 9.0 * np.eye(81)
    assert apart.min() == pytest.approx(0.1, abs=a_metre_km)


def test_suncatcher_repeats_its_shape_twice_an_orbit():
    """Half an orbit on, every satellite stands opposite, and the grid is its own mirror image."""
    places = suncatcher_over_an_orbit()
    second_order_km = 3e-3
    assert places[36][:, :2] == pytest.approx(-places[0][:, :2], abs=second_order_km)
