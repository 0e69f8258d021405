"""Names of single satellites, the same in tables and in the window."""

from __future__ import annotations

from collections import Counter

import numpy as np

from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation


def design_satellite_name(shell: str, plane: int, slot: int) -> str:
    """Return the name of a satellite of a design; planes and slots are counted from 1."""
    return f"{shell} p{plane:03d} s{slot:04d}"


def satellite_name(state: State, satellite: SatelliteKey) -> str:
    """Return the name of a satellite, of an object without a name its catalogue number."""
    if not satellite.source.is_design:
        catalogue = state.catalogues[satellite.source]
        return catalogue.object_name[satellite.row] or str(catalogue.object_id[satellite.row])
    constellation = state.designs[satellite.source].constellation
    plane = int(constellation.plane_index[satellite.row])
    shell = int(constellation.plane_shell[plane])
    first_plane = int(np.searchsorted(constellation.plane_shell, shell))
    slot = int(constellation.slot_index[satellite.row])
    return design_satellite_name(constellation.shell_name[shell], plane - first_plane + 1, slot + 1)


def same_shells(old: Constellation, new: Constellation) -> dict[int, int]:
    """Return the shell of the new constellation for each of the old one whose name it has too.

    Of shells with one name, the first stands for the first and so on.
    """
    found = {name: shell for shell, name in enumerate(_numbered(new.shell_name))}
    names = enumerate(_numbered(old.shell_name))
    return {shell: found[name] for shell, name in names if name in found}


def same_satellite(
    old: Constellation, new: Constellation, shells: dict[int, int], row: int
) -> int | None:
    """Return the row of the satellite with the same shell, plane and slot, None if there is none.

    shells   as `same_shells` returns them
    """
    plane, slot = int(old.plane_index[row]), int(old.slot_index[row])
    old_shell = int(old.plane_shell[plane])
    if old_shell not in shells:
        return None
    shell = shells[old_shell]
    plane += int(
        np.searchsorted(new.plane_shell, shell) - np.searchsorted(old.plane_shell, old_shell)
    )
    if plane >= len(new.plane_shell) or new.plane_shell[plane] != shell:
        return None
    first, end = new.plane_first[plane], new.plane_first[plane + 1]
    (rows,) = np.nonzero(new.slot_index[first:end] == slot)
    return int(first + rows[0]) if len(rows) else None


def _numbered(names: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return each name with how many of the same were before it."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        found.append((name, seen[name]))
        seen[name] += 1
    return found
