"""What the actions of window and help do."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox

from orbitviz.app.controls import Controls
from orbitviz.app.display.display import Display
from orbitviz.app.files.documents import Documents
from orbitviz.app.saved_files import open_folder
from orbitviz.app.set_editor import SetEditor
from orbitviz.app.settings import Settings
from orbitviz.base.on_demand import OnDemand
from orbitviz.model.find_text import find_text
from orbitviz.model.hit import Hit
from orbitviz.model.searched_names import SearchedNames
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.context_menus import selection_menu, view_menu
from orbitviz.ui.palette import PaletteEntry, action_entries
from orbitviz.ui.panels.facts import facts_text
from orbitviz.ui.panels.selection_facts import cards_of, title_of
from orbitviz.ui.shells.rows import groups_of
from orbitviz.ui.synonyms import synonyms_of
from orbitviz.ui.widgets.fitting_labels import shortened
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.app.picture_saver import PictureSaver
    from orbitviz.ui.help import HelpDialog

_FLY_TO = re.compile(r"^(?:fly|go)\s+(?:to\s+)?", re.IGNORECASE)
_MOST_WORDS = 4  # of an object's name
_LONGEST_TYPED = 20  # letters that are shown again
_SHORTEST_NAME, _MOST_OBJECTS = 3, 12  # letters typed before objects are looked for; found in each


class WindowCommands:
    """The handlers of what concerns the window itself."""

    def __init__(
        self,
        *,
        store: Store,
        window: MainWindow,
        canvas: GlobeCanvas,
        display: Display,
        documents: Documents,
        controls: Controls,
        sets: SetEditor,
        settings: Settings,
        log_file: Path,
    ) -> None:
        self._store, self._window, self._canvas, self._display = store, window, canvas, display
        self._documents, self._controls, self._sets = documents, controls, sets
        self._log_file = log_file
        self.more_entries: list[Callable[[], list[PaletteEntry]]] = []
        self.more_searches: list[Callable[[str], list[PaletteEntry]]] = []  # of the palette
        self.picture_saver: OnDemand[PictureSaver] = OnDemand(
            "orbitviz.app.picture_saver.PictureSaver", window, canvas, settings
        )

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        window = self._window
        return {
            "save_picture": self._save_picture,
            "copy_name": self._copy_name,
            "copy_facts": self._copy_facts,
            "quit": window.close,
            "select_next": window.tree.select_next,
            "select_previous": window.tree.select_previous,
            "edit_colour": window.tree.edit_selected_colour,
            "filter": self._focus_filter,
            "edit_time": window.time_bar.time_entry.start_editing,
            "edit_rate": window.time_bar.rate_entry.start_editing,
            "full_screen": window.show_full_screen,
            "globe_only": window.show_globe_only,
            "reset_layout": window.reset_layout,
            "palette": self._open_palette,
            "help": self._show_help,
            "open_log": self._open_log_folder,
            "about": self._show_about,
        }

    def _focus_filter(self) -> None:
        self._window.show_panel("panel_shells")
        self._window.tree.focus_filter()

    def _open_palette(self) -> None:
        actions = action_entries(self._window.actions_by_id)
        entries = [*actions, *self._designs(), *self._flights(), *self._named_sets()]
        entries += [entry for more in self.more_entries for entry in more()]
        self._window.palette_popup.open_with(entries, self._objects)

    def _designs(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                text=f"Open {title}",
                place="Built-in design",
                help="Open this built-in design.",
                keys="",
                run=partial(self._documents.open_builtin, name),
                synonyms=name,
            )
            for name, title in self._documents.builtins()
        ]

    def _flights(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                text=f"Fly to {group.name}{'' if group.is_leaf else f' · {shell.name}'}",
                place="Shell",
                help="Fly to a close view of this shell.",
                keys="",
                run=partial(self._controls.fly_to, shell.key),
                synonyms=synonyms_of("fly_to_selection"),
            )
            for group in groups_of(self._store.state)
            for shell in group.shells
        ]

    def _named_sets(self) -> list[PaletteEntry]:
        return [
            PaletteEntry(
                text=f"Select {one.name}",
                place="Set",
                help="Select the satellites of this set.",
                keys="",
                run=partial(self._sets.select, one.name),
            )
            for one in self._display.snapshot.sets
        ]

    def _objects(self, query: str) -> list[PaletteEntry]:
        """Return entries for satellites whose plane and slot, name or number is typed."""
        text = query.strip()
        bare = _FLY_TO.sub("", text)
        names = SearchedNames.of(self._store.state)  # not kept: it holds the catalogues
        found = find_text(names, bare, _MOST_OBJECTS) if len(bare) >= _SHORTEST_NAME else None
        entries = [
            self._flight_to(hit, hit.satellite, text)
            for hit in (found.hits if found else ())
            if hit.satellite is not None
        ]
        if not entries and not self._store.state.catalogues and _may_be_object(text):
            entries = [self._open_first(bare)]
        return [*entries, *(entry for search in self.more_searches for entry in search(text))]

    def _flight_to(self, hit: Hit, key: SatelliteKey, typed: str) -> PaletteEntry:
        name, place = hit.name, str(hit.kind)
        if not key.source.is_design:
            catalogue = self._store.state.catalogues[key.source]
            name, place = f"{name} ({catalogue.object_id[key.row]})", catalogue.name
        return PaletteEntry(
            text=f"Fly to {name}",
            place=place,
            help="Select this satellite with its shell, mark it, and fly to it.",
            keys="",
            run=partial(self._controls.select_and_fly_to, key),
            synonyms=f"{synonyms_of('fly_to_selection')} {typed}",
        )

    def _open_first(self, text: str) -> PaletteEntry:
        return PaletteEntry(
            text=f"Open a catalogue to find “{shortened(text, _LONGEST_TYPED)}”",
            place="No catalogue is open",
            help="Objects are found by name or number in the catalogues that are open.",
            keys="",
            run=self._documents.ask_open,
            is_last=True,
        )

    def _show_help(self) -> None:
        help_: OnDemand[HelpDialog] = OnDemand("orbitviz.ui.help.HelpDialog", self._window)
        dialog = help_.part
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.activateWindow()

    def _show_about(self) -> None:
        box: OnDemand[QMessageBox] = OnDemand(
            "orbitviz.app.about.about_box", self._window, self._canvas.renderer
        )
        box.part.open()

    def _open_log_folder(self) -> None:
        open_folder(self._log_file.parent)

    def _save_picture(self) -> None:
        self.picture_saver.part.ask(self._store.state, self._display.snapshot)

    # Context menus -----------------------------------------------------------------------

    def show_selection_menu(self, place: QPoint | None = None) -> None:
        """Open the menu of what is selected, at a place on the screen or at the pointer."""
        selection = self._store.state.selection
        menu = selection_menu(
            self._window,
            self._window.actions_by_id,
            title_of(self._store.state),
            has_catalogue=bool(selection.catalogues),
            has_design=selection.includes_any_of(MAIN_DESIGN),
        )
        self.open_menu(menu, place)

    def show_view_menu(self) -> None:
        """Open the menu of the globe, at the pointer."""
        self.open_menu(view_menu(self._window, self._window.actions_by_id))

    def open_menu(self, menu: QMenu, place: QPoint | None = None) -> None:
        """Open a menu at a place on the screen, or at the pointer."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(QCursor.pos() if place is None else place)

    # The clipboard -----------------------------------------------------------------------

    def _copy_name(self) -> None:
        QGuiApplication.clipboard().setText(title_of(self._store.state))

    def _copy_facts(self) -> None:
        state = self._store.state
        text = facts_text(title_of(state), cards_of(state, self._display.snapshot))
        QGuiApplication.clipboard().setText(text)


def _may_be_object(text: str) -> bool:
    """Whether a text looks like name or number of an object, not like the words of a command.

    It has digits or is in capitals, as in catalogues, or is what one asks to fly to.
    """
    bare = _FLY_TO.sub("", text)
    if len(bare) < _SHORTEST_NAME or len(bare.split()) > _MOST_WORDS:
        return False
    return bare != text or bare.isupper() or any(letter.isdigit() for letter in bare)
