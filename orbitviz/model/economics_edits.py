"""Edits of what a design says of its costs: pure functions Document -> Document.

Most of it stands in [economics]; life and losses are those of [life] and [reliability], for the
plan of the fleet needs them too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from orbitviz.model.design.economics import Economics
from orbitviz.model.design.economics_parts import GROUND_PARTS
from orbitviz.model.design.economics_scenario import BUILD, GROUND
from orbitviz.model.design.estimate import OneOrThree
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document

ECONOMICS = "economics"
LIFE, LOSSES, SPARES = (
    ("life", "years"), ("reliability", "failures_per_year"), ("deployment", "spares"),
)  # fmt: skip


def set_scenario(document: Document, name: str) -> Document:
    """Return the document with another scenario for what its design does not state.

    Raises UserError if there is none of that name, or if it lacks what is needed.
    """
    return _with(document, ECONOMICS, document.design.economics.with_scenario(name))


def set_cost_value(document: Document, path: tuple[str, ...], value: OneOrThree | None) -> Document:
    """Return the document with one value changed; where it is a sum, without its parts.

    path    such as ("economics", "ground", "pue"), LIFE, LOSSES or SPARES
    value   one number, or low, middle and high; None leaves it to the scenario

    Raises UserError, which names the key and what is allowed.
    """
    if path == (ECONOMICS, SPARES[-1]) and value is None:  # or those of the plan would be taken
        document = set_cost_value(document, SPARES, None)
    name, *inner, key = path
    old: BaseModel = getattr(document.design, name)
    keys = old.model_dump(exclude_unset=True)
    table: dict[str, Any] = keys
    for part in inner:
        table = table.setdefault(part, {})
    if path == (ECONOMICS, "build_usd_per_kw"):
        keys.pop(BUILD, None)
    if path == (ECONOMICS, GROUND, "capital_usd_per_kw"):
        for part in GROUND_PARTS:
            table.pop(part, None)
    table.pop(key, None)
    if value is not None:
        table[key] = value
    try:
        return _with(document, name, type(old).model_validate(keys))
    except ValidationError as error:
        raise to_user_error(error, type(old), TableKeys(name)) from None


def follow_scenario(document: Document) -> Document:
    """Return the document whose design says nothing of its costs but its scenario."""
    plain = Economics(scenario=document.design.economics.scenario)
    document = _with(document, ECONOMICS, plain)
    for path in (LIFE, LOSSES, SPARES):
        document = set_cost_value(document, path, None)
    return document


def _with(document: Document, name: str, table: BaseModel) -> Document:
    old: BaseModel = getattr(document.design, name)
    if table == old and table.model_fields_set == old.model_fields_set:
        return document
    return replace(document, design=document.design.model_copy(update={name: table}))
