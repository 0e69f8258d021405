"""orbitviz: see a satellite constellation as one machine.

    import orbitviz
    d = orbitviz.load("starlink-gen1")            # a built-in, or the path of a file
    r_km, v_km_s = d.states("2026-11-22T12:00:00Z")

The floors, each importing only from those below it:

    app         the window put together: start, session, documents, crashes
    cli         the command line: one file a verb
    ui | scene  panels (PySide6, no OpenGL) | pictures (vispy and OpenGL, no PySide6)
    engine      what happens as time passes: clock, worker, snapshots, pick
    formats     text in, model out: designs, catalogues; tables out
    analysis    what follows from a design: fleet, census, year, report, transients
    model       what the user decided: design, view, selection; frozen, changed by commands
    subsystems  power, heat, compute: what a satellite does, and the quantities that describe it
    orbits      where things are: patterns, J2, SGP4, frames, Sun, eclipse
    base        constants, units, errors, files, resources

api.py is what scripts use; CONTRIBUTING.md has the folders and how data flows.

Inside: km, s, rad, W, J, K, float64, arrays (n, 3), TEME of date; degrees, hours and degrees
Celsius only in files, in the models that mirror them, and in panels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orbitviz.base.version import VERSION

if TYPE_CHECKING:
    from orbitviz.api import LoadedCatalogue, LoadedDesign, load
    from orbitviz.base.errors import UserError
    from orbitviz.orbits.frames import Frame
    from orbitviz.orbits.timescale import Instant

__version__ = VERSION
__all__ = [
    "Frame",
    "Instant",
    "LoadedCatalogue",
    "LoadedDesign",
    "UserError",
    "__version__",
    "load",
]

_HOMES = {
    "Frame": "orbitviz.orbits.frames",
    "Instant": "orbitviz.orbits.timescale",
    "LoadedCatalogue": "orbitviz.api",
    "LoadedDesign": "orbitviz.api",
    "UserError": "orbitviz.base.errors",
    "load": "orbitviz.api",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use, so that `import orbitviz` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'orbitviz' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
