"""Constellations of one pattern, as designs."""

from __future__ import annotations

from tests.designs import design_of, planes_at, walker


def walker_of(total, planes, phasing, inc_deg, altitude_km=1000.0):
    """Return the document of a Walker delta pattern by its usual numbers."""
    return design_of(walker(altitude_km, inc_deg, planes, total // planes, phasing))


def near_polar(altitude_km, inc_deg, planes, slots, spacing_deg):
    """Return the document of planes beside each other, shifted by half a slot in turn."""
    raan_deg = [round(spacing_deg * k, 6) for k in range(planes)]
    phase_deg = [(k % 2) * 180.0 / slots for k in range(planes)]
    return design_of(planes_at(raan_deg, altitude_km, inc_deg, slots, phase_deg=phase_deg))
