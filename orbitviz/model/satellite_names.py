"""Names of single satellites, the same in tables and in the window."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.errors import UserError
from orbitviz.model.object_names import near_objects, object_named
from orbitviz.model.satellite_places import place_of_row, planes_at, rows_at
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation

_PLACE = re.compile(r"(?:(?P<shell>.+) )?p(?P<plane>\d{1,7}) s(?P<slot>\d{1,8})", re.IGNORECASE)


def design_satellite_name(shell: str, plane: int, slot: int) -> str:
    """Return the name of a satellite of a design; planes and slots are counted from 1."""
    return f"{shell} p{plane:03d} s{slot:04d}"


def satellite_name(state: State, satellite: SatelliteKey) -> str:
    """Return the name of a satellite, of an object without a name its catalogue number."""
    if not satellite.source.is_design:
        catalogue = state.catalogues[satellite.source]
        return catalogue.object_name[satellite.row] or str(catalogue.object_id[satellite.row])
    constellation = state.designs[satellite.source].constellation
    shell, plane, slot = place_of_row(constellation, satellite.row)
    return design_satellite_name(constellation.shell_name[shell], plane, slot)


def satellite_named(state: State, text: str) -> SatelliteKey:
    """Return the satellite of a name as satellite_name gives it, or an object of a catalogue.

    Objects have a name, a catalogue number and an international designator such as "1998-067A" or
    "98067A". Without a shell, planes are those of the first one. Raises UserError, with names that
    are near or with those that share the name.
    """
    wanted = " ".join(text.split())
    place = _PLACE.fullmatch(wanted)
    row = _design_row(state.document.constellation, place) if place else None
    if row is not None:
        return SatelliteKey(MAIN_DESIGN, row)
    key = object_named(state.catalogues, wanted)
    if key is not None:
        return key
    hint = near_objects(state.catalogues, wanted)
    has_design = len(state.document.constellation) > 0
    kinds = [_design_example(state)] if has_design else []
    if state.catalogues:
        kinds.append("the name, number or international designator of an object")
    shell = _design_shell(state.document.constellation, place) if place else None
    if shell is not None:
        kinds = [_places_of(state.document.constellation, shell)]
    raise UserError(
        f'there is no satellite named "{text}"{hint}',
        allowed=None if hint else ", or ".join(kinds),
    )


def _design_row(constellation: Constellation, place: re.Match[str]) -> int | None:
    """Return the row of shell, plane and slot, None if no satellite is there."""
    shell = _design_shell(constellation, place)
    if shell is None:
        return None
    return row_at(constellation, shell, int(place["plane"]), int(place["slot"]))


def _design_shell(constellation: Constellation, place: re.Match[str]) -> int | None:
    """Return the shell of a name, the first one without a name, None if there is none."""
    names = [name.lower() for name in constellation.shell_name]
    name = (place["shell"] or "").lower()
    if not names or (name and name not in names):
        return None
    return names.index(name) if name else 0


def _places_of(constellation: Constellation, shell: int) -> str:
    """Return which planes and slots a shell has."""
    slots = constellation.plane_slots[constellation.plane_shell == shell]
    planes = f"p001 to p{len(slots):03d}" if len(slots) > 1 else "p001"
    name = constellation.shell_name[shell]
    return f'{planes} and s0001 to s{slots.max():04d} in "{name}", where a slot is filled'


def row_at(constellation: Constellation, shell: int, plane: int, slot: int) -> int | None:
    """Return the row of the satellite at a plane of a shell and a slot of the plane, from 1.

    None if no satellite is there.
    """
    planes = planes_at(constellation, np.array([shell]), plane)
    rows = rows_at(constellation, planes, slot)
    return int(rows[0]) if len(rows) else None


def _design_example(state: State) -> str:
    """Return what a name of the design looks like."""
    example = satellite_name(state, SatelliteKey(MAIN_DESIGN, 0))
    return f'shell, plane and slot such as "{example}"'


def same_shells(old: Constellation, new: Constellation) -> dict[int, int]:
    """Return the shell of the new constellation for each of the old one whose name it has too.

    Of shells with one name, the first stands for the first and so on.
    """
    found = {name: shell for shell, name in enumerate(_numbered(new.shell_name))}
    names = enumerate(_numbered(old.shell_name))
    return {shell: found[name] for shell, name in names if name in found}


def same_satellites(
    old: Constellation, new: Constellation, shells: dict[int, int], rows: NDArray[np.integer[Any]]
) -> NDArray[np.int64]:
    """Return the rows (m,) of the satellites with the same shell, plane and slot as those at rows.

    rows     (n,) of the old constellation; those that the new one lacks are left out
    shells   as `same_shells` returns them
    """
    shell_of = np.full(old.shell_count, -1)
    shell_of[list(shells)] = list(shells.values())
    old_plane = old.plane_index[rows].astype(np.int64)
    old_shell = old.plane_shell[old_plane]
    shell = shell_of[old_shell]
    plane = old_plane - np.searchsorted(old.plane_shell, old_shell)
    plane += np.searchsorted(new.plane_shell, shell)
    here = np.minimum(plane, len(new.plane_shell) - 1)
    kept = (shell >= 0) & (plane < len(new.plane_shell)) & (new.plane_shell[here] == shell)
    # Satellites stand plane after plane and slot after slot: one number for both rises with them.
    most = int(max(old.plane_slots.max(initial=0), new.plane_slots.max(initial=0)))
    places = new.plane_index.astype(np.int64) * most + new.slot_index
    wanted = plane[kept] * most + old.slot_index[np.asarray(rows)[kept]]
    found = np.searchsorted(places, wanted)
    is_there = found < len(places)
    is_there[is_there] = places[found[is_there]] == wanted[is_there]
    return np.asarray(found[is_there])


def _numbered(names: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return each name with how many of the same were before it."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        found.append((name, seen[name]))
        seen[name] += 1
    return found
