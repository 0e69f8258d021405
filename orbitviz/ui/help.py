"""The list of all commands with their shortcuts, of gestures and of terms."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.action_set import Action
from orbitviz.ui.actions import ACTIONS
from orbitviz.ui.glossary import TERMS
from orbitviz.ui.synonyms import synonyms_of
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel

_SIZE, _SCREEN_SHARE = QSize(760, 720), 0.9

MOUSE = (
    ("Drag", "Rotate the globe."),
    ("Right drag, Shift drag", "Pan the view."),
    ("Wheel, pinch", "Zoom in or out at the pointer."),
    ("Click", "Mark the satellite under the pointer and select its shell."),
    ("Ctrl click", "Add a shell to the selection, or take it out."),
    ("Ctrl drag", "Add the satellites within a box to the selection; with Alt, take them out."),
    ("Ctrl Shift drag", "Do the same with a freehand lasso."),
    ("Right click", "Open a menu of what can be done with the satellite or shell there."),
    ("Double click on a shell in the tree", "Fly to it."),
    ("Drop files on the window", "Open designs and catalogues."),
)


def keys_of(spec: Action) -> list[str]:
    """Return all shortcuts of an action as the desktop writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(key).toString(native) for key in spec.shortcuts]


def help_rows(query: str = "") -> list[Action]:
    """Return the actions that every word of a query is found in: name, help, synonyms, keys."""
    return [
        spec
        for spec in ACTIONS
        if _has_words(
            query,
            f"{spec.text} {spec.help} {spec.menu} {' '.join(keys_of(spec))} {synonyms_of(spec.id)}",
        )
    ]


def _has_words(query: str, text: str) -> bool:
    return all(word in text.lower() for word in query.lower().split())


class HelpDialog(QDialog):
    """Every command in the order of the menus, with a filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys and Commands")
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * _SCREEN_SHARE))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter commands, keys and terms")
        self.filter.setAccessibleName("Filter commands")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.filter)
        layout.addWidget(self._area, 1)
        self._show("")
        self.filter.setFocus()

    def _show(self, query: str) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(2, 2, 12, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        menu = ""
        row = 0
        for spec in help_rows(query):
            if spec.menu != menu:
                menu = spec.menu
                row = _add_heading(grid, row, menu.replace("/", " › "))
            _add_row(grid, row, spec.text.rstrip("…"), keys_of(spec), spec.help)
            row += 1
        terms = ((term.name, term.meaning) for term in TERMS)
        for title, lines in (("Mouse", MOUSE), ("Terms", tuple(terms))):
            found = [line for line in lines if _has_words(query, " ".join(line))]
            if found:
                row = _add_heading(grid, row, title)
            for name, sentence in found:
                _add_row(grid, row, name, [], sentence)
                row += 1
        if not row:
            nothing = PlainLabel(f"No matches for “{query.strip()}”.")
            nothing.setObjectName("caption")
            grid.addWidget(nothing, row, 0, 1, 3)
            row += 1
        grid.setRowStretch(row, 1)
        self._area.setWidget(body)


def _add_heading(grid: QGridLayout, row: int, text: str) -> int:
    heading = PlainLabel(text)
    heading.setFont(title_font())
    heading.setContentsMargins(0, 10 if row else 0, 0, 0)
    grid.addWidget(heading, row, 0, 1, 3)
    return row + 1


def _add_row(grid: QGridLayout, row: int, text: str, keys: list[str], sentence: str) -> None:
    caps = QWidget()
    line = QHBoxLayout(caps)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(4)
    for key in keys:
        cap = PlainLabel(key)
        cap.setObjectName("keyCap")
        line.addWidget(cap)
    line.addStretch(1)
    about = PlainLabel(sentence)
    about.setObjectName("caption")
    about.setWordWrap(True)
    top = Qt.AlignmentFlag.AlignTop
    name = PlainLabel(text)
    for label in (name, about):
        label.setContentsMargins(0, 2, 0, 0)
    grid.addWidget(name, row, 0, top)
    grid.addWidget(caps, row, 1, top)
    grid.addWidget(about, row, 2, top)
