"""What else of a group changes with one of its values, so that the group is valid at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.model.design.expand import first_planes
from orbitviz.model.design.groups import SUN_SYNCHRONOUS, Group, OneOrMany
from orbitviz.model.design.links import CLUSTER, PLUS_GRID, Links
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.sun import ltan_h, raan_from_ltan_rad
from orbitviz.orbits.timescale import Instant

PER_SHELL = ("altitude_km", "inclination_deg", "eccentricity", "argp_deg")
_TURNS = {"raan_deg": 360.0, "ltan_h": 24.0, "phase_deg": 360.0}  # lists of one for each plane
_DIGITS = 6  # of angles that are converted: 0.1 m in a low orbit
NOT_LINKED = "not given"
_CLUSTER = 4  # satellites of a new one
_SPACING_KM = 10.0  # of shells that are added to a single one

Values = Mapping[str, Any]


class Form(StrEnum):
    """How a value is given for the shells of a group."""

    ONE = "one value"
    RANGE = "first to last"
    EACH = "one per shell"
    COMPUTED = "sun-synchronous"


class Node(StrEnum):
    """How the nodes of a group are given."""

    RAAN = "by right ascension"
    LTAN = "by local time"


def form_of(group: Group, key: str) -> Form:
    """Return how one of PER_SHELL is given."""
    value = getattr(group, key)
    if isinstance(value, str):
        return Form.COMPUTED
    if not isinstance(value, tuple):
        return Form.ONE
    return Form.RANGE if len(value) == 2 else Form.EACH


def each_of(group: Group, key: str) -> list[float]:
    """Return one of PER_SHELL for each shell, an inclination that is computed to 0.01 degrees."""
    value: OneOrMany | str = getattr(group, key)
    if not isinstance(value, str):
        return group.per_shell(value)
    sma_km = EARTH_RADIUS_KM + np.array(group.per_shell(group.altitude_km))
    inc_rad = sun_synchronous_inc_rad(sma_km, np.array(group.per_shell(group.eccentricity)))
    return [round(float(angle), 2) for angle in np.degrees(inc_rad)]


def node_of(group: Group) -> Node:
    """Return how the nodes are given."""
    return Node.RAAN if group.ltan_h is None else Node.LTAN


def with_form(group: Group, key: str, form: Form) -> Values:
    """Return the value of one of PER_SHELL given in another form, as far as it can be the same."""
    if form is Form.COMPUTED:
        return {key: SUN_SYNCHRONOUS}
    each = each_of(group, key)
    if form is Form.EACH:
        return {key: tuple(each)}
    return {key: each[0] if form is Form.ONE or group.shells == 1 else (each[0], each[-1])}


def with_end(group: Group, key: str, last: bool, value: float) -> Values:
    """Return [first, last] of one of PER_SHELL with another end."""
    first, end = getattr(group, key)
    return {key: (first, value) if last else (value, end)}


def with_pattern(group: Group, pattern: str, epoch: Instant) -> Values:
    """Return what changes with the pattern: the planes stay where they can."""
    planes = first_planes(group, epoch)
    raan_deg, phase_deg = _degrees(planes.raan_rad), _degrees(planes.phase_rad)
    slots = [int(slots) for slots in planes.slots]
    changed: dict[str, Any] = {"pattern": pattern}
    if pattern == "planes":
        is_one = len(slots) == 1
        return changed | {
            "raan_deg": raan_deg[0] if is_one else tuple(raan_deg),
            "phase_deg": phase_deg[0] if is_one else tuple(phase_deg),
            "ltan_h": None,
            "phasing": 0,
        }
    if isinstance(group.satellites_per_plane, tuple):
        changed["satellites_per_plane"] = max(round(float(np.mean(slots))), 1)
    if isinstance(group.phase_deg, tuple):
        changed["phase_deg"] = phase_deg[0]
    if pattern != SUN_SYNCHRONOUS:
        if group.ltan_h is not None or isinstance(group.raan_deg, tuple):
            changed |= {"ltan_h": None, "raan_deg": raan_deg[0]}
        return changed
    changed["inclination_deg"] = SUN_SYNCHRONOUS
    if group.ltan_h is None:
        is_listed = isinstance(group.raan_deg, tuple)
        hours = _hours(planes.raan_rad if is_listed else planes.raan_rad[:1], epoch)
        changed |= {"raan_deg": None, "ltan_h": tuple(hours) if is_listed else hours[0]}
    return changed


def with_node(group: Group, node: Node, epoch: Instant) -> Values:
    """Return the same nodes, given by right ascension or by local time."""
    value: Any
    if node is Node.LTAN:
        value = 0.0 if group.raan_deg is None else group.raan_deg
        hours = _hours(np.radians(np.atleast_1d(value)), epoch)
        return {"raan_deg": None, "ltan_h": tuple(hours) if isinstance(value, tuple) else hours[0]}
    value = group.ltan_h
    nodes = [raan_from_ltan_rad(hour, epoch) for hour in np.atleast_1d(value).tolist()]
    degrees = _degrees(np.array(nodes))
    return {"ltan_h": None, "raan_deg": tuple(degrees) if isinstance(value, tuple) else degrees[0]}


def with_shells(group: Group, shells: int) -> Values:
    """Return what changes with the number of shells: lists keep their ends."""
    changed: dict[str, Any] = {"shells": shells}
    for key in PER_SHELL:
        value = getattr(group, key)
        if not isinstance(value, tuple):
            continue
        if shells == 1:
            changed[key] = value[0]
        elif len(value) != 2:
            places = np.linspace(0.0, group.shells - 1.0, shells)
            changed[key] = tuple(np.interp(places, np.arange(group.shells), value).tolist())
    if group.shells == 1 < shells and not isinstance(group.altitude_km, tuple):
        # Shells of one altitude would collide.
        first_km = group.altitude_km
        changed["altitude_km"] = (first_km, first_km + _SPACING_KM * (shells - 1))
    return changed


def with_planes(group: Group, planes: int) -> Values:
    """Return what changes with the number of planes: phasing stays within, lists go on."""
    changed: dict[str, Any] = {"planes": planes}
    changed["phasing"] = max(min(group.phasing, planes - 1), 0)
    for key, turn in _TURNS.items():
        value = getattr(group, key)
        if isinstance(value, tuple):
            changed[key] = _continued(value, planes, turn)
        elif key == "raan_deg" and group.pattern == "planes":
            first = value or 0.0
            changed[key] = tuple((first + 360.0 * k / planes) % 360.0 for k in range(planes))
    slots = group.satellites_per_plane
    if isinstance(slots, tuple):
        changed["satellites_per_plane"] = (*slots, *[slots[-1]] * (planes - len(slots)))[:planes]
    return changed


def with_slots_per_shell(group: Group, total: int) -> Values:
    """Return the satellites of each plane where a shell has so many in all.

    Raises UserError if they do not fill the planes evenly.
    """
    planes = group.planes
    if total < planes or total % planes:
        below = max(total // planes, 1) * planes
        raise UserError(
            f"{total:,} satellites do not fill {planes:,} planes evenly",
            place="satellites in a shell",
            allowed=f"a multiple of {planes:,} such as {below:,} or {below + planes:,}",
        )
    return {"satellites_per_plane": total // planes}


def with_links(group: Group, key: str, value: Any) -> Values:
    """Return the links with one of their values changed; with a pattern comes what it needs.

    value   NOT_LINKED as the pattern takes the links out of the file
    """
    if key != "pattern":
        old = Links(pattern=PLUS_GRID) if group.links is None else group.links
        return {"links": {**old.model_dump(), key: value}}
    if value == NOT_LINKED:
        return {"links": None}
    keys = {} if group.links is None else group.links.model_dump()
    size = (keys.get("size") or _CLUSTER) if value == CLUSTER else None
    offset = keys.get("offset", 0) if value == PLUS_GRID else 0
    keys |= {"pattern": value, "size": size, "offset": offset}
    taken = Links.model_validate({**keys, "terminals": None}).terminals_taken
    if (keys.get("terminals") or taken) < taken:
        keys["terminals"] = None
    return {"links": keys}


def changed_values(group: Group, path: tuple[str, ...], value: Any, epoch: Instant) -> Values:
    """Return all values of a group that change where one of its fields becomes `value`.

    path   a key; or a key and "form", "first" or "last"; or ("node",) or ("slots_per_shell",);
           or "links" and a key of theirs

    Raises UserError.
    """
    key = path[0]
    if path[1:] == ("form",):
        return with_form(group, key, Form(value))
    if path[1:] in (("first",), ("last",)):
        return with_end(group, key, path[1] == "last", value)
    if key == "links":
        return with_links(group, path[1], value)
    special: dict[str, Callable[[], Values]] = {
        "pattern": lambda: with_pattern(group, value, epoch),
        "node": lambda: with_node(group, Node(value), epoch),
        "shells": lambda: with_shells(group, value),
        "planes": lambda: with_planes(group, value),
        "slots_per_shell": lambda: with_slots_per_shell(group, value),
    }
    return special[key]() if key in special else {key: value}


def _continued(values: tuple[float, ...], count: int, turn: float) -> tuple[float, ...]:
    """Return the first values of a list, and more of them in even steps."""
    if count <= len(values):
        return values[:count]
    step = (values[-1] - values[0]) / (len(values) - 1) if len(values) > 1 else turn / count
    more = (values[-1] + step * k for k in range(1, count - len(values) + 1))
    return (*values, *(round(value % turn, _DIGITS) for value in more))


def _degrees(angles_rad: Floats) -> list[float]:
    return [round(float(angle), _DIGITS) % 360.0 for angle in np.degrees(angles_rad)]


def _hours(nodes_rad: Floats, epoch: Instant) -> list[float]:
    return [round(ltan_h(float(node), epoch), _DIGITS) % 24.0 for node in nodes_rad]
