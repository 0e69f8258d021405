"""Edits of the satellite design, from the design panel to the store."""

from __future__ import annotations

from orbitviz.base.errors import UserError
from orbitviz.model.commands import edit_document
from orbitviz.model.design_edits import reset_satellite, set_satellite_value
from orbitviz.model.store import Store
from orbitviz.ui.design.design_panel import DesignPanel
from orbitviz.ui.widgets.notices import Notices

_TOPIC = "design"


class DesignEditor:
    """Applies what the design panel requests, and shows the design in it."""

    def __init__(self, store: Store, panel: DesignPanel, notices: Notices) -> None:
        self._store, self._panel, self._notices = store, panel, notices

    def show_state(self) -> None:
        """Show the design of the selected shells."""
        self._panel.show_state(self._store.state)

    def change_value(self, name: str, path: tuple[str, ...], value: object, dragging: bool) -> None:
        """Set one value of a satellite design; a drag is one edit."""
        try:
            document = set_satellite_value(self._store.state.document, name, path, value)
        except UserError as error:
            self.show_error(error)
            self._panel.revert()
            return
        self._notices.clear_topic(_TOPIC)
        label = f"Change {path[-1].replace('_', ' ')}"
        self._store.do(edit_document(document), undo=label, merge=dragging)

    def reset(self, name: str) -> None:
        """Set every value of a satellite design back to the built-in one."""
        document = reset_satellite(self._store.state.document, name)
        if document is not self._store.state.document:
            self._store.do(edit_document(document), undo="Reset satellite")

    def show_error(self, error: UserError) -> None:
        """Show why a value was refused."""
        self._notices.show_error(error, _TOPIC)

    def clear_error(self) -> None:
        """Take back what was said of a value: its field shows that of the design again."""
        self._notices.clear_topic(_TOPIC)
