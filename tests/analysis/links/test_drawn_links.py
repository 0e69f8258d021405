"""Which links a picture shows, and what it says of the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.links.drawn import MOST_LINKS, drawn_links, link_count
from orbitviz.analysis.links.shell_links import LinkKind, shell_links
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_camera
from orbitviz.model.design.links import Links
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose

RULES = [
    Links(pattern="+grid"),
    Links(pattern="in-plane"),
    Links(pattern="cluster", size=4),
    Links(pattern="none"),
]


def opened(document):
    return State.of(document, Playback(document.design.epoch_instant, playing=False))


@pytest.fixture(scope="module")
def million():
    return opened(read_builtin())


@pytest.fixture(scope="module")
def starlink():
    return opened(read_builtin("starlink-gen1"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
@pytest.mark.parametrize("name", ["starlink-gen1", "oneweb", "suncatcher-81"])
def test_links_are_counted_without_making_them(name, rule):
    constellation = read_builtin(name).constellation
    for shell in range(constellation.shell_count):
        links = shell_links(constellation, shell, rule)
        made = int(np.count_nonzero(links.kind != LinkKind.SEAM))
        assert link_count(constellation, shell, rule) == made


def test_all_links_of_a_small_design(starlink):
    links = drawn_links(starlink)
    assert len(links) == links.total == 8_816
    assert links.notes[0] == "Links: 8,816 of 8,816 drawn"
    assert links is drawn_links(starlink)  # captions and picture ask for the same


def test_of_a_million_one_shell_and_why(million):
    links = drawn_links(million)
    assert 0 < len(links) <= MOST_LINKS
    assert links.total > 1_400_000
    shells = million.document.constellation.plane_shell[
        million.document.constellation.plane_index[links.one]
    ]
    assert set(shells) == {0}
    first, which, step, _ = links.notes
    assert first == f"Links: {len(links):,} of {links.total:,} drawn"
    assert which.startswith("those of ODC 550-568 km · 550 km, for more would hide each other")
    assert step == "every 2nd plane and slot; come closer to see all"


def test_of_many_links_whole_rings_and_rows_stay(million):
    constellation = million.document.constellation
    links = drawn_links(million)
    ring = links.kind == LinkKind.IN_PLANE
    planes, counts = np.unique(constellation.plane_index[links.one[ring]], return_counts=True)
    assert set(planes % 2) == {0}
    assert np.array_equal(counts, np.diff(constellation.plane_first)[planes])
    assert set(constellation.slot_index[links.one[~ring]] % 2) == {0}


def test_a_near_camera_sees_all_links_of_the_shell(million):
    near = set_camera(CameraPose(distance_km=8_000.0))(million)
    links = drawn_links(near)
    assert len(links) > MOST_LINKS
    assert not any("every" in note for note in links.notes)


def test_a_selected_satellite_has_its_links_and_its_plane(million):
    key = SatelliteKey(MAIN_DESIGN, 500_000)
    links = drawn_links(pick_satellite(key)(million))
    constellation = million.document.constellation
    plane = constellation.plane_index[key.row]
    touch = (constellation.plane_index[links.one] == plane) | (
        constellation.plane_index[links.other] == plane
    )
    assert touch.all()
    own = (links.one == key.row) | (links.other == key.row)
    assert np.array_equal(links.is_strong, own)
    assert 2 <= own.sum() <= 4
    assert links.notes[1] == "those of the selected satellite and its plane"
    followed = set_camera(CameraPose(follows=key, distance_km=5_000.0))(million)
    assert np.array_equal(drawn_links(followed).one, links.one)


def test_a_selected_shell_has_its_links(million):
    chosen = replace(million, selection=Selection(frozenset({ShellKey(MAIN_DESIGN, 20)})))
    constellation = million.document.constellation
    links = drawn_links(chosen)
    assert set(constellation.plane_shell[constellation.plane_index[links.one]]) == {20}


def test_what_is_hidden_has_no_links(starlink):
    hidden = frozenset(ShellKey(MAIN_DESIGN, k) for k in (1, 2, 3, 4))
    links = drawn_links(replace(starlink, hidden=hidden))
    assert links.total == len(links) == 2 * 1584
    everything = hidden | {ShellKey(MAIN_DESIGN, 0)}
    assert drawn_links(replace(starlink, hidden=everything)).notes == (
        "Links: the shells that are shown have none",
    )


def test_a_design_without_links_says_so():
    state = opened(read_builtin("one-shell"))
    assert drawn_links(state).notes == (
        'Links: no group has any (page Groups; links = { pattern = "+grid" } in the file)',
    )
    linked = set_group_values(state.document, 0, {"links": {"pattern": "+grid"}})
    assert len(drawn_links(opened(linked))) == 2 * 480
