"""How long fitting a catalogue and counting densities take.

    python -m tests.bench.fitting [CATALOGUE...]

Without catalogues, those of built-in designs written as element sets.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from orbitviz.analysis.density.sources import cells_for, orbits_of_catalogue
from orbitviz.analysis.density.spatial import density_of
from orbitviz.analysis.fitting.fit import fit_catalogue
from orbitviz.formats.open_file import open_file
from tests.analysis.fitted import builtin_catalogue

DESIGNS = ("kuiper", "starlink-gen1", "guowang")


def main() -> None:
    """Print a line for each catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name) for name in sys.argv[1:]]
        for name in () if files else DESIGNS:
            builtin_catalogue(name, Path(folder))
            files.append(Path(folder) / f"{name}.tle")
        for file in files:
            (catalogue,) = open_file(file).catalogues
            begin = time.perf_counter()
            fit = fit_catalogue(catalogue)
            fitted = time.perf_counter()
            density_of(orbits_of_catalogue(catalogue, fit.epoch), cells_for(None))
            counted = time.perf_counter()
            print(
                f"{file.name}: {len(catalogue):,} objects, {len(fit.groups)} groups, "
                f"{fit.explained:.1%} explained, fitted in {fitted - begin:.2f} s, "
                f"density in {counted - fitted:.2f} s"
            )


if __name__ == "__main__":
    main()
