"""The colour of satellites is that of the legend, whatever is behind them.

Compared is the mean colour, in linear light, of all pixels with a satellite's light over one kind
of ground with the colour in the legend, both at the luminance of the legend's: light over dark and
bright ground differs in strength, which tells the density, but not in hue and saturation.
"""

from __future__ import annotations

import numpy as np
import pytest
from coloraide import Color

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.camera import HOME
from orbitviz.model.camera_views import named_view
from orbitviz.model.group_colours import group_colours
from orbitviz.model.state import Playback, State
from orbitviz.model.view import SatellitePath, ViewOptions
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.backdrop import Backdrop
from orbitviz.scene.backdrop.images import load_images
from orbitviz.scene.colouring import shades
from orbitviz.scene.satellites.appearance import (
    light_of,
    rgb,
    shell_light,
    sunlight_colours,
    to_linear,
)
from orbitviz.scene.satellites.looks import DARK_COLOUR, LIT_COLOUR
from orbitviz.scene.view import view_of
from orbitviz.subsystems.quantities.registry import COLOURS
from tests.scene.satellite_light import SatelliteLight

pytestmark = pytest.mark.gl

INSTANT = Instant.parse("2026-11-22T00:10:00Z")
SIZE = (960, 600)
LEAST_PIXELS = 50
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
# CIEDE2000. Before light was composed apart from the ground, the worst colours of a legend were
# 19.4 off over the sea, 16.5 over clouds and 7.2 by night (mean 7.8, 8.3 and 2.6).
WORST = {"sea": 5.0, "cloud": 8.0, "night": 3.0}
MEAN = {"sea": 2.5, "cloud": 4.0, "night": 1.5}
# Points of one pixel take three times as long; on every run they show the colours of the groups.
STEPS = [
    pytest.param(SatellitePath.COMPUTE, 3, id="compute-few-steps"),
    pytest.param(SatellitePath.POINTS, 3, id="points-few-steps", marks=pytest.mark.sweep),
    pytest.param(SatellitePath.COMPUTE, 9, id="compute-many", marks=pytest.mark.sweep),
    pytest.param(SatellitePath.POINTS, 9, id="points-many", marks=pytest.mark.sweep),
]


@pytest.fixture(scope="module")
def images():
    return load_images()


@pytest.fixture(scope="module")
def document():
    return read_builtin()


@pytest.fixture(params=[SatellitePath.COMPUTE, SatellitePath.POINTS])
def light(gl_canvas, document, request):
    return SatelliteLight(document.constellation, sky_geometry_at(INSTANT), request.param)


@pytest.fixture
def grounds(images, document, light):
    """Return (view, backdrop, pixels of each kind of ground) by day and by night."""
    found = []
    for name, kinds in (("sun", by_day), ("night", by_night)):
        view = view_of(named_view(name, HOME, light.geometry), light.geometry, SIZE)
        backdrop = Backdrop(images)
        backdrop.draw(view, light.geometry, ViewOptions(), draft=False)
        light.accumulate(view, *all_of(document, np.zeros(3)))
        found.append((view, backdrop, kinds(light.composed(view, backdrop).astype(float))))
    return found


def by_day(behind):
    """Return which pixels of the day side are open sea and cloud."""
    red, blue = behind[..., 0], behind[..., 2]
    sea = (blue > 1.35 * red) & (blue > 60.0) & (blue < 170.0)
    return {"sea": sea, "cloud": behind.min(axis=-1) > 165.0}


def by_night(behind):
    row, column = np.mgrid[: SIZE[1], : SIZE[0]]
    return {"night": np.hypot(row - SIZE[1] / 2, column - SIZE[0] / 2) < SIZE[1] / 4}


def all_of(document, colour):
    """Return colour (s, 3) and shown (s,) of all shells."""
    shells = document.constellation.shell_count
    return np.tile(colour, (shells, 1)).astype(np.float32), np.ones(shells, bool)


def legend_colours(steps):
    """Return the sRGB colours of the legends of all quantities, (n, 3)."""
    found = []
    for quantity in COLOURS:
        if quantity.ramp is not None or quantity.categories:
            last = len(quantity.categories) - 1 if quantity.categories else 255
            places = np.unique(np.linspace(0, last, max(steps, last + 1) if last < 9 else steps))
            found.append(shades(quantity)[places.astype(int)] / 255.0)
    return np.unique(np.concatenate(found), axis=0)


def apart(seen, legend):
    """Return CIEDE2000 between two linear colours at the luminance of the second."""
    same = seen * (legend @ LUMINANCE) / (seen @ LUMINANCE)
    one, other = (Color("srgb-linear", colour.tolist()) for colour in (same, legend))
    return one.delta_e(other, method="2000")


def differences(light, grounds, colour, shown, legend):
    """Yield the kind of ground and the difference, where enough pixels are lit."""
    for view, backdrop, kinds in grounds:
        light.accumulate(view, colour, shown)
        lit = light.linear(view).max(axis=-1) > 0.05
        pixels = to_linear(light.composed(view, backdrop) / 255.0)
        for kind, places in kinds.items():
            if np.count_nonzero(lit & places) >= LEAST_PIXELS:
                yield kind, apart(pixels[lit & places].mean(axis=0), legend)


def check(found):
    by_kind = {kind: [d for k, d in found if k == kind] for kind in WORST}
    for kind, values in by_kind.items():
        print(f"{kind}: mean {np.mean(values):.1f}, worst {np.max(values):.1f} of {len(values)}")  # noqa: T201
        assert max(values) <= WORST[kind]
        assert np.mean(values) <= MEAN[kind]


def test_each_group_has_the_colour_of_the_legend_over_any_ground(light, grounds, document):
    constellation = document.constellation
    colour, _ = shell_light(State.of(document, Playback(INSTANT)))
    found = []
    for group, name in enumerate(group_colours(document.design)):
        shown = constellation.shell_group == group
        found += differences(light, grounds, colour, shown, to_linear(rgb(name)))
    check(found)


@pytest.mark.parametrize(("light", "steps"), STEPS, indirect=["light"])
def test_quantities_have_the_colours_of_the_legend_over_any_ground(light, grounds, document, steps):
    found = []
    for colour in legend_colours(steps):
        found += differences(light, grounds, *all_of(document, light_of(colour)), to_linear(colour))
    for colour, seen in zip(sunlight_colours(), (LIT_COLOUR, DARK_COLOUR), strict=True):
        found += differences(
            light, grounds, *all_of(document, np.array(seen)), to_linear(np.array(colour))
        )
    check(found)


def test_dense_light_keeps_the_ground_recognisable(light, grounds, document):
    """Clouds stay brighter than the sea between the satellites, and both are darker than before."""
    view, backdrop, kinds = grounds[0]
    light.accumulate(view, *all_of(document, np.zeros(3)))
    bare = light.composed(view, backdrop).astype(float)
    light.accumulate(view, *all_of(document, light_of(np.array([1.0, 0.6, 0.2]))))
    blue = light.composed(view, backdrop)[..., 2].astype(float)
    gaps = light.linear(view).max(axis=-1) < 0.01
    belt = np.zeros_like(gaps)
    belt[150:280, 380:580] = True
    sea, cloud = (blue[gaps & belt & kinds[kind]] for kind in ("sea", "cloud"))
    assert min(len(sea), len(cloud)) >= LEAST_PIXELS
    assert np.median(cloud) > 1.8 * np.median(sea)
    for kind, now in (("sea", sea), ("cloud", cloud)):
        assert np.median(now) < 0.75 * np.median(bare[..., 2][gaps & belt & kinds[kind]])
