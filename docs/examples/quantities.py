"""Power, charge and temperature of single satellites, as their colours show them."""

import numpy as np

import orbitviz
from orbitviz import Instant
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.subsystems.quantities.registry import quantity_of

design = orbitviz.load("one-shell")
sky = sky_geometry_at(Instant.parse("2026-11-22T12:00:00Z"))
fleet = solve_fleet(design.document, float(np.linalg.norm(sky.sun_teme_km)))

some = SatelliteRows(fleet, sky, np.arange(0, 20, 3))  # of the first plane
for key in ("sunlight", "array", "charge", "radiator"):
    quantity = quantity_of(key)
    values = some.values(quantity)  # (n,) SI
    print(f"{quantity.title:24}", *(quantity.text(value) for value in values), sep="  ")
