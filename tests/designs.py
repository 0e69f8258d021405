"""Designs of one or a few groups, from the keys that matter to a test."""

from __future__ import annotations

import json

from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Document


def design_of(*groups, **more) -> Document:
    """Return the document of design_text."""
    return parse_design(design_text(*groups, **more))


def design_text(*groups, name="Drawn up", epoch="2026-11-22T00:00:00Z", head="", tail="") -> str:
    """Return a design as TOML, with groups given as {key: value}.

    head   TOML between the epoch and the groups
    tail   TOML after them
    """
    tables = [
        "[[groups]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in group.items())
        for group in groups
    ]
    top = f'format = "orbitviz/1"\nname = "{name}"\nepoch = {epoch}\n'
    return top + head + "".join(tables) + tail


def walker(altitude_km, inclination_deg, planes, slots, phasing=0, **more) -> dict[str, object]:
    """Return the keys of a Walker delta group."""
    return {
        "pattern": "walker-delta", "altitude_km": altitude_km, "planes": planes,
        "inclination_deg": inclination_deg, "satellites_per_plane": slots, "phasing": phasing,
        **more,
    }  # fmt: skip


def planes_at(raan_deg, altitude_km, inclination_deg, slots, **more) -> dict[str, object]:
    """Return the keys of a group of planes with given nodes."""
    return {
        "pattern": "planes", "altitude_km": altitude_km, "planes": len(raan_deg),
        "inclination_deg": inclination_deg, "satellites_per_plane": slots, "raan_deg": raan_deg,
        **more,
    }  # fmt: skip


def dawn_dusk(altitude_km, slots, planes=2, **more) -> dict[str, object]:
    """Return the keys of a sun-synchronous group at 06:00 and, with two planes, 18:00."""
    return {
        "pattern": "sun-synchronous", "altitude_km": altitude_km, "planes": planes,
        "inclination_deg": "sun-synchronous", "satellites_per_plane": slots,
        "ltan_h": [6, 18] if planes == 2 else 6, **more,
    }  # fmt: skip


def _toml(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    return json.dumps(value)
