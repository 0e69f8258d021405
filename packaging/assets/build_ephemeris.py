"""Rebuild assets/time from published packages.

Run it from the checkout with the package installed and the dependency group `assets`. Two files
come out, and the span and size of each is told:

de421_excerpt.bsp  the Sun, the Earth and the Moon out of JPL's DE421, 1990 to 2053
iers.npz           UT1, leap seconds and polar motion out of the IERS file finals2000A.all
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import skyfield_data
from astropy_iers_data import IERS_A_FILE
from jplephem.daf import DAF
from jplephem.excerpter import write_excerpt
from jplephem.spk import SPK
from skyfield.data import iers

from orbitviz.base.files import replacing, write_atomically

TIME = Path(__file__).resolve().parents[2] / "assets" / "time"

# NAIF numbers of (centre, target): Sun and Earth-Moon barycentre from the barycentre of the solar
# system, Earth and Moon from their own.
SEGMENTS = {(0, 10), (0, 3), (3, 399), (3, 301)}
# Light from the Sun left eight minutes earlier: two days of margin at either end.
FIRST_JD = 2447892.5 - 2.0  # 1989-12-30
LAST_JD = 2470903.5 + 2.0  # 2053-01-03


def build_excerpt() -> bytes:
    """Return a DE421 file that holds only what the program asks for."""
    source = Path(skyfield_data.__file__).parent / "data" / "de421.bsp"
    out = BytesIO()
    with source.open("rb") as stream:
        kernel = SPK(DAF(stream))
        summaries = [
            (name, values)
            for name, values in kernel.daf.summaries()
            if (values[3], values[2]) in SEGMENTS
        ]
        write_excerpt(kernel, out, FIRST_JD, LAST_JD, summaries)
    return out.getvalue()


def build_orientation() -> dict[str, np.ndarray]:
    """Return the arrays that a skyfield Timescale is made of, one row a day since 1973."""
    with Path(IERS_A_FILE).open("rb") as stream:
        finals = iers.parse_x_y_dut1_from_finals_all(stream)
    tt_jd, delta_t_s, leap_jd, leap_offset_s = iers.build_timescale_arrays(
        finals["utc_mjd"], finals["dut1"]
    )
    return {
        "tt_jd": tt_jd,
        "delta_t_s": delta_t_s,
        "x_arcsec": finals["x_arcseconds"],
        "y_arcsec": finals["y_arcseconds"],
        "leap_jd": leap_jd,
        "leap_offset_s": leap_offset_s,
    }


def main() -> None:
    """Write both files and say how large they are and how far they reach."""
    TIME.mkdir(parents=True, exist_ok=True)
    excerpt = build_excerpt()
    write_atomically(TIME / "de421_excerpt.bsp", excerpt)
    print(f"de421_excerpt.bsp  {len(excerpt):,} bytes, JD {FIRST_JD} to {LAST_JD}")

    table = build_orientation()
    with replacing(TIME / "iers.npz") as stream:
        np.savez_compressed(stream, **table)
    size = (TIME / "iers.npz").stat().st_size
    print(f"iers.npz           {size:,} bytes, JD {table['tt_jd'][0]} to {table['tt_jd'][-1]} (TT)")


if __name__ == "__main__":
    main()
