"""Cover of a site: exact passes against samples, and against what one knows."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.coverage import site_cover as module
from orbitviz.analysis.coverage.site_cover import covers_of_sites, site_cover
from orbitviz.analysis.coverage.sources import source_of
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.groups import Site
from orbitviz.orbits.coverage import mean_in_view
from orbitviz.orbits.secular import draconic_period_s
from tests.analysis.patterns import near_polar, walker_of

BERLIN = Site(name="Berlin", lat_deg=52.5, lon_deg=13.4)
POLE = Site(name="Pole", lat_deg=90.0, lon_deg=0.0)


def source_in(document):
    constellation = document.constellation
    return source_of(constellation, np.ones(constellation.shell_count, bool))


def test_samples_agree_with_all_passes(monkeypatch):
    document = walker_of(24, 3, 2, 56.0)
    source, begin = source_in(document), document.constellation.epoch
    exact = site_cover(source, BERLIN, begin, min_elevation_deg=20.0)
    monkeypatch.setattr(module, "_FOLLOWED", 0)
    sampled = site_cover(source, BERLIN, begin, min_elevation_deg=20.0)
    assert exact.step_s is None
    assert sampled.step_s == 30.0
    # The site's vertical misses the Earth's middle by 21 km at most: seconds at each end of a pass.
    assert sampled.share == pytest.approx(exact.share, abs=0.005)
    assert sampled.in_view_mean == pytest.approx(exact.in_view_mean, abs=0.01)
    assert sampled.longest_gap_s == pytest.approx(exact.longest_gap_s, abs=60.0)
    assert abs(sampled.gaps - exact.gaps) <= 2
    # Of a day, not of all longitudes: to a tenth.
    radius_km = np.array([EARTH_RADIUS_KM + 1000.0])
    mean = 24 * mean_in_view(np.radians([52.5]), radius_km, np.radians([56.0]), np.radians(20.0))
    assert exact.in_view_mean == pytest.approx(mean[0, 0], rel=0.1)


def test_the_pole_sees_a_polar_satellite_once_an_orbit():
    document = near_polar(800.0, 90.0, 1, 1, 0.0)
    constellation = document.constellation
    found = site_cover(source_in(document), POLE, constellation.epoch, min_elevation_deg=5.0)
    period_s = draconic_period_s(constellation.sma_km, constellation.ecc, constellation.inc_rad)
    assert found.mean_revisit_s == pytest.approx(float(period_s[0]), abs=1.0)
    assert found.longest_gap_s + found.share * 86_400.0 / 14.0 < float(period_s[0]) * 1.1
    assert found.in_view_min == 0
    assert found.worst_elevation_deg < -60.0


def test_more_satellites_at_once_are_there_for_less_of_the_time():
    document = walker_of(24, 3, 2, 56.0)
    source, begin = source_in(document), document.constellation.epoch
    shares = [site_cover(source, BERLIN, begin, at_least=n, span_s=20_000.0).share for n in (1, 2)]
    assert 1.0 >= shares[0] > shares[1] > 0.0


def test_sites_of_a_design_that_are_always_covered_have_no_gaps():
    (found,) = covers_of_sites(read_builtin("one-shell"), span_s=7200.0)
    assert found.site == "Greenwich"
    assert (found.gaps, found.share, found.longest_gap_s) == (0, 1.0, 0.0)
    assert found.worst_elevation_deg > 10.0
    (higher,) = covers_of_sites(read_builtin("one-shell"), span_s=7200.0, min_elevation_deg=75.0)
    assert higher.gaps > 0
    assert higher.worst_elevation_deg < 75.0
