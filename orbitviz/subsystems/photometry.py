"""How bright a satellite looks: sunlight that a diffuse sphere throws to an eye, through the air.

Boley, Lawler & Rein 2026, Rings in the Sky (arXiv:2608.02757), equation 2. Glints of flat panels,
attitude and light that comes from the Earth are not in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats

SUN_MAGNITUDE = -26.77  # visual, at 1 au (Boley et al. 2026, equation 2)
DIFFUSE_ALBEDO = 0.2  # of a satellite as a sphere: their 800 m2 count as 160 m2
EXTINCTION_MAG = 0.15  # per air mass, of clear air (the same)
STANDARD_RANGE_KM = 1_000.0  # to which measured magnitudes are reduced
STANDARD_PHASE_RAD = 0.5 * np.pi  # the middle of what is observed at dusk and dawn


def diffuse_phase(phase_rad: Any) -> Floats:
    """Return the light of a diffuse sphere over that at full phase.

    phase_rad  () or (n,)  float64  rad, angle at the satellite between Sun and eye, 0 to pi
    returns    () or (n,)  float64  ((pi - a) cos a + sin a) / pi: 1 at 0, 1 / pi at 90 degrees

    Lambert's sphere (Hejduk 2011, AMOS). shaders/lib/magnitude.glsl has it as a polynomial.
    """
    phase = np.asarray(phase_rad, dtype=np.float64)
    return np.asarray(((np.pi - phase) * np.cos(phase) + np.sin(phase)) / np.pi)


def magnitude(zeta_m2: Any, phase_rad: Any, range_km: Any, light: Any = 1.0) -> Floats:
    """Return visual magnitudes outside the air.

    zeta_m2    () or (n,)  float64  m2, area times albedo of the sphere
    phase_rad  () or (n,)  float64  rad, angle at the satellite between Sun and eye
    range_km   () or (n,)  float64  km from the eye
    light      () or (n,)  float64  share of the Sun's disc that the satellite sees, 0..1
    returns    () or (n,)  float64  inf where there is no light

    Boley et al. 2026, equation 2, without its last term.
    """
    shown = 2.0 / (3.0 * np.pi) * np.multiply(zeta_m2, diffuse_phase(phase_rad)) * light
    range_m = 1e3 * np.asarray(range_km)
    shown = np.maximum(shown, 0.0)  # round-off may be below, near a phase of pi or the umbra
    with np.errstate(divide="ignore"):
        return np.asarray(SUN_MAGNITUDE - 2.5 * np.log10(shown / (range_m * range_m)))


def air_mass(elevation_rad: Any) -> Floats:
    """Return how much air lies before a direction, 1 for the zenith and 38 for the horizon.

    elevation_rad  () or (n,)  float64  rad, above the horizon
    returns        () or (n,)  float64

    Kasten & Young 1989, Applied Optics 28, 4735, equation 3, at sea level. It takes the refracted
    elevation; ours is without refraction, which adds 0.3 air masses at 5 degrees, 0.05 at 10.
    """
    degrees = np.degrees(elevation_rad)
    return np.asarray(1.0 / (np.sin(elevation_rad) + 0.50572 * (degrees + 6.07995) ** -1.6364))


def extinction_mag(elevation_rad: Any) -> Floats:
    """Return by how many magnitudes the air dims what stands at elevations () or (n,) rad."""
    return np.asarray(EXTINCTION_MAG * air_mass(elevation_rad))


def zeta_of_magnitude(standard_magnitude: float) -> float:
    """Return area times albedo, m2, of the sphere that has a mean magnitude at 1,000 km.

    Observers reduce what they measure to 1,000 km, not to one phase angle, and their comparison
    stars take out the air. The sphere has that magnitude at a phase angle of 90 degrees, about the
    mean of what is seen at dusk.
    """
    of_one_m2 = float(magnitude(1.0, STANDARD_PHASE_RAD, STANDARD_RANGE_KM))
    return float(10.0 ** (-0.4 * (standard_magnitude - of_one_m2)))
