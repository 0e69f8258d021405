"""Names can be read over whatever lies below: measured letters against what is around them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import maximum_filter

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.state import Playback, State
from orbitviz.model.view import CameraPose, Reference, ViewOptions
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.labels import lettering, styles
from orbitviz.scene.labels.placement import Placer, readable_opacity
from orbitviz.scene.labels.styles import Label
from orbitviz.scene.offscreen import Renderer

STYLES = [styles.OCEAN, styles.SEA, styles.CONTINENT, styles.COUNTRY, styles.CITY,
          styles.LARGE_CITY, styles.SITE, styles.LINE]  # fmt: skip
NOON = Instant.parse("2026-03-20T12:00:00Z")


def luminance(srgb):
    """Return the relative luminance of colours 0..1 (WCAG 2.2)."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(letters, shown, scale):
    """Return the contrast (WCAG 2.2) of letters against what is between and around them.

    letters   (rows, columns) the opacity of the letters, 0..1
    shown     (rows, columns, 3) the picture, sRGB 0..1
    scale     pixels per logical pixel
    """
    light = luminance(shown)
    near = maximum_filter(letters, 2 * round(2.0 * scale) + 1) > 0.5
    ink = light[letters > 0.9 * letters.max()].mean()
    return (ink + 0.05) / (light[near & (letters < 0.05)].mean() + 0.05)


def over(ground, label, scale, opacity):
    """Return the contrast of a painted name over one colour (3,) 0..255."""
    painted = np.asarray(lettering.painted(label, scale)) / 255.0
    covering = opacity * label.style.opacity * painted[..., 3:]
    shown = covering * painted[..., :3] + (1.0 - covering) * np.array(ground) / 255.0
    letters = np.asarray(lettering._letters(label, scale)) / 255.0
    return contrast(letters, shown, scale)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_letters_stand_out_from_belt_cloud_and_night_for_as_long_as_they_are_shown(style, scale):
    label, faintest = Label("South Pacific", style), readable_opacity(0.0)
    assert over((5, 7, 12), label, scale, faintest) > 7.0
    assert over((175, 125, 75), label, scale, faintest) > 4.5  # the belt of a million satellites
    assert over((235, 235, 235), label, scale, faintest) > 2.9  # the brightest of clouds


def test_a_name_fades_as_a_whole_and_is_full_before_it_may_enter():
    faint = [readable_opacity(strength) for strength in np.linspace(0.0, 1.0, 50)]
    assert np.all(np.diff(faint) >= 0.0)
    assert readable_opacity(0.5) == 1.0


@pytest.mark.gl
@pytest.mark.parametrize("azimuth", [3.0, 0.4])
def test_all_names_of_a_picture_can_be_read(monkeypatch, azimuth):
    chosen = []
    choose = Placer.place
    monkeypatch.setattr(
        Placer, "place", lambda *a: chosen.append((choose(*a), a[-1])) or chosen[-1][0]
    )
    view = ViewOptions(
        camera=CameraPose(
            reference=Reference.SUN, distance_km=17_000.0, azimuth_rad=azimuth, elevation_rad=0.2
        ),
    )
    state = State.of(read_builtin("spacex-odc"), Playback(NOON, playing=False), view=view)
    with Renderer() as renderer:
        pixels = renderer.render(state, NOON, (1280, 800), supersample=1).pixels / 255.0
    names, scale = chosen[-1]
    margin = lettering.margin_px(scale)
    found = {}
    for name in names:
        letters = np.asarray(lettering._letters(name.label, scale)) / 255.0
        top, left = int(name.top) - margin, int(name.left) - margin
        shown = pixels[top : top + letters.shape[0], left : left + letters.shape[1]]
        if shown.shape[:2] == letters.shape:
            found[name.label.text] = contrast(letters, shown, scale)
    assert len(found) >= 4
    assert min(found.values()) > 4.5, found
