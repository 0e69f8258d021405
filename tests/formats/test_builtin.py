"""The designs that come with the program: counts as filed, geometry as published."""

import re

import numpy as np
import pytest
from scipy.spatial import cKDTree

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN, builtin_designs, builtin_ids
from orbitviz.formats.designs.design_file import design_text
from orbitviz.orbits.patterns import Planes
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.separation import phasing_separations_km, shell_separation_km
from orbitviz.orbits.sun import ltan_h

SHELLS_AND_SATELLITES = {
    "spacex-odc": (114, 1_000_000),
    "spacex-odc-as-filed": (114, 1_000_000),
    "starlink-gen1": (5, 4_408),
    "starlink-gen2": (9, 29_988),
    "kuiper": (3, 3_236),
    "oneweb": (12, 588),
    "guowang": (7, 12_992),
    "blue-origin-sunrise": (128, 51_600),
    "cowboy-stampede": (31, 20_000),
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


def test_the_design_as_filed_differs_in_three_inclinations_alone():
    filed, ours = (read_builtin(one).constellation for one in ("spacex-odc-as-filed", "spacex-odc"))
    inc_deg = np.degrees(filed.inc_rad)
    for group, degrees in ((1, 97.7), (3, 97.2), (5, 99.4)):
        assert inc_deg[filed.shell_group == group] == pytest.approx(degrees, abs=1e-12)
    same = ~np.isin(filed.shell_group, [1, 3, 5])
    assert filed.inc_rad[same].tolist() == ours.inc_rad[same].tolist()
    assert filed.sma_km.tolist() == ours.sma_km.tolist()
    a_milliarcsecond_rad = 5e-9
    for key in ("plane_raan_rad", "plane_phase_rad"):
        assert getattr(filed, key) == pytest.approx(getattr(ours, key), abs=a_milliarcsecond_rad)
    assert np.array_equal(filed.slot_index, ours.slot_index)
    assert np.array_equal(filed.plane_index, ours.plane_index)


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


def test_sunrise_is_as_read_from_the_filing():
    # github.com/norabolig/odc_sky_impacts, ODCs-timeofday.py: 30 planes of 740 from 500 to 800 km,
    # 98 of 300 from 810 to 1,800 km, nodes at 06:00 and 18:00 in turn.
    constellation = read_builtin("blue-origin-sunrise").constellation
    altitude_km = constellation.sma_km - EARTH_RADIUS_KM
    assert altitude_km[[0, 29, 30, 127]] == pytest.approx([500, 800, 810, 1800], abs=1e-9)
    assert constellation.plane_slots.tolist() == 30 * [740] + 98 * [300]
    assert np.diff(altitude_km) == pytest.approx(np.full(127, 10.2), abs=0.21)
    inc_deg = np.degrees(constellation.inc_rad)
    assert (round(inc_deg.min()), round(inc_deg.max())) == (97, 104)
    hours = [ltan_h(raan, constellation.epoch) for raan in constellation.plane_raan_rad]
    assert hours == pytest.approx(64 * [6.0, 18.0], abs=1e-6)


def test_stampede_is_as_read_from_the_filing():
    # github.com/norabolig/odc_sky_impacts, ODCs-timeofday.py: 31 planes every 10 km from 700 to
    # 1,000 km, 645 satellites each and 650 in the highest, one node; inclinations to a tenth.
    constellation = read_builtin("cowboy-stampede").constellation
    altitude_km = constellation.sma_km - EARTH_RADIUS_KM
    assert altitude_km == pytest.approx(np.arange(700.0, 1001.0, 10.0), abs=1e-9)
    assert constellation.plane_slots.tolist() == 30 * [645] + [650]
    inc_deg = np.degrees(constellation.inc_rad)[[0, 2, 5, 7, 30]]
    assert inc_deg == pytest.approx([98.2, 98.3, 98.4, 98.5, 99.5], abs=0.06)
    hours = [ltan_h(raan, constellation.epoch) for raan in constellation.plane_raan_rad]
    a_second_h = 1 / 3600
    assert hours == pytest.approx(np.full(31, 18.8), abs=a_second_h)


def test_the_first_group_of_the_filing_falls_in_inclination():
    # github.com/norabolig/odc_sky_impacts: 32 degrees at 550 km to 26 at 568 km, to a tenth.
    inc_deg = np.degrees(read_builtin("spacex-odc").constellation.inc_rad[:10])
    filed = [32, 31.3, 30.7, 30, 29.3, 28.7, 28, 27.3, 26.7, 26]
    assert inc_deg == pytest.approx(filed, abs=0.05)


# Separation


# No two satellites of a shell ever come closer than this; shells of equal radius and inclination
# count as one. Suncatcher's, of eccentric orbits, is tested below.
LEAST_KM = {
    "spacex-odc": 0.57,
    "spacex-odc-as-filed": 0.50,
    "starlink-gen1": 0.78,
    "starlink-gen2": 16.0,
    "kuiper": 55.8,
    "oneweb": 967,
    "guowang": 25.6,
    "blue-origin-sunrise": 58.4,
    "cowboy-stampede": 68.9,
    "one-shell": 216,
}


def planes_of(constellation, shells):
    mine = np.isin(constellation.plane_shell, shells)
    return Planes(
        constellation.plane_raan_rad[mine],
        constellation.plane_phase_rad[mine],
        constellation.plane_slots[mine],
    )


def separations_km(constellation):
    """Return the least separation of each set of shells of one radius and inclination."""
    orbits = np.column_stack((constellation.sma_km, constellation.inc_rad))
    alike, which = np.unique(orbits.round(9), axis=0, return_inverse=True)
    found = {}
    for k, (sma_km, inc_rad) in enumerate(alike):
        shells = np.flatnonzero(which.ravel() == k)
        planes = planes_of(constellation, shells)
        found[tuple(shells.tolist())] = shell_separation_km(sma_km, inc_rad, planes)
    return found


def test_every_built_in_of_circular_orbits_states_its_least_separation():
    circular = {one for one in builtin_ids() if not read_builtin(one).constellation.is_eccentric}
    assert circular == set(LEAST_KM)


@pytest.mark.parametrize(("identifier", "least_km"), LEAST_KM.items())
def test_no_two_satellites_of_a_shell_come_closer_than_stated(identifier, least_km):
    found_km = min(separations_km(read_builtin(identifier).constellation).values())
    assert least_km <= found_km < 1.02 * least_km


@pytest.mark.parametrize("identifier", [one for one in LEAST_KM if one != "spacex-odc-as-filed"])
def test_the_closest_shell_flown_for_a_slot_comes_as_close_as_the_closed_form_says(identifier):
    """All satellites of a shell do the same in turn: in the time of a slot everything happens."""
    constellation = read_builtin(identifier).constellation
    separations = separations_km(constellation)
    shells = min(separations, key=separations.__getitem__)
    plane = np.flatnonzero(np.isin(constellation.plane_shell, shells))
    rows = np.flatnonzero(np.isin(constellation.plane_index, plane)).astype(np.int32)
    slot_s = 2 * np.pi / 7.3e-4 / constellation.plane_slots[plane].min()  # 98 min is long enough
    nearest_km = []
    for seconds in np.linspace(0, slot_s, 240):
        r_km, _ = state_vectors(constellation, constellation.epoch.plus_s(seconds), rows)
        nearest_km.append(cKDTree(r_km).query(r_km, k=2)[0][:, 1].min())
    a_decimetre_km = 1e-4
    assert min(nearest_km) >= separations[shells] - a_decimetre_km
    head_on_km = 15.2 * slot_s / 240  # closing for one step
    assert min(nearest_km) <= separations[shells] + head_on_km


@pytest.mark.parametrize("identifier", LEAST_KM)
def test_no_other_phasing_keeps_the_satellites_of_a_group_farther_apart(identifier):
    document = read_builtin(identifier)
    constellation = document.constellation
    for index, group in enumerate(document.design.groups):
        by_phasing = [
            phasing_separations_km(
                constellation.sma_km[shell],
                constellation.inc_rad[shell],
                planes_of(constellation, [shell]).raan_rad,
                group.satellites_per_plane,
            )
            for shell in np.flatnonzero(constellation.shell_group == index)
        ]
        least_km = np.min(by_phasing, axis=0)
        a_metre_km = 1e-3
        assert least_km[group.phasing] >= least_km.max() - a_metre_km, group.name


def test_satellites_do_not_coincide_at_the_epoch():
    """Shells of different inclinations at one altitude included, which slip through later."""
    for identifier, least_km in (("guowang", 7.7), ("starlink-gen1", 5.0), ("spacex-odc", 0.57)):
        constellation = read_builtin(identifier).constellation
        r_km, _ = state_vectors(constellation, constellation.epoch)
        assert cKDTree(r_km).query(r_km, k=2)[0][:, 1].min() >= least_km


def test_distances_quoted_in_the_files_are_true():
    """The comment "71.5 km apart at least" is the distance the closed form gives."""
    for identifier in (
        "spacex-odc",
        "spacex-odc-as-filed",
        "starlink-gen1",
        "starlink-gen2",
        "kuiper",
        "guowang",
    ):
        document = read_builtin(identifier)
        constellation = document.constellation
        quoted = re.findall(r"# ([\d.]+) km apart at least", document.text)
        assert len(quoted) == len(document.design.groups)
        for index, text in enumerate(quoted):
            found_km = min(
                shell_separation_km(
                    constellation.sma_km[shell],
                    constellation.inc_rad[shell],
                    planes_of(constellation, [shell]),
                )
                for shell in np.flatnonzero(constellation.shell_group == index)
            )
            digits = len(text.partition(".")[2])
            assert found_km == pytest.approx(float(text), abs=0.51 * 10**-digits)


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
