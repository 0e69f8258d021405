"""Edits of the design that the window offers: pure functions Document -> Document."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from orbitviz.model.design.builtin import BUILTIN
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


def duplicate(document: Document) -> Document:
    """Return a copy of a document that has no file yet; its unsaved edits are unsaved there too."""
    return renamed(document, f"Copy of {document.design.name}")


def renamed(document: Document, name: str) -> Document:
    """Return a document under another name and without a file, as if it had been opened so."""
    design = document.design.model_copy(update={"name": name})
    saved = document.saved
    if saved is not None:
        is_same = saved is document.design or saved == document.design
        saved = design if is_same else saved.model_copy(update={"name": name})
    return replace(document, design=design, saved=saved, path=None, on_disk="")


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


def original_satellite(document: Document, name: str) -> SatelliteDesign:
    """Return a satellite design as it is in the file that is open.

    A built-in one that the file does not redefine is as built in; one that no file has yet, as the
    built-in one that it is like.
    """
    if document.saved is not None and name in document.saved.satellites:
        return document.saved.satellites[name]
    return builtin_satellite(name) if name in BUILTIN else document.design.satellites[name].base()


def reset_satellite(document: Document, name: str) -> Document:
    """Return the document with every value of a satellite design as in the file that is open."""
    old = document.design.satellites.get(name) or builtin_satellite(name)
    fresh = original_satellite(document, name)
    return document if fresh == old else _with_satellite(document, name, fresh)


def _with_satellite(document: Document, name: str, satellite: SatelliteDesign) -> Document:
    satellites = {**document.design.satellites, name: satellite}
    # A built-in satellite that is as it was is not written to the file again.
    is_named = document.saved is not None and name in document.saved.satellites
    if name in BUILTIN and not is_named and satellite == builtin_satellite(name):
        del satellites[name]
    return replace(document, design=document.design.model_copy(update={"satellites": satellites}))
