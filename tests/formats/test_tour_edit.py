"""Edits of the text of a tour: what it says follows, comments stay, nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.formats.tours.tour_draft import (
    TourDraft,
    empty_tour,
    is_changed_outside,
    new_draft,
    read_draft,
    save_draft,
)
from orbitviz.formats.tours.tour_edit import written
from orbitviz.formats.tours.tour_file import builtin_tours, parse_tour, read_tour
from orbitviz.model.tour.best_seen import best_seen_s
from orbitviz.model.tour.camera_key import CameraKey
from orbitviz.model.tour.shot_edits import (
    begins_with_cut,
    retimed,
    trimmed,
    with_cut,
    with_flight,
    with_key,
    with_values,
    without,
)
from orbitviz.model.tour.tour import Shot

TOUR = """# Of the whole file.
format = "orbitviz-tour/1"
title = "Three"  # of the title
design = "one-shell"

[view]
hide = ["legend"]  # of the view

# Of the first shot.
[[shots]]
name = "One"
duration_s = 8  # seconds
time.rate = 60  # a minute a second
[[shots.camera]]
view = "pole"  # from above

# Of the caption.
[[shots.captions]]
title = "A title"
place = "centre"

# Of the second shot.
[[shots]]
name = "Two"
duration_s = 6
time = { rate = 5 }
camera = [{ view = "sun" }, { at_s = 3, view = "night" }]

[[shots]]
# inside of the third
name = "Three"
duration_s = 9.5
view.groups = [
    "a",  # the first group
    "b",
]
[shots.time]
at = 2026-11-22T00:00:00Z
to = 2027-01-01T00:00:00Z

