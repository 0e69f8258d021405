"""Designs as catalogues, to be fitted again, and how far two constellations are apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.open_file import open_file
from orbitviz.formats.tables.export_table import export_states
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.propagate import position_vectors
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


def as_catalogue(document: Document, path: Path, at: Instant | None = None) -> Catalogue:
    """Return a design written as TLE and read again."""
    at = at or document.design.epoch_instant
    export_states(State.of(document, Playback(at, playing=False)), at, path)
    (catalogue,) = open_file(path).catalogues
    return catalogue


def builtin_catalogue(name: str, folder: Path) -> Catalogue:
    """Return a built-in design written as TLE and read again."""
    return as_catalogue(read_builtin(name), folder / f"{name}.tle")


def farthest_apart_km(one: Constellation, other: Constellation, instant: Instant) -> float:
    """Return the largest distance from a satellite to the nearest one of the other, both ways."""
    places = [position_vectors(each, instant) for each in (one, other)]
    there = cKDTree(places[1]).query(places[0])[0]
    back = cKDTree(places[0]).query(places[1])[0]
    return float(np.max([there.max(), back.max()]))
