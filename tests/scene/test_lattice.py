"""Rows of satellites do not beat with the rows of pixels.

A picture is compared with one of four times as many pixels each way, averaged: what is regular
there is regular in space. A peak of the spectrum that only the picture has is made by its pixels.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.view import CameraPose, SatellitePath
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.satellites.compute.plane_segments import slot_numbers
from orbitviz.scene.satellites.grain import GRAIN_BITS, grain, grain_shift_px
from orbitviz.scene.view import view_of
from tests.scene.satellite_light import SatelliteLight

INSTANT = Instant.parse("2026-11-22T00:10:00Z")
FINER = 4
LARGEST = 512  # pixels of the side of the square that is looked at
LOWEST, HIGHEST = 0.02, 0.30  # cycles a pixel: beats are slower than the rows that make them
# The noise of points that fall on pixels at random has peaks of up to log(30,000) = 10 times its
# mean. Without grain there were peaks of 78 times.
HIGHEST_PEAK = 14.0
SIZES = [(640, 400), (1280, 800)]
MORE_SIZES = [(800, 1280), (1024, 700), (1300, 813), (1920, 1080), (2560, 1440), (3840, 2160)]
RATIOS = (1.0, 1.25, 1.5, 2.0)  # pixels per logical pixel
TURNS_RAD = (0.0, 0.003)  # a still and a moved camera


@pytest.fixture(scope="module")
def document():
    return read_builtin()


def spectrum(light):
    """Return the power spectrum of a square (n, n), lowest frequency in the middle."""
    window = np.outer(np.hanning(len(light)), np.hanning(len(light)))
    return np.abs(np.fft.fftshift(np.fft.fft2((light - light.mean()) * window))) ** 2


def highest_extra_peak(picture, finer):
    """Return the highest peak that is not in the finer picture, in units of the noise."""
    ours, theirs = spectrum(picture), spectrum(finer)
    side = len(ours)
    row, column = np.mgrid[:side, :side] - side // 2
    cycles = np.hypot(row, column) / side
    slow = (cycles > LOWEST) & (cycles < HIGHEST)
    near = sliding_window_view(np.pad(theirs, 3, mode="wrap"), (7, 7)).max(axis=(2, 3))
    noise = np.median(ours[slow]) / np.log(2.0)
    return float((ours / (near + noise))[slow].max())


def middle(light, pose, size, ratio, finer, shown):
    """Return the brightness (n, n) of the middle of a picture of `size`, so many times finer."""
    side = min(*size, LARGEST) // 2 * 2
    corner = [finer * ((length - side) // 2) for length in size]
    view = view_of(pose, light.geometry, (finer * size[0], finer * size[1]), ratio * finer)
    view = view.part((*corner, finer * side, finer * side))
    light.accumulate(view, np.ones((len(shown), 3), np.float32), shown)
    return light.composed(view).reshape(side, finer, side, finer, 3).mean(axis=(1, 3, 4))


@pytest.mark.gl
@pytest.mark.parametrize(
    ("path", "sizes", "ratios"),
    [
        pytest.param(SatellitePath.COMPUTE, SIZES, (1.0,), id="compute"),
        pytest.param(SatellitePath.POINTS, SIZES[:1], (1.0,), id="points"),
        pytest.param(
            SatellitePath.COMPUTE, MORE_SIZES, RATIOS, id="all-sizes", marks=pytest.mark.sweep
        ),
        pytest.param(
            SatellitePath.POINTS, MORE_SIZES, RATIOS, id="all-points", marks=pytest.mark.sweep
        ),
    ],
)
def test_the_picture_has_no_rhythm_that_the_satellites_have_not(
    gl_canvas, document, path, sizes, ratios
):
    constellation = document.constellation
    light = SatelliteLight(constellation, sky_geometry_at(INSTANT), path)
    worst = 0.0
    for size in sizes:
        # The most regular groups; together they are less so.
        for group, turn, ratio in product((2, 4), TURNS_RAD, ratios):
            shown = constellation.shell_group == group
            pose = replace(CameraPose(), elevation_rad=turn, azimuth_rad=-1.05 + turn)
            pictures = (middle(light, pose, size, ratio, finer, shown) for finer in (1, FINER))
            worst = max(worst, highest_extra_peak(*pictures))
    print(f"highest extra peak: {worst:.1f} times the noise")  # noqa: T201
    assert worst < HIGHEST_PEAK


def test_a_beat_is_found():
    """A grating finer than the pixels, sampled at their centres."""
    place = np.arange(FINER * 512) / FINER
    grating = np.cos(2.0 * np.pi * 0.93 * place)
    noise = np.random.default_rng(1).normal(size=(512, 512))
    fine = np.tile(grating, (FINER * 512, 1))
    picture = fine[::FINER, ::FINER]
    blocks = fine.reshape(512, FINER, 512, FINER).mean(axis=(1, 3))
    assert highest_extra_peak(0.5 * picture + noise, 0.5 * blocks + noise) > HIGHEST_PEAK
    assert highest_extra_peak(noise, 0.5 * blocks + noise) < HIGHEST_PEAK


def test_grain_is_even_and_has_no_rhythm(document):
    slots = slot_numbers(document.constellation)[:200_000]
    assert grain(slots).max() < 1 << GRAIN_BITS
    shift = grain_shift_px(slots)
    assert np.abs(shift).max() < 0.5
    assert shift.mean(axis=0) == pytest.approx([0.0, 0.0], abs=0.003)
    assert (shift**2).mean(axis=0) == pytest.approx([1.0 / 12.0] * 2, abs=0.001)
    power = np.abs(np.fft.rfft(shift - shift.mean(axis=0), axis=0)) ** 2
    assert power.max() < 20.0 * power.mean()
    assert abs(np.corrcoef(shift.T)[0, 1]) < 0.01
