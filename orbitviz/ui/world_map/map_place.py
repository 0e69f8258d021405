"""Where the map is: in its panel, or in the place of the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from orbitviz.base.on_demand import OnDemand
from orbitviz.ui.action_set import ActionSet

if TYPE_CHECKING:
    from orbitviz.ui.world_map.map_panel import MapPanel


class MapPlace(QObject):
    """Moves the map between its dock and the centre of the window, where the globe is else."""

    def __init__(
        self,
        panel: OnDemand[MapPanel],
        dock: QDockWidget,
        centre: QVBoxLayout,
        actions: ActionSet,
    ) -> None:
        super().__init__(dock)
        self._panel, self._dock, self._centre, self._actions = panel, dock, centre, actions
        self._globe: QWidget | None = None
        self._was_shown = False  # in its dock, before it took the place of the globe
        dock.visibilityChanged.connect(self._dock_shown)

    def set_globe(self, globe: QWidget) -> None:
        """Tell what is in the centre else."""
        self._globe = globe

    @property
    def is_centre(self) -> bool:
        """Whether the map is in the place of the globe."""
        panel = self._panel.built
        return panel is not None and self._centre.indexOf(panel) >= 0

    def show_in_centre(self, on: bool) -> None:
        """Show the map in the place of the globe, or give it back to its panel."""
        self._actions.check("map_centre", on)
        if on is self.is_centre or self._globe is None:
            return
        panel = self._panel.part
        if on:
            self._was_shown = not self._dock.isHidden()
            self._centre.addWidget(panel, 1)
            self._globe.hide()
            self._dock.hide()
            panel.show()
            panel.picture.setFocus()
        else:
            self._dock.setWidget(panel)
            panel.show()
            self._globe.show()
            self._dock.setVisible(self._was_shown)
            self._globe.setFocus()

    def _dock_shown(self, is_shown: bool) -> None:
        """Give the map back to its panel when that is asked for."""
        if is_shown and self.is_centre:
            self._was_shown = True
            self.show_in_centre(False)
