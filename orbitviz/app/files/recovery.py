"""Offers of the edits that earlier runs of the program could not save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from orbitviz.app.files.autosave import Autosave, RecoverableDesign
from orbitviz.base.errors import UserError
from orbitviz.model.state import Document
from orbitviz.ui.widgets.notices import Notices
from orbitviz.ui.widgets.plain_text import menu_text


class Recovery:
    """Offers autosaved designs one by one above the globe, and all of them in a menu."""

    def __init__(
        self,
        autosave: Autosave,
        notices: Notices,
        restore: Callable[[Document], bool],
        report_failure: Callable[[Exception], None],
    ) -> None:
        """Build; `restore` opens a document and returns whether this run keeps a copy of it."""
        self._autosave, self._notices = autosave, notices
        self._restore_document, self._report_failure = restore, report_failure
        self._undecided: list[RecoverableDesign] = []
        self._untold: list[RecoverableDesign] = []

    def offer(self) -> None:
        """Offer the edits that earlier runs could not save, the latest first."""
        self._undecided = self._autosave.recoverable()
        self._untold = list(self._undecided)
        self._offer_next()

    def fill(self, menu: QMenu) -> None:
        """Add an entry for each offer that is neither restored nor discarded."""
        for design in self._undecided:
            menu.addAction(
                menu_text(f"Recover Edits to “{design.title}”"), partial(self._restore, design)
            )

    def _offer_next(self) -> None:
        """Show the next offer; the one after it follows when this one is dealt with."""
        self._untold = [design for design in self._untold if design in self._undecided]
        if not self._untold:
            return
        design, more = self._untold.pop(0), len(self._untold)
        message = self._notices.show_message(
            f"orbitviz closed before edits to “{design.title}” were saved."
            + (f" ({more:,} more in File, Open Recent)" if more else ""),
            "info",
        )
        message.add_button("Restore", partial(self._restore, design))
        message.add_button("Discard", partial(self._discard, design))
        message.dismissed.connect(self._offer_next)

    def _restore(self, design: RecoverableDesign) -> None:
        try:
            document = design.read()
        except (UserError, OSError) as error:
            self._report_failure(error)
            return
        if self._restore_document(document):
            self._discard(design)

    def _discard(self, design: RecoverableDesign) -> None:
        if design in self._undecided:
            self._undecided.remove(design)
            design.discard()
