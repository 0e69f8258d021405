"""The tour that is edited, with what can be undone."""

from __future__ import annotations

from orbitviz.formats.tours.tour_draft import TourDraft

_MOST = 200


class History:
    """Drafts of one tour, one after another; undo restores every byte of the text."""

    def __init__(self) -> None:
        self.draft: TourDraft | None = None
        self._saved = ""  # text as it is in the file
        self._undo: list[TourDraft] = []
        self._redo: list[TourDraft] = []
        self._merged = ""  # what the last edit was, if the next may be one with it

    @property
    def is_edited(self) -> bool:
        """Whether closing would lose work."""
        return self.draft is not None and self.draft.text != self._saved

    @property
    def saved_text(self) -> str:
        """The text as it was read or written last."""
        return self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._redo)

    def open(self, draft: TourDraft | None, *, is_saved: bool) -> None:
        """Begin with another tour."""
        self.draft, self._undo, self._redo, self._merged = draft, [], [], ""
        self._saved = draft.text if draft is not None and is_saved else ""

    def mark_saved(self, draft: TourDraft) -> None:
        """Go on with the tour as it was saved."""
        self.draft, self._saved, self._merged = draft, draft.text, ""

    def do(self, draft: TourDraft, merge: str = "") -> None:
        """Go on with an edited tour.

        merge   name of an edit that is one with the last one of that name, as a drag is
        """
        if draft is self.draft:
            return
        if self.draft is not None and not (merge and merge == self._merged):
            self._undo = [*self._undo[1 - _MOST :], self.draft]
        self.draft, self._redo, self._merged = draft, [], merge

    def end_merging(self) -> None:
        """Have the next edit be one of its own."""
        self._merged = ""

    def undo(self) -> None:
        """Return to the tour before the last edit."""
        self._step(self._undo, self._redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._redo, self._undo)

    def _step(self, source: list[TourDraft], target: list[TourDraft]) -> None:
        if source and self.draft is not None:
            target.append(self.draft)
            path, self.draft = self.draft.path, source.pop()
            # The file stays where it was saved to.
            self.draft = TourDraft(self.draft.text, self.draft.tour, path, self.draft.newline)
            self._merged = ""
