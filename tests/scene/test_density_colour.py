"""Satellites coloured by how crowded the altitude of their shell is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.density.of_shells import shell_densities_per_km3
from orbitviz.analysis.density.spatial import shell_volume_km3
from orbitviz.analysis.satellite_rows import OrbitRows
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.blank_document import blank_document
from orbitviz.model.source import catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.overlay.legends import legend_of
from orbitviz.scene.satellites.appearance import UNMODELLED, catalogue_light, light_of, shell_light
from orbitviz.subsystems.quantities.orbit import DENSITY
from tests.analysis.fitted import builtin_catalogue

NOW = Instant.parse("2026-11-22T00:00:00Z")


def coloured(document, catalogues=()):
    state = State.of(document, Playback(NOW, playing=False), catalogues)
    return replace(state, view=replace(state.view, colour_mode=DENSITY.key))


def test_a_shell_counts_all_within_five_kilometres():
    constellation = read_builtin("starlink-gen1").constellation
    found = shell_densities_per_km3(constellation)
    # 550, 540, 570 and twice 560 km: the last two together.
    altitudes = np.array([550.0, 540.0, 570.0, 560.0, 560.0])
    counts = np.array([1584, 1584, 720, 520, 520])
    expected = counts / shell_volume_km3(altitudes - 5.0, altitudes + 5.0)
    assert found == pytest.approx(expected, rel=1e-9)
    assert shell_densities_per_km3(constellation) is found
    rows = OrbitRows(constellation, sky_geometry_at(NOW), np.array([0, 1584, 4407]))
    assert rows.values(DENSITY) == pytest.approx(expected[[0, 1, 4]])


def test_the_densest_shell_is_brightest_and_the_legend_says_how_dense():
    state = coloured(read_builtin("starlink-gen1"))
    colour, _ = shell_light(state)
    density = shell_densities_per_km3(state.document.constellation)
    brighter = np.diff(colour.sum(axis=1)[np.argsort(density)])
    assert brighter.min() > -1e-6
    assert brighter.max() > 0.1
    assert np.array_equal(colour[3], colour[4])
    legend = legend_of(state, snapshot_at(state, NOW, with_survey=False, with_maps=False))
    assert legend.title == "Density around the shell, per million km³"
    assert (legend.bar_low, legend.bar_high) == ("0.086", "0.263")


def test_objects_of_catalogues_are_grey(tmp_path):
    catalogue = builtin_catalogue("one-shell", tmp_path)
    state = coloured(read_builtin("one-shell"), [catalogue])
    light, _ = catalogue_light(state, catalogue_id(0))
    assert np.array_equal(light, light_of(np.array(UNMODELLED)))
    legend = legend_of(state, snapshot_at(state, NOW, with_survey=False, with_maps=False))
    assert [row.text for row in legend.rows] == ["one-shell"]
    assert legend.bar_low == legend.bar_high  # one altitude


def test_without_a_design_there_is_no_scale():
    state = coloured(blank_document("none", NOW))
    legend = legend_of(state, snapshot_at(state, NOW, with_survey=False, with_maps=False))
    assert legend.title == DENSITY.title
    assert not legend.bar
