"""Satellites as three-line element sets, for programs that propagate them themselves."""

from __future__ import annotations

from pathlib import Path

from sgp4 import exporter
from sgp4.alpha5 import to_alpha5
from sgp4.api import Satrec

from orbitviz.base.errors import UserError
from orbitviz.base.files import replacing
from orbitviz.base.untrusted_text import printable
from orbitviz.formats.registry import Writer
from orbitviz.formats.tables.state_table import Identity, StateTable
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.sgp4.initialise import satellites_of

LARGEST_NUMBER = 339_999  # Z9999 of Alpha-5


def _write(table: StateTable, path: Path) -> None:
    if table.has_quantities or table.frame is not Frame.TEME:
        raise UserError(
            "element sets have neither quantities nor axes other than TEME",
            file=path,
            allowed="a name ending in .csv for these",
        )
    with replacing(path) as stream:
        for part in table.element_sets():
            satellites = satellites_of(part.elements, range(len(part.elements)))
            sets = zip(part.identity, part.designators, satellites, strict=True)
            text = "".join(_element_set(*one, path) for one in sets)
            stream.write(text.encode())


def _element_set(who: Identity, designator: str, satellite: Satrec, path: Path) -> str:
    if who.id > LARGEST_NUMBER:
        raise UserError(
            f"satellite number {who.id:,} does not fit into an element set",
            file=path,
            allowed=f"numbers up to {LARGEST_NUMBER:,}, or a name ending in .csv",
        )
    satellite.satnum_str, satellite.intldesg = to_alpha5(who.id), _short(designator)
    satellite.classification = "U"
    name = printable(who.name) or str(who.id)
    return "\n".join((f"0 {name}", *exporter.export_tle(satellite), ""))


def _short(designator: str) -> str:
    """Return "98067A" of "1998-067A"."""
    year, dash, rest = designator.partition("-")
    return f"{year[-2:]}{rest}" if dash else designator


FORMAT = Writer(title="TLE", endings=(".tle",), write=_write)
