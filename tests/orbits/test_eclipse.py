import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skyfield.positionlib import Geocentric

from orbitviz.orbits.eclipse import (
    _overlap,
    beta_star_rad,
    disc_gaps_rad,
    eclipse_fraction,
    sunlit,
)
from orbitviz.orbits.secular import mean_motion_rad_s
from orbitviz.orbits.timescale import Instant, skyfield_time

EARTH_KM = 6378.137
SUN_RADIUS_KM = 695_700.0
AU_KM = 149_597_870.7
SUN_KM = AU_KM * np.array([0.6, -0.64, 0.48])  # a unit vector times 1 au
SUN_DIRECTION = SUN_KM / AU_KM
SUN_DIAMETER_RAD = 2.0 * SUN_RADIUS_KM / AU_KM

altitudes_km = st.floats(200.0, 36_000.0)
betas = st.floats(-np.pi / 2, np.pi / 2)


def in_shadow_cylinder(r_km, sun_direction):
    """Return (n,) whether positions lie in the cylinder behind the Earth; False where nan."""
    along_km = r_km @ sun_direction
    off_axis_km2 = np.einsum("ij,ij->i", r_km, r_km) - along_km * along_km
    return (along_km < 0.0) & (off_axis_km2 < EARTH_KM**2)


def across_the_sun():
    """Return a unit vector at right angles to the direction of the Sun."""
    across = np.cross(SUN_DIRECTION, [0.0, 0.0, 1.0])
    return across / np.linalg.norm(across)


def behind_the_earth(radius_km, off_axis_rad):
    """Return (n, 3) positions at angles from the axis of the shadow."""
    off = np.atleast_1d(off_axis_rad)[:, None]
    return radius_km * (-np.cos(off) * SUN_DIRECTION + np.sin(off) * across_the_sun())


def orbit(sma_km, beta, samples):
    """Return (n, 3) positions evenly in time on a circle whose plane makes `beta` with the Sun."""
    phase = 2.0 * np.pi * (np.arange(samples) + 0.5) / samples
    third = np.cross(SUN_DIRECTION, across_the_sun())
    to_sun = np.cos(beta) * SUN_DIRECTION + np.sin(beta) * third
    return sma_km * (np.cos(phase)[:, None] * to_sun + np.sin(phase)[:, None] * across_the_sun())


def visible_share(r_km, samples=40_000):
    """Return the share of the Sun's disc above the limb: rays to points spread over the disc."""
    to_sun = SUN_KM - r_km
    centre = to_sun / np.linalg.norm(to_sun)
    edge = np.arcsin(SUN_RADIUS_KM / np.linalg.norm(to_sun))
    share = (np.arange(samples) + 0.5) / samples
    rise = 1.0 - (1.0 - np.cos(edge)) * share  # equal areas of the sphere
    run = np.sqrt((1.0 - rise) * (1.0 + rise))
    turn = np.arange(samples) * np.pi * (3.0 - np.sqrt(5.0))
    first = np.cross(centre, [0.0, 0.0, 1.0])
    first /= np.linalg.norm(first)
    second = np.cross(centre, first)
    rays = (
        rise[:, None] * centre
        + (run * np.cos(turn))[:, None] * first
        + (run * np.sin(turn))[:, None] * second
    )
    down = rays @ r_km
    misses = (down > 0.0) | (r_km @ r_km - down * down > EARTH_KM**2)
    return misses.mean()


# The share of a disc by 40 000 rays is good to 0.0003, circles in a plane to 0.0008.
@given(st.floats(200.0, 3e6), st.floats(-1.2, 1.2))
def test_light_in_the_penumbra_is_the_visible_share_of_the_disc(altitude_km, sun_radii):
    radius_km = EARTH_KM + altitude_km
    off_axis = np.arcsin(EARTH_KM / radius_km) + sun_radii * SUN_DIAMETER_RAD / 2.0
    r_km = behind_the_earth(radius_km, off_axis)
    assert sunlit(r_km, SUN_KM)[0] == pytest.approx(visible_share(r_km[0]), abs=0.0012)


