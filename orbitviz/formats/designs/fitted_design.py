"""A design fitted to a catalogue, as TOML that says how well it fits."""

from __future__ import annotations

import re
from dataclasses import replace

from orbitviz.analysis.fitting.fit import APART, Fit, GroupFit
from orbitviz.base.units import share_text
from orbitviz.base.untrusted_text import printable
from orbitviz.formats.designs.design_file import parse_design
from orbitviz.formats.designs.toml_edit import written
from orbitviz.model.state import Document

METHOD = (
    "Mean elements of SGP4, brought to the epoch with the secular rates of J2; drag is left out.",
    "Shells are where objects are dense in altitude and inclination, planes where their nodes are,",
    "slots where their arguments of latitude repeat. A slot is held by the nearest object within a",
    "quarter of the distance to the next slot.",
)
_GROUP = re.compile(r"^\[\[groups\]\]$", re.MULTILINE)


def fitted_document(fit: Fit) -> Document:
    """Return the design as a new document: it has no file, and closing it asks."""
    return replace(parse_design(fitted_text(fit)), saved=None)


def fitted_text(fit: Fit) -> str:
    """Return the TOML of the design, with comments on how well it and each group fit."""
    comments = iter([_of_group(group) for group in fit.groups])
    body = _GROUP.sub(lambda match: f"{_lines(next(comments))}{match[0]}", written(fit.design))
    return f"{_lines(_of_all(fit))}\n{body}"


def fit_sentence(fit: Fit) -> str:
    """Return in one sentence how well the design fits."""
    count = len(fit.groups)
    groups = "1 group" if count == 1 else f"{count:,} groups"
    slots = fit.design.slots
    return (
        f"{groups} of {slots:,} slots; {fit.placed:,} of {fit.objects:,} objects "
        f"({share_text(fit.explained)}) hold one, {slots - fit.placed:,} are empty"
    )


def apart_lines(fit: Fit) -> list[str]:
    """Return how many objects are in no group and why, a line for each reason."""
    return [f"{count:,} {reason}: {APART[reason]}" for reason, count in fit.apart.items()]


def _of_all(fit: Fit) -> list[str]:
    where = f", where {fit.where}" if fit.where else ""
    return [
        f"Fitted to {fit.source}{where} at {fit.epoch.isoformat()}:",
        f"{fit_sentence(fit)}.",
        *apart_lines(fit),
        *METHOD,
    ]


def _of_group(one: GroupFit) -> list[str]:
    return [
        f"{one.objects:,} objects, {one.placed:,} of them on {one.group.slots:,} slots: "
        f"{one.empty:,} slots are empty, {one.spares:,} objects are spare.",
        f"Root mean square: altitude {one.altitude_km:.3f} km, inclination {one.inc_deg:.4f} deg, "
        f"node {one.node_deg:.3f} deg",
        f"({one.node_km:.1f} km), along the track {one.along_deg:.3f} deg ({one.along_km:.1f} km, "
        f"{one.along_pitches:.2f} of the distance between slots).",
    ]


def _lines(sentences: list[str]) -> str:
    return "".join(f"# {printable(sentence)}\n" for sentence in sentences)
