"""The wheel belongs to the panel that scrolls, not to what lies under the pointer."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent


class IgnoreWheelMixin:
    """Named before the widget's class: scrolling a panel must not change or zoom what it holds."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the event to the panel around the widget."""
        event.ignore()
