"""What a script uses: load a design or a catalogue, ask where its satellites are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.formats.open_file import open_named
from orbitviz.model.design.constellation import Design
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.frames import Frame, convert
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True)
class LoadedDesign:
    """A design and its satellites."""

    document: Document

    def __len__(self) -> int:
        return len(self.constellation)

    @property
    def name(self) -> str:
        """Name of the design."""
        return self.design.name

    @property
    def design(self) -> Design:
        """What the file says."""
        return self.document.design

    @property
    def constellation(self) -> Constellation:
        """The satellites as tables of shells, planes and slots."""
        return self.document.constellation

    def states(self, time: str | Instant, frame: str | Frame = Frame.TEME) -> tuple[Floats, Floats]:
        """Return r_km, v_km_s, each (n, 3) float64, of all satellites at a time.

        time   ISO 8601 text (UTC), "now", or an Instant
        frame  TEME, GCRS or ITRS
        """
        instant = _instant(time)
        return _in_frame(*state_vectors(self.constellation, instant), instant, frame)


@dataclass(frozen=True)
class LoadedCatalogue:
    """A catalogue of real objects."""

    catalogue: Catalogue

    def __len__(self) -> int:
        return len(self.catalogue)

    @property
    def name(self) -> str:
        """Name of the catalogue."""
        return self.catalogue.name

    def states(self, time: str | Instant, frame: str | Frame = Frame.TEME) -> tuple[Floats, Floats]:
        """Return r_km, v_km_s, each (n, 3) float64, of all objects at a time, by SGP4.

        Objects that SGP4 cannot propagate to that time, or whose state contradicts their elements,
        have rows of NaN.
        time   ISO 8601 text (UTC), "now", or an Instant
        frame  TEME, GCRS or ITRS
        """
        instant = _instant(time)
        r_km, v_km_s, _ = self.catalogue.propagate(instant)
        return _in_frame(r_km, v_km_s, instant, frame)


def load(path: str | Path) -> LoadedDesign | LoadedCatalogue:
    """Open a file, a design or a catalogue, or a built-in design by its name.

    Raises UserError with file and place if it cannot be read.
    """
    opened = open_named(path)
    loaded: list[LoadedDesign | LoadedCatalogue] = []
    loaded += map(LoadedDesign, opened.designs)
    loaded += map(LoadedCatalogue, opened.catalogues)
    return loaded[0]


def _instant(time: str | Instant) -> Instant:
    return time if isinstance(time, Instant) else Instant.parse(time)


def _in_frame(
    r_km: Floats, v_km_s: Floats, instant: Instant, frame: str | Frame
) -> tuple[Floats, Floats]:
    try:
        target = Frame(frame)
    except ValueError:
        raise UserError(f'"{frame}" is not a frame', allowed="TEME, GCRS or ITRS") from None
    if target is Frame.TEME:
        return r_km, v_km_s
    return convert(r_km, v_km_s, Frame.TEME, target, instant)
