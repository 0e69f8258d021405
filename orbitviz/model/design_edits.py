"""Edits of the design that the window offers: pure functions Document -> Document."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.satellite import SatelliteDesign, builtin_satellite
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document


def recolour(document: Document, group: int, colour: str) -> Document:
    """Return the document with another colour (#rrggbb) for one group; orbits stay as they are."""
    old = document.design.groups
    changed = old[group].model_copy(update={"colour": colour.lower()})
    groups = (*old[:group], changed, *old[group + 1 :])
    return replace(document, design=document.design.model_copy(update={"groups": groups}))


def set_satellite_value(
    document: Document, name: str, path: tuple[str, ...], value: object
) -> Document:
    """Return the document with one value of a satellite design changed; orbits stay as they are.

    name   of the satellite design; a built-in one is copied into the design by its first edit
    path   key of the value, such as ("radiator", "area_m2")

    Raises UserError, which names the key and what is allowed.
    """
    design = document.design
    old = design.satellites.get(name) or builtin_satellite(name)
    keys = old.model_dump()
    table = keys
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    try:
        changed = SatelliteDesign.model_validate(keys)
    except ValidationError as error:
        raise to_user_error(error, SatelliteDesign, TableKeys("satellites", name)) from None
    return _with_satellite(document, name, changed)


def reset_satellite(document: Document, name: str) -> Document:
    """Return the document with every value of a satellite design as built in, its age aside."""
    old = document.design.satellites.get(name) or builtin_satellite(name)
    fresh = old.base().model_copy(update={"age_years": old.age_years})
    return document if fresh == old else _with_satellite(document, name, fresh)


def _with_satellite(document: Document, name: str, satellite: SatelliteDesign) -> Document:
    satellites = {**document.design.satellites, name: satellite}
    return replace(document, design=document.design.model_copy(update={"satellites": satellites}))
