"""Who a satellite is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.satellite_places import place_of_row
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Names and numbers of a satellite; None where its kind has none.

    source        name of its design or catalogue
    file          that it was read from, None for a built-in design
    group         of the design; for an object the catalogue, as in exported tables
    plane, slot   counted from 1, the plane within its shell
    satellite     name of the satellite design that it flies
    number, designator   of a catalogue: "25544", "1998-067A"
    epoch         of the elements
    """

    name: str
    source: str
    file: Path | None
    group: str
    epoch: Instant
    shell: str | None = None
    plane: int | None = None
    slot: int | None = None
    satellite: str | None = None
    number: int | None = None
    designator: str | None = None

    @property
    def is_object(self) -> bool:
        """Whether it is an object of a catalogue."""
        return self.number is not None


def identity_of(state: State, key: SatelliteKey) -> Identity:
    """Return who a satellite is."""
    name = satellite_name(state, key)
    if not key.source.is_design:
        catalogue = state.catalogues[key.source]
        return Identity(
            name=name,
            source=catalogue.name,
            file=catalogue.path,
            group=catalogue.name,
            epoch=catalogue.elements.epoch(key.row),
            number=int(catalogue.object_id[key.row]),
            designator=catalogue.designator[key.row] or None,
        )
    document = state.designs[key.source]
    constellation = document.constellation
    shell, plane, slot = place_of_row(constellation, key.row)
    group = int(constellation.shell_group[shell])
    return Identity(
        name=name,
        source=document.design.name,
        file=document.path,
        group=constellation.group_name[group],
        epoch=constellation.epoch,
        shell=constellation.shell_name[shell],
        plane=plane,
        slot=slot,
        satellite=document.design.satellite_name(group),
    )
