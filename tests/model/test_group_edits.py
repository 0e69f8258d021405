"""Edits of groups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from orbitviz.base.constants import MAX_ALTITUDE_KM
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import read_design, save_design
from orbitviz.model.commands import edit_groups
from orbitviz.model.design.expand import expand
from orbitviz.model.design_edits import duplicate
from orbitviz.model.group_colours import group_colours
from orbitviz.model.group_edits import (
    add_group,
    copy_group,
    move_group,
    original_group,
    remove_group,
    reset_group,
    set_group_values,
    with_groups,
)
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.store import Store


def test_changed_keys_move_the_satellites_of_one_group() -> None:
    before = read_builtin("kuiper")
    after = set_group_values(before, 1, {"altitude_km": 615.0, "planes": 12})
    assert after.design.groups[1].altitude_km == 615.0
    assert after.design.groups[::2] == before.design.groups[::2]
    assert np.array_equal(after.constellation.sma_km, expand(after.design).sma_km)
    assert len(after.constellation) == len(before.constellation) - 24 * 36
    assert after.edited
    assert after.opening is before.opening


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"altitude_km": 90.0}, "group 2, altitude_km is 90 km"),
        ({"planes": 0}, "group 2, planes is 0"),
        ({"altitude_km": (500.0, 510.0)}, "group 2, altitude_km has 2 numbers, but shells is 1"),
        ({"nodes": 3}, "group 2, nodes is not a known key"),
    ],
)
def test_what_is_not_allowed_is_named(values: dict[str, object], words: str) -> None:
    with pytest.raises(UserError) as caught:
        set_group_values(read_builtin("kuiper"), 1, values)
    assert words in str(caught.value).replace(":", "")


def test_too_many_satellites_are_refused_with_their_number() -> None:
    document = read_builtin("kuiper")
    with pytest.raises(UserError, match="at most 20,000,000"):
        set_group_values(document, 0, {"satellites_per_plane": 1_000_000})
    with pytest.raises(UserError, match=r"at least one \[\[groups\]\]"):
        with_groups(document, [])


def names(document: Document) -> list[str]:
    return [group.name for group in document.design.groups]


def test_groups_are_added_copied_moved_and_removed() -> None:
    document = read_builtin("kuiper")
    first = names(document)
    added = add_group(add_group(document))
    assert names(added) == [*first, "New group", "New group 2"]
    copied = copy_group(document, 1)
    assert names(copied) == [first[0], first[1], f"{first[1]} copy", *first[2:]]
    assert len(set(group_colours(copied.design))) == len(copied.design.groups)
    assert names(move_group(document, 0, 2)) == [first[1], first[2], first[0], *first[3:]]
    assert move_group(document, 0, -1) is document
    assert names(remove_group(document, 1)) == [first[0], *first[2:]]
    for made in (added, copied):
        assert len(made.constellation) == made.design.satellite_count


def test_a_new_group_flies_what_the_chosen_one_does_at_a_free_altitude_above_it() -> None:
    filing = read_builtin("spacex-odc")  # 30 degrees and sun-synchronous, 550 to 2,000 km
    added = add_group(filing, 1).design.groups[-1]
    assert added.satellite == filing.design.groups[1].satellite is not None
    assert added.altitude_km == 600.0
    twice = add_group(add_group(read_builtin("one-shell")))
    assert [group.altitude_km for group in twice.design.groups] == [550.0, 560.0, 570.0]
    highest = set_group_values(read_builtin("one-shell"), 0, {"altitude_km": MAX_ALTITUDE_KM})
    assert add_group(highest).design.groups[-1].altitude_km == MAX_ALTITUDE_KM


def test_the_only_group_stays() -> None:
    with pytest.raises(UserError, match="the only group of a design cannot be removed"):
        remove_group(read_builtin("one-shell"), 0)


def test_a_group_is_known_after_others_came_and_went() -> None:
    document = read_builtin("kuiper")
    last = len(document.design.groups) - 1
    edited = set_group_values(move_group(document, last, 0), 0, {"altitude_km": 700.0})
    assert original_group(edited, 0) is document.design.groups[last]
    assert original_group(add_group(document), last + 1) is None
    assert reset_group(edited, 0).design.groups[0] == document.design.groups[last]


def test_what_is_selected_and_hidden_follows_its_shells_through_edits_and_undo() -> None:
    document = read_builtin("spacex-odc")
    first = np.cumsum([0, *(group.shells for group in document.design.groups)])
    store = Store(State.of(document, Playback(document.design.epoch_instant)))
    chosen = keys_of_shells([first[3] + 1])
    hidden = keys_of_shells([first[1]])
    store.do(lambda state: replace(state, selection=Selection(chosen), hidden=hidden))

    store.do(edit_groups(move_group(store.state.document, 3, 0)), undo="Move")
    assert store.state.selection.design_shells() == [1]
    assert {key.shell for key in store.state.hidden} == {22 + first[1]}
    store.do(edit_groups(set_group_values(store.state.document, 0, {"shells": 30})), undo="More")
    assert store.state.selection.design_shells() == [1]
    store.do(edit_groups(remove_group(store.state.document, 0)), undo="Remove")
    assert not store.state.selection
    for _ in range(3):
        store.undo()
    assert store.state.document.design == document.design
    assert {key.shell for key in store.state.hidden} == {first[1]}


def test_a_duplicate_has_no_file_and_keeps_unsaved_edits_unsaved(tmp_path: Path) -> None:
    saved = save_design(read_builtin("kuiper"), tmp_path / "own.toml")
    copy = duplicate(saved)
    assert copy.path is None
    assert copy.design.name == f"Copy of {saved.design.name}"
    assert not copy.edited
    edited = duplicate(set_group_values(saved, 0, {"altitude_km": 600.0}))
    assert edited.edited
    assert edited.saved is not None
    assert edited.saved.groups == saved.design.groups
    again = save_design(edited, tmp_path / "copy.toml")
    assert read_design(again.path or "").design == edited.design
