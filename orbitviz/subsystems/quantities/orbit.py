"""Where a satellite flies, and how its orbit stands to the Sun."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import TAU
from orbitviz.subsystems.quantity import (
    CYCLIC,
    DEGREE,
    DIVERGING,
    HOUR_ANGLE,
    INFERNO,
    KILOMETRE,
    PER_CENT,
    PER_MILLION_KM3,
    VIRIDIS,
    Lookup,
    Quantity,
    SatelliteBatch,
)


def _local_time_rad(satellites: SatelliteBatch) -> Floats:
    return np.asarray(np.mod(satellites.raan_rad - satellites.mean_sun_ra_rad + math.pi, TAU))


GROUP = Quantity(
    key="shell",
    column="group",
    title="Satellites",
    menu="Group",
    help="Colour satellites by their group.",
    lookup=Lookup.SHELL,
    evaluate=lambda satellites: satellites.group,
)
SUNLIGHT = Quantity(
    key="sunlight",
    column="sunlit",
    title="Sunlight",
    help="Colour satellites by whether they are in sunlight now.",
    unit=PER_CENT,
    lookup=Lookup.SHELL,
    evaluate=lambda satellites: satellites.sunlit,
)
ALTITUDE = Quantity(
    key="altitude",
    column="altitude_km",
    title="Mean altitude",
    menu="Altitude",
    help="Colour satellites by their altitude.",
    unit=KILOMETRE,
    ramp=VIRIDIS,
    lookup=Lookup.SHELL,
    evaluate=lambda satellites: satellites.altitude_km,
)
DENSITY = Quantity(
    key="density",
    column="density_per_km3",
    title="Density around the shell",
    menu="Density",
    help="Colour satellites by how crowded the altitude of their shell is.",
    unit=PER_MILLION_KM3,
    ramp=INFERNO,
    lookup=Lookup.SHELL,
    evaluate=lambda satellites: satellites.shell_density_per_km3,
)
LIGHT = Quantity(
    key="light",
    column="light",
    title="Share of the Sun in view",
    unit=PER_CENT,
    table=lambda point: point.light,
)
BETA = Quantity(
    key="beta",
    column="beta_rad",
    title="Beta angle",
    menu="Beta Angle",
    help="Colour satellites by the angle between their orbital plane and the Sun.",
    unit=DEGREE,
    ramp=DIVERGING,
    ends=(-90.0, 90.0),
    lookup=Lookup.BETA,
    evaluate=lambda satellites: satellites.beta_rad,
)
LOCAL_TIME = Quantity(
    key="ltan",
    column="ltan_rad",
    title="Local time of the node",
    menu="Local Time of Node",
    help="Colour satellites by the local mean time of their ascending node.",
    unit=HOUR_ANGLE,
    ramp=CYCLIC,
    ends=(0.0, 24.0),
    lookup=Lookup.LOCAL_TIME,
    evaluate=_local_time_rad,
)
NODE = Quantity(
    key="plane",
    column="raan_rad",
    title="Node of the plane",
    menu="Plane",
    help="Colour satellites by the right ascension of their ascending node.",
    unit=DEGREE,
    ramp=CYCLIC,
    ends=(0.0, 360.0),
    lookup=Lookup.NODE,
    evaluate=lambda satellites: np.mod(satellites.raan_rad, TAU),
)
