"""Edits of the sets of a design: pure functions Document -> Document. All raise UserError."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.model.design.constellation import MAX_SETS
from orbitviz.model.design.named_set import NamedSet
from orbitviz.model.member_texts import texts_of_members
from orbitviz.model.members import Members
from orbitviz.model.state import Document, State

# A set of satellites far apart needs a text each; beyond this a predicate says it better.
MOST_TEXTS = 20_000


def free_set_name(document: Document) -> str:
    """Return "Set 1", or the first name after it that no set has."""
    names = {one.name for one in document.design.sets}
    return next(name for k in range(1, len(names) + 2) if (name := f"Set {k}") not in names)


def set_of_predicate(document: Document, name: str, where: str) -> NamedSet:
    """Return a set of what a predicate is true of; without a name it has the next free one."""
    return NamedSet(name=_name_of(document, name), where=where)


def set_of_members(state: State, name: str, members: Members) -> NamedSet:
    """Return a set of these satellites; without a name it has the next free one."""
    texts = texts_of_members(state, members)
    if len(texts) > MOST_TEXTS:
        raise UserError(
            f"the {len(members):,} satellites need {len(texts):,} entries in the design file",
            allowed=f"up to {MOST_TEXTS:,}, or a set by predicate",
        )
    return NamedSet(name=_name_of(state.document, name), satellites=texts)


def with_set(document: Document, one: NamedSet) -> Document:
    """Return the document with another set; one of the same name is replaced."""
    sets = [other for other in document.design.sets if other.name != one.name]
    if len(sets) == MAX_SETS:
        raise UserError(f"there are {MAX_SETS} sets already", allowed=f"at most {MAX_SETS}")
    return _with_sets(document, [*sets, one])


def without_set(document: Document, name: str) -> Document:
    """Return the document without a set."""
    return _with_sets(document, [one for one in document.design.sets if one.name != name])


def rename_set(document: Document, name: str, new: str) -> Document:
    """Return the document with another name for a set."""
    new = " ".join(new.split())
    if not new:
        raise UserError("the name of the set is empty", allowed="text of at least one character")
    if new != name and any(one.name == new for one in document.design.sets):
        raise UserError(f'there is a set named "{new}" already', allowed="another name")
    return _changed(document, name, {"name": new})


def recolour_set(document: Document, name: str, colour: str) -> Document:
    """Return the document with another colour (#rrggbb) for a set."""
    return _changed(document, name, {"colour": colour.lower()})


def _name_of(document: Document, typed: str) -> str:
    return " ".join(typed.split()) or free_set_name(document)


def _changed(document: Document, name: str, update: dict[str, Any]) -> Document:
    sets = document.design.sets
    return _with_sets(
        document,
        [one.model_copy(update=update) if one.name == name else one for one in sets],
    )


def _with_sets(document: Document, sets: Sequence[NamedSet]) -> Document:
    return replace(document, design=document.design.model_copy(update={"sets": tuple(sets)}))
