"""A list of entries to choose from while typing: name on the left, keys or a number on the right.

Shared by the command palette and Find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orbitviz.base.untrusted_text import printable
from orbitviz.ui.colours import mix
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.plain_text import plain_tip

_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_GAP, _SIDE = 12, 12
_FRAME = 10  # around all lines, by the style sheet
_QUIET = 0.08  # of the colour of text
_LEAST_PLACE = 60  # pixels: less of it says nothing
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, kw_only=True, eq=False)
class ListEntry:
    """One line.

    place   what kind of entry it is, or more about it
    help    in the tooltip
    keys    stands on the right
    """

    text: str
    place: str = ""
    help: str = ""
    keys: str = ""


class EntryList(QListView):
    """The list; it never takes the focus from the field that one types in."""

    entryClicked = Signal(object)  # ListEntry

    def __init__(self, row_height: int, *, is_quiet: bool = False) -> None:
        """Build; `is_quiet`: the marked line stands out less, beside another list."""
        super().__init__()
        self._row_height = row_height
        self._model = _EntryModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_EntryDelegate(row_height, is_quiet, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._click)
        self.entered.connect(self.setCurrentIndex)

    @property
    def entries(self) -> Sequence[ListEntry]:
        """What is in the list."""
        return self._model.entries

    @property
    def current(self) -> ListEntry | None:
        """The entry that is marked."""
        index = self.currentIndex()
        return self._model.entries[index.row()] if index.isValid() else None

    def show_entries(self, entries: Sequence[ListEntry], *, keep: bool = False) -> None:
        """Show other entries, the first one marked.

        keep   the marked line and what is scrolled to stay
        """
        row, top = (self.currentIndex().row(), self.verticalScrollBar().value()) if keep else (0, 0)
        self._model.show_entries(entries)
        self.setCurrentIndex(self._model.index(max(0, min(row, len(entries) - 1))))
        self.verticalScrollBar().setValue(top)

    def height_of(self, rows: int) -> int:
        """Return the height that shows this many lines, or all if there are fewer."""
        return self._row_height * min(rows, len(self._model.entries)) + _FRAME

    def move_by(self, rows: int) -> None:
        """Mark an entry further down, or up, but none beyond the ends."""
        row = self.currentIndex().row() + rows
        self.setCurrentIndex(self._model.index(max(0, min(self._model.rowCount() - 1, row))))

    def _click(self, index: QModelIndex) -> None:
        self.entryClicked.emit(self._model.entries[index.row()])


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[ListEntry] = ()

    def show_entries(self, entries: Sequence[ListEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.text, entry.place, entry.keys)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.help) if entry.help else None
        return entry if role == _ENTRY_ROLE else None


class _EntryDelegate(QStyledItemDelegate):
    """Draws the name, what has room of its place, and the keys on the right."""

    def __init__(self, row_height: int, is_quiet: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._row_height, self._is_quiet = row_height, is_quiet

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._row_height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        c, entry = colours(), index.data(_ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        if QStyle.StateFlag.State_Selected in option.state:
            painter.setPen(Qt.PenStyle.NoPen)
            quiet = mix(c.raised, c.text, _QUIET)
            painter.setBrush(QColor(quiet if self._is_quiet else c.selection))
            painter.drawRoundedRect(box, 6, 6)
        rest = box.adjusted(_SIDE, 0, -_SIDE, 0)
        small = text_font(8.5)
        painter.setFont(small)
        painter.setPen(QColor(c.muted))
        painter.drawText(rest, _MIDDLE | Qt.AlignmentFlag.AlignRight, entry.keys)
        if entry.keys:
            rest.setRight(rest.right() - painter.fontMetrics().horizontalAdvance(entry.keys) - _GAP)
        painter.setFont(text_font(10))
        painter.setPen(QColor(c.text))
        rest.setLeft(rest.left() + self._draw(painter, rest, entry.text) + _GAP)
        if rest.width() >= _LEAST_PLACE:
            painter.setFont(small)
            painter.setPen(QColor(c.muted))
            self._draw(painter, rest, entry.place)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, text: str) -> int:
        """Draw as much of a text as fits, and return how wide that is."""
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(printable(text), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)
