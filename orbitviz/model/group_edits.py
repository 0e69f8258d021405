"""Edits of the groups of a design: pure functions Document -> Document, checked and expanded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, MAX_ALTITUDE_KM
from orbitviz.base.errors import UserError
from orbitviz.model.design.constellation import Design, group_name
from orbitviz.model.design.expand import expand
from orbitviz.model.design.group_values import changed_values
from orbitviz.model.design.groups import Group
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.design.same_tables import same_tables
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document

# A group to start from: 480 satellites that stay 216 km apart at least.
_NEW: Mapping[str, Any] = {
    "pattern": "walker-delta", "inclination_deg": 53.0, "planes": 24, "satellites_per_plane": 20,
    "phasing": 7,
}  # fmt: skip
# Between altitudes of a new group and of others, well over the margin of a check.
_APART_KM = 10.0


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


def set_group_field(document: Document, group: int, path: tuple[str, ...], value: Any) -> Document:
    """Return the document with one field of a group changed, and what must change with it.

    path   as in `changed_values`

    Raises UserError, which names the key and what is allowed.
    """
    old = document.design.groups[group]
    values = changed_values(old, path, value, document.design.epoch_instant)
    return set_group_values(document, group, values)


def add_group(document: Document, like: int = -1) -> Document:
    """Return the document with one more group behind the others.

    like   the group whose satellite it flies, above which it gets the next altitude that is free

    Raises UserError if together they are too many.
    """
    groups = document.design.groups
    like %= len(groups)
    added = Group(
        name=_free_name("New group", document),
        altitude_km=_free_altitude_km(document, like),
        satellite=groups[like].satellite,
        **_NEW,
    )
    return with_groups(document, (*groups, added))


def copy_group(document: Document, group: int) -> Document:
    """Return the document with a copy of a group behind it, in a colour of its own.

    Raises UserError if together they are too many.
    """
    groups = list(document.design.groups)
    name = _free_name(f"{document.design.group_names[group]} copy", document)
    copy = groups[group].model_copy(update={"name": name, "colour": None})
    return with_groups(document, [*groups[: group + 1], copy, *groups[group + 1 :]])


def remove_group(document: Document, group: int) -> Document:
    """Return the document without a group. Raises UserError if it is the only one."""
    groups = document.design.groups
    if len(groups) == 1:
        raise UserError(
            "the only group of a design cannot be removed", allowed="to add another one first"
        )
    return with_groups(document, [*groups[:group], *groups[group + 1 :]])


def move_group(document: Document, group: int, to: int) -> Document:
    """Return the document with a group moved to another place in the list, as far as it goes."""
    groups = list(document.design.groups)
    place = min(max(to, 0), len(groups) - 1)
    if place == group:
        return document
    groups.insert(place, groups.pop(group))
    return with_groups(document, groups)


def with_groups(document: Document, groups: Sequence[Group]) -> Document:
    """Return the document with other groups, and its satellites made anew.

    Raises UserError if together they are too many.
    """
    old = document.design
    values: dict[str, object] = {"groups": tuple(groups)}
    if old.deployment.order:
        order = _order_among(old, groups)
        values["deployment"] = old.deployment.model_copy(update={"order": order})
    return set_design_values(document, values)


def set_design_values(document: Document, values: Mapping[str, object]) -> Document:
    """Return the document with some keys of the design itself changed, and its satellites anew.

    values   by the key of the file, such as {"max_satellites": 1_000_000}

    Raises UserError, which names the key and what is allowed.
    """
    keys = {key: getattr(document.design, key) for key in Design.model_fields}
    try:
        design = Design.model_validate({**keys, **values})
    except ValidationError as error:
        raise to_user_error(error, Design, TableKeys()) from None
    same_orbits = _orbits(design) == _orbits(document.design)
    constellation = document.constellation if same_orbits else expand(design)
    return replace(document, design=design, constellation=constellation)


def _order_among(old: Design, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the order in which groups are filled, by the names that they have now."""
    new_of = {before: now for now, before in same_tables(old.groups, groups).items()}
    kept = (new_of.get(old.group_names.index(name)) for name in old.deployment.order)
    return tuple(group_name(groups[now], now) for now in kept if now is not None)


def _orbits(design: Design) -> tuple[object, ...]:
    """Return what a constellation is made of."""
    without = {"colour": None, "satellite": None}
    groups = tuple(group.model_copy(update=without) for group in design.groups)
    return design.epoch, design.max_satellites, groups


def original_group(document: Document, group: int) -> Group | None:
    """Return a group as it is in the file or as it was opened, None for one that is new."""
    saved = document.saved
    if saved is None:
        return None
    there = same_tables(saved.groups, document.design.groups).get(group)
    return None if there is None else saved.groups[there]


def reset_group(document: Document, group: int) -> Document:
    """Return the document with a group as in the file that is open; a new one stays as it is."""
    original = original_group(document, group)
    if original is None or original == document.design.groups[group]:
        return document
    groups = list(document.design.groups)
    groups[group] = original
    return with_groups(document, groups)


def _free_altitude_km(document: Document, group: int) -> float:
    """Return the first altitude above a group at which no shell is near."""
    orbits = document.constellation
    middle_km, reach_km = orbits.sma_km - EARTH_RADIUS_KM, orbits.sma_km * orbits.ecc + _APART_KM
    # Rounded: a whole number comes back from the orbit with a little more or less.
    low_km, high_km = np.round(middle_km - reach_km, 6), np.round(middle_km + reach_km, 6)
    found_km = _whole_steps_km(high_km[orbits.shell_group == group])
    while (near := (low_km < found_km) & (found_km < high_km)).any():
        found_km = _whole_steps_km(high_km[near])
    return min(found_km, MAX_ALTITUDE_KM)


def _whole_steps_km(altitudes_km: Floats) -> float:
    return math.ceil(float(altitudes_km.max()) / _APART_KM) * _APART_KM


def _free_name(name: str, document: Document) -> str:
    """Return a name that no group has yet."""
    number, found = 1, name
    while found in document.design.group_names:
        number += 1
        found = f"{name} {number}"
    return found
