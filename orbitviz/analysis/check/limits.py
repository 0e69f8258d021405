"""Limits that several rules share."""

from __future__ import annotations

# Assumed: a little more than the span of the largest satellite published, 75 m (Starmind page of
# SpaceX, August 2026, secondary). Closer, they touch.
COLLISION_KM = 0.1
# Assumed: what satellites of one operator should keep from each other at all times, station
# keeping and errors of the model included.
CLOSE_KM = 1.0
# Between shells: J2 lets the radius of a circular orbit swing by up to J2 Re^2 / (4 a) = 1.6 km
# about its mean in an orbit (Kozai 1959), by more the steeper it is; with station keeping, 2 km.
SHELL_MARGIN_KM = 2.0
# Around shells, for real objects: the radius by SGP4 swings from 10 km below the mean semi-major
# axis to 11 km above it, by J2 and J3 (python-sgp4 at 570 km and inclinations of 0 to 98 degrees).
CATALOGUE_MARGIN_KM = 11.0
# Assumed: a quarter of an hour a year is what missions hold the local time of their node to.
MOST_DRIFT_H = 0.25
SAID_LIMITS = (
    f"assumed: satellites closer than {COLLISION_KM * 1e3:.0f} m collide, and {CLOSE_KM:g} km is "
    "the least that one operator should keep"
)
