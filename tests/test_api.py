"""The three lines of a script."""

import subprocess
import sys

import numpy as np
import pytest
from sgp4.api import Satrec

import orbitviz
from orbitviz.base.errors import UserError
from orbitviz.orbits.frames import Frame, convert
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.timescale import Instant

# Vallado's verification case 00005 of the SGP4 report (AIAA 2006-6753), Vanguard 1.
VANGUARD = (
    "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
    "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
)
TIME = "2026-11-22T12:00:00Z"


def test_three_lines():
    d = orbitviz.load("starlink-gen1")
    r_km, v_km_s = d.states(TIME)
    assert r_km.shape == v_km_s.shape == (4408, 3)
    assert len(d) == 4408
    assert d.name == "Starlink Gen1"
    radius = np.linalg.norm(r_km, axis=1)
    assert radius.min() == pytest.approx(6378.137 + 540, abs=1e-6)
    assert radius.max() == pytest.approx(6378.137 + 570, abs=1e-6)


def test_a_text_and_an_instant_mean_the_same():
    d = orbitviz.load("oneweb")
    of_text, of_instant = d.states(TIME), d.states(orbitviz.Instant.parse(TIME))
    assert of_text[0].tolist() == of_instant[0].tolist()


@pytest.mark.parametrize("frame", ["TEME", "GCRS", "ITRS", Frame.GCRS])
def test_frames(frame):
    d = orbitviz.load("oneweb")
    r_km, v_km_s = d.states(TIME, frame=frame)
    at = Instant.parse(TIME)
    expected = convert(*state_vectors(d.constellation, at), Frame.TEME, Frame(frame), at)
    assert r_km == pytest.approx(expected[0], abs=1e-9)
    assert v_km_s == pytest.approx(expected[1], abs=1e-12)


def test_a_frame_that_is_not():
    with pytest.raises(UserError, match=r"J2000.*TEME, GCRS or ITRS"):
        orbitviz.load("oneweb").states(TIME, frame="J2000")


def test_a_design_of_ones_own(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(
        'format = "orbitviz/1"\nname = "x"\nepoch = 2026-11-22\n[[groups]]\n'
        'pattern = "walker-delta"\naltitude_km = 550\ninclination_deg = 53\n'
        "planes = 2\nsatellites_per_plane = 3\n"
    )
    d = orbitviz.load(path)
    assert len(d) == 6
    assert d.design.groups[0].planes == 2
    assert len(orbitviz.load(str(path)).states("2026-11-22")[0]) == 6


def test_a_catalogue(tmp_path):
    path = tmp_path / "vanguard.tle"
    path.write_text("\n".join(VANGUARD) + "\n")
    d = orbitviz.load(path)
    r_km, v_km_s = d.states("2000-06-27T18:50:19.733571Z")
    assert len(d) == 1
    at = Instant.parse("2000-06-27T18:50:19.733571Z")
    error, r, v = Satrec.twoline2rv(*VANGUARD).sgp4(at.jd_whole, at.jd_frac)
    assert error == 0
    a_millimetre_km = 1e-6
    assert r_km[0] == pytest.approx(r, abs=a_millimetre_km)
    assert v_km_s[0] == pytest.approx(v, abs=1e-9)


def test_what_is_not_there():
    with pytest.raises(UserError, match="gone"):
        orbitviz.load("gone.toml")
    with pytest.raises(UserError, match="yesterday"):
        orbitviz.load("oneweb").states("yesterday")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        orbitviz.nothing  # noqa: B018


def test_importing_costs_nothing():
    code = (
        "import sys, orbitviz; "
        "heavy = {'numpy', 'pydantic', 'skyfield', 'vispy', 'PySide6', 'tomlkit', 'sgp4'}; "
        "print(sorted(heavy & set(sys.modules)), orbitviz.__version__)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[] 0.1.0"


def test_public_names_resolve():
    for name in orbitviz.__all__:
        assert getattr(orbitviz, name) is not None
        assert name in dir(orbitviz)
