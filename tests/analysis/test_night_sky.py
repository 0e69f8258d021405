"""How many satellites one sees: against brute force, skyfield, and published counts."""

from __future__ import annotations

import numpy as np
import pytest
from skyfield.api import Star, wgs84

from orbitviz.analysis.night_sky import sky_counts
from orbitviz.analysis.nights import night_date, night_of
from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import satellites_above, stars_above
from orbitviz.base.errors import UserError
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.open_file import open_file
from orbitviz.model.design.brightness import zeta_m2
from orbitviz.model.design.expand import expand
from orbitviz.model.design.groups import Site
from orbitviz.model.measured_magnitudes import measured_magnitudes
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits.ephemeris import _kernel
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.stars import FAINTEST_STAR, star_catalogue
from orbitviz.orbits.timescale import Instant, skyfield_time
from orbitviz.subsystems.photometry import extinction_mag
from tests.analysis.brute_sky import brute_counts, sun_altitude_deg

SITES = [
    Site(name="Berlin", lat_deg=52.52, lon_deg=13.40, alt_m=34.0),
    Site(name="Paranal", lat_deg=-24.6275, lon_deg=-70.4044, alt_m=2635.0),
    Site(name="Quito", lat_deg=-0.18, lon_deg=-78.47, alt_m=2850.0),
    Site(name="Blacksburg", lat_deg=37.23, lon_deg=-80.42, alt_m=634.0),
    Site(name="Dunedin", lat_deg=-45.87, lon_deg=170.5, alt_m=0.0),
]
DAY = night_date("2027-03-20")
DEPRESSIONS = (0.0, 4.2, 6.0, 12.0, 18.0)


def state_of(name):
    document = read_builtin(name)
    return State.of(document, Playback(document.design.epoch_instant))


def evening(site, depression_deg):
    """Return when the Sun stands this low in the evening of DAY, by skyfield and halving."""
    noon = Instant.parse("2027-03-20T12:00:00Z").plus_s(-site.lon_deg * 240.0)
    high_s, low_s = 0.0, 43_200.0
    for _ in range(24):
        middle_s = 0.5 * (high_s + low_s)
        is_high = sun_altitude_deg(site, noon.plus_s(middle_s)) > -depression_deg
        high_s, low_s = (middle_s, low_s) if is_high else (high_s, middle_s)
    return noon.plus_s(round(high_s))


def compared(state, site, instant):
    """Return the counts and those of brute force."""
    constellation, design = state.document.constellation, state.document.design
    r_km, _ = state_vectors(constellation, instant)
    areas = np.array([zeta_m2(design.satellite_of(k)) for k in range(len(design.groups))])
    shell = constellation.plane_shell[constellation.plane_index]
    wanted = brute_counts(site, instant, r_km, areas[constellation.shell_group[shell]])
    counts = sky_counts(state, site, sky_geometry_at(instant))
    found = {key: getattr(counts, key) for key in wanted[0]}
    return counts, (found, counts.brighter_than), wanted


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
@pytest.mark.parametrize("name", ["oneweb", "starlink-gen1", "kuiper"])
def test_counts_are_those_of_brute_force(name, site):
    state = state_of(name)
    for depression in DEPRESSIONS:
        counts, found, wanted = compared(state, site, evening(site, depression))
        assert counts.sun_elevation_deg == pytest.approx(-depression, abs=0.01)
        assert wanted[0]["above_horizon"] > 10
        assert found == wanted


@pytest.mark.sweep
def test_counts_of_the_million_are_those_of_brute_force():
    site = SITES[3]
    _, (found, brighter), wanted = compared(state_of("spacex-odc"), site, evening(site, 12.0))
    assert wanted[0]["above_horizon"] > 10_000
    # A satellite on the edge of the shadow or of a limit may fall to either side.
    for key, count in (wanted[0] | wanted[1]).items():
        assert abs((found | brighter)[key] - count) <= 2


