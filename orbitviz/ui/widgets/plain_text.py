"""Text shown as it is: names come from files, and Qt would take `<img src=…>` for markup.

Labels, tooltips and message boxes of the program are made here and nowhere else.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from orbitviz.base.untrusted_text import printable

_TIP_WIDTH = 84  # characters


class PlainLabel(QLabel):
    """A label that never interprets its text as markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; of its control characters the escapes, for which fonts have signs."""
        super().setText(printable(text, lines=True))


class PlainBox(QMessageBox):
    """A message box whose two texts are plain; call `show_texts` instead of setting them."""

    def show_texts(self, text: str, more: str) -> None:
        """Set the text and the explanation below it."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(printable(text, lines=True))
        self.setInformativeText(printable(more, lines=True))
        # setTextFormat does not reach the label of the explanation.
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is, in lines of a width that can be read.

    Qt guesses markup, and tooltips cannot say; it breaks lines of markup only.
    """
    text = printable(text, lines=True)
    text = "\n".join(line for part in text.split("\n") for line in wrap(part, _TIP_WIDTH) or [""])
    if not GuiQt.mightBeRichText(text):
        return text
    return f'<span style="white-space: pre-wrap">{escape(text)}</span>'


def menu_text(text: str) -> str:
    """Return the text of a menu entry or a button; a single & would underline a letter."""
    return text.replace("&", "&&")
