"""The sky of a place counted one satellite after the other, by skyfield and school geometry."""

from __future__ import annotations

import math

import numpy as np
from skyfield.api import wgs84
from skyfield.positionlib import ICRF
from skyfield.sgp4lib import TEME

from orbitviz.orbits.ephemeris import apparent
from orbitviz.orbits.timescale import skyfield_time

AU_KM = 149_597_870.7
EARTH_KM, SUN_KM = 6378.137, 695_700.0


def sun_altitude_deg(site, instant):
    """Return the Sun's altitude by skyfield, topocentric, without refraction."""
    sun = apparent("sun", skyfield_time(instant)).xyz.au
    return altitudes(site, instant, sun[None] * AU_KM)[0][0]


def altitudes(site, instant, r_gcrs_km):
    """Return altitudes in degrees, distances in km and the place itself, by skyfield."""
    topos = wgs84.latlon(site.lat_deg, site.lon_deg, elevation_m=site.alt_m)
    time = skyfield_time(instant)
    here = topos.at(time).position.km
    apart = ICRF((r_gcrs_km - here).T / AU_KM, t=time, center=topos)
    altitude, _, distance = apart.altaz()
    return altitude.degrees, distance.km, here


def brute_counts(site, instant, r_teme_km, zeta_m2, min_elevation_deg=10.0):
    """Return the counts of satellites at positions (n, 3) TEME, each of area times albedo (n,)."""
    time = skyfield_time(instant)
    r_km = r_teme_km @ TEME.rotation_at(time)
    sun = apparent("sun", time).xyz.au * AU_KM
    altitude, distance, here = altitudes(site, instant, r_km)
    found = {"above_horizon": 0, "above_min": 0, "sunlit_above_horizon": 0, "sunlit_above_min": 0}
    brighter = {"5": 0, "6": 0, "7": 0}
    for k in np.flatnonzero(altitude > 0.0):
        high = altitude[k] >= min_elevation_deg
        found["above_horizon"] += 1
        found["above_min"] += high
        light, phase = _light_and_phase(r_km[k], sun, here)
        if light == 0.0:
            continue
        found["sunlit_above_horizon"] += 1
        found["sunlit_above_min"] += high
        if high:
            shown = _magnitude(zeta_m2[k], phase, distance[k], light, altitude[k])
            for limit in brighter:
                brighter[limit] += shown < float(limit)
    return found, brighter


def _light_and_phase(r_km, sun, here):
    to_sun, to_eye, to_earth = sun - r_km, here - r_km, -r_km
    sun_size = math.asin(SUN_KM / math.hypot(*to_sun))
    earth_size = math.asin(EARTH_KM / math.hypot(*to_earth))
    return _light(_angle(to_sun, to_earth), sun_size, earth_size), _angle(to_sun, to_eye)


def _angle(one, other):
    return math.atan2(math.hypot(*np.cross(one, other)), float(one @ other))


def _light(apart, sun_size, earth_size):
    """Return the share of the Sun's disc that is seen, by strips across the two discs."""
    if apart >= sun_size + earth_size:
        return 1.0
    if apart <= earth_size - sun_size:
        return 0.0
    x = np.linspace(-sun_size, sun_size, 2001)
    half = np.sqrt(np.maximum(sun_size**2 - x**2, 0.0))
    hidden = np.sqrt(np.maximum(earth_size**2 - (x - apart) ** 2, 0.0))
    return 1.0 - float(np.minimum(half, hidden).sum() / half.sum())


def _magnitude(zeta, phase, distance_km, light, altitude_deg):
    """Boley et al. 2026, equation 2, letter by letter; Kasten & Young 1989."""
    sphere = 2.0 * zeta / (3.0 * math.pi**2)
    shown = sphere * ((math.pi - phase) * math.cos(phase) + math.sin(phase)) * light
    air = 1.0 / (
        math.sin(math.radians(altitude_deg)) + 0.50572 * (altitude_deg + 6.07995) ** -1.6364
    )
    outside = -26.77 - 2.5 * math.log10(shown) + 5.0 * math.log10(1e3 * distance_km)
    return outside + 0.15 * air
