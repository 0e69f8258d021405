"""Objects of catalogues by name, number and international designator."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.source import SatelliteKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from tests.formats import element_sets as sets

NOW = Instant.parse("2026-11-22T00:00:00Z")
FIRST, SECOND = catalogue_id(0), catalogue_id(1)


def catalogue(folder, rows, name="made"):
    path = folder / f"{name}.csv"
    path.write_text(sets.as_csv(rows))
    return sets.read_catalogue(path)


def with_names(names, first_number=70_000):
    """Return OMM fields of objects with these names, and numbers one after the other."""
    row = sets.records()[0]
    return [
        {**row, "OBJECT_NAME": name, "NORAD_CAT_ID": str(first_number + k),
         "OBJECT_ID": f"1997-051{chr(ord('A') + k)}"}
        for k, name in enumerate(names)
    ]  # fmt: skip


@pytest.fixture
def state(tmp_path):
    return State.of(
        read_builtin("one-shell"),
        Playback(NOW),
        [
            catalogue(tmp_path, with_names(["ISS (ZARYA)", "DEB", "NOAA 19", "deb", "DEB 2"])),
            catalogue(tmp_path, with_names(["ZARYA", "MIR"], 70_000), "other"),
        ],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("iss (zarya)", (FIRST, 0)),
        ("  NOAA   19 ", (FIRST, 2)),
        ("70003", (FIRST, 3)),
        ("1997-051D", (FIRST, 3)),
        ("97051d", (FIRST, 3)),
        ("97-051D", (FIRST, 3)),
        ("1997051D", (FIRST, 3)),
        ("70000", (FIRST, 0)),  # also in the second catalogue
        ("mir", (SECOND, 1)),
        ("deb 2", (FIRST, 4)),
    ],
)
def test_an_object_is_found_by_name_number_and_designator(state, text, expected):
    assert satellite_named(state, text) == SatelliteKey(*expected)


def test_designators_of_two_digits_are_of_the_century_of_spaceflight(tmp_path):
    rows = with_names(["old", "new"])
    rows[0]["OBJECT_ID"], rows[1]["OBJECT_ID"] = "1957-001A", "2056-001A"
    state = State.of(read_builtin("one-shell"), Playback(NOW), [catalogue(tmp_path, rows)])
    assert satellite_named(state, "57001A").row == 0
    assert satellite_named(state, "56001A").row == 1


def test_a_name_of_several_objects_is_told_with_some_of_them(state, tmp_path):
    with pytest.raises(UserError) as told:
        satellite_named(state, "DEB")
    assert str(told.value) == (
        '"DEB" stands for 2 objects: 70001 DEB and 70003 deb; '
        "allowed: a catalogue number or an international designator"
    )
    many = catalogue(tmp_path, with_names(["FENGYUN DEB"] * 26), "many")
    with pytest.raises(UserError, match=r"26 objects: 70000 FENGYUN DEB, .*DEB and 21 more;"):
        satellite_named(State.of(state.document, Playback(NOW), [many]), "fengyun deb")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ISS", 'did you mean "ISS (ZARYA)"?'),
        ("NOOA 19", 'did you mean "NOAA 19"?'),
        ("9" * 40, "allowed: shell, plane and slot such as"),
        ("voyager", "or the name, number or international designator of an object"),
        ("2031-001A", "there is no satellite named"),
        ("", "there is no satellite named"),
    ],
)
def test_what_is_no_satellite_is_told_with_what_is_near(state, text, words):
    with pytest.raises(UserError) as told:
        satellite_named(state, text)
    assert words in str(told.value)


def test_of_many_names_that_contain_a_text_some_are_told(tmp_path):
    crowd = catalogue(tmp_path, with_names([f"STARLINK-{k}" for k in range(9)]))
    state = State.of(read_builtin("one-shell"), Playback(NOW), [crowd])
    with pytest.raises(UserError) as told:
        satellite_named(state, "starlink")
    assert '"STARLINK-0" or "STARLINK-1" or "STARLINK-2"? (6 more names' in str(told.value)


def test_several_element_sets_of_one_object_are_one_object(tmp_path):
    rows = [*with_names(["ISS"]), *with_names(["ISS"])]
    state = State.of(read_builtin("one-shell"), Playback(NOW), [catalogue(tmp_path, rows)])
    assert satellite_named(state, "iss").row == 0
    assert np.array_equal(next(iter(state.catalogues.values())).object_id, [70_000, 70_000])
