"""What a tour lays over a picture: everything inside, and nothing over anything else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from orbitviz.analysis.chart import Chart, Curve
from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import (
    EdgeAnchor,
    OnStage,
    PointAnchor,
    ShownCallout,
    ShownCaption,
    ShownChart,
    ShownLogo,
)
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import open_tour
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.tours.tour_file import builtin_tours, parse_tour, read_tour
from orbitviz.model.state import Playback, State
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.offscreen import Renderer
from orbitviz.scene.overlay.callouts import overlap
from orbitviz.scene.overlay.caption_check import check_captions
from orbitviz.scene.overlay.caption_painting import MOST_LINES, painted_caption, wrapped
from orbitviz.scene.overlay.chart_painting import painted_chart
from orbitviz.scene.overlay.faces import face
from orbitviz.scene.overlay.stage_callouts import word_box
from orbitviz.scene.overlay.stage_layout import placed, room_of
from orbitviz.scene.staged_content import clock_text
from orbitviz.scene.texts import Texts

SHAPES = {"9:16": (270, 480), "4:3": (400, 300), "16:9": (480, 270), "21:9": (630, 270)}
LONG = "A text about something that is neither short nor quite as long as it might have been"
PLACES = ("lower-left", "lower-right", "upper-left", "upper-right", "centre")
START = Instant.parse("2026-11-22T00:00:00Z")


@given(
    sizes=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(20, 150), st.integers(10, 60)),
                   max_size=5),
    taken=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 250)), max_size=2),
    shape=st.sampled_from(list(SHAPES.values())),
)  # fmt: skip
def test_blocks_stay_inside(sizes, taken, shape):
    blocks = [(place, (float(wide), float(tall))) for place, wide, tall in sizes]
    boxes = placed(blocks, shape, [(x, y, x + 60.0, y + 30.0) for x, y in taken])
    for box, (_, size) in zip(boxes, blocks, strict=True):
        assert (box[2] - box[0], box[3] - box[1]) == size
        assert box[0] >= 0.0
        assert box[1] >= 0.0
        assert box[2] <= shape[0]
        assert box[3] <= shape[1]


def test_blocks_of_one_corner_stand_one_over_the_other_and_clear_of_what_is_there():
    legend = (400.0, 200.0, 470.0, 260.0)
    blocks = [(place, (200.0, 40.0)) for place in ("lower-left", "lower-left", "lower-right")]
    boxes = placed(blocks, (480, 270), [legend])
    for one, other in combinations([*boxes, legend], 2):
        assert overlap(one, other) == 0.0
    assert boxes[1][3] < boxes[0][1]
    narrow = (400, 300), [(240.0, 200.0, 390.0, 260.0)]
    assert room_of("lower-left", *narrow) < room_of("lower-left", (400, 300), [])


def test_lines_are_about_equally_long():
    font = face(False, False, 14)
    lines = wrapped("satellites brighter than magnitude 6", font, 200.0)
    assert len(lines) == 2
    assert min(map(font.length, lines)) > 0.6 * max(map(font.length, lines))
    assert " ".join(lines) == "satellites brighter than magnitude 6"


def test_a_caption_that_is_too_long_is_set_smaller():
    words = [
        ShownCaption("", "", text, "", "lower-left", 1.0) for text in ("a", " ".join([LONG] * 4))
    ]
    short, long = (painted_caption(one, 300, 250) for one in words)
    assert long.width <= 250 + 30
    assert long.height < 14 * short.height


@given(x=st.floats(0, 480), y=st.floats(0, 270))
def test_words_of_a_callout_cover_nothing(x, y):
    taken = [(300.0, 150.0, 480.0, 270.0), (0.0, 0.0, 200.0, 20.0)]
    box = word_box((x, y), (90, 20), (480, 270), taken)
    assert box is not None
    assert all(overlap(box, other) == 0.0 for other in taken)
    assert box[0] >= 0.0
    assert box[1] >= 0.0
    assert box[2] <= 480.0
    assert box[3] <= 270.0


def _chart(**changes) -> Chart:
    x = np.arange(10.0)
    curve = Curve("group", 50.0 + x, "#ff0000")
    values = {"title": "A chart", "unit": "%", "x": x, "x_name": "day", "curves": (curve,)}
    return Chart(**{**values, **changes})


def test_a_chart_has_its_curve_and_its_time_where_its_axis_says():
    painted = painted_chart(_chart(ticks=((0.0, "Jan"), (9.0, "Sep"))), 270, 200)
    assert painted.image.width == 200
    left, top, right, bottom = painted.area
    assert painted.x(0.0) == left
    assert painted.x(9.0) == right
    red = np.asarray(painted.image).astype(int)
    rows, columns = np.nonzero((red[..., 0] > 180) & (red[..., 1] < 80))
    assert (rows.min() >= top - 3, rows.max() <= bottom + 3) == (True, True)
    assert columns.min() == pytest.approx(left, abs=3)
    assert columns.max() == pytest.approx(right, abs=3)
    assert rows[columns.argmin()] > rows[columns.argmax()]  # it rises


def test_a_waterfall_has_a_bar_for_each_step():
    steps = (("installed", 10.0), ("lost", -4.0), ("delivered", 6.0))
    painted = painted_chart(_chart(curves=(), steps=steps, unit="W"), 270, 200)
    _, top, _, bottom = painted.area
    assert bottom > top + 3 * 8
    picture = np.asarray(painted.image).astype(int)
    violet = (abs(picture[..., 0] - 0xC3) < 12) & (abs(picture[..., 2] - 0xFF) < 12)
    lengths = violet.sum(axis=1)
    assert lengths[: len(lengths) // 2].max() == pytest.approx(
        lengths[len(lengths) // 2 :].max() * 10 / 6, rel=0.1
    )


STAGE = OnStage(
    captions=(
        ShownCaption("A title", "1,000", LONG[:50], "Small print", "lower-left", 1.0),
        ShownCaption("", "42 %", "of it", "", "upper-right", 1.0),
    ),
    callouts=(
        ShownCallout("The belt", "53 degrees", EdgeAnchor(4_200.0, 5_500.0), 1.0),
        ShownCallout("A place", "", PointAnchor((4_000.0, -4_000.0, 3_000.0)), 1.0),
    ),
    charts=(ShownChart(_chart(), 4.0, "upper-right", 0.3, 1.0),),
    aside=0.1,
)


@pytest.mark.gl
@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_clipped_and_nothing_covers_anything(shape, tmp_path, monkeypatch):
    Image.new("RGBA", (60, 30), (255, 0, 0, 255)).save(tmp_path / "logo.png")
    stage = OnStage(
        **{**vars(STAGE), "logo": ShownLogo((tmp_path / "logo.png").read_bytes(), "upper-left")}
    )
    found, draw = [], Texts.draw_corners

    def drawn(texts, view, *rest):
        draw(texts, view, *rest)
        corners = [*texts._overlay.boxes(view), *texts._scale_bar.boxes(view)[:1]]
        found.append((view.size, [*corners, *texts._stage_boxes(view)]))

    monkeypatch.setattr(Texts, "draw_corners", drawn)
    document = read_builtin("starlink-gen1")
    with Renderer() as renderer:
        state = State.of(document, Playback(START))
        renderer.render(state, START, SHAPES[shape], supersample=2, stage=stage)
    ((width, height), boxes), *_ = found
    assert len(boxes) >= 8
    for box in boxes:
        assert min(box) >= 0.0
        assert box[2] <= width
        assert box[3] <= height
    for one, other in combinations(boxes, 2):
        assert overlap(one, other) == 0.0


@pytest.mark.parametrize("name", builtin_tours())
def test_the_captions_of_built_in_tours_fit_every_screen(name):
    file = read_tour(name)
    moments = Moments(open_tour(file))
    for size in SHAPES.values():
        check_captions(file, moments, (4 * size[0], 4 * size[1]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"text = '{LONG * 4}'", f"takes 6 lines in this picture; allowed: at most {MOST_LINES}"),
        (f"title = '{'M' * 60}'", 'the title "MMM'),
        (
            f"title = '{LONG} {LONG[:40]}'\ntext = '{LONG} {LONG} {LONG[:40]}'\n"
            f"number = 'total.satellites'\nsmall = '{LONG} {LONG} {LONG} {LONG}'",
            "of the height",
        ),
    ],
)  # fmt: skip
def test_a_caption_that_does_not_fit_is_told_with_shot_and_caption(words, expected):
    text = (
        'format = "orbitviz-tour/1"\ntitle = "T"\ndesign = "one-shell"\n[[shots]]\nname = "A"\n'
        f"duration_s = 4\n[[shots.captions]]\n{words}\n"
    )
    file = parse_tour(text, Path("t.toml"))
    with pytest.raises(UserError) as caught:
        check_captions(file, Moments(open_tour(file)), (640, 360))
    assert expected in str(caught.value)
    assert 'shot "A", caption 1 of 1' in str(caught.value)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (1.0, "2026-11-22 00:00:00 UTC"),
        (300.0, "2026-11-22 00:00 UTC  ·  5 min/s"),
        (86_400.0 * 18, "2026-11-22  ·  18 d/s"),
    ],
)
def test_the_clock_is_as_fine_as_one_can_read_it(rate, expected):
    assert clock_text(START, rate) == expected