def test_ellipses_and_objects_of_catalogues_are_counted(tmp_path):
    state = state_of("suncatcher-81")
    instant = state.document.design.epoch_instant
    for site in SITES:
        _, found, wanted = compared(state, site, instant)
        assert found == wanted
    path = tmp_path / "two.tle"
    path.write_text(
        "STARLINK-1007\n"
        "1 44713U 19074A   26326.00000000  .00001234  00000-0  12345-4 0  999\n"
        "2 44713  53.0500 120.5000 0001200  80.1000 280.0000 15.06000000 1234\n"
        "OBJECT B\n"
        "1 44714U 19074B   26326.00000000  .00001234  00000-0  12345-4 0  999\n"
        "2 44714  53.0500 120.5000 0001200  80.1000 280.1000 15.06000000 1234\n"
    )
    (catalogue,) = open_file(path).catalogues
    both = State.of(read_builtin("oneweb"), Playback(instant), [catalogue])
    r_km, _, _ = catalogue.propagate(instant)
    geometry = sky_geometry_at(instant)
    under = r_km[0] @ geometry.teme_to_itrs.T
    lat, lon = np.degrees((np.arcsin(under[2] / np.linalg.norm(under)), np.arctan2(*under[1::-1])))
    below = Site(name="below", lat_deg=lat, lon_deg=lon)
    with_them = sky_counts(both, below, geometry)
    alone = sky_counts(state_of("oneweb"), below, geometry)
    assert with_them.above_min - alone.above_min == 2
    seen = satellites_above(both, observer_of(below, geometry), geometry)
    assert np.isnan(seen.magnitude).sum() == 1
    assert with_them.unknown_sunlit_above_min == int(seen.light[np.isnan(seen.magnitude)][0] > 0)


# Ross (Virginia Tech and MIT) has 74,375 of half a million sun-synchronous satellites above the
# horizon and in sunlight at an equinox's sunset, and of a million at 500, 1,000 and 2,000 km
# 164,028 with the Sun 4.2 degrees below it, both at 37.23 degrees north. The local times of his
# nodes are not known to us: 6 and 18 h, as in the filing. What he counts as visible is not either.
def test_half_a_million_sun_synchronous_satellites_at_sunset():
    document = read_builtin("spacex-odc")
    groups = tuple(g for g in document.design.groups if g.pattern == "sun-synchronous")
    half = document.design.model_copy(update={"groups": groups, "max_satellites": 500_000})
    state = State.of(Document(half, expand(half)), Playback(half.epoch_instant))
    counts = sky_counts(state, SITES[3], sky_geometry_at(evening(SITES[3], 0.0)))
    assert counts.sunlit_above_horizon == pytest.approx(74_375, rel=0.02)


RING = """
[[groups]]
pattern = "sun-synchronous"
inclination_deg = "sun-synchronous"
altitude_km = {altitude}
planes = 2
satellites_per_plane = 166_666
ltan_h = [6, 18]
"""


def test_a_million_on_three_rings_with_the_sun_four_degrees_down():
    head = 'format = "orbitviz/1"\nname = "rings"\nepoch = 2027-03-20\n'
    document = parse_design(head + "".join(RING.format(altitude=km) for km in (500, 1000, 2000)))
    # Inclinations of 97.4, 99.5 and 104.9 degrees, as he has them.
    inc_deg = np.degrees(document.constellation.inc_rad)
    assert inc_deg == pytest.approx([97.4, 99.5, 104.9], abs=0.06)
    state = State.of(document, Playback(document.design.epoch_instant))
    counts = sky_counts(state, SITES[3], sky_geometry_at(evening(SITES[3], 4.2)))
    assert counts.sunlit_above_horizon == pytest.approx(164_028, rel=0.02)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_stars_stand_where_skyfield_has_them(site):
    instant = evening(site, 18.0)
    geometry = sky_geometry_at(instant)
    found = stars_above(observer_of(site, geometry), geometry)
    stars, time = star_catalogue(), skyfield_time(instant)
    x, y, z = stars.direction.astype(np.float64).T
    catalogue = Star(
        ra_hours=np.degrees(np.arctan2(y, x)) / 15.0, dec_degrees=np.degrees(np.arcsin(z))
    )
    place = _kernel()["earth"] + wgs84.latlon(site.lat_deg, site.lon_deg, elevation_m=site.alt_m)
    altitude, _, _ = place.at(time).observe(catalogue).apparent(deflectors=()).altaz()
    wanted = np.sort(altitude.degrees[altitude.degrees > 0.1])
    ours = np.sort(np.degrees(found.elevation_rad))[-len(wanted) :]
    assert len(wanted) > 5_000
    assert ours == pytest.approx(wanted, abs=0.01)  # aberration: 20 arcseconds


