"""The design cut to the single satellites that are selected, so that figures are of these alone."""

from __future__ import annotations

from dataclasses import replace
from weakref import ReferenceType, ref

from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Document


class SelectedPart:
    """Cuts documents; the last part is kept, so that what is cached about it stays of use."""

    def __init__(self) -> None:
        self._about: tuple[ReferenceType[Document], Selection] | None = None
        self._part: Document | None = None

    def of(self, document: Document, selection: Selection) -> Document:
        """Return a document with the selected satellites alone; itself where whole shells are.

        Shells and planes stay, some of them empty.
        """
        if not selection.members:
            self._about = self._part = None
            return document
        about = ref(document), selection
        if self._part is None or self._about != about:
            rows = selection.members.rows(MAIN_DESIGN)
            self._part = replace(document, constellation=document.constellation.part(rows))
            self._about = about
        return self._part
