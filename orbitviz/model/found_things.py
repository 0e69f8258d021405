"""Hits of a search by name: of each kind of thing its name and what is said about it."""

from __future__ import annotations

import numpy as np

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.hit import Hit, HitKind
from orbitviz.model.satellite_names import design_satellite_name
from orbitviz.model.satellite_places import place_of_plane, place_of_row, rows_of_plane
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId, keys_of_shells
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.plane_slots import Rows
from orbitviz.orbits.sgp4.catalogue import Catalogue


def satellite_hit(constellation: Constellation, row: int) -> Hit:
    """Return a satellite of the design."""
    shell, plane, slot = place_of_row(constellation, row)
    name = design_satellite_name(constellation.shell_name[shell], plane, slot)
    altitude_km = constellation.sma_km[shell] - EARTH_RADIUS_KM
    return Hit(
        HitKind.SATELLITE, name, f"at {altitude_km:,.0f} km", MAIN_DESIGN, rows=np.array([row])
    )


def plane_hit(constellation: Constellation, plane: int) -> Hit:
    """Return a plane, counted through all shells."""
    shell, number = place_of_plane(constellation, plane)
    rows = rows_of_plane(constellation, plane)
    name = f"{constellation.shell_name[shell]} p{number:03d}"
    return Hit(HitKind.PLANE, name, _satellites(len(rows)), MAIN_DESIGN, rows=rows)


def shell_hit(constellation: Constellation, shell: int) -> Hit:
    """Return a shell of the design."""
    first = constellation.shell_first
    count = int(first[shell + 1] - first[shell])
    altitude_km = constellation.sma_km[shell] - EARTH_RADIUS_KM
    about = f"{_satellites(count)} at {altitude_km:,.0f} km"
    name, keys = constellation.shell_name[shell], keys_of_shells([shell])
    return Hit(HitKind.SHELL, name, about, MAIN_DESIGN, shells=keys)


def group_hit(constellation: Constellation, group: int) -> Hit:
    """Return a group of the design with all of its shells."""
    shells = np.flatnonzero(constellation.shell_group == group)
    first = constellation.shell_first
    count = int(first[shells[-1] + 1] - first[shells[0]])
    plural = f"{len(shells):,} shells, " if len(shells) > 1 else ""
    name, keys = constellation.group_name[group], keys_of_shells(shells.tolist())
    return Hit(HitKind.GROUP, name, f"{plural}{_satellites(count)}", MAIN_DESIGN, shells=keys)


def catalogue_hit(source: SourceId, catalogue: Catalogue) -> Hit:
    """Return a catalogue."""
    about, keys = f"{len(catalogue):,} objects", frozenset({ShellKey(source, 0)})
    return Hit(HitKind.CATALOGUE, catalogue.name, about, source, shells=keys)


def launch_hit(source: SourceId, catalogue: Catalogue, designator: str, rows: Rows) -> Hit:
    """Return the objects of one launch in a catalogue."""
    about = f"{len(rows):,} objects of {catalogue.name}"
    return Hit(HitKind.LAUNCH, f"Launch {designator}", about, source, rows=rows)


def object_hit(source: SourceId, catalogue: Catalogue, is_one_of_many: bool, row: int) -> Hit:
    """Return an object of a catalogue, with that one's name where there are several."""
    number = str(catalogue.object_id[row])
    parts = [number if catalogue.object_name[row] else "", catalogue.designator[row]]
    if is_one_of_many:
        parts.append(catalogue.name)
    about = " · ".join(filter(None, parts))
    name = catalogue.object_name[row] or number
    return Hit(HitKind.OBJECT, name, about, source, rows=np.array([row]))


def _satellites(count: int) -> str:
    return f"{count:,} satellite{'' if count == 1 else 's'}"
