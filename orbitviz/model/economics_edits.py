"""Edits of [economics] that the window offers: pure functions Document -> Document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from orbitviz.model.design.economics import Economics, OneOrThree
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document


def set_scenario(document: Document, name: str) -> Document:
    """Return the document with another scenario for what its design does not state.

    Raises UserError if there is none of that name, or if it lacks what is needed.
    """
    return _with(document, document.design.economics.with_scenario(name))


def set_economics_value(document: Document, key: str, value: OneOrThree | None) -> Document:
    """Return the document with one value of [economics] changed.

    key     such as "launch_usd_per_kg" or "ground.pue"
    value   one number, or low, middle and high; None leaves it to the scenario

    Raises UserError, which names the key and what is allowed.
    """
    keys = document.design.economics.model_dump()
    *path, name = key.split(".")
    table: dict[str, Any] = keys
    for part in path:
        table = table[part]
    table[name] = value
    try:
        return _with(document, Economics.model_validate(keys))
    except ValidationError as error:
        raise to_user_error(error, Economics, TableKeys("economics")) from None


def follow_scenario(document: Document) -> Document:
    """Return the document whose design states nothing beside its scenario."""
    return _with(document, Economics(scenario=document.design.economics.scenario))


def _with(document: Document, economics: Economics) -> Document:
    if economics == document.design.economics:
        return document
    return replace(document, design=document.design.model_copy(update={"economics": economics}))
