"""States of all satellites at an instant, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fleet import Fleet, fleet_at
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.base.arrays import Floats
from orbitviz.base.progress import Progress
from orbitviz.model.members import Members
from orbitviz.model.satellite_names import design_satellite_name
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.frames import Frame, convert
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sgp4.batch import MeanElements
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sgp4.of_constellation import elements_at
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantity import Quantity

COLUMNS = (
    "id", "name", "group", "shell", "x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s",
    "lat_deg", "lon_deg", "alt_km", "sunlit",
)  # fmt: skip
_CHUNK = 50_000
_SETS = 2_000  # element sets at a time


class Identity(NamedTuple):
    """The first columns of a row."""

    id: int
    name: str
    group: str
    shell: str


@dataclass(frozen=True, eq=False)
class StateRows:
    """Some rows of the table.

    identity  of each row
    numbers   (n, 10 + q) float64, the columns from x_km on; NaN where a quantity has no value
    """

    identity: list[Identity]
    numbers: Floats


@dataclass(frozen=True, eq=False)
class ElementSets:
    """Some satellites as element sets: who they are, (n,) designators, and mean elements."""

    identity: list[Identity]
    designators: list[str]
    elements: MeanElements


class StateTable:
    """One row a satellite, in chunks: iterate over it once, it is too large to keep.

    members   the satellites that are in it, None for all
    fleet     the operating maps at that instant, if they are known

    Latitude, longitude and altitude are WGS 84 geodetic in every frame. Objects whose SGP4
    fails are left out. Quantities are SI; objects of a catalogue have none.
    """

    def __init__(
        self,
        state: State,
        instant: Instant,
        frame: Frame,
        progress: Progress,
        quantities: tuple[Quantity, ...] = (),
        members: Members | None = None,
        fleet: Fleet | None = None,
    ) -> None:
        self._members, self._known = members, fleet
        self._state, self.frame, self._progress = state, frame, progress
        self._geometry, self._quantities = sky_geometry_at(instant), quantities
        self.written = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (*COLUMNS, *(quantity.column for quantity in self._quantities))

    def __iter__(self) -> Iterator[StateRows]:
        constellation = self._state.document.constellation
        fleet = self._fleet()
        chosen = self._rows_of(MAIN_DESIGN, len(constellation))
        total = len(chosen) + sum(len(c) for c in self._state.catalogues.values())
        for begin in range(0, len(chosen), _CHUNK):
            rows = chosen[begin : begin + _CHUNK]
            r_km, v_km_s = state_vectors(constellation, self._geometry.instant, rows)
            found = self._rows(design_identity(constellation, rows), r_km, v_km_s)
            if fleet is not None:
                places = SatelliteRows(fleet, self._geometry, rows)
                values = [quantity.at(places) for quantity in self._quantities]
                found.numbers[:, -len(values) :] = np.stack(values, axis=1)
            yield found
            self._progress(self.written / total, "writing")
        done = len(chosen)
        for source, catalogue in self._state.catalogues.items():
            done += len(catalogue)
            r_km, v_km_s, error = catalogue.propagate(self._geometry.instant)
            good = self._rows_of(source, len(catalogue))
            good = good[error[good] == 0]
            yield self._rows(catalogue_identity(catalogue, good), r_km[good], v_km_s[good])
            self._progress(done / total, "writing")

    @property
    def has_quantities(self) -> bool:
        """Whether there are columns beyond the states."""
        return bool(self._quantities)

    def element_sets(self) -> Iterator[ElementSets]:
        """Yield mean elements instead of states.

        Those of the design are of the instant; objects of catalogues have their own, as they
        stand, also where SGP4 fails.
        """
        constellation = self._state.document.constellation
        chosen = self._rows_of(MAIN_DESIGN, len(constellation))
        for begin in range(0, len(chosen), _SETS):
            rows = chosen[begin : begin + _SETS]
            identity = design_identity(constellation, rows)
            elements = elements_at(constellation, self._geometry.instant, rows)
            yield ElementSets(identity, [""] * len(rows), elements)
            self.written += len(rows)
            self._progress(begin / len(chosen), "writing")
        for source, catalogue in self._state.catalogues.items():
            every = self._rows_of(source, len(catalogue))
            for begin in range(0, len(every), _SETS):
                rows = every[begin : begin + _SETS]
                identity = catalogue_identity(catalogue, rows)
                designators = [catalogue.designator[int(row)] for row in rows]
                yield ElementSets(identity, designators, catalogue.elements.part(rows))
                self.written += len(rows)
                self._progress(begin / len(every), "writing")

    def _rows_of(self, source: SourceId, count: int) -> NDArray[np.integer[Any]]:
        return np.arange(count) if self._members is None else self._members.rows(source)

    def _rows(self, identity: list[Identity], r_km: Floats, v_km_s: Floats) -> StateRows:
        self.written += len(identity)
        numbers = _numbers(r_km, v_km_s, self._geometry, self.frame)
        unknown = np.full((len(identity), len(self._quantities)), np.nan)
        return StateRows(identity, np.concatenate([numbers, unknown], axis=1))

    def _fleet(self) -> Fleet | None:
        """Return the operating maps where a quantity is asked for."""
        document = self._state.document
        if not self._quantities or not len(document.constellation):
            return None
        return self._known or fleet_at(document, self._geometry)


def _numbers(r_km: Floats, v_km_s: Floats, geometry: SkyGeometry, frame: Frame) -> Floats:
    out = np.empty((len(r_km), 10))
    out[:, 0:3], out[:, 3:6] = convert(r_km, v_km_s, Frame.TEME, frame, geometry.instant)
    lat_rad, lon_rad, out[:, 8] = geodetic(r_km @ geometry.teme_to_itrs.T)
    out[:, 6], out[:, 7] = np.degrees(lat_rad), np.degrees(lon_rad)
    out[:, 9] = sunlit(r_km, geometry.sun_teme_km)
    return out


def design_identity(constellation: Constellation, rows: NDArray[np.integer]) -> list[Identity]:
    """Return who the satellites of a design are, by their rows (n,)."""
    plane, slot = constellation.plane_index[rows], constellation.slot_index[rows]
    shell = constellation.plane_shell[plane]
    # Planes are counted from 1 within their shell, as slots are within their plane.
    first_plane = np.searchsorted(constellation.plane_shell, shell)
    group = constellation.shell_group[shell]
    columns = zip(
        (rows + 1).tolist(), shell.tolist(), group.tolist(),
        (plane - first_plane + 1).tolist(), (slot + 1).tolist(), strict=True,
    )  # fmt: skip
    groups, shells = constellation.group_name, constellation.shell_name
    return [
        Identity(number, design_satellite_name(shells[s], p, k), groups[g], shells[s])
        for number, s, g, p, k in columns
    ]


def catalogue_identity(catalogue: Catalogue, rows: NDArray[np.integer]) -> list[Identity]:
    """Return who the objects of a catalogue are, by their rows (n,)."""
    ids, names = catalogue.object_id[rows].tolist(), catalogue.object_name
    return [
        Identity(number, names[row], catalogue.name, "")
        for number, row in zip(ids, rows, strict=True)
    ]
