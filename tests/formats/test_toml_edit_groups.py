"""Groups that are moved, copied, removed and edited, in files with comments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import (
    design_from,
    design_text,
    parse_design,
    read_design,
    save_design,
)
from orbitviz.formats.designs.toml_blocks import with_blocks
from orbitviz.model.commands import edit_groups
from orbitviz.model.group_edits import (
    add_group,
    copy_group,
    move_group,
    remove_group,
    set_group_field,
    set_group_values,
)
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store

KEYS = 'pattern = "walker-delta"\ninclination_deg = 53\nplanes = 2\nsatellites_per_plane = 3\n'
TEXT = f"""\
# About the whole

format = "orbitviz/1"
name = "Mine"
epoch = 2026-11-22T00:00:00Z

# of a
[[groups]]
name = "a"     # first
altitude_km = 500
{KEYS}# end of a

[[groups]]
name = "b"
altitude_km = 600  # why
{KEYS}

# of c,
# in two lines
[[groups]]
name = "c"
altitude_km = 700
{KEYS}
# of d
[[groups]]
name = "d"
altitude_km = 800
{KEYS}
# of the site
[[sites]]
name = "Here"
lat_deg = 1
lon_deg = 2"""
A, B, C, D = range(4)
BETWEEN = TEXT.replace("# of d\n", "[satellites.own]   # between\nmass_kg = 100\n\n# of d\n")


@given(st.sampled_from([TEXT, BETWEEN]), st.permutations([A, B, C, D]))
def test_blocks_come_back(text, order):
    moved = with_blocks(text, "groups", order)
    back = with_blocks(moved, "groups", [order.index(k) for k in range(4)])
    assert back == text


def test_other_tables_stay_where_they_are():
    document = remove_group(move_group(parse_design(BETWEEN), D, A), 1)
    text = design_text(document)
    assert design_from(text) == document.design
    assert "[satellites.own]   # between\nmass_kg = 100\n" in text


def test_a_moved_group_takes_its_comments_along():
    text = design_text(move_group(parse_design(TEXT), C, A))
    assert text.index("# About") < text.index("# of c,\n# in two lines\n[[groups]]\nname")
    assert text.index('name = "c"') < text.index("# of a\n[[groups]]")
    assert "# end of a" in text.split('name = "a"')[1].split("[[groups]]")[0]
    assert sorted(text.split("\n")) == sorted(TEXT.split("\n"))
    assert text.endswith(TEXT[TEXT.index("# of the site") :])


@pytest.mark.parametrize(("group", "gone", "left"), [
    (A, ("# of a", "# end of a", "# first"), ("# About", "# of c,", "# of d", "# of the site")),
    (B, ("# why",), ("# of a", "# end of a", "# of c,\n# in two lines\n[[groups]]")),
    (C, ("# of c,", "# in two lines"), ("# why", "# of d\n[[groups]]")),
    (D, ("# of d",), ("# of c,", "# of the site\n[[sites]]")),
])  # fmt: skip
def test_a_removed_group_goes_with_its_comments_alone(group, gone, left):
    document = remove_group(parse_design(TEXT), group)
    text = design_text(document)
    assert design_from(text) == document.design
    assert not [words for words in gone if words in text]
    assert not [words for words in left if words not in text]


def test_a_copy_stands_behind_its_group():
    text = design_text(copy_group(parse_design(TEXT), B))
    assert [line for line in text.splitlines() if line.startswith("name")] == [
        'name = "Mine"', 'name = "a"     # first', 'name = "b"', 'name = "b copy"', 'name = "c"',
        'name = "d"', 'name = "Here"',
    ]  # fmt: skip
    assert all(line in text.splitlines() for line in TEXT.splitlines())


def test_a_changed_value_changes_its_line_only():
    text = design_text(set_group_values(parse_design(TEXT), B, {"altitude_km": 650.0}))
    assert text == TEXT.replace("altitude_km = 600  # why", "altitude_km = 650  # why")


EDITS = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 3), st.integers(0, 5)),
    st.tuples(st.just("copy"), st.integers(0, 3), st.none()),
    st.tuples(st.just("remove"), st.integers(0, 3), st.none()),
    st.tuples(st.just("add"), st.none(), st.none()),
    st.tuples(st.just("altitude"), st.integers(0, 3), st.integers(300, 1500)),
    st.tuples(
        st.just("pattern"), st.integers(0, 3), st.sampled_from(["planes", "sun-synchronous"])
    ),
)


def edited(document, edit):
    verb, group, value = edit
    last = len(document.design.groups) - 1
    match verb:
        case "move":
            return move_group(document, min(group, last), value)
        case "copy":
            return copy_group(document, min(group, last))
        case "remove":
            return remove_group(document, min(group, last)) if last else document
        case "add":
            return add_group(document)
        case "altitude":
            return set_group_values(document, min(group, last), {"altitude_km": float(value)})
    return set_group_field(document, min(group, last), ("pattern",), value)


@settings(max_examples=40, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=5))
def test_any_edits_are_saved_and_undone_to_the_byte(tmp_path_factory, edits):
    file = tmp_path_factory.mktemp("designs") / "mine.toml"
    file.write_text(TEXT, encoding="utf-8")
    document = read_design(file)
    store = Store(State.of(document, Playback(document.design.epoch_instant)))
    for edit in edits:
        store.do(edit_groups(edited(store.state.document, edit)), undo="Edit")
    saved = save_design(store.state.document, file)
    assert read_design(file).design == store.state.document.design
    assert saved.text.startswith('# About the whole\n\nformat = "orbitviz/1"\n')
    while store.undo_label:
        store.undo()
    save_design(store.state.document, file)
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["spacex-odc", "one-shell"])
def test_built_in_comments_are_kept_through_moves(name):
    document = read_builtin(name)
    text = design_text(move_group(add_group(document), len(document.design.groups), 0))
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in document.text.splitlines() if "#" in line
    ]


def test_groups_in_one_line_are_moved_too():
    keys = KEYS.replace("\n", ", ").removesuffix(", ")
    groups = ", ".join(f"{{name = '{name}', altitude_km = 500, {keys}}}" for name in "ab")
    head = TEXT[: TEXT.index("# of a\n")]
    document = move_group(parse_design(f"{head}groups = [{groups}]\n"), 0, 1)
    assert design_from(design_text(document)) == document.design


def test_more_than_twenty_million_satellites_are_refused_with_the_number():
    document = parse_design(TEXT)
    with pytest.raises(UserError) as caught:
        set_group_field(document, A, ("satellites_per_plane",), 15_000_000)
    assert "30,000,018 satellites" in str(caught.value)
    assert "at most 20,000,000" in str(caught.value)
