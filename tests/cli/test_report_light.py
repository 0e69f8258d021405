"""Angles to the Sun, eclipses and eccentric orbits in a report."""

from __future__ import annotations

import json
import math
from types import SimpleNamespace

import numpy as np
import pytest

from orbitviz.cli.main import main
from orbitviz.formats.reports.columns import LIGHT

EARTH_KM, MU_KM3_S2, J2 = 6378.137, 398600.4418, 1.08262668e-3
ALTITUDE_KM = 550.0
HEAD = 'format = "orbitviz/1"\nname = "Two"\nepoch = 2026-11-22T00:00:00Z\n'
GROUP = (
    '[[groups]]\nname = "Ring"\npattern = "planes"\naltitude_km = 550\ninclination_deg = 90\n'
    'planes = 2\nsatellites_per_plane = [3, 5]\nsatellite = "ai1"\n'
)


def sun_of_date():
    """Right ascension and declination, rad, on 2026-11-22 00:00 UTC.

    Low-precision formula of the Astronomical Almanac (Vallado 2013, algorithm 29): 0.01 degrees.
    """
    centuries = (2461366.5 - 2451545.0) / 36525.0
    mean = math.radians(357.5277233 + 35999.05034 * centuries)
    longitude = math.radians(
        280.460
        + 36000.77 * centuries
        + 1.914666471 * math.sin(mean)
        + 0.019994643 * math.sin(2.0 * mean)
    )
    tilt = math.radians(23.439291 - 0.0130042 * centuries)
    right_ascension = math.atan2(math.cos(tilt) * math.sin(longitude), math.cos(longitude))
    return right_ascension, math.asin(math.sin(tilt) * math.sin(longitude))


def nodes_deg(*beta_deg):
    """Return the nodes of polar planes at these angles to the Sun.

    The pole of a polar plane lies on the equator, a quarter behind its node: sin beta = cos(dec)
    sin(node - right ascension).
    """
    right_ascension, declination = sun_of_date()
    ahead = np.arcsin(np.sin(np.radians(beta_deg)) / math.cos(declination))
    return [round(float(x), 4) for x in (np.degrees(right_ascension + ahead) + 180) % 360 - 180]


def report(tmp_path, capsys, text, *options):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    with pytest.raises(SystemExit) as left:
        main(lambda _files: 0, ["report", str(file), *options])
    assert left.value.code == 0
    return capsys.readouterr().out


def test_beta_is_told_without_its_sign(tmp_path, capsys):
    """Planes 62 degrees to one side of the Sun and 66 to the other: their mean means nothing."""
    betas = (-62.0, 66.0)
    text = HEAD + GROUP + f"raan_deg = {nodes_deg(*betas)}\n"
    total = json.loads(report(tmp_path, capsys, text, "--json"))["total"]
    assert "beta_deg" not in total
    assert total["beta_size_deg"] == pytest.approx([62.0, 66.0], abs=0.02)
    assert [total["beta_min_deg"], total["beta_max_deg"]] == pytest.approx(betas, abs=0.02)
    (column,) = (column for column in LIGHT if "β" in column.heading)
    assert column.heading == "|β| °"
    assert column.text(SimpleNamespace(beta_size_deg=total["beta_size_deg"])) == "62.0–66.0"


def test_eclipses_now_and_worst_are_of_one_shadow(tmp_path, capsys):
    """A plane through the Sun: the longest eclipse there is, now and in the year.

    Cylinder: 2 asin(Re / a) of the orbit (Gilmore 2002, section 2.2). Umbra: the cone narrows by
    the Sun's angular radius of 0.27 degrees, on both sides. Period from node to node: J2 takes
    (3/4) J2 (Re/a)^2 (6 - 8 sin^2 i) off the two-body period (Vallado 2013, section 9.6).
    """
    text = HEAD + GROUP + f"raan_deg = {nodes_deg(0.0, 0.0)}\n"
    total = json.loads(report(tmp_path, capsys, text, "--json"))["total"]
    sma_km = EARTH_KM + ALTITUDE_KM
    nodal = 1.0 - 0.75 * J2 * (EARTH_KM / sma_km) ** 2 * (6.0 - 8.0)
    period_min = 2.0 * math.pi * math.sqrt(sma_km**3 / MU_KM3_S2) * nodal / 60.0
    half = math.asin(EARTH_KM / sma_km)
    cylinder_min = half / math.pi * period_min
    one_second_min = 1.0 / 60.0
    assert total["eclipse_min_now"] == pytest.approx(cylinder_min, abs=one_second_min)
    assert total["eclipse_min_worst"] == pytest.approx(cylinder_min, abs=one_second_min)
    assert total["eclipse_min_worst"] >= total["eclipse_min_now"] - 1e-3
    umbra_min = (half - math.radians(0.27)) / math.pi * period_min
    assert total["umbra_min_now"] == pytest.approx(umbra_min, abs=2 * one_second_min)


@pytest.mark.parametrize(("eccentricity", "told"), [(0.0, False), (0.009, False), (0.03, True)])
def test_eccentric_orbits_are_a_finding(tmp_path, capsys, eccentricity, told):
    text = (
        HEAD + '[[groups]]\nname = "Oval"\npattern = "walker-delta"\naltitude_km = 800\n'
        f"eccentricity = {eccentricity}\ninclination_deg = 63.4\nplanes = 3\n"
        'satellites_per_plane = 4\nsatellite = "ai1"\n'
    )
    findings = json.loads(report(tmp_path, capsys, text, "--json"))["findings"]
    sentence = (
        f'Group "Oval": the eccentricity is up to {eccentricity}, but power, heat and eclipses are '
        "those of circular orbits at the semi-major axis."
    )
    assert (sentence in findings) == told
    assert any("Oval" in one for one in findings) == told
