"""Where the satellites of a design are at one time, and which is nearest to a place."""

import numpy as np

import orbitviz
from orbitviz.orbits.geodesy import itrs_position_km

design = orbitviz.load("starlink-gen1")  # or the path of a file
r_km, v_km_s = design.states("2026-11-22T12:00:00Z", frame="ITRS")  # (n, 3) each
print(f"{design.name}: {len(design):,} satellites")

greenwich_km = itrs_position_km(np.radians(51.4769), np.radians(-0.0005), 0.046)
distance_km = np.linalg.norm(r_km - greenwich_km, axis=1)
print(f"nearest to Greenwich: row {distance_km.argmin()}, {distance_km.min():,.0f} km away")
