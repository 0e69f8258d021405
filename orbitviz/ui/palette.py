"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.action_set import ActionSet, shortcut_text
from orbitviz.ui.search import Searchable, best_of
from orbitviz.ui.synonyms import synonyms_of
from orbitviz.ui.theme import colours, text_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_WIDTH, _ROW, _ROWS = 620, 34, 11
_HEAD = 62  # height of the field
# Offered first where nothing is typed: the list shows as many.
_MOST_USED = (
    "open", "new", "save", "save_picture", "home", "fly_to_selection", "pause", "real_time",
    "panel_design", "globe_only", "help",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class PaletteEntry:
    """One thing that the palette offers."""

    text: str
    place: str  # its menu, or what kind of entry it is
    help: str
    keys: str
    run: Callable[[], object]
    synonyms: str = ""
    is_last: bool = False  # offered for anything that is typed, after what fits it


def action_entries(actions: ActionSet) -> list[PaletteEntry]:
    """Return an entry for every action that can be done now, the most used ones first."""
    places = {action_id: place for place, action_id in enumerate(_MOST_USED)}
    ordered = sorted(actions, key=lambda pair: places.get(pair[0].id, len(places)))
    return [
        PaletteEntry(
            text=action.text().replace("&&", "&").rstrip("…"),
            place=spec.menu.replace("/", " › "),
            help=spec.help,
            keys=shortcut_text(spec),
            run=action.trigger,
            synonyms=synonyms_of(spec.id),
        )
        for spec, action in ordered
        if action.isEnabled()
    ]


def best_entries(query: str, entries: Iterable[PaletteEntry]) -> list[PaletteEntry]:
    """Return the entries that fit a query, the best first; all of them for an empty one."""
    offered, last = _split(entries)
    if not query.strip():
        return offered
    items = [
        Searchable(name=one.text, synonyms=one.synonyms, help=f"{one.place} {one.help}")
        for one in offered
    ]
    return [*(offered[k] for k in best_of(query, items)), *last]


def _split(entries: Iterable[PaletteEntry]) -> tuple[list[PaletteEntry], list[PaletteEntry]]:
    """Return the entries that must fit what is typed, and those that come last."""
    found: tuple[list[PaletteEntry], list[PaletteEntry]] = [], []
    for one in entries:
        found[one.is_last].append(one)
    return found


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show_entries(self, entries: list[PaletteEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(entry.help)
        return entry if role == _ENTRY_ROLE else None


class _EntryDelegate(QStyledItemDelegate):
    """Draws name and menu on the left, keys on the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(_WIDTH - 20, _ROW)

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
            painter.setBrush(QColor(c.selection))
            painter.drawRoundedRect(box, 6, 6)
        text = box.adjusted(12, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(text_font(10))
        painter.setPen(QColor(c.text))
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, entry.text)
        used = painter.fontMetrics().horizontalAdvance(entry.text) + 12
        painter.setFont(text_font(8.5))
        painter.setPen(QColor(c.muted))
        rest = QRect(text.left() + used, text.top(), text.width() - used, text.height())
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignLeft, entry.place)
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignRight, entry.keys)
        painter.restore()


class Palette(QFrame):
    """A field and a list over the window; Esc or a click outside closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName("Command palette")
        self._window = window
        self._entries: list[PaletteEntry] = []
        self._more: Callable[[str], list[PaletteEntry]] = lambda _: []
        self._model = _EntryModel(self)
        self.field = QLineEdit()
        self.field.setFont(text_font(12))
        self.field.setPlaceholderText(
            "Type a command, a design, a shell, a satellite, or an object of a catalogue"
        )
        self.field.setAccessibleName("Command")
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Commands")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = PlainLabel()
        self.nothing.setObjectName("caption")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(16, 10, 16, 10)
        self.nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._run_current)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._run)
        self.list.entered.connect(self.list.setCurrentIndex)

    @property
    def shown(self) -> list[PaletteEntry]:
        """The entries in the list, the best first."""
        return list(self._model.entries)

    def open_with(
        self,
        entries: list[PaletteEntry],
        more: Callable[[str], list[PaletteEntry]] = lambda _: [],
    ) -> None:
        """Offer entries, over the middle of the window.

        more   returns entries for what is typed: too many to be listed beforehand
        """
        self._entries, self._more = entries, more
        self.field.clear()
        self._filter("")
        window = self._window
        top = max(60, window.height() // 7)
        rows = min(_ROWS, (window.height() - top - _HEAD) // _ROW)
        self.setFixedSize(_WIDTH, _HEAD + _ROW * rows)
        corner = QPoint((window.width() - _WIDTH) // 2, top)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys while typing."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS,
                Qt.Key.Key_PageUp: -_ROWS,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        last = self._model.rowCount() - 1
        self.list.setCurrentIndex(self._model.index(max(0, min(last, row))))

    def _filter(self, text: str) -> None:
        found = best_entries(text, [*self._entries, *self._more(text)])
        self._model.show_entries(found)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(all(entry.is_last for entry in found))
        self.nothing.setText(
            f"No command for “{text.strip()}”. Built-in designs, shells, satellites such as "
            "p001 s0001 and, by name or number, the objects of open catalogues are found here too."
        )

    def _run_current(self) -> None:
        self._run(self.list.currentIndex())

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = index.data(_ENTRY_ROLE)
            self.hide()
            entry.run()
