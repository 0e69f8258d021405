"""A frame of a film is what the window shows at that moment, at full quality."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.films.film_job import FilmOrder
from orbitviz.engine.tours.moments import Moments
from orbitviz.formats.films.content import FilmShape
from orbitviz.model.view import Quality
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.films.film_maker import FilmMaker
from tests.few_pixels import few_pixels

pytestmark = pytest.mark.gl

SIZE = (320, 180)
FPS = 3
TOUR = """
format = "orbitviz-tour/1"
title = "A short one"
design = "starlink-gen1"
[view]
colour = "sunlight"

[[shots]]
name = "Around"
duration_s = 4
turn_deg = 30
time.rate = 60
[[shots.captions]]
title = "All of it"

[[shots]]
name = "Near"
duration_s = 4
[[shots.camera]]
at_s = 0
satellite = "550 km, 53.0° p001 s0001"
view = "150,20,0.13"
"""


@pytest.fixture
def job(tmp_path, monkeypatch):
    monkeypatch.setattr("orbitviz.scene.offscreen.load_images", few_pixels)
    (tmp_path / "tour.toml").write_text(TOUR, encoding="utf-8")
    return FilmOrder(tour=tmp_path / "tour.toml", path=tmp_path / "f.png",
                     shape=FilmShape(SIZE, FPS), supersample=1).job()  # fmt: skip


def window_pictures(qtbot, moments):
    """Return the pixels (height, width, 3) that a window shows of each moment."""
    drawn, found = [], []
    canvas = GlobeCanvas(at_full_quality(moments[0]), on_camera=lambda _: None,
                         on_frame=drawn.append)  # fmt: skip
    try:
        canvas.native.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
        canvas.native.resize(*SIZE)
        with qtbot.waitExposed(canvas.native):
            canvas.native.show()
        canvas.show_images(few_pixels())
        for moment in moments:
            state = at_full_quality(moment)
            canvas.show_state(state)
            canvas.show_on_stage(moment.on_stage)
            drawn.clear()
            canvas.show_instant(snapshot_at(state, moment.instant, with_maps=False))
            qtbot.waitUntil(
                lambda: bool(drawn) and not canvas._picture.is_incomplete, timeout=30_000
            )
            shown = canvas.native.grabFramebuffer()
            assert (shown.width(), shown.height()) == SIZE
            pixels = np.frombuffer(shown.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)
            found.append(pixels[..., 2::-1].copy())  # as BGRA; the screen ignores the opacity
    finally:
        canvas.close()
    return found


def at_full_quality(moment):
    return replace(moment.state, view=replace(moment.state.view, quality=Quality.FULL))


def test_frames_are_the_pictures_of_the_window(qtbot, job):
    """But for rounding: a film is drawn with a margin, which shifts what is computed per pixel."""
    numbers, moments = (5, 17), Moments(job.tour)
    shown = window_pictures(qtbot, [moments.at(number / FPS) for number in numbers])
    with FilmMaker(job) as maker:  # a process must not draw by EGL before it opens its first window
        frames = [maker.frame(number) for number in numbers]
    for one, other in zip(frames, shown, strict=True):
        assert one.std() > 10.0  # something is drawn
        differs = np.abs(one.astype(int) - other).max(axis=2)
        # Steps of 255; edges of lines and points may fall on the next pixel.
        assert (differs <= 2).mean() > 0.9998
        assert differs.mean() < 1.0
