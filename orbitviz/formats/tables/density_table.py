"""Densities by altitude and latitude, for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from orbitviz.analysis.chart import separated
from orbitviz.analysis.density.compared import SourceDensity
from orbitviz.analysis.density.sources import Peak, altitude_peak_of
from orbitviz.analysis.density.spatial import Cells
from orbitviz.base.files import write_atomically
from orbitviz.base.json_text import json_text
from orbitviz.formats.registry import Writer, Writers

_COLUMNS = (
    "source", "altitude_from_km", "altitude_to_km", "lat_from_deg", "lat_to_deg", "per_km3",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class DensityTable:
    """What a file of densities is written from; `time` in ISO 8601."""

    time: str
    cells: Cells
    sources: Sequence[SourceDensity]


def density_json(table: DensityTable) -> str:
    """Return densities as JSON: edges of the cells, and for each source its values and peaks."""
    return json_text(
        {
            "time": table.time,
            "radius_km": table.cells.radius_km,
            "altitude_km": table.cells.altitude_km.tolist(),
            "lat_deg": _lat_deg(table.cells),
            "sources": [_record(one) for one in table.sources],
        }
    )


def _record(one: SourceDensity) -> dict[str, object]:
    altitude_km, per_km3 = altitude_peak_of(one.density)
    return {
        "name": one.name,
        "satellites": one.satellites,
        "outside": one.density.outside,
        "peak": _peak(one.peak),
        "altitude_peak": {"altitude_km": altitude_km, "per_km3": per_km3},
        "by_altitude_per_km3": one.density.by_altitude_km3.tolist(),
        "per_km3": one.density.per_km3.tolist(),
    }


def _peak(peak: Peak) -> dict[str, float]:
    return {
        "altitude_km": peak.altitude_km,
        "lat_deg": float(np.degrees(peak.lat_rad)),
        "per_km3": peak.per_km3,
    }


def _lat_deg(cells: Cells) -> list[float]:
    return [round(float(lat), 9) for lat in np.degrees(cells.lat_rad)]


def _write_csv(table: DensityTable, path: Path) -> None:
    """Write a row for each cell; without latitudes, the mean over all of them."""
    altitudes, latitudes = _spans(table.cells.altitude_km), _spans(_lat_deg(table.cells))
    rows: list[tuple[str, ...]] = [_COLUMNS]
    for one in table.sources:
        for height, mean, values in zip(
            altitudes, one.density.by_altitude_km3, one.density.per_km3, strict=True
        ):
            rows.append((one.name, *height, "", "", f"{mean:.6g}"))
            rows += [
                (one.name, *height, *lat, f"{value:.6g}")
                for lat, value in zip(latitudes, values, strict=True)
            ]
    write_atomically(path, separated(rows))


def _spans(edges: Iterable[float]) -> list[tuple[str, str]]:
    texts = [f"{edge:g}" for edge in edges]
    return list(pairwise(texts))


DENSITY_TABLES: Writers[DensityTable] = Writers(
    (Writer(title="CSV", endings=(".csv",), write=_write_csv),),
    refusal='the ending "{ending}" is not that of a table of densities',
)