def test_a_ring_of_the_sun_stays_behind_the_tip_of_the_umbra():
    # Similar triangles: at the tip the Earth and the Sun look alike.
    tip_km = AU_KM * EARTH_KM / (SUN_RADIUS_KM - EARTH_KM)
    distances_km = np.array([0.999, 1.001, 2.0]) * tip_km
    before, behind, far = sunlit(-distances_km[:, None] * SUN_DIRECTION, SUN_KM)
    assert before == 0.0
    assert 0.0 < behind < 0.01
    earth_to_sun_disc = (EARTH_KM / distances_km[2]) / (SUN_RADIUS_KM / (AU_KM + distances_km[2]))
    assert far == pytest.approx(1.0 - earth_to_sun_disc**2, rel=1e-4)


@given(altitudes_km, st.floats(0.0, np.pi))
def test_light_is_a_share_and_full_on_the_day_side(altitude_km, off_axis):
    light = sunlit(behind_the_earth(EARTH_KM + altitude_km, off_axis), SUN_KM)[0]
    assert 0.0 <= light <= 1.0
    if off_axis > np.pi / 2:
        assert light == 1.0


def test_gaps_between_the_discs_close_where_the_light_changes():
    rng = np.random.default_rng(8)
    r_km = rng.normal(size=(4_000, 3))
    r_km *= rng.uniform(6500.0, 60_000.0, (4_000, 1)) / np.linalg.norm(r_km, axis=1)[:, None]
    r_km[0] = np.nan
    sun_km = np.array([1.2e8, -8e7, -3e7])
    light = sunlit(r_km, sun_km)
    outer, inner = disc_gaps_rad(r_km, np.tile(sun_km, (len(r_km), 1)))
    assert np.isnan(outer[0])
    assert np.isnan(inner[0])
    assert np.array_equal(outer[1:] < 0.0, light[1:] < 1.0)
    assert np.array_equal(inner[1:] < 0.0, light[1:] == 0.0)
    assert (light == 0.0).any()
    assert ((light > 0.0) & (light < 1.0)).any()


@given(radius_km=st.floats(1.0, 2e6), seed=st.integers(0, 2**32 - 1))
def test_positions_clear_of_an_edge_have_the_light_that_the_discs_give(radius_km, seed):
    """The cones of umbra and penumbra decide what the overlap of the discs would say."""
    rng = np.random.default_rng(seed)
    direction = rng.normal(size=(200, 3))
    # Half of them near the edges of the shadow, from the Earth's surface to beyond the umbra's tip.
    edge = np.arcsin(min(EARTH_KM / radius_km, 1.0)) + rng.uniform(-0.01, 0.01, 200)
    r_km = np.concatenate(
        [
            radius_km * direction / np.linalg.norm(direction, axis=1)[:, None],
            behind_the_earth(radius_km, edge),
        ]
    )
    square_km2 = np.einsum("ij,ij->i", r_km, r_km)
    discs = _overlap(square_km2, r_km @ SUN_KM, float(SUN_KM @ SUN_KM))
    assert np.array_equal(sunlit(r_km, SUN_KM), discs)


def test_umbra_is_dark_and_a_missing_position_has_no_light():
    r_km = np.vstack([behind_the_earth(6928.0, 0.0), np.full((1, 3), np.nan)])
    light = sunlit(r_km, SUN_KM)
    assert light[0] == 0.0
    assert np.isnan(light[1])
    assert list(in_shadow_cylinder(r_km, SUN_DIRECTION)) == [True, False]