def test_to_magnitude_7_one_star_in_a_hundred_is_missing():
    """Those fainter than the catalogue's end, 6.8, whom clear air leaves brighter than 7."""
    magnitude = star_catalogue().magnitude
    per_mag = np.count_nonzero(magnitude > FAINTEST_STAR - 0.25) / 0.25
    elevation = np.radians(np.linspace(10.0, 90.0, 8001))
    left_out = np.maximum(7.0 - FAINTEST_STAR - extinction_mag(elevation), 0.0)
    # A share cos(h) dh / 2 of the sphere lies at each elevation.
    missing = np.trapezoid(per_mag * left_out * np.cos(elevation) / 2.0, elevation)
    counts = sky_counts(state_of("oneweb"), SITES[0], sky_geometry_at(evening(SITES[0], 18.0)))
    assert 0.005 < missing / counts.stars_brighter_than["7"] < 0.02


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("STARLINK-1007", 5.93), ("STARLINK-2001", 7.22), ("STARLINK-3456", 6.34),
        ("STARLINK-11087 [DTC]", 6.47), ("STARLINK-31024", 7.87), ("ONEWEB-0012", 7.18),
        ("Kuiper-00008", 6.81), ("STARLINK-1007 DEB", np.nan), ("HST", np.nan), ("", np.nan),
    ],
)  # fmt: skip
def test_kinds_of_satellites_are_known_by_their_names(name, expected):
    assert measured_magnitudes([name]) == pytest.approx([expected], nan_ok=True)


# The Sun's middle 0, 6, 12 and 18 degrees down at Berlin, 22 November 2026, by skyfield.
def test_twilights_are_those_of_skyfield():
    night = night_of(SITES[0], night_date("2026-11-22"), 1800.0)
    assert night.remark == ""
    depressions = {
        "sunset": 0, "end of civil dusk": 6, "end of nautical dusk": 12,
        "end of astronomical dusk": 18, "astronomical dawn": 18, "nautical dawn": 12,
        "civil dawn": 6, "sunrise": 0,
    }  # fmt: skip
    events = {moment.event: moment.instant for moment in night.moments if moment.event}
    assert [name for name in events if name != "lowest Sun"] == list(depressions)
    for name, depression in depressions.items():
        assert sun_altitude_deg(SITES[0], events[name]) == pytest.approx(-depression, abs=0.001)
    around = [sun_altitude_deg(SITES[0], events["lowest Sun"].plus_s(s)) for s in (-60, 0, 60)]
    assert min(around) == around[1]
    times = [moment.instant for moment in night.moments]
    assert times == sorted(times)
    steps = [m.instant.isoformat()[14:19] for m in night.moments if not m.event]
    assert set(steps) == {"00:00", "30:00"}
    assert len(steps) == 32


NORTH = Site(name="Longyearbyen", lat_deg=78.22, lon_deg=15.65)


def test_a_day_that_does_not_end_is_told():
    night = night_of(NORTH, night_date("2026-06-21"), 1800.0)
    assert night.moments == ()
    assert night.remark.startswith("The Sun does not set at Longyearbyen")


def test_a_night_that_does_not_end_lasts_from_noon_to_noon():
    night = night_of(NORTH, night_date("2026-12-21"), 3600.0)
    assert "does not rise at Longyearbyen" in night.remark
    events = [moment.event for moment in night.moments if moment.event]
    assert events == ["end of nautical dusk", "end of astronomical dusk", "lowest Sun",
                      "astronomical dawn", "nautical dawn"]  # fmt: skip
    span_s = night.moments[-1].instant.seconds_since(night.moments[0].instant)
    assert span_s == pytest.approx(23.5 * 3600.0, abs=3600.0)


def test_a_night_without_darkness_is_told():
    night = night_of(SITES[0], night_date("2026-06-21"), 3600.0)
    assert night.remark == "The Sun goes down to 14.0° below the horizon only."
    assert "astronomical" not in "".join(moment.event for moment in night.moments)


@pytest.mark.parametrize("text", ["x", "2026-13-01", "1989-12-31", "2053-01-01", "now", ""])
def test_a_wrong_date_is_told(text):
    with pytest.raises(UserError, match=r"allowed: a date such as 2026-11-22, from 1990-01-01"):
        night_date(text)
