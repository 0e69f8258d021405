"""Make assets/atmosphere from the published model and data named in assets/LICENCES.md.

    python packaging/assets/build_atmosphere.py SOURCES

SOURCES is the folder with mar2026f10-prd.txt of NASA's Marshall Space Flight Center. The density is
that of NRLMSIS 2.1 by pymsis, which is given all indices and so downloads nothing; two minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pymsis

TARGET = Path(__file__).resolve().parents[2] / "assets" / "atmosphere"

# Steps grow with the scale height, so that interpolation of the logarithm is good to 0.1 %.
ALTITUDES_KM = np.concatenate([
    np.arange(150, 200, 2), np.arange(200, 300, 5), np.arange(300, 1000, 10),
    np.arange(1000, 2001, 25),
]).astype(np.float64)  # fmt: skip
F107 = np.arange(65.0, 251.0, 5.0)  # sfu, as daily value and as mean over 81 days
AP = 13.5  # the mean of the mean cycle of the same forecast, to which F10.7 is taken as well

# Harmonics of the model are averaged by so many places and times to 1e-4 of the mean.
LATITUDES, LONGITUDES = 12, 12
DATES = np.array([
    np.datetime64(f"2026-{month:02d}-15T{hour:02d}") for month in range(1, 13)
    for hour in (0, 6, 12, 18)
])  # fmt: skip

CYCLE_MONTHS = 132
DENSITY_HEADER = f"""\
Density of the air, kg/m3: total mass density of NRLMSIS 2.1 by pymsis {version("pymsis")}
Mean over latitude (weighted by area), local time, longitude and season
Rows: geodetic altitude, km; columns: F10.7, sfu, as daily value and as mean over 81 days
Geomagnetic activity: Ap = {AP} throughout"""
CYCLE_HEADER = """\
F10.7, sfu, month by month through the mean solar cycle, smoothed over 13 months
NASA Marshall Space Flight Center, forecast of March 2026: mean cycle given for cycle 26, 50 %
The first month is November 2030; cycles follow each other without a gap"""


def main(sources: Path) -> None:
    """Write both tables."""
    TARGET.mkdir(parents=True, exist_ok=True)
    f107, ap = mean_cycle(sources / "mar2026f10-prd.txt")
    print(f"mean cycle: F10.7 {f107.min()} to {f107.max()}, mean {f107.mean():.1f}, Ap {ap:.1f}")
    write(TARGET / "solar_cycle.csv", CYCLE_HEADER, ["f107"], [[f"{value:.1f}"] for value in f107])
    table = np.transpose([mean_density(ALTITUDES_KM, value) for value in F107])
    rows = (
        [f"{altitude:.0f}", *(f"{value:.5e}" for value in row)]
        for altitude, row in zip(ALTITUDES_KM, table, strict=True)
    )
    columns = ["altitude_km", *(f"{value:.0f}" for value in F107)]
    write(TARGET / "density.csv", DENSITY_HEADER, columns, rows)


def mean_density(altitude_km: np.ndarray, f107: float) -> np.ndarray:
    """Return (n,) kg/m3 at altitudes (n,) km: the mean over the globe, the day and the year."""
    sin_latitude, weight = np.polynomial.legendre.leggauss(LATITUDES)
    every = np.ones(len(DATES))
    answer = pymsis.calculate(
        DATES,
        np.arange(LONGITUDES) * 360.0 / LONGITUDES,
        np.degrees(np.arcsin(sin_latitude)),
        altitude_km,
        f107 * every,
        f107 * every,
        AP * np.ones((len(DATES), 7)),
        version=2.1,
    )
    density = answer[..., pymsis.Variable.MASS_DENSITY]
    return np.einsum("tijk,j->k", density, weight / 2.0) / (len(DATES) * LONGITUDES)


def mean_cycle(path: Path) -> tuple[np.ndarray, float]:
    """Return (132,) F10.7 of the months of the mean cycle, and its mean Ap."""
    rows = [line.split() for line in path.read_text().splitlines() if line.startswith(" 20")]
    last = np.array([[float(row[3]), float(row[6])] for row in rows[-CYCLE_MONTHS:]])
    if rows[-CYCLE_MONTHS][:2] != ["2030.8337", "NOV"]:
        raise SystemExit(f"{path}: the mean cycle does not begin in November 2030")
    return last[:, 0], float(last[:, 1].mean())


def write(path: Path, header: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    """Write a table with its header, and say how large it is."""
    lines = [f"# {line}" for line in header.splitlines()]
    lines += [",".join(row) for row in [columns, *rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}  {len(lines):,} lines, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
