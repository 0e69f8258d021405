"""The store: commands, undo, watches."""

from dataclasses import replace

import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import save_design
from orbitviz.model.commands import edit_document, set_camera
from orbitviz.model.selecting import select
from orbitviz.model.source import MAIN_DESIGN, ShellKey
from orbitviz.model.state import Playback, State
from orbitviz.model.store import Store
from orbitviz.model.view import CameraPose


@pytest.fixture
def store():
    document = read_builtin("one-shell")
    return Store(State.of(document, Playback(document.design.epoch_instant)))


def rename(store, name, **how):
    document = store.state.document
    design = document.design.model_copy(update={"name": name})
    store.do(edit_document(replace(document, design=design)), **how)


def name(store):
    return store.state.document.design.name


def test_an_edit_is_undone_and_redone(store):
    rename(store, "A", undo="Rename")
    rename(store, "B", undo="Rename")
    assert store.undo_label == "Rename"
    store.undo()
    assert name(store) == "A"
    assert store.redo_label == "Rename"
    store.undo()
    assert (name(store), store.undo_label) == ("One shell", None)
    assert not store.state.document.edited
    store.redo()
    store.redo()
    assert (name(store), store.redo_label) == ("B", None)


def test_undo_behind_a_save_is_an_edit_again(store, tmp_path):
    rename(store, "A", undo="Rename")
    store.do(edit_document(save_design(store.state.document, tmp_path / "a.toml")))
    assert not store.state.document.edited
    store.undo()
    assert name(store) == "One shell"
    assert store.state.document.edited
    assert store.state.document.path == tmp_path / "a.toml"
    store.redo()
    assert not store.state.document.edited


def test_nothing_to_undo(store):
    before = store.state
    store.undo()
    store.redo()
    assert store.state is before


def test_a_new_edit_ends_what_could_be_redone(store):
    rename(store, "A", undo="Rename")
    store.undo()
    rename(store, "B", undo="Rename")
    assert store.redo_label is None
    store.redo()
    assert name(store) == "B"


def test_a_drag_is_one_edit(store):
    for k in range(10):
        rename(store, f"A{k}", undo="Drag", merge=True)
    rename(store, "B", undo="Rename", merge=True)
    store.undo()
    assert name(store) == "A9"
    store.undo()
    assert name(store) == "One shell"


def test_camera_and_selection_are_not_undone(store):
    rename(store, "A", undo="Rename")
    camera = CameraPose(distance_km=9000.0)
    keys = frozenset({ShellKey(MAIN_DESIGN, 0)})
    store.do(set_camera(camera))
    store.do(select(keys))
    store.undo()
    assert name(store) == "One shell"
    assert store.state.view.camera == camera
    assert store.state.selection.shells == keys


def test_only_so_many_edits_are_kept(store):
    for k in range(Store.MAX_UNDO + 5):
        rename(store, str(k), undo="Rename")
    undone = 0
    while store.undo_label is not None:
        store.undo()
        undone += 1
    assert undone == Store.MAX_UNDO
    assert name(store) == "4"


def test_forgetting_edits(store):
    rename(store, "A", undo="Rename")
    store.undo()
    store.forget_edits()
    assert (store.undo_label, store.redo_label) == (None, None)


def test_watches_hear_of_their_part_only(store):
    heard = []
    off = store.watch(lambda state: state.view.camera, lambda: heard.append("camera"))
    store.watch(lambda state: state.document, lambda: heard.append("document"))
    store.do(set_camera(CameraPose(distance_km=9000.0)))
    assert heard == ["camera"]
    rename(store, "A", undo="Rename")
    assert heard == ["camera", "document"]
    store.undo()
    assert heard == ["camera", "document", "document"]
    off()
    off()
    store.do(set_camera(CameraPose()))
    assert heard == ["camera", "document", "document"]


def test_a_command_that_changes_nothing_is_silent(store):
    heard = []
    store.watch(lambda state: state, lambda: heard.append("state"))
    store.do(select(()), undo="Nothing")
    assert heard == []
    assert store.undo_label is None


def test_a_watch_sees_the_new_state(store):
    seen = []
    store.watch(lambda state: state.selection, lambda: seen.append(store.state.selection.shells))
    store.do(select([ShellKey(MAIN_DESIGN, 0)]))
    assert seen == [{ShellKey(MAIN_DESIGN, 0)}]


# Changes from within a watcher ----------------------------------------------------------------


def test_a_nested_command_waits_until_every_watcher_has_seen_the_first(store):
    """Whichever watcher issues it, the others see each change once and in order."""
    for nested_first in (True, False):
        store.do(select(()))
        store.do(set_camera(CameraPose()))
        seen = []

        def look(seen=seen):
            seen.append((store.state.view.camera.distance_km, len(store.state.selection.shells)))

        def select_one():
            store.do(select([ShellKey(MAIN_DESIGN, 0)]))
            assert not store.state.selection.shells

        first = CameraPose().distance_km
        watches = [(lambda state: state, look), (lambda state: state.view.camera, select_one)]
        offs = [store.watch(*watch) for watch in (reversed(watches) if nested_first else watches)]
        store.do(set_camera(CameraPose(distance_km=9000.0)))
        assert seen == [(9000.0, 0), (9000.0, 1)]
        assert first != 9000.0
        for off in offs:
            off()


def test_an_undo_within_a_watcher_takes_its_turn(store):
    names = []
    store.watch(lambda state: state.document, lambda: names.append(name(store)))

    def refuse():
        if name(store) == "B":
            store.undo()

    store.watch(lambda state: state.document, refuse)
    store.watch(lambda state: state.document, lambda: names.append(name(store)))
    rename(store, "A", undo="Rename")
    rename(store, "B", undo="Rename")
    assert names == ["A", "A", "B", "B", "A", "A"]
    assert store.redo_label == "Rename"


def test_an_exception_in_a_watcher_reaches_the_caller_and_no_watcher_is_left_out(store):
    heard = []

    def fail():
        store.do(select([ShellKey(MAIN_DESIGN, 0)]))
        raise ValueError("in a watcher")

    store.watch(lambda state: state.view.camera, fail)
    store.watch(lambda state: state.view.camera, lambda: heard.append("camera"))
    store.watch(lambda state: state.selection, lambda: heard.append("selection"))
    with pytest.raises(ValueError, match="in a watcher"):
        store.do(set_camera(CameraPose(distance_km=9000.0)))
    assert heard == ["camera", "selection"]
    store.do(select(()))
    assert heard == ["camera", "selection", "selection"]


def test_a_command_that_fails_changes_nothing(store):
    before = store.state

    def fail(_state):
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        store.do(fail, undo="Fail")
    assert store.state is before
    assert store.undo_label is None
