"""The grid of satellites in view, against satellites looked at one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.analysis.coverage.cover_grid import CoverGrid, cover_grid
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.progress import run_to_end
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.commands import set_min_elevation, set_visible
from orbitviz.model.source import MAIN_DESIGN, ShellKey, catalogue_id
from orbitviz.model.state import Playback, State
from orbitviz.orbits.geodesy import zenith
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.formats.element_sets import as_tle, read_catalogue

LEAST = np.radians(25.0)


@pytest.fixture(scope="module")
def state():
    document = read_builtin("starlink-gen1")
    shown = State.of(document, Playback(document.design.epoch_instant))
    return set_min_elevation(LEAST)(shown)


def counted_one_by_one(r_itrs_km, lat_rad, lon_rad):
    up = zenith(lat_rad, lon_rad)
    away = r_itrs_km - EARTH_RADIUS_KM * up
    return np.count_nonzero(away @ up >= np.sin(LEAST) * np.linalg.norm(away, axis=1))


def test_cells_count_what_stands_above_their_middles(state):
    geometry = sky_geometry_at(state.playback.at.plus_s(777.0))
    hidden = set_visible([ShellKey(MAIN_DESIGN, 1)], False)(state)
    grid = run_to_end(cover_grid(hidden, geometry))
    constellation = state.document.constellation
    r_km = position_vectors(constellation, geometry.instant)
    shell = constellation.plane_shell[constellation.plane_index]
    r_itrs_km = r_km[shell != 1] @ geometry.teme_to_itrs.T
    rows, columns = grid.counts.shape
    assert columns == 2 * rows
    for row, column in ((0, 5), (rows // 3, 17), (rows // 2, columns - 1), (rows - 1, 40)):
        lat = (0.5 - (row + 0.5) / rows) * np.pi
        lon = ((column + 0.5) / columns - 0.5) * 2.0 * np.pi
        assert grid.counts[row, column] == counted_one_by_one(r_itrs_km, lat, lon)


def test_objects_of_catalogues_are_counted_as_they_are_shown(state, tmp_path):
    path = tmp_path / "made.tle"
    path.write_text(as_tle(), encoding="utf-8")
    catalogue = read_catalogue(path)
    geometry = sky_geometry_at(state.playback.at)
    everywhere = set_min_elevation(0.0)(state)
    alone = set_visible([ShellKey(MAIN_DESIGN, k) for k in range(5)], False)(everywhere)
    both = replace(alone, catalogues={catalogue_id(0): catalogue})
    assert run_to_end(cover_grid(alone, geometry)).counts.max() == 0
    assert run_to_end(cover_grid(both, geometry)).counts.max() >= 1
    hidden = set_visible([ShellKey(catalogue_id(0), 0)], False)(both)
    assert run_to_end(cover_grid(hidden, geometry)).counts.max() == 0


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (3, 3), (7, 8), (51, 60), (16_400, 20_000)]
)
def test_colours_end_at_a_round_number(state, most, top):
    grid = CoverGrid(state.playback.at, LEAST, np.array([[0, most]]))
    assert grid.top == top
    assert grid.title == "In view above 25°, satellites"
