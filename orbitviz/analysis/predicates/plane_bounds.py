"""Between what a satellite's values stay on its whole orbit: it need not be looked at one by one.

Each function takes satellites, one for a plane, and returns two (b,) arrays, SI, or None where it
cannot tell. Bounds are a little wide: satellites that they leave open are looked at in any case.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from orbitviz.analysis.predicates.fields import (
    ELEVATION,
    LATITUDE,
    OBLATE_RAD,
    RANGE,
    SLOT,
    SUNLIT,
    Field,
    Measure,
)
from orbitviz.analysis.satellite_rows import OrbitRows, SatelliteRows
from orbitviz.analysis.site_observer import observer_of
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.eclipse import shadow_reach_rad
from orbitviz.orbits.propagate import plane_table
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

Bounds = tuple[Floats, Floats]
_OFF_RAD, _OFF_KM = 1e-6, 1e-3  # rounding


def bounds(measure: Measure, planes: OrbitRows) -> Bounds | None:
    """Return the least and the greatest value of a measure on the orbits of satellites (b,)."""
    field = measure.field
    if field in _OWN:
        return _OWN[field](measure, planes)
    if field.quantity is SUNLIGHT:
        return _sunlight(measure, planes)
    if field.quantity is None or not isinstance(planes, SatelliteRows):
        return None
    # Those that are evaluated otherwise than by their table may be anything.
    is_looked_up = field.quantity.table is not None and field.quantity.evaluate is None
    return planes.extremes(field.quantity) if is_looked_up else None


def _slot(_: Measure, planes: OrbitRows) -> Bounds:
    slots = planes.constellation.plane_slots[planes.plane].astype(np.float64)
    return np.ones(len(slots)), slots


def _sunlight(_: Measure, planes: OrbitRows) -> Bounds:
    """Never dark where the Sun stands higher over the plane than the penumbra of its perigee."""
    nearest_km, _farthest = _radii_km(planes)
    sun_km = float(np.linalg.norm(planes.geometry.sun_teme_km))
    _umbra, penumbra = shadow_reach_rad(np.maximum(nearest_km, EARTH_RADIUS_KM), sun_km)
    always = np.abs(planes.beta_rad) > penumbra + _OFF_RAD
    return np.where(always, 1.0, 0.0), np.ones(len(planes))


def _latitude(_: Measure, planes: OrbitRows) -> Bounds:
    inc = planes.constellation.inc_rad[planes.shell]
    highest = np.minimum(inc, 0.5 * TAU - inc) + OBLATE_RAD
    return -highest, highest


def _elevation(measure: Measure, planes: OrbitRows) -> Bounds:
    site_km, nearest_rad = _from_site(measure, planes)
    lowest_km, highest_km = _radii_km(planes)

    def elevation(apart_rad: Floats, radius_km: Floats) -> Floats:
        return np.arctan2(radius_km * np.cos(apart_rad) - site_km, radius_km * np.sin(apart_rad))

    # Above the geocentric horizon: lower the farther, higher the larger the orbit.
    return (
        elevation(0.5 * TAU - nearest_rad, lowest_km) - OBLATE_RAD,
        elevation(nearest_rad, highest_km) + OBLATE_RAD,
    )


def _range(measure: Measure, planes: OrbitRows) -> Bounds:
    site_km, nearest_rad = _from_site(measure, planes)
    lowest_km, highest_km = _radii_km(planes)
    cos_rad = np.cos(nearest_rad)

    def apart(radius_km: Floats, cos: Floats) -> Floats:
        return np.sqrt(np.maximum(radius_km**2 + site_km**2 - 2.0 * radius_km * site_km * cos, 0.0))

    # The farthest point of an eccentric orbit is at most as far as if it were opposite.
    foot_km = np.clip(site_km * cos_rad, lowest_km, highest_km)
    return apart(foot_km, cos_rad) - _OFF_KM, apart(highest_km, -cos_rad) + _OFF_KM


def _from_site(measure: Measure, planes: OrbitRows) -> tuple[float, Floats]:
    """Return the radius of a site, and the least angle to it at the Earth's centre, (b,)."""
    assert measure.site is not None
    geometry = planes.geometry
    site_km = observer_of(measure.site, geometry).r_km
    radius_km = float(np.linalg.norm(site_km))
    table = plane_table(planes.constellation, geometry.instant, planes.plane)
    poles = np.cross(table.node, table.ahead)
    aside = np.clip(poles @ (site_km / radius_km), -1.0, 1.0)
    return radius_km, np.maximum(np.abs(np.arcsin(aside)) - _OFF_RAD, 0.0)


def _radii_km(planes: OrbitRows) -> Bounds:
    shell = planes.shell
    sma_km, ecc = planes.constellation.sma_km[shell], planes.constellation.ecc[shell]
    return sma_km * (1.0 - ecc), sma_km * (1.0 + ecc)


_OWN: dict[Field, Callable[[Measure, OrbitRows], Bounds]] = {
    SLOT: _slot,
    SUNLIT: _sunlight,
    LATITUDE: _latitude,
    ELEVATION: _elevation,
    RANGE: _range,
}
