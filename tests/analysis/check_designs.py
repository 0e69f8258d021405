"""Designs of one or a few groups, and what a check finds in them."""

from __future__ import annotations

from orbitviz.analysis.check.checking import check_design
from orbitviz.analysis.check.registry import chosen_rules
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import fleet_at
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

HEAD = 'format = "orbitviz/1"\nname = "Drawn up"\nepoch = 2026-11-22T00:00:00Z\n'


def design_of(*groups, head="", tail=""):
    """Return a document with groups, each given as {key: TOML text}."""
    tables = ["".join(f"{key} = {text}\n" for key, text in group.items()) for group in groups]
    return parse_design(HEAD + head + "".join(f"[[groups]]\n{table}" for table in tables) + tail)


def walker(altitude_km, inclination_deg, planes, slots, phasing=0, **more):
    """Return the keys of a Walker delta group."""
    return {
        "pattern": '"walker-delta"', "altitude_km": altitude_km, "planes": planes,
        "inclination_deg": inclination_deg, "satellites_per_plane": slots, "phasing": phasing,
        **more,
    }  # fmt: skip


def dawn_dusk(altitude_km, slots, planes=2, **more):
    """Return the keys of a sun-synchronous group at 06:00 and, with two planes, 18:00."""
    return {
        "pattern": '"sun-synchronous"', "altitude_km": altitude_km, "planes": planes,
        "inclination_deg": '"sun-synchronous"', "satellites_per_plane": slots,
        "ltan_h": "[6, 18]" if planes == 2 else 6, **more,
    }  # fmt: skip


def checked(document, *rules, catalogues=()):
    """Return what rules find in a document at its epoch."""
    state = State.of(document, Playback(document.design.epoch_instant), catalogues)
    geometry = sky_geometry_at(document.design.epoch_instant)
    subject = Subject(state, geometry, lambda: fleet_at(document, geometry))
    return check_design(subject, chosen_rules(rules))


def only_finding(document, rule, **more):
    """Return the one finding of a rule."""
    (finding,) = checked(document, rule, **more).findings
    return finding