# The end.
"""


def draft_of(text: str = TOUR) -> TourDraft:
    return TourDraft(text, parse_tour(text, Path("t.toml")).tour)


def assert_true(draft: TourDraft) -> None:
    if draft.tour.shots:
        assert parse_tour(draft.text, Path("t.toml")).tour == draft.tour


def test_a_value_changes_its_line_alone():
    draft = draft_of()
    shot = with_values(draft.tour.shots[0], {("duration_s",): 12.5, ("time", "rate"): 90.0})
    after = draft.with_shot(0, shot)
    before = TOUR.replace("duration_s = 8 ", "duration_s = 12.5 ").replace("rate = 60", "rate = 90")
    assert after.text == before
    back = after.with_shot(0, draft.tour.shots[0])
    assert back.text == TOUR


@pytest.mark.parametrize(
    ("number", "values", "line"),
    [
        (0, {("captions", 0, "text"): "More"}, 'text = "More"'),
        (0, {("camera", 0, "view"): "-60,18,26000"}, 'view = "-60,18,26000"  # from above'),
        (1, {("time", "rate"): 7.0}, "time = { rate = 7 }"),
        (2, {("time", "to"): None, ("time", "rate"): 60.0}, "rate = 60"),
        (2, {("turn_deg",): 30.0}, "turn_deg = 30"),
        (0, {("notes",): "Two\nlines"}, 'notes = """Two\nlines"""'),
        (2, {("captions", 0): {"title": "New"}}, '[[shots.captions]]\ntitle = "New"'),
    ],
)
def test_each_way_of_writing_is_edited(number, values, line):
    draft = draft_of()
    after = draft.with_shot(number, with_values(draft.tour.shots[number], values))
    assert_true(after)
    assert line in after.text
    assert after.text.count("#") == TOUR.count("#")


def test_comments_go_with_their_shot():
    draft = draft_of()
    moved = draft.with_order([2, 0, 1])
    assert_true(moved)
    assert sorted(moved.text.split()) == sorted(TOUR.split())
    assert moved.text.index("# Of the second shot.") < moved.text.index('"Two"')
    gone = draft.with_order([0, 2])
    assert "# Of the second shot." not in gone.text
    assert "# Of the first shot." in gone.text
    twice = draft.with_copy(0)
    assert twice.text.count("# from above") == 2
    assert twice.tour.shots[1].name == "One 2"


def test_from_nothing_to_a_tour_as_a_person_writes_it(tmp_path):
    draft = new_draft(empty_tour("My tour", "one-shell"))
    with pytest.raises(UserError, match="no shots yet"):
        save_draft(draft, tmp_path / "my.toml")
    assert not list(tmp_path.iterdir())
    first = Shot(name="All", duration_s=8, camera=(CameraKey(),))
    draft = draft.with_new_shot(0, first)
    draft = draft.with_new_shot(
        1, Shot(name="Pole", duration_s=6, camera=[{"at_s": 3, "view": "pole"}])
    )
    saved = save_draft(draft, tmp_path / "my.toml")
    assert (tmp_path / "my.toml").read_text() == (
        'format = "orbitviz-tour/1"\ntitle = "My tour"\ndesign = "one-shell"\n\n'
        '[[shots]]\nname = "All"\nduration_s = 8\n\n[[shots.camera]]\nview = "home"\n\n'
        '[[shots]]\nname = "Pole"\nduration_s = 6\n\n[[shots.camera]]\nat_s = 3\nview = "pole"\n'
    )
    assert read_draft(tmp_path / "my.toml").tour == saved.tour
    assert not is_changed_outside(saved, saved.text)
    (tmp_path / "my.toml").write_text(saved.text + "\n# more\n")
    assert is_changed_outside(saved, saved.text)
    assert draft.with_order([1]).tour.shots[0].camera[0].at_s == 0.0  # nothing to come from
    assert draft.with_order([]).tour.shots == ()


def test_files_are_named_as_seen_from_the_tour(tmp_path):
    (tmp_path / "designs").mkdir()
    design = tmp_path / "designs" / "mine.toml"
    design.write_text("")
    draft = new_draft(empty_tour("My tour", str(design)))
    draft = draft.with_new_shot(0, Shot(name="All", duration_s=8))
    saved = save_draft(draft, tmp_path / "my.toml")
    assert saved.tour.design == "designs/mine.toml"
    (tmp_path / "below").mkdir()
    moved = save_draft(saved, tmp_path / "below" / "my.toml")
    assert moved.tour.design == "../designs/mine.toml"


def test_lines_end_as_they_did(tmp_path):
    file = tmp_path / "crlf.toml"
    file.write_bytes(TOUR.replace("\n", "\r\n").encode())
    draft = read_draft(file)
    shot = with_values(draft.tour.shots[0], {("duration_s",): 9.0})
    save_draft(draft.with_shot(0, shot), file)
    assert (
        file.read_bytes()
        == TOUR.replace("duration_s = 8 ", "duration_s = 9 ").replace("\n", "\r\n").encode()
    )


@pytest.mark.parametrize("name", builtin_tours())
def test_what_is_written_from_scratch_is_the_same_tour(name):
    tour = read_tour(name).tour
    assert parse_tour(written(tour), Path("t.toml")).tour == tour


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({("duration_s",): 0.0}, "shot 2, duration_s: is 0 s"),
        ({("name",): ""}, "shot 2, name"),
        ({("captions", 0): {"title": " "}}, "says nothing"),
        ({("camera", 1, "at_s"): 99.0}, "at most the shot's duration, 6 s"),
        ({("time", "rate"): 1e99}, "time.rate"),
        ({("view", "colour"): "powr"}, "which is no quantity; did you mean"),
    ],
)
def test_a_wrong_value_is_one_sentence(values, sentence):
    draft = draft_of()
    with pytest.raises(UserError) as caught:
        with_values(draft.tour.shots[1], values, 1)
    assert sentence in str(caught.value) or sentence.split(";")[0] in str(caught.value)


def test_an_empty_title_is_refused():
    draft = draft_of()
    with pytest.raises(UserError, match="title"):
        draft.with_head(draft.tour.model_copy(update={"title": ""}))


def test_an_end_is_trimmed_or_retimed():
    shot = draft_of().tour.shots[1]
    short = trimmed(shot, 2.0)
    assert [key.at_s for key in short.camera] == [0.0, 2.0]
    assert short.camera[1].view == "night"
    assert with_values(shot, {("duration_s",): 2.0}) == short  # typed, as by dragging its end
    assert best_seen_s(short.model_copy(update={"camera": short.camera[1:]})) < 2.0
    slow = retimed(shot, 12.0)
    assert [key.at_s for key in slow.camera] == [0.0, 6.0]
    assert begins_with_cut(shot)
    assert with_flight(shot).camera[0].at_s == 1.5
    assert with_cut(with_flight(shot)) == shot
    assert with_key(shot, CameraKey(at_s=3, view="pole")).camera[1].view == "pole"
    assert len(without(shot, "camera", 0).camera) == 1


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["rename", "duration", "rate", "copy", "move", "remove", "caption", "uncaption", "key",
             "unkey", "groups", "title", "new", "notes", "undo"]
        ),
        st.integers(0, 5),
        st.integers(1, 40),
    ),
    max_size=12,
)  # fmt: skip


def _applied(draft: TourDraft, what: str, k: int, value: int) -> TourDraft:
    shots = draft.tour.shots
    if what == "new" or not shots:
        return draft.with_new_shot(min(k, len(shots)), Shot(name=f"n{value}", duration_s=value))
    k %= len(shots)
    shot = shots[k]
    match what:
        case "rename":
            return draft.with_shot(k, with_values(shot, {("name",): f'"{value}" # [[shots]]'}))
        case "duration":
            change = trimmed if value % 2 else retimed
            return draft.with_shot(k, change(shot, value / 4))
        case "rate":
            keys = {("time", "to"): None, ("time", "ease"): None, ("time", "rate"): value * 10.0}
            return draft.with_shot(k, with_values(shot, keys))
        case "copy":
            return draft.with_copy(k)
        case "move":
            order = list(range(len(shots)))
            order.insert(value % len(order), order.pop(k))
            return draft.with_order(order)
        case "remove":
            return draft.with_order([one for one in range(len(shots)) if one != k])
        case "caption":
            place = value % (len(shot.captions) + 1)
            caption = {"title": f"c{value}", "text": "über\n\\all"}
            return draft.with_shot(k, with_values(shot, {("captions", place): caption}))
        case "uncaption" if shot.captions:
            return draft.with_shot(k, without(shot, "captions", value % len(shot.captions)))
        case "key":
            at_s = min(value / 10, shot.duration_s)
            return draft.with_shot(k, with_key(shot, CameraKey(at_s=at_s, view="sun")))
        case "unkey" if shot.camera:
            return draft.with_shot(k, without(shot, "camera", value % len(shot.camera)))
        case "groups":
            groups = [f"group {one}" for one in range(value)] or None
            return draft.with_shot(k, with_values(shot, {("view", "groups"): groups}))
        case "notes":
            return draft.with_shot(
                k, with_values(shot, {("notes",): "a\nb" if value % 2 else None})
            )
        case "title":
            return draft.with_head(draft.tour.model_copy(update={"title": f"t{value}"}))
    return draft


@settings(max_examples=60)
@given(EDITS, st.sampled_from(["", *builtin_tours()]))
def test_any_edits_leave_text_and_tour_the_same(edits, name):
    draft = draft_of() if not name else read_draft(asset_path("tours") / f"{name}.toml")
    history = [draft]
    for what, k, value in edits:
        if what == "undo" and len(history) > 1:
            history.pop()
            continue
        try:
            history.append(_applied(history[-1], what, k, value))
        except UserError:
            continue
        assert_true(history[-1])
    assert history[0] is draft
    if not any(what == "remove" for what, _, _ in edits):
        assert "# Of the whole file." in history[-1].text or name


def test_a_number_with_many_digits_leaves_everything_else():
    draft = draft_of()
    shot = with_values(draft.tour.shots[0], {("duration_s",): 10.0 / 3.0})
    edited = draft.with_shot(0, shot)
    assert edited.text == TOUR.replace("duration_s = 8  #", "duration_s = 3.333333  #")
    assert edited.tour.shots[0].duration_s == 3.333333
    assert_true(edited)


def test_a_small_number_keeps_its_digits():
    track = {"group": "g", "key": "k", "at_s": (0.0,), "values": (1.25e-7,)}
    draft = draft_of()
    edited = draft.with_shot(0, with_values(draft.tour.shots[0], {("values", 0): track}))
    assert edited.tour.shots[0].values[0].values == (1.25e-7,)
    assert_true(edited)


def test_a_logo_is_named_as_seen_from_where_the_tour_is_saved(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "logo.png").write_bytes(b"")
    file = tmp_path / "my.toml"
    file.write_text(TOUR.replace("[view]", 'logo = "logo.png"\n\n[view]'), encoding="utf-8")
    moved = save_draft(read_draft(file), tmp_path / "below" / "my.toml")
    assert moved.tour.logo == "../logo.png"
