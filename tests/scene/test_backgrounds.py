"""Pictures without a sky: black, white, transparent; with and without what is written on them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import Background, Layers, SatellitePath, ViewOptions
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.offscreen import Renderer

pytestmark = pytest.mark.gl

AT = Instant.parse("2026-11-22T06:00:00Z")
SIZE = (320, 240)


@pytest.fixture(scope="module")
def draw():
    with Renderer() as renderer:
        state = State.of(read_builtin("starlink-gen1"), Playback(AT))

        def drawn(background, *, size=SIZE, supersample=1, **options):
            view = replace(ViewOptions(overlays=False), **options).before(background)
            one = replace(state, view=view)
            return renderer.render(one, AT, size, supersample=supersample).pixels

        yield drawn


@pytest.mark.parametrize("supersample", [1, 2])
@pytest.mark.parametrize("path", [SatellitePath.POINTS, SatellitePath.AUTO])
def test_a_transparent_picture_is_that_over_black_and_over_white(draw, path, supersample):
    options = {"satellite_path": path, "supersample": supersample}
    clear = draw(Background.TRANSPARENT, **options)
    assert clear.shape == (240, 320, 4)
    colours, alpha = clear[..., :3].astype(float), clear[..., 3:] / 255.0
    black = draw(Background.BLACK, **options).astype(float)
    white = draw(Background.WHITE, **options).astype(float)
    assert np.abs(colours * alpha - black).max() <= 1.0
    over_white = colours * alpha + 255.0 * (1.0 - alpha)
    # One opacity stands for three colours: over white it may be a little darker, never lighter.
    assert (over_white - white).max() <= 1.5
    assert np.abs(over_white - white).mean() < 1.5
    # What shows through lies between, of more than one kind.
    assert alpha.min() == 0.0
    assert alpha.max() == 1.0
    assert np.count_nonzero((alpha > 0.1) & (alpha < 0.9)) > 500


def test_the_earth_is_opaque_and_the_sky_is_not_there(draw):
    clear = draw(Background.TRANSPARENT, layers=Layers(satellites=False))
    assert (clear[110:130, 150:170, 3] == 255).all()
    corner = clear[:30, :30]
    assert not corner.any()
    assert (draw(Background.WHITE, layers=Layers(satellites=False))[:30, :30] == 255).all()
    assert not draw(Background.BLACK, layers=Layers(satellites=False))[:30, :30].any()
    with_sky = draw(Background.SKY, size=(640, 480))
    assert with_sky[:60].any()  # stars
    # The Earth itself is the same before each of them.
    pictures = [draw(one, layers=Layers(satellites=False))[110:130, 150:170, :3].astype(int)
                for one in Background]  # fmt: skip
    for other in pictures[1:]:
        assert np.abs(other - pictures[0]).max() <= 1


def test_light_over_nothing_has_its_own_colour(draw):
    """No smoke: what is over white is as light as white in its strongest channel."""
    white, empty = (draw(Background.WHITE, layers=Layers(satellites=on)) for on in (True, False))
    light = white[(empty > 250).all(axis=2) & (white < 245).any(axis=2)]
    assert len(light) > 200
    assert light.max(axis=1).min() > 205


def test_without_overlays_nothing_is_written(draw):
    bare = draw(Background.BLACK, layers=Layers(satellites=False))
    written = draw(Background.BLACK, layers=Layers(satellites=False), overlays=True)
    changed = (bare != written).any(axis=2)
    assert changed[:40, :120].any()  # title
    assert changed[-40:, :120].any()  # caption
    assert not bare[:20].any()
    assert not bare[-20:].any()


def test_parts_of_a_picture_are_the_whole():
    with Renderer(tile_px=100) as renderer:
        view = ViewOptions(overlays=False).before(Background.TRANSPARENT)
        state = State.of(read_builtin("starlink-gen1"), Playback(AT), view=view)
        bands, _ = renderer.render_bands(state, AT, SIZE, supersample=2)
        parts = list(bands)
        assert [len(part) for part in parts] == [48] * 5
        whole = renderer.render(state, AT, SIZE, supersample=2).pixels
    assert np.array_equal(np.concatenate(parts), whole)
    with Renderer() as renderer:
        in_one = renderer.render(state, AT, SIZE, supersample=2).pixels
    difference = premultiplied(in_one) - premultiplied(whole)
    assert np.abs(difference).max() < 12.0
    assert np.abs(difference).mean() < 0.5


def premultiplied(pixels):
    return pixels[..., :3] * (pixels[..., 3:] / 255.0)