@given(altitudes_km)
def test_the_cylinder_is_where_half_the_sun_is_seen(altitude_km):
    radius_km = EARTH_KM + altitude_km
    edge = np.arcsin(EARTH_KM / radius_km)
    # The Sun's finite distance tilts the sight line by r / au.
    half = behind_the_earth(radius_km, edge + radius_km / AU_KM * np.array([-1.0, 1.0]))
    assert sunlit(half, SUN_KM) == pytest.approx(0.5, abs=0.05)
    tenth = SUN_DIAMETER_RAD / 10.0
    assert list(
        in_shadow_cylinder(behind_the_earth(radius_km, [edge - tenth, edge + tenth]), SUN_DIRECTION)
    ) == [True, False]


def test_a_point_is_in_the_shadow_where_skyfield_says_so(de421):
    time = skyfield_time(Instant.parse("2026-11-22T12:00:00Z"))
    earth, sun = de421["earth"], de421["sun"]
    sun_km = earth.at(time).observe(sun).xyz.km
    rng = np.random.default_rng(20261122)
    r_km = rng.normal(size=(300, 3))
    r_km *= 7000.0 / np.linalg.norm(r_km, axis=1, keepdims=True)
    light = sunlit(r_km, sun_km)
    for row in np.flatnonzero(np.abs(light - 0.5) > 0.1):
        position = Geocentric(r_km[row] / AU_KM, t=time)
        assert position.is_sunlit(de421) == (light[row] > 0.5)
    assert 0.2 < (light == 0.0).mean() < 0.4


@given(altitudes_km, betas)
def test_eclipse_fraction_is_what_sampling_the_orbit_finds(altitude_km, beta):
    sma_km = EARTH_KM + altitude_km
    samples = 20_000
    counted = in_shadow_cylinder(orbit(sma_km, beta, samples), SUN_DIRECTION).mean()
    assert eclipse_fraction(beta, sma_km) == pytest.approx(counted, abs=2.0 / samples)


@pytest.mark.parametrize("altitude_km", [300.0, 550.0, 1200.0])
def test_the_penumbra_of_a_low_orbit_lasts_ten_seconds(altitude_km):
    # At 7.5 km/s the 0.53 deg of the Sun, seen from the limb 2000 to 4000 km away, pass so fast.
    sma_km = EARTH_KM + altitude_km
    light = sunlit(orbit(sma_km, 0.0, 200_000), SUN_KM)
    period_s = 2.0 * np.pi / mean_motion_rad_s(sma_km)
    each_edge_s = ((light > 0.0) & (light < 1.0)).mean() * period_s / 2.0
    assert 8.0 < each_edge_s < 11.5
    # Averaged over an orbit the cone gives what the cylinder gives, to 0.4 %.
    assert 1.0 - light.mean() == pytest.approx(eclipse_fraction(0.0, sma_km), rel=0.004)


@given(altitudes_km, betas)
def test_eclipse_fraction_is_even_in_beta(altitude_km, beta):
    sma_km = EARTH_KM + altitude_km
    assert eclipse_fraction(beta, sma_km) == eclipse_fraction(-beta, sma_km)


@given(altitudes_km)
def test_eclipses_shrink_to_nothing_at_beta_star(altitude_km):
    sma_km = EARTH_KM + altitude_km
    limit = beta_star_rad(sma_km)
    assert eclipse_fraction(limit + 1e-9, sma_km) == 0.0
    assert eclipse_fraction(np.pi / 2, sma_km) == 0.0
    assert 0.0 < eclipse_fraction(limit - 1e-6, sma_km) < 0.002
    fractions = eclipse_fraction(np.linspace(0.0, limit, 50), sma_km)
    assert (np.diff(fractions) < 0.0).all()


def test_fractions_of_many_orbits_at_once():
    beta = np.array([0.0, 0.5, 1.5])
    sma_km = np.array([6928.137, 8378.137, 6928.137])
    single = [eclipse_fraction(b, a) for b, a in zip(beta, sma_km, strict=True)]
    assert list(eclipse_fraction(beta, sma_km)) == single
