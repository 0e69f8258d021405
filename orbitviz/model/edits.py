"""Edits of the design that the window offers: pure functions Document -> Document."""

from __future__ import annotations

from dataclasses import replace

from orbitviz.model.state import Document


def recolour(document: Document, group: int, colour: str) -> Document:
    """Return the document with another colour (#rrggbb) for one group; orbits stay as they are."""
    old = document.design.groups
    changed = old[group].model_copy(update={"colour": colour.lower()})
    groups = (*old[:group], changed, *old[group + 1 :])
    return replace(document, design=document.design.model_copy(update={"groups": groups}))
