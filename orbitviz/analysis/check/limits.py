"""Distances below which satellites are too close, used by several rules."""

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
SAID_LIMITS = (
    f"assumed: satellites closer than {COLLISION_KM * 1e3:.0f} m collide, and {CLOSE_KM:g} km is "
    "the least that one operator should keep"
)
