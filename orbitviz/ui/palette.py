"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from orbitviz.ui.action_set import ActionSet, shortcut_text
from orbitviz.ui.entry_list import EntryList, ListEntry
from orbitviz.ui.search import Searchable, best_of
from orbitviz.ui.synonyms import synonyms_of
from orbitviz.ui.theme import text_font
from orbitviz.ui.widgets.plain_text import PlainLabel

_WIDTH, _ROW, _ROWS = 620, 34, 11
_HEAD = 62  # height of the field
# Offered first where nothing is typed: the list shows as many.
_MOST_USED = (
    "open", "new", "save", "save_picture", "home", "fly_to_selection", "pause", "real_time",
    "panel_design", "globe_only", "help",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class PaletteEntry(ListEntry):
    """One thing that the palette offers; its place is its menu, or what kind of entry it is."""

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


class Palette(QFrame):
    """A field and a list over the window; Esc or a click outside closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAccessibleName("Command palette")
        self._window = window
        self._entries: list[PaletteEntry] = []
        self._more: Callable[[str], list[PaletteEntry]] = lambda _: []
        self.field = QLineEdit()
        self.field.setFont(text_font(12))
        self.field.setPlaceholderText(
            "Type a command, a design, a shell, a satellite, or an object of a catalogue"
        )
        self.field.setAccessibleName("Command")
        self.list = EntryList(_ROW)
        self.list.setAccessibleName("Commands")
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
        self.list.entryClicked.connect(self._run)

    @property
    def shown(self) -> list[PaletteEntry]:
        """The entries in the list, the best first."""
        return [entry for entry in self.list.entries if isinstance(entry, PaletteEntry)]

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
                self.list.move_by(step)
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        found = best_entries(text, [*self._entries, *self._more(text)])
        self.list.show_entries(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(all(entry.is_last for entry in found))
        self.nothing.setText(
            f"No command for “{text.strip()}”. Built-in designs, shells, satellites such as "
            "p001 s0001 and, by name or number, the objects of open catalogues are found here too."
        )

    def _run_current(self) -> None:
        self._run(self.list.current)

    def _run(self, entry: object) -> None:
        if isinstance(entry, PaletteEntry):
            self.hide()
            entry.run()
