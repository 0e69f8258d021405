"""Satellites per km3: published figures, integrals, and counts of real positions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from orbitviz.analysis.density.compared import densities_of
from orbitviz.analysis.density.sources import (
    altitude_peak_of,
    cells_for,
    orbits_of_catalogue,
    orbits_of_design,
    peak_of,
)
from orbitviz.analysis.density.spatial import (
    Cells,
    OrbitTable,
    density_of,
    share_below_latitude,
    shell_volume_km3,
)
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.blank_document import blank_document
from orbitviz.model.state import Playback, State
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.timescale import Instant
from tests.analysis.fitted import builtin_catalogue

NOW = Instant.parse("2026-11-22T00:00:00Z")
LATITUDES = np.radians(np.arange(-90.0, 90.1, 2.0))


def test_published_densities():
    # Mean radius 6371 km. A million from 500 to 2,000 km: 9.1e-7 per km3; the 1,584 of Starlink's
    # first shell in 550 +- 2.5 km: 5.3e-7.
    assert 1e6 / shell_volume_km3(500, 2000, 6371.0) == pytest.approx(9.1e-7, rel=6e-3)
    cells = Cells(np.array([547.5, 552.5]), LATITUDES, 6371.0)
    one = orbits(1584.0, 6371.0 + 550.0, 0.0, 53.0)
    density = density_of(one, cells)
    assert density.by_altitude_km3[0] == pytest.approx(5.3e-7, rel=8e-3)
    assert density.outside == pytest.approx(0.0, abs=1e-9)


def orbits(count, sma_km, ecc, inc_deg, argp_deg=0.0):
    columns = count, sma_km, ecc, np.radians(inc_deg), np.radians(argp_deg)
    return OrbitTable(*(np.atleast_1d(np.asarray(value, np.float64)) for value in columns))


@given(st.floats(-89.0, 89.0), st.floats(1.0, 179.0))
def test_latitudes_are_the_integral_of_their_density(lat_deg, inc_deg):
    lat, top = np.radians(lat_deg), min(np.radians(inc_deg), np.pi - np.radians(inc_deg))
    # p(lat) = cos lat / (pi sqrt(sin^2 i - sin^2 lat)), with lat = asin(sin i sin u) put in.
    end = np.arcsin(np.clip(np.sin(lat) / np.sin(top), -1.0, 1.0))
    expected = quad(lambda u: 1.0 / np.pi, -np.pi / 2, end)[0]
    assert share_below_latitude(lat, np.radians(inc_deg)) == pytest.approx(expected, abs=1e-9)
    inside = 0.9 * min(abs(lat), top) * np.sign(lat)
    by_quad = (
        0.5
        + quad(
            lambda x: np.cos(x) / (np.pi * np.sqrt(np.sin(top) ** 2 - np.sin(x) ** 2)), 0, inside
        )[0]
    )
    assert share_below_latitude(inside, top) == pytest.approx(by_quad, abs=1e-7)


def test_cells_fill_the_shell():
    cells = Cells(np.array([200.0, 500.0, 900.0]), LATITUDES)
    whole = 4.0 / 3.0 * np.pi * ((EARTH_RADIUS_KM + 900) ** 3 - (EARTH_RADIUS_KM + 200) ** 3)
    assert cells.volume_km3.sum() == pytest.approx(whole, rel=1e-12)
    assert cells.volume_km3.sum(axis=1) == pytest.approx(cells.shell_km3, rel=1e-12)


@pytest.mark.parametrize("name", ["kuiper", "oneweb"])
def test_positions_of_a_day_are_as_dense(name):
    constellation = read_builtin(name).constellation
    cells = cells_for(orbits_of_design(constellation, NOW))
    density = density_of(orbits_of_design(constellation, NOW), cells)
    assert density.count.sum() == pytest.approx(len(constellation), rel=1e-12)
    # Which latitudes satellites stand at, at instants that are no multiple of their periods.
    found = np.zeros(len(LATITUDES) - 1)
    instants = 40
    for k in range(instants):
        r_km = position_vectors(constellation, NOW.plus_s(2_311.7 * k))
        lat_rad = np.arcsin(r_km[:, 2] / np.linalg.norm(r_km, axis=1))
        found += np.histogram(lat_rad, cells.lat_rad)[0]
    expected = density.count.sum(axis=0)
    off = np.abs(found / instants - expected)
    assert off.max() < 0.01 * len(constellation) / np.sqrt(len(LATITUDES))
    assert expected.sum() == pytest.approx(found.sum() / instants, rel=1e-9)


def test_eccentric_orbits_are_sampled_by_time():
    cells = cells_for(orbits(1.0, 26_600.0, 0.0, 63.4))
    molniya = density_of(orbits(12.0, 26_600.0, 0.72, 63.4, 270.0), cells)
    inside = molniya.count.sum() / 12.0
    assert molniya.outside == pytest.approx(12.0 * (1.0 - inside))
    # Time below a radius r, by Kepler's equation: (E - e sin E) / pi with r = a (1 - e cos E).
    top = cells.altitude_km[-1] + cells.radius_km
    anomaly = np.arccos((1.0 - top / 26_600.0) / 0.72)
    assert inside == pytest.approx((anomaly - 0.72 * np.sin(anomaly)) / np.pi, abs=1e-3)
    # Its apogee is in the north: it dwells there.
    all_of_it = cells_for(orbits(12.0, 26_600.0, 0.72, 63.4))
    whole = density_of(orbits(12.0, 26_600.0, 0.72, 63.4, 270.0), all_of_it)
    assert whole.count.sum() == pytest.approx(12.0)
    assert whole.count[:, len(LATITUDES) // 2 :].sum() > 0.9 * 12.0


def test_nearly_round_orbits_are_as_circles():
    cells = Cells(np.arange(500.0, 620.0, 10.0), LATITUDES)
    many = np.full(50, 20.0)
    sma_km = EARTH_RADIUS_KM + np.linspace(530.0, 590.0, 50)
    circles = density_of(orbits(many, sma_km, np.zeros(50), np.full(50, 53.0), np.zeros(50)), cells)
    ellipses = density_of(
        orbits(many, sma_km, np.full(50, 1e-4), np.full(50, 53.0), np.zeros(50)), cells
    )
    assert ellipses.count.sum() == pytest.approx(1000.0)
    assert ellipses.count.sum(axis=0) == pytest.approx(circles.count.sum(axis=0), abs=1.0)


def test_the_most_crowded_place_is_where_orbits_turn():
    constellation = read_builtin("kuiper").constellation
    orbits_now = orbits_of_design(constellation, NOW)
    density = density_of(orbits_now, cells_for(orbits_now))
    altitude_km, per_km3 = altitude_peak_of(density)
    assert altitude_km == 615.0  # 1,296 of 3,236
    volume = 4.0 / 3.0 * np.pi * ((EARTH_RADIUS_KM + 620) ** 3 - (EARTH_RADIUS_KM + 610) ** 3)
    assert per_km3 == pytest.approx(1296 / volume, rel=1e-12)
    peak = peak_of(density)
    assert np.degrees(peak.lat_rad) == pytest.approx(41.0)  # they turn at 42
    assert peak.altitude_km == 615.0
    assert peak.per_km3 > 3.0 * per_km3


def test_a_design_and_its_element_sets_are_as_dense(tmp_path):
    catalogue = builtin_catalogue("one-shell", tmp_path)
    document = read_builtin("one-shell")
    state = State.of(document, Playback(NOW, playing=False), [catalogue])
    cells, (design, objects) = densities_of(state, NOW)
    assert (design.satellites, objects.satellites) == (480, 480)
    by_latitude = [one.density.count.sum(axis=0) for one in (design, objects)]
    assert by_latitude[0] == pytest.approx(by_latitude[1], abs=0.1)
    assert cells.altitude_km[0] == 200.0
    assert cells.altitude_km[-1] >= 2_000.0
    assert len(orbits_of_catalogue(catalogue, NOW).count) == 480


def test_many_inclinations_are_rounded():
    rng = np.random.default_rng(3)
    inc_deg = rng.uniform(40.0, 60.0, 6_000)
    one = np.ones(6_000)
    table = orbits(one, one * (EARTH_RADIUS_KM + 555.0), 0.0 * one, inc_deg, 0.0 * one)
    cells = Cells(np.array([550.0, 560.0]), LATITUDES)
    rounded = density_of(table, cells).count
    parts = [table.part(part) for part in np.arange(6_000).reshape(6, 1_000)]
    exact = sum(density_of(part, cells).count for part in parts)
    assert rounded.sum() == pytest.approx(6_000)
    assert rounded == pytest.approx(exact, abs=2.0)


def test_far_orbits_have_higher_cells():
    cells = cells_for(orbits(1.0, 42_164.0, 0.0, 0.1))
    assert len(cells.altitude_km) - 1 <= 400
    assert cells.altitude_km[-1] > 42_164.0 - EARTH_RADIUS_KM


def test_without_satellites_there_is_no_density():
    state = State.of(blank_document("none", NOW), Playback(NOW, playing=False))
    with pytest.raises(UserError, match="no object has a position"):
        densities_of(state, NOW)


def test_counting_can_be_cancelled():
    def cancel():
        raise Cancelled

    with pytest.raises(Cancelled):
        density_of(orbits(1.0, 8_000.0, 0.1, 50.0), Cells(np.array([0.0, 9e3]), LATITUDES), cancel)


def test_equatorial_orbits_stay_at_the_equator():
    cells = Cells(np.array([500.0, 600.0]), np.radians([-90.0, -1.0, 1.0, 90.0]))
    density = density_of(orbits(7.0, EARTH_RADIUS_KM + 550.0, 0.0, 0.0), cells)
    assert density.count[0] == pytest.approx([0.0, 7.0, 0.0])
