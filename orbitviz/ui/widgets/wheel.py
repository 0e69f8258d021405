"""The wheel belongs to the panel that scrolls, not to what lies under the pointer."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent


class LeavesWheel:
    """Mixin, named before the widget's class: who scrolls must not change or zoom anything."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to the panel around."""
        event.ignore()
