"""One row a satellite: states at an instant as CSV or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, replacing, save_through
from orbitviz.base.progress import Progress, no_progress
from orbitviz.model.state import State
from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.frames import Frame, convert
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant

Floats = NDArray[np.float64]

COLUMNS = (
    "id", "name", "group", "shell", "x_km", "y_km", "z_km", "vx_km_s", "vy_km_s", "vz_km_s",
    "lat_deg", "lon_deg", "alt_km", "sunlit",
)  # fmt: skip
# Millimetres, micrometres a second, centimetres on the ground.
_NUMBERS = ",%.6f,%.6f,%.6f,%.9f,%.9f,%.9f,%.7f,%.7f,%.6f,%.4f\n"
_CHUNK = 50_000


@dataclass(frozen=True)
class Rows:
    """Some rows of the table: who, and ten numbers each.

    identity  id, name, group and shell of each row
    numbers   (n, 10) float64, the columns from x_km on
    """

    identity: list[tuple[int, str, str, str]]
    numbers: Floats


@dataclass(frozen=True)
class Exported:
    """How many rows were written, and how many objects SGP4 could not propagate."""

    rows: int
    failed: int


def export_states(
    state: State,
    instant: Instant,
    path: Path,
    frame: Frame = Frame.TEME,
    progress: Progress = no_progress,
) -> Exported:
    """Write the states of everything open at `instant` in the axes of `frame`.

    path   ends in .csv, or in .parquet where pyarrow is installed

    Latitude, longitude and altitude are WGS 84 geodetic in every frame. Objects whose SGP4
    fails are left out and counted. Raises UserError if the file cannot be written, Cancelled
    if `progress` does; there is no half-written file then.
    """
    check_writable(path)
    table = _Table(state, instant, frame, progress)
    if path.suffix.lower() == ".csv":
        _write_csv(table, path)
    elif path.suffix.lower() == ".parquet":
        _write_parquet(table, path)
    else:
        raise UserError(
            f'the ending "{path.suffix}" names no format', file=path, allowed=".csv or .parquet"
        )
    return Exported(table.written, table.failed)


class _Table:
    """Makes the rows piece by piece."""

    def __init__(self, state: State, instant: Instant, frame: Frame, progress: Progress) -> None:
        self._state, self._frame, self._progress = state, frame, progress
        self._geometry = sky_geometry_at(instant)
        self.written = self.failed = 0

    def __iter__(self) -> Iterator[Rows]:
        constellation = self._state.document.constellation
        total = len(constellation) + sum(len(c) for c in self._state.catalogues.values())
        for begin in range(0, len(constellation), _CHUNK):
            rows = np.arange(begin, min(begin + _CHUNK, len(constellation)))
            r_km, v_km_s = state_vectors(constellation, self._geometry.instant, rows)
            yield self._finish(_design_identity(constellation, rows), r_km, v_km_s)
            self._progress(self.written / total, "writing")
        for catalogue in self._state.catalogues.values():
            r_km, v_km_s, error = catalogue.propagate(self._geometry.instant)
            good = np.flatnonzero(error == 0)
            self.failed += len(catalogue) - len(good)
            yield self._finish(_catalogue_identity(catalogue, good), r_km[good], v_km_s[good])
            self._progress((self.written + self.failed) / total, "writing")

    def _finish(
        self, identity: list[tuple[int, str, str, str]], r_km: Floats, v_km_s: Floats
    ) -> Rows:
        self.written += len(identity)
        return Rows(identity, _numbers(r_km, v_km_s, self._geometry, self._frame))


def _numbers(r_km: Floats, v_km_s: Floats, geometry: SkyGeometry, frame: Frame) -> Floats:
    out = np.empty((len(r_km), 10))
    out[:, 0:3], out[:, 3:6] = convert(r_km, v_km_s, Frame.TEME, frame, geometry.instant)
    lat_rad, lon_rad, out[:, 8] = geodetic(r_km @ geometry.teme_to_itrs.T)
    out[:, 6], out[:, 7] = np.degrees(lat_rad), np.degrees(lon_rad)
    out[:, 9] = sunlit(r_km, geometry.sun_teme_km)
    return out


def _design_identity(
    constellation: Constellation, rows: NDArray[np.integer]
) -> list[tuple[int, str, str, str]]:
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
        (number, f"{shells[s]} p{p:03d} s{k:04d}", groups[g], shells[s])
        for number, s, g, p, k in columns
    ]


def _catalogue_identity(
    catalogue: Catalogue, rows: NDArray[np.integer]
) -> list[tuple[int, str, str, str]]:
    ids, names = catalogue.object_id[rows].tolist(), catalogue.object_name
    return [(number, names[row], catalogue.name, "") for number, row in zip(ids, rows, strict=True)]


def _write_csv(table: _Table, path: Path) -> None:
    with replacing(path) as stream:
        stream.write((",".join(COLUMNS) + "\n").encode())
        for rows in table:
            quoted = _quoted(rows.identity)
            numbers = map(tuple, rows.numbers.tolist())
            lines = [f"{who}{_NUMBERS % n}" for who, n in zip(quoted, numbers, strict=True)]
            stream.write("".join(lines).encode())


def _quoted(identity: list[tuple[int, str, str, str]]) -> list[str]:
    """Return the first four columns as CSV, quoted where a name needs it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(identity)
    lines = text.getvalue().split("\n")[:-1]
    if len(lines) == len(identity):
        return lines
    # A name with a line break in it makes two lines of one row: ask row by row.
    return [_row(who) for who in identity]


def _row(who: tuple[int, str, str, str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(who)
    return text.getvalue()


def _write_parquet(table: _Table, path: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UserError(
            "Parquet needs pyarrow, which is not installed",
            file=path,
            allowed='.csv, or `pip install "orbitviz[parquet]"`',
        ) from None

    def save(scratch: Path) -> None:
        types: list[Any] = [pa.int64(), pa.string(), pa.string(), pa.string()]
        types += [pa.float64()] * (len(COLUMNS) - 4)
        schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
        with pq.ParquetWriter(scratch, schema) as writer:
            for rows in table:
                columns = [list(column) for column in zip(*rows.identity, strict=True)]
                columns += list(rows.numbers.T)
                if rows.identity:
                    writer.write_table(pa.table(columns, schema=schema))

    save_through(path, save, ".parquet")
