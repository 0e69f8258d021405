"""Which satellites of a shell are linked."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.analysis.links.plane_pairs import plane_pairs
from orbitviz.analysis.links.shell_links import (
    LinkKind,
    LinkState,
    lengths_km,
    shell_links,
    states,
)
from orbitviz.base.constants import TAU
from orbitviz.model.design.links import Links
from orbitviz.orbits.links import length_span_km
from orbitviz.orbits.propagate import position_vectors
from tests.designs import dawn_dusk, design_of, planes_at, walker

GRID = Links(pattern="+grid")


def shell(planes, slots, phasing=0, **more):
    return design_of(walker(550, 53, planes, slots, phasing), **more).constellation


def degrees_of(links):
    return Counter([*links.one.tolist(), *links.other.tolist()])


def pairs_of(links):
    return {frozenset(pair) for pair in zip(links.one.tolist(), links.other.tolist(), strict=True)}


@settings(deadline=None)
@given(st.integers(3, 12), st.integers(3, 12), st.data())
def test_a_grid_gives_each_satellite_four_partners_each_once(planes, slots, data):
    phasing = data.draw(st.integers(0, planes - 1))
    offset = data.draw(st.integers(-slots, slots))
    constellation = shell(planes, slots, phasing)
    links = shell_links(constellation, 0, Links(pattern="+grid", offset=offset))
    assert len(pairs_of(links)) == len(links) == 2 * planes * slots
    assert set(degrees_of(links).values()) == {4}
    # Across planes all partners are equally far ahead, where the last meets the first too.
    pairs = plane_pairs(constellation, 0, offset)
    pitch = TAU / slots
    assert np.ptp(pairs.phase_rad) < 1e-9
    assert abs(pairs.phase_rad[0] - offset * pitch) <= 0.5 * pitch + 1e-9


@settings(deadline=None)
@given(st.integers(3, 9), st.integers(3, 9), st.data())
def test_lengths_keep_within_their_span_over_an_orbit(planes, slots, data):
    phasing = data.draw(st.integers(0, planes - 1))
    constellation = shell(planes, slots, phasing)
    links = shell_links(constellation, 0, GRID)
    across = links.chosen(links.kind == LinkKind.CROSS_PLANE)
    pair = plane_pairs(constellation, 0, 0)
    span = length_span_km(
        constellation.sma_km[0], constellation.inc_rad[0], pair.node_rad[0], pair.phase_rad[0]
    )
    for since_s in (0.0, 777.0, 3333.0):
        r_km = position_vectors(constellation, constellation.epoch.plus_s(since_s))
        km = lengths_km(across, r_km)
        assert km.min() >= float(span.least_km) - 1e-6
        assert km.max() <= float(span.greatest_km) + 1e-6


def test_a_walker_star_has_a_seam():
    # As Iridium: 6 planes over 180 degrees; the last and the first fly against each other.
    constellation = design_of(
        walker(550, 86.4, 6, 11, 2) | {"pattern": "walker-star"}
    ).constellation
    links = shell_links(constellation, 0, GRID)
    assert Counter(links.kind.tolist()) == {0: 66, 1: 55, 2: 11}
    seam = links.chosen(links.kind == LinkKind.SEAM)
    assert set(constellation.plane_index[seam.one]) == {5}
    assert set(constellation.plane_index[seam.other]) == {0}
    r_km = position_vectors(constellation, constellation.epoch)
    assert set(states(seam, r_km, lengths_km(seam, r_km))) == {LinkState.SEAM}


def test_planes_on_an_arc_end_there():
    """The last of them is not beside the first, over whose neighbours a link would lead."""
    arc = planes_at([0, 10, 20, 30, 40, 50], 550, 53, 20)
    constellation = design_of(arc).constellation
    links = shell_links(constellation, 0, GRID)
    across = links.chosen(links.kind != LinkKind.IN_PLANE)
    assert len(across) == 5 * 20
    assert np.all(across.other // 20 - across.one // 20 == 1)


def test_two_sun_synchronous_planes_have_no_link_across():
    constellation = design_of(dawn_dusk(600, 20)).constellation
    links = shell_links(constellation, 0, GRID)
    assert Counter(links.kind.tolist()) == {LinkKind.IN_PLANE: 40, LinkKind.SEAM: 20}


def test_links_too_long_or_through_the_air_are_broken():
    constellation = shell(6, 5)  # neighbours 8,144 km apart: behind the Earth
    r_km = position_vectors(constellation, constellation.epoch)
    links = shell_links(constellation, 0, GRID)
    km = lengths_km(links, r_km)
    in_plane = links.kind == LinkKind.IN_PLANE
    assert set(states(links, r_km, km)[in_plane]) == {LinkState.BLOCKED}
    short = shell_links(constellation, 0, Links(pattern="+grid", range_km=3000.0))
    found = states(short, r_km, km)
    assert ((found == LinkState.TOO_LONG) == (km > 3000.0)).all()


def test_empty_slots_are_passed_over_in_a_plane_and_left_out_across():
    constellation = shell(4, 10, head="max_satellites = 35\n")
    links = shell_links(constellation, 0, GRID)
    in_plane = links.chosen(links.kind == LinkKind.IN_PLANE)
    assert set(degrees_of(in_plane).values()) == {2}
    assert len(in_plane) == 35
    across = links.chosen(links.kind == LinkKind.CROSS_PLANE)
    flown = set(zip(constellation.plane_index.tolist(), constellation.slot_index.tolist(),
                    strict=True))  # fmt: skip
    wanted = {(p, s) for p, s in flown if ((p + 1) % 4, s) in flown}
    found = set(zip(constellation.plane_index[across.one].tolist(),
                    constellation.slot_index[across.one].tolist(), strict=True))  # fmt: skip
    assert found == wanted


def test_other_patterns():
    constellation = shell(2, 7)
    assert len(shell_links(constellation, 0, Links(pattern="none"))) == 0
    assert len(shell_links(constellation, 0, Links(pattern="in-plane"))) == 14
    clusters = shell_links(constellation, 0, Links(pattern="cluster", size=3))
    # Two whole clusters a plane and a single satellite left.
    assert len(clusters) == 2 * 2 * 3
    assert pairs_of(clusters) >= {frozenset(one) for one in ((0, 1), (1, 2), (0, 2), (7, 8))}


@pytest.mark.parametrize(("planes", "slots", "count"), [(1, 1, 0), (1, 2, 1), (1, 3, 3), (2, 1, 1)])
def test_few_satellites(planes, slots, count):
    assert len(shell_links(shell(planes, slots), 0, GRID)) == count


def test_planes_with_other_numbers_of_slots_are_not_linked():
    constellation = design_of(planes_at([0, 20, 40], 600, 60, [5, 5, 4])).constellation
    links = shell_links(constellation, 0, GRID)
    assert Counter(links.kind.tolist()) == {LinkKind.IN_PLANE: 14, LinkKind.CROSS_PLANE: 5}
