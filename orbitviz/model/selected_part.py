"""The design cut to single satellites, so that figures are of these alone."""

from __future__ import annotations

from weakref import ReferenceType, ref

from orbitviz.model.members import Members
from orbitviz.model.selection import Selection
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Document


class SelectedPart:
    """Cuts documents; the last part is kept, so that what is cached about it stays of use."""

    def __init__(self) -> None:
        self._about: tuple[ReferenceType[Document], Members] | None = None
        self._part: Document | None = None

    def of(
        self, document: Document, selection: Selection, present: Members | None = None
    ) -> Document:
        """Return a document with the selected satellites alone; itself where whole shells are.

        Shells and planes stay, some of them empty.

        present   the satellites that are there; None: all of them
        """
        if not selection.members and present is None:
            self._about = self._part = None
            return document
        left = selection.members
        if present is not None:
            left = left & present if left else present
        about = ref(document), left
        if self._part is None or self._about != about:
            rows = left.rows(MAIN_DESIGN)
            self._part = document.part(rows)
            self._about = about
        return self._part
