"""The one frozen root: everything the user has decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from orbitviz.model.design.constellation import Design
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.timescale import Instant


class ShellKey(NamedTuple):
    """One row of the shell tree: shell `shell` of source `source`.

    Source 0 is the design; source k >= 1 is State.catalogues[k - 1], which is one shell, 0.
    """

    source: int
    shell: int


@dataclass(frozen=True)
class Document:
    """The open design with the file it came from.

    constellation   the design expanded (its arrays are read-only and shared, never copied)
    path            the file, None for a built-in or a new design
    saved           the design as it last was on disk
    text            the TOML it was read from; saving edits this text so comments survive
    """

    design: Design
    constellation: Constellation
    path: Path | None = None
    saved: Design | None = None
    text: str = ""

    @property
    def edited(self) -> bool:
        """Whether the design differs from the file it came from."""
        return self.design is not self.saved and self.design != self.saved


@dataclass(frozen=True)
class Playback:
    """How simulated time runs: `at` holds at the moment of the last command."""

    at: Instant
    rate: float = 1.0  # simulated seconds per real second, negative runs backwards
    playing: bool = True


@dataclass(frozen=True)
class State:
    """All that the user decided; replaced as a whole by commands, never changed in place."""

    document: Document
    playback: Playback
    catalogues: tuple[Catalogue, ...] = ()
    selection: frozenset[ShellKey] = frozenset()
    hidden: frozenset[ShellKey] = frozenset()
    view: ViewOptions = field(default_factory=ViewOptions)
