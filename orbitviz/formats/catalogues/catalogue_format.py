"""What every format of element sets declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from orbitviz.base.progress import Progress
from orbitviz.formats.catalogues.catalogue_builder import CatalogueBuilder
from orbitviz.formats.registry import Recognisable
from orbitviz.formats.text_file import Chunk


@dataclass(frozen=True, kw_only=True)
class CatalogueFormat(Recognisable):
    """A format of element sets; `parse` raises UserError with the place of a fault."""

    parse: Callable[[Iterable[Chunk], Progress], CatalogueBuilder]
