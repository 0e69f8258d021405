"""Constellations of one pattern, as designs."""

from __future__ import annotations

from orbitviz.formats.designs.design_file import parse_design

_HEAD = 'format = "orbitviz/1"\nname = "Pattern"\nepoch = 2026-11-22T00:00:00Z\n[[groups]]\n'


def walker(total, planes, phasing, inc_deg, altitude_km=1000.0):
    """Return the document of a Walker delta pattern."""
    return parse_design(
        f'{_HEAD}name = "Walker"\npattern = "walker-delta"\naltitude_km = {altitude_km}\n'
        f"inclination_deg = {inc_deg}\nplanes = {planes}\n"
        f"satellites_per_plane = {total // planes}\nphasing = {phasing}\n"
    )


def near_polar(altitude_km, inc_deg, planes, slots, spacing_deg):
    """Return the document of planes beside each other, shifted by half a slot in turn."""
    raan = [round(spacing_deg * k, 6) for k in range(planes)]
    phase = [(k % 2) * 180.0 / slots for k in range(planes)]
    return parse_design(
        f'{_HEAD}name = "Polar"\npattern = "planes"\naltitude_km = {altitude_km}\n'
        f"inclination_deg = {inc_deg}\nplanes = {planes}\nsatellites_per_plane = {slots}\n"
        f"raan_deg = {raan}\nphase_deg = {phase}\n"
    )
