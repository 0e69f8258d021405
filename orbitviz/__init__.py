"""orbitviz: see a satellite constellation as one machine.

    import orbitviz
    d = orbitviz.load("starlink-gen1")            # a built-in, or the path of a file
    r_km, v_km_s = d.states("2026-11-22T12:00:00Z")

The floors, each importing only from those below it:

    app      the wiring of the window: session, actions, crash dialog
    cli      the headless verbs: render, export, doctor, bench, schema
    ui       panels (PySide6)          scene   arrays in, pixels out (vispy, OpenGL)
    engine   what happens as time passes: clock, snapshots, worker
    formats  text in, model out: designs, catalogues, tables
    model    what the user decided: design, view, selection; frozen, changed by commands
    orbits   where things are: patterns, J2, SGP4, frames, Sun, eclipse
    facts    constants, resources, the error for people

Inside: km, s, rad, float64, arrays (n, 3), TEME of date; degrees only in files and panels.
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
