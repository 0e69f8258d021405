"""Edits of the groups of a design: pure functions Document -> Document, checked and expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError

from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.model.design.groups import Group
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document


def set_group_values(document: Document, group: int, values: Mapping[str, object]) -> Document:
    """Return the document with some keys of one group changed, and its satellites made anew.

    group    counted from 0
    values   by the key of the file, in its units, such as {"altitude_km": 550.0}

    Raises UserError, which names the key and what is allowed.
    """
    groups = list(document.design.groups)
    try:
        groups[group] = Group.model_validate({**groups[group].model_dump(), **values})
    except ValidationError as error:
        raise to_user_error(error, Group, TableKeys("groups", group)) from None
    return with_groups(document, groups)


def with_groups(document: Document, groups: Sequence[Group]) -> Document:
    """Return the document with other groups, and its satellites made anew.

    Raises UserError if together they are too many.
    """
    keys = {key: getattr(document.design, key) for key in Design.model_fields}
    keys["groups"] = tuple(groups)
    try:
        design = Design.model_validate(keys)
    except ValidationError as error:
        raise to_user_error(error, Design, TableKeys()) from None
    return replace(document, design=design, constellation=expand(design))
