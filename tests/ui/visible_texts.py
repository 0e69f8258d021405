"""What can be read on a widget."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def visible_texts(widget: QWidget) -> list[str]:
    """Return the texts of the labels that are shown."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
