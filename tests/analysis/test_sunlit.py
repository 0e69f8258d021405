"""The sunlit share against satellites asked one by one, with the Sun of skyfield."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from skyfield.api import load_file
from skyfield.sgp4lib import TEME

from orbitviz.analysis.sunlit import sunlit_by_shell
from orbitviz.base.resources import asset_path
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import Instant, skyfield_time

SAMPLE = 2_000
EARTH_RADIUS_KM, SUN_RADIUS_KM = 6378.137, 695_700.0


@pytest.fixture(scope="module")
def million():
    return read_builtin("spacex-odc").constellation


def skyfield_sun_teme_km(instant: Instant) -> np.ndarray:
    (path,) = asset_path("time").glob("*.bsp")
    t = skyfield_time(instant)
    with contextlib.closing(load_file(str(path))) as ephemeris:
        apparent = ephemeris["earth"].at(t).observe(ephemeris["sun"]).apparent(deflectors=())
        return TEME.rotation_at(t) @ apparent.xyz.km


def brute_force_light(r_km: np.ndarray, sun_km: np.ndarray) -> np.ndarray:
    """Share of the Sun's disc that each satellite sees: points of the disc, each a ray.

    A ray is blocked when it passes the Earth (a sphere) closer than its radius.
    """
    rng = np.random.default_rng(5)
    radius = SUN_RADIUS_KM * np.sqrt(rng.uniform(size=400))
    angle = rng.uniform(0, 2 * np.pi, 400)
    axis = sun_km / np.linalg.norm(sun_km)
    e1 = np.cross(axis, [0.0, 0.0, 1.0])
    e1 /= np.linalg.norm(e1)
    e2 = np.cross(axis, e1)
    disc = sun_km + radius[:, None] * (np.cos(angle)[:, None] * e1 + np.sin(angle)[:, None] * e2)
    out = np.empty(len(r_km))
    for k, r in enumerate(r_km):
        ray = disc - r
        ray /= np.linalg.norm(ray, axis=1)[:, None]
        along = -(ray @ r)
        passes = np.linalg.norm(r + along[:, None] * ray, axis=1)
        out[k] = np.mean((along < 0) | (passes > EARTH_RADIUS_KM))
    return out


def test_share_of_each_group_of_the_filing_at_the_solstice(million):
    """2,000 satellites of each group, drawn at random; within three standard errors."""
    instant = Instant.parse("2026-12-21T00:00:00Z")
    sun_km = skyfield_sun_teme_km(instant)
    shares = sunlit_by_shell(million, instant, sun_position_km(instant, "TEME"))
    sizes = np.diff(million.shell_first)
    first = million.shell_first
    rng = np.random.default_rng(20261221)
    for group in range(6):
        shells = np.flatnonzero(million.shell_group == group)
        ours = np.average(shares[shells], weights=sizes[shells])
        begin, end = first[shells[0]], first[shells[-1] + 1]
        rows = np.sort(rng.choice(np.arange(begin, end), SAMPLE, replace=False)).astype(np.int32)
        r_km, _ = state_vectors(million, instant, rows)
        light = brute_force_light(r_km, sun_km)
        error = light.std() / np.sqrt(SAMPLE)
        print(f"{million.group_name[group]}: {ours:.4f}, asked {light.mean():.4f} ± {error:.4f}")  # noqa: T201
        assert abs(ours - light.mean()) <= 3 * error


def test_share_of_every_shell_is_the_mean_over_its_satellites(million):
    """The same conical shadow over all satellites of twelve shells: 0.002 of a share."""
    from orbitviz.orbits.eclipse import sunlit

    instant = Instant.parse("2027-02-11T06:00:00Z")
    sun_km = sun_position_km(instant, "TEME")
    shares = sunlit_by_shell(million, instant, sun_km)
    first = million.shell_first
    for shell in range(0, million.shell_count, 10):
        r_km, _ = state_vectors(million, instant, slice(int(first[shell]), int(first[shell + 1])))
        assert shares[shell] == pytest.approx(sunlit(r_km, sun_km).mean(), abs=0.002)
