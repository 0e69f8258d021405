"""Physical constants, each with its unit in the name and its source in a comment.

Shaders get these by name too (orbitviz.scene.gl.programs prepends the ones a shader uses),
so that no number is written twice.
"""

from __future__ import annotations

import math

# Time.
MINUTE_S = 60.0
HOUR_S = 3600.0
DAY_S = 86400.0
JULIAN_YEAR_S = 365.25 * DAY_S  # the year of all rates per year
YEAR_DAYS = JULIAN_YEAR_S / DAY_S

# Earth: WGS 84 / EGM96 as used for mean-element work (Vallado 2013, app. D).
MU_EARTH_KM3_S2 = 398600.4418
EARTH_RADIUS_KM = 6378.137  # equatorial
J2_EARTH = 1.08262668e-3
EARTH_FLATTENING = 1.0 / 298.257223563
EARTH_POLAR_RADIUS_KM = EARTH_RADIUS_KM * (1.0 - EARTH_FLATTENING)
OBLIQUITY_RAD = math.radians(23.4393)  # of the ecliptic at J2000 (IAU 2006)
EARTH_ROTATION_RAD_S = 7.292115e-5  # WGS 84 nominal mean angular velocity

# Sun.
SUN_RADIUS_KM = 695_700.0  # IAU 2015 Resolution B3 nominal value
AU_KM = 149_597_870.7  # IAU 2012 Resolution B2, exact
SIDEREAL_YEAR_S = 365.25636 * DAY_S  # IERS
# Rate of the mean Sun against the stars: the node rate of a sun-synchronous orbit.
SUN_SYNCHRONOUS_RATE_RAD_S = 2.0 * math.pi / SIDEREAL_YEAR_S
SOLAR_FLUX_W_M2 = 1361.0  # at 1 au (Kopp & Lean 2011)

# Moon.
MOON_RADIUS_KM = 1737.4  # mean (IAU 2015, Archinal et al. 2018)

# Heat.
STEFAN_BOLTZMANN_W_M2_K4 = 5.670374419e-8  # CODATA 2018
EARTH_ALBEDO = 0.30  # mean Bond albedo (Gilmore 2002, section 2.2)
EARTH_IR_W_M2 = 237.0  # mean infrared flux at the top of the air (Gilmore 2002, section 2.2)
SPACE_K = 3.0  # background of deep space as radiators see it
CELSIUS_0_K = 273.15
ROOM_K = CELSIUS_0_K + 20.0  # 20 degrees Celsius: a satellite before its first orbit

JD_J2000 = 2451545.0
TAU = 2.0 * math.pi
KM_PER_M = 1e-3
SPEED_OF_LIGHT_KM_S = 299_792.458  # in a vacuum (SI, exact)
FIBRE_GROUP_INDEX = 1.468  # single-mode, at 1,550 nm (1.4682: Corning SMF-28 Ultra, PI1424)

# What the program accepts.
MIN_ALTITUDE_KM = 120.0  # below it no satellite completes an orbit
MAX_ALTITUDE_KM = 1_000_000.0  # beyond it the Moon and Sun, left out here, rule the orbit
MAX_DESIGN_SATELLITES = 20_000_000
STALE_ELEMENTS_DAYS = 14.0  # SGP4 elements older than this are flagged at the shown time
MAX_PLAYBACK_RATE = 100_000.0  # simulated seconds per real second, either way
