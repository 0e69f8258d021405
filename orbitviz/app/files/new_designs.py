"""New designs: empty, from a built-in one, or a copy of the open one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from orbitviz.app.files.documents import Documents
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import STARTING_POINT
from orbitviz.model.commands import edit_document
from orbitviz.model.design_edits import duplicate, renamed
from orbitviz.model.store import Store
from orbitviz.ui.action_set import Handler
from orbitviz.ui.window import MainWindow

_NEW = "New design"


class NewDesigns:
    """Makes designs that have no file yet."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        documents: Documents,
        show_groups: Callable[[], None],
    ) -> None:
        self._store, self._documents, self._show_groups = store, documents, show_groups
        self._templates = window.menus["New from Template"]
        self._templates.aboutToShow.connect(self.fill_menu)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"new": self.new, "duplicate": self.duplicate}

    def fill_menu(self) -> None:
        """Fill the menu of templates when it is first opened."""
        if self._templates.isEmpty():
            for identifier, title in self._documents.builtins():
                self._templates.addAction(title, partial(self.from_template, identifier))

    def new(self) -> None:
        """Open a design of one shell, and its groups beside the globe."""
        self._documents.open_made(
            "New design",
            lambda: renamed(read_builtin(STARTING_POINT), _NEW),
            self._show_groups,
        )

    def from_template(self, identifier: str) -> None:
        """Open a copy of a built-in design that can be saved under a name of its own."""
        self._documents.open_made(
            f"Opening {identifier}",
            lambda: duplicate(read_builtin(identifier)),
            self._show_groups,
        )

    def duplicate(self) -> None:
        """Go on with a copy of the open design; time, view and selection stay."""
        if self._store.state.document.design.groups:
            self._store.do(edit_document(duplicate(self._store.state.document)))
            self._store.forget_edits()
