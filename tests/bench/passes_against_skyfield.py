"""Passes of the objects of a real catalogue against skyfield.

python -m tests.bench.passes_against_skyfield PATH

Skyfield reads the file itself; only UT1 and the pole are those of the program. Its events are good
to about a second, so they are refined by its own altitudes before they are compared. Passes that
culminate at an end of the span are left out: skyfield has no culmination there.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

import numpy as np
from skyfield.api import EarthSatellite, load

from orbitviz.base.constants import DAY_S
from orbitviz.orbits.observer import observer_at
from orbitviz.orbits.passes import find_passes
from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.sky_span import SkySpan
from orbitviz.orbits.timescale import timescale
from tests.formats.element_sets import read_catalogue
from tests.orbits.skyfield_passes import SITES, skyfield_events

MIN_DEG = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="catalogue, TLE or OMM as CSV")
    parser.add_argument("--objects", type=int, default=500, help="spread over the catalogue")
    parser.add_argument("--days", type=float, default=3.0)
    asked = parser.parse_args()
    catalogue = read_catalogue(asked.path)
    others = {one.model.satnum: one for one in by_skyfield(asked.path)}
    rows = np.unique(np.linspace(0, len(catalogue) - 1, asked.objects).astype(int))
    start, span_s = catalogue.median_epoch, asked.days * DAY_S
    objects, sky = ChosenObjects(catalogue.elements, rows.tolist()), SkySpan.over(start, span_s)

    def positions(which, seconds):
        return sky.to_itrs(objects.positions(which, start, seconds)[0], seconds)

    worst, ours_s, theirs_s = Worst(span_s), 0.0, 0.0
    for site in SITES:
        begun = time.perf_counter()
        observer = observer_at(np.radians(site[0]), np.radians(site[1]), site[2] / 1e3)
        found = find_passes(positions, len(rows), observer, span_s, np.radians(MIN_DEG))
        highest = observer.look_angles(positions(found.row, found.culmination_s))
        ours_s += time.perf_counter() - begun
        begun = time.perf_counter()
        for k, row in enumerate(rows):
            number = int(catalogue.object_id[row])
            if number not in others:
                continue
            mine = found.row == k
            theirs = skyfield_events(others[number], site, start, span_s, MIN_DEG)
            worst.compare(
                f"{number} at {site[:2]}",
                np.column_stack((found.rise_s, found.culmination_s, found.set_s))[mine],
                np.degrees(highest.elevation_rad[mine]),
                theirs,
            )
        theirs_s += time.perf_counter() - begun
    print(f"{len(rows)} objects, {len(SITES)} sites, {asked.days:g} days from {start.isoformat()}")
    print(f"ours {ours_s:.1f} s, skyfield {theirs_s:.1f} s")
    worst.tell()


class Worst:
    """The worst differences so far."""

    def __init__(self, span_s) -> None:
        self.passes, self.cut, self.span_s = 0, 0, span_s
        self.differences = {"rise, s": (0.0, ""), "culmination, s": (0.0, ""),
                            "set, s": (0.0, ""), "elevation, deg": (0.0, "")}  # fmt: skip
        self.ours_only: list[str] = []
        self.theirs_only: list[str] = []

    def compare(self, name, mine_s, mine_deg, theirs):
        """Compare passes (p, 3), rise, culmination and set, with events of skyfield."""
        rises_s, peaks_s, sets_s, peaks_deg = theirs
        for title, ours, others in (
            ("rise, s", mine_s[:, 0], rises_s),
            ("set, s", mine_s[:, 2], sets_s),
        ):
            for other in others:
                self._note(title, np.nanmin(np.abs(ours - other), initial=np.inf), name, other)
        open_ = np.ones(len(peaks_s), bool)
        for (rise_s, peak_s, set_s), peak_deg in zip(mine_s, mine_deg, strict=True):
            begin_s, end_s = np.nan_to_num(rise_s, nan=0.0), np.nan_to_num(set_s, nan=self.span_s)
            inside = (peaks_s > begin_s - 1.0) & (peaks_s < end_s + 1.0)
            open_ &= ~inside
            if peak_s in (0.0, self.span_s):
                self.cut += 1
            elif not inside.any():
                self.ours_only.append(f"{name}, {peak_s:.3f} s, {peak_deg:.6f} deg")
            else:
                best = np.flatnonzero(inside)[np.argmax(peaks_deg[inside])]
                self.passes += 1
                self._note("culmination, s", abs(peak_s - peaks_s[best]), name, peak_s)
                self._note("elevation, deg", abs(peak_deg - peaks_deg[best]), name, peak_s)
        self.theirs_only += [
            f"{name}, {one:.3f} s, {elevation:.6f} deg"
            for one, elevation in zip(peaks_s[open_], peaks_deg[open_], strict=True)
        ]

    def _note(self, title, value, name, at_s) -> None:
        if value > self.differences[title][0]:
            self.differences[title] = float(value), f"{name}, {at_s:.1f} s"

    def tell(self) -> None:
        print(f"{self.passes} passes in both, {self.cut} that culminate at an end of the span")
        for title, (value, where) in self.differences.items():
            print(f"{title:15} {value:.6f}   {where}")
        for title, some in (("ours", self.ours_only), ("skyfield", self.theirs_only)):
            print(f"only {title}: {len(some)}")
            for one in some[:10]:
                print(f"    {one}")


def by_skyfield(path):
    """Yield the objects of a file as skyfield reads them."""
    if path.suffix == ".csv":
        with path.open() as stream:
            for fields in csv.DictReader(stream):
                yield EarthSatellite.from_omm(timescale(), fields)
    else:
        yield from load.tle_file(str(path), ts=timescale())


if __name__ == "__main__":
    main()
