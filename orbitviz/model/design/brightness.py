"""From a satellite design to the diffuse sphere that is as bright."""

from __future__ import annotations

from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.subsystems.photometry import DIFFUSE_ALBEDO, zeta_of_magnitude


def zeta_m2(design: SatelliteDesign) -> float:
    """Return area times albedo, m2: by the measured magnitude, else as given, else by the array."""
    brightness = design.brightness
    if not isinstance(brightness.magnitude, str):
        return zeta_of_magnitude(brightness.magnitude)
    if not isinstance(brightness.zeta_m2, str):
        return brightness.zeta_m2
    return DIFFUSE_ALBEDO * design.array.area_m2


def brightness_words(design: SatelliteDesign) -> str:
    """Return where the brightness of a design comes from, in words."""
    brightness = design.brightness
    if not isinstance(brightness.magnitude, str):
        return f"magnitude {brightness.magnitude:g} at 1,000 km"
    if not isinstance(brightness.zeta_m2, str):
        return f"area times albedo {brightness.zeta_m2:g} m²"
    return f"array of {design.array.area_m2:g} m² times {DIFFUSE_ALBEDO:g}"
