"""Sunlight and Earth as seen along circular orbits; the same for every satellite design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import AU_KM, EARTH_RADIUS_KM, SOLAR_FLUX_W_M2
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.secular import mean_motion_rad_s


@dataclass(frozen=True, kw_only=True, eq=False)
class Environment:
    """Conditions at k places on each of l circular orbits; arrays (l, k) or (l, 1).

    phase_rad    (l, k)  from orbit noon, in the sense of motion
    light        (l, k)  share of the Sun's disc seen, 0..1
    cos_zenith   (l, k)  cosine of the angle between the Sun and the zenith
    cos_ahead    (l, k)  cosine of the angle between the Sun and the direction of flight
    sin_beta     (l, 1)
    flux_w_m2    (l, 1)  sunlight outside the shadow
    earth_sin    (l, 1)  sine of the Earth's angular radius
    rate_rad_s   (l, 1)  of the phase
    east         (l, 1)  1 where the orbit runs eastwards, -1 westwards
    """

    phase_rad: Floats
    light: Floats
    cos_zenith: Floats
    cos_ahead: Floats
    sin_beta: Floats
    flux_w_m2: Floats
    earth_sin: Floats
    rate_rad_s: Floats
    east: Floats


def flux_w_m2(sun_km: Any) -> Any:
    """Return the solar flux, W/m2, at distances (km) of the Sun: inverse square of that at 1 au."""
    return SOLAR_FLUX_W_M2 * (AU_KM / np.asarray(sun_km)) ** 2


def orbit_environment(
    sma_km: Any, beta_rad: Any, phase_rad: Floats, sun_km: Any, east: Any = 1.0
) -> Environment:
    """Return the conditions on circular orbits.

    sma_km, beta_rad, sun_km, east   () or (l,)  float64; east: the sign of cos(inclination)
    phase_rad                        (l, k)      float64  rad from orbit noon

    Sun and zenith: cos beta cos phase; Sun and flight: -cos beta sin phase.
    """
    shape = (phase_rad.shape[0], 1)
    sma, beta, sun, sense = (
        np.broadcast_to(np.asarray(value, np.float64).reshape(-1, 1), shape)
        for value in (sma_km, beta_rad, sun_km, east)
    )
    cos_beta = np.cos(beta)
    zenith = cos_beta * np.cos(phase_rad)
    return Environment(
        phase_rad=phase_rad,
        light=_light(np.broadcast_to(sma, phase_rad.shape), zenith, sun),
        cos_zenith=zenith,
        cos_ahead=-cos_beta * np.sin(phase_rad),
        sin_beta=np.sin(beta),
        flux_w_m2=np.asarray(flux_w_m2(sun)),
        earth_sin=EARTH_RADIUS_KM / sma,
        rate_rad_s=mean_motion_rad_s(sma),
        east=sense,
    )


def _light(sma_km: Floats, cos_zenith: Floats, sun_km: Floats) -> Floats:
    """Return the share of the Sun's disc seen; only the angle to the Sun matters."""
    light = np.ones_like(cos_zenith)
    night = cos_zenith < 0.0
    cosine, radius = cos_zenith[night], sma_km[night]
    sine = np.sqrt(np.maximum(1.0 - cosine * cosine, 0.0))
    r_km = np.stack([radius * cosine, radius * sine, np.zeros_like(sine)], axis=1)
    # The Sun's distance moves the edges by 2 % of the penumbra over the year.
    suns = np.broadcast_to(sun_km, cos_zenith.shape)[night]
    part = np.empty_like(cosine)
    for distance in np.unique(suns):
        same = suns == distance
        part[same] = sunlit(r_km[same], np.array([distance, 0.0, 0.0]))
    light[night] = np.clip(part, 0.0, 1.0)  # rounding at the rim of the umbra
    return light
