"""Where catalogued objects are: elements from a file, moved by SGP4."""

from pathlib import Path

import numpy as np

import orbitviz
from orbitviz.orbits.geodesy import geodetic

catalogue = orbitviz.load(Path(__file__).with_name("two.tle"))  # TLE, 3LE or any form of OMM
r_km, _ = catalogue.states("2019-12-09T17:00:00Z", frame="ITRS")  # rows of NaN where SGP4 fails

latitude_rad, longitude_rad, altitude_km = geodetic(r_km)
for row, height in enumerate(altitude_km):
    latitude, longitude = np.degrees(latitude_rad[row]), np.degrees(longitude_rad[row])
    print(f"row {row}: {latitude:.1f} deg north, {longitude:.1f} deg east, {height:,.0f} km high")
