"""Colours of stars."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats32


def star_colours(colour_index: Floats32) -> Floats32:
    """Return (n, 3) float32 linear light of stars by their B-V (n,).

    Temperature by Ballesteros (2012), EPL 97 34008; a black body's light at the wavelengths of
    the three primaries (610, 549, 468 nm).
    """
    bv = np.clip(colour_index.astype(np.float64), -0.4, 2.0)
    kelvin = 4600.0 * (1.0 / (0.92 * bv + 1.7) + 1.0 / (0.92 * bv + 0.62))
    wavelength_m = np.array([610e-9, 549e-9, 468e-9])
    second_radiation_m_k = 1.438777e-2
    light = 1.0 / (
        wavelength_m**5 * np.expm1(second_radiation_m_k / (wavelength_m * kelvin[:, None]))
    )
    # White is the Sun's own light.
    sun = 1.0 / (wavelength_m**5 * np.expm1(second_radiation_m_k / (wavelength_m * 5772.0)))
    light /= sun
    light /= light.max(axis=1, keepdims=True)
    return np.asarray(light, np.float32)
