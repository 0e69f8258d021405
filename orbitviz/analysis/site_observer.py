"""Sites as observers."""

from __future__ import annotations

import math

from orbitviz.base.constants import KM_PER_M
from orbitviz.model.design.groups import Site
from orbitviz.orbits.observer import Observer, in_teme, observer_at
from orbitviz.orbits.sky_geometry import SkyGeometry


def observer_on_earth(site: Site) -> Observer:
    """Return a site as an observer, ITRS."""
    lat_rad, lon_rad = math.radians(site.lat_deg), math.radians(site.lon_deg)
    return observer_at(lat_rad, lon_rad, site.alt_m * KM_PER_M)


def observer_of(site: Site, geometry: SkyGeometry) -> Observer:
    """Return a site as an observer, TEME at the instant of `geometry`."""
    return in_teme(observer_on_earth(site), geometry)
