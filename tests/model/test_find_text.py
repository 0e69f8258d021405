"""Search by name, number, designator, shell, plane and slot, against all names one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.packed_strings import PackedStrings
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.find_text import find_text
from orbitviz.model.folded_names import Fit, FoldedNames
from orbitviz.model.hit import HitKind
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.searched_names import SearchedNames
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets

NOW = Instant.parse("2026-11-22T00:00:00Z")
CATALOGUE = catalogue_id(0)
DESIGN = """
format = "orbitviz/1"
name = "Two groups"
epoch = 2026-11-22T00:00:00Z
max_satellites = 137
[[groups]]
name = "Low 500-520"
pattern = "walker-delta"
altitude_km = [500, 520]
shells = 3
inclination_deg = 53
planes = 6
satellites_per_plane = 10
[[groups]]
name = "Polar"
pattern = "walker-star"
altitude_km = 1200
inclination_deg = 87.9
planes = 4
satellites_per_plane = 8
"""
OBJECTS = (
    ("ISS OBJECT YJ", 62_000, "1998-067YJ"), ("ISS (ZARYA)", 25_544, "1998-067A"),
    ("STARLINK-1008", 44_714, "2019-074B"), ("STARLINK-1012", 44_718, "2019-074F"),
    ("STARLINK-10080", 58_000, "2023-170A"), ("NOAA 19", 33_591, "2009-005A"),
    ("SWISSCUBE", 35_932, "2009-051B"), ("", 4_471, "1970-025A"), ("POLAR", 23_802, "1996-013A"),
)  # fmt: skip


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    path = tmp_path_factory.mktemp("find") / "made.csv"
    first = sets.records()[0]
    rows = [
        {**first, "OBJECT_NAME": name, "NORAD_CAT_ID": str(number), "OBJECT_ID": designator}
        for name, number, designator in OBJECTS
    ]
    path.write_text(sets.as_csv(rows))
    return State.of(parse_design(DESIGN), Playback(NOW), [sets.read_catalogue(path)])


@pytest.fixture(scope="module")
def names(state):
    return SearchedNames.of(state)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("iss", HitKind.OBJECT, "ISS (ZARYA)"),
        ("25544", HitKind.OBJECT, "ISS (ZARYA)"),
        ("1998-067a", HitKind.OBJECT, "ISS (ZARYA)"),
        ("98067A", HitKind.OBJECT, "ISS (ZARYA)"),
        ("1998-067", HitKind.LAUNCH, "Launch 1998-067"),
        ("starlink 1008", HitKind.OBJECT, "STARLINK-1008"),
        ("1008", HitKind.OBJECT, "STARLINK-1008"),
        ("zarya iss", HitKind.OBJECT, "ISS (ZARYA)"),
        ("4471", HitKind.OBJECT, "4471"),  # it has no name; 44714 begins so too
        ("low", HitKind.GROUP, "Low 500-520"),
        ("polar", HitKind.GROUP, "Polar"),
        ("low 520", HitKind.GROUP, "Low 500-520"),
        ("520 km", HitKind.SHELL, "Low 500-520 · 520 km"),
        ("made", HitKind.CATALOGUE, "made"),
        ("plane 3 of Low", HitKind.PLANE, "Low 500-520 · 500 km p003"),
        ("p3 s4 510", HitKind.SATELLITE, "Low 500-520 · 510 km p003 s0004"),
        ("plane 3, slot 4 of 520", HitKind.SATELLITE, "Low 500-520 · 520 km p003 s0004"),
        ("Low 500-520 · 510 km p003 s0004", HitKind.SATELLITE, "Low 500-520 · 510 km p003 s0004"),
    ],
)
def test_what_is_meant_comes_first(names, typed, kind, name):
    hit = find_text(names, typed, 5).hits[0]
    assert (hit.kind, hit.name) == (kind, name)


@pytest.mark.parametrize(
    ("name", "most_typed"),
    [("ISS", 3), ("STARLINK-1008", 13), ("plane 7 slot 12 of ODC 686", 26)],
)
def test_three_strokes_beyond_the_name_are_not_needed(tmp_path, name, most_typed):
    """The name as the issue writes it, then Enter: one stroke."""
    path = tmp_path / "made.csv"
    first = sets.records()[0]
    rows = [
        {**first, "OBJECT_NAME": text, "NORAD_CAT_ID": str(number), "OBJECT_ID": designator}
        for text, number, designator in OBJECTS
    ]
    path.write_text(sets.as_csv(rows))
    state = State.of(read_builtin(), Playback(NOW), [sets.read_catalogue(path)])
    assert len(name) == most_typed
    key = find_text(SearchedNames.of(state), name, 5).hits[0].satellite
    found = satellite_name(state, key)
    assert found in ("ISS (ZARYA)", "STARLINK-1008", "ODC 686-718 km · 686 km p007 s0012")


def test_every_satellite_is_found_by_its_own_name(state, names):
    """And by plane, slot and shell: holes in the planes shift no row."""
    for row in range(len(state.document.constellation)):
        key = SatelliteKey(MAIN_DESIGN, row)
        assert find_text(names, satellite_name(state, key), 1).hits[0].satellite == key


def test_a_plane_and_slot_are_found_in_every_shell_that_has_them(state, names):
    everything = [
        satellite_name(state, SatelliteKey(MAIN_DESIGN, row))
        for row in range(len(state.document.constellation))
    ]
    for plane in range(1, 8):
        for slot in range(1, 12):
            expected = [name for name in everything if name.endswith(f" p{plane:03d} s{slot:04d}")]
            found = find_text(names, f"p{plane} s{slot}", 9)
            ours = [hit.name for hit in found.hits if hit.kind is HitKind.SATELLITE]
            assert sorted(ours) == sorted(expected)


def test_a_plane_is_all_of_its_satellites(state, names):
    for hit in find_text(names, "p2", 9).hits:
        assert hit.kind is HitKind.PLANE
        rows = [
            row
            for row in range(len(state.document.constellation))
            if satellite_name(state, SatelliteKey(MAIN_DESIGN, row)).startswith(f"{hit.name} ")
        ]
        assert hit.rows.tolist() == rows


def test_a_group_is_all_of_its_shells(names):
    hit = find_text(names, "low", 1).hits[0]
    assert hit.shells == {ShellKey(MAIN_DESIGN, shell) for shell in range(3)}
    assert hit.about.startswith("3 shells, ")
    assert find_text(names, "made", 1).hits[0].shells == {ShellKey(CATALOGUE, 0)}


def test_a_launch_is_all_of_its_objects(names):
    launch = find_text(names, "2019-074", 1).hits[0]
    assert (launch.kind, launch.rows.tolist(), launch.satellite) == (HitKind.LAUNCH, [2, 3], None)
    assert find_text(names, "1996-013", 9).hits[0].kind is HitKind.OBJECT  # one alone is no list


@pytest.mark.parametrize("typed", ["19", "44", "445", "2", "25544", "447"])
def test_objects_of_a_number_are_those_whose_number_or_name_has_it(names, typed):
    expected = {
        number
        for name, number, _ in OBJECTS
        if str(number).startswith(typed) or typed in name.lower()
    }
    found = find_text(names, typed, 99)
    ours = {hit.rows[0] for hit in found.hits if hit.kind is HitKind.OBJECT}
    assert {OBJECTS[row][1] for row in ours} == expected


def test_more_are_counted_than_are_listed(names):
    found = find_text(names, "starlink", 2)
    assert [hit.name for hit in found.hits] == ["STARLINK-1008", "STARLINK-1012"]
    assert found.count == 3


@pytest.mark.parametrize(
    ("typed", "near"),
    [("starlnik-1008", "STARLINK-1008"), ("pollar", "Polar"), ("noaa 91", "NOAA 19")],
)
def test_where_nothing_fits_names_that_are_near_are_told(names, typed, near):
    found = find_text(names, typed, 5)
    assert (found.hits, found.count) == ((), 0)
    assert near in found.near


@pytest.mark.parametrize(
    "typed", ["", "  ", "zzqx", "\0", "ü", "\ud800", "9" * 400, "²", "0", "p0 s0", "p9999999 s1",
              "plane 3 slot 99999999", "19-", "1998-067ABCD", "x" * 100_000],
)  # fmt: skip
def test_anything_can_be_typed(names, typed):
    assert find_text(names, typed, 5).count < len(OBJECTS)


def test_there_may_be_nothing_open():
    state = State.of(parse_design(DESIGN), Playback(NOW))
    assert find_text(SearchedNames.of(state), "iss", 5).hits == ()


@given(
    st.lists(st.text("abC 1-ü", max_size=6), max_size=9),
    st.text("AbC 1-ü", min_size=1, max_size=3),
)
def test_a_name_that_contains_the_text_fits(texts, typed):
    def plain(text):
        return " ".join(text.split()).lower().replace("-", " ")

    fits = FoldedNames(PackedStrings.of(texts)).fits(typed)
    wanted = plain(typed)
    whole = [bool(wanted) and wanted in text.lower().replace("-", " ") for text in texts]
    assert [fit <= Fit.INSIDE for fit in fits] == whole
    same = [bool(wanted) and wanted == text.lower().replace("-", " ") for text in texts]
    assert [fit == Fit.SAME for fit in fits] == same
    if not any(whole):
        words = wanted.split()
        every = [
            len(words) > 1 and all(word in text.lower().replace("-", " ") for word in words)
            for text in texts
        ]
        assert np.equal(fits, Fit.ALL_WORDS).tolist() == every
