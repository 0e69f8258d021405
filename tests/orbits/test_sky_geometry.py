import subprocess
import sys

import numpy as np
import pytest

from orbitviz.orbits.frames import Frame, rotation
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.sun import sun_position_km
from orbitviz.orbits.timescale import Instant


def test_a_moment_gathers_the_frames_and_the_sun():
    instant = Instant.parse("2026-11-22T12:34:56Z")
    geometry = sky_geometry_at(instant)
    assert geometry.instant == instant
    assert np.array_equal(geometry.teme_to_itrs, rotation(Frame.TEME, Frame.ITRS, instant))
    assert np.array_equal(geometry.gcrs_to_teme, rotation(Frame.GCRS, Frame.TEME, instant))
    assert np.array_equal(geometry.sun_teme_km, sun_position_km(instant, Frame.TEME))
    assert np.linalg.norm(geometry.sun_direction) == pytest.approx(1.0, abs=1e-15)


@pytest.mark.parametrize(
    ("text", "lat_deg", "lon_deg"),
    [
        # Declination from the seasons (USNO 2026); longitude is 15 deg for each hour before noon
        # of apparent time, the equation of time being -7.4, -1.9 and +7.5 min on these days.
        ("2026-03-20T14:46Z", 0.0, -15.0 * (14 + 46 / 60 - 12 - 7.4 / 60)),
        ("2026-06-21T08:24Z", 23.436, -15.0 * (8 + 24 / 60 - 12 - 1.9 / 60)),
        ("2026-09-23T00:05Z", 0.0, -15.0 * (0 + 5 / 60 - 12 + 7.5 / 60)),
    ],
)
def test_the_sun_stands_over_the_right_place_of_the_map(text, lat_deg, lon_deg):
    geometry = sky_geometry_at(Instant.parse(text))
    lat, lon, _ = geodetic(geometry.teme_to_itrs @ geometry.sun_teme_km)
    # 0.1 min of the equation of time is 0.025 deg.
    assert np.degrees(lat) == pytest.approx(lat_deg, abs=0.05)
    assert np.degrees(lon) == pytest.approx(lon_deg, abs=0.05)


def test_the_first_moment_needs_no_network():
    script = (
        "import socket\n"
        "def refuse(*_, **__): raise SystemExit('asked for the network')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from orbitviz.orbits.sky_geometry import sky_geometry_at\n"
        "from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant\n"
        "for instant in (FIRST_INSTANT, Instant.now(), LAST_INSTANT):\n"
        "    print(len(sky_geometry_at(instant).sun_teme_km))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, ["3", "3", "3"]), done.stderr


def test_threads_that_start_together_get_the_same_moment():
    # A fresh interpreter, so that they race for the first opening of the files.
    script = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from orbitviz.orbits.sky_geometry import sky_geometry_at\n"
        "from orbitviz.orbits.timescale import Instant\n"
        "start = Instant.parse('2026-11-22')\n"
        "def suns(_):\n"
        "    return tuple(tuple(sky_geometry_at(start.plus_s(k)).sun_teme_km) for k in range(40))\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    found = set(pool.map(suns, range(8)))\n"
        "print(len(found), len(set(found.pop())))\n"
    )
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["1", "40"], "")
