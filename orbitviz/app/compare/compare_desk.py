"""The design beside the open one: how it is chosen, shown and left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from orbitviz.app.files.documents import Documents
from orbitviz.app.files.jobs import Jobs
from orbitviz.app.settings import Settings
from orbitviz.base.errors import UserError
from orbitviz.base.on_demand import OnDemand
from orbitviz.base.progress import Progress
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.open_file import SAVE_FILTER, open_file
from orbitviz.model.compared import (
    compare_with,
    compared_document,
    set_comparing,
    set_wipe,
    stop_comparing,
)
from orbitviz.model.design.expand import expand
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.model.view import Comparing
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.compare.compare_actions import BUILTIN_MENU
from orbitviz.ui.palette import PaletteEntry
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.ui.compare.wipe_handle import WipeHandle

_STEP = 0.05  # of the width of the picture, by keys
_TOPIC = "compare"
_ACTIONS = {Comparing.SIDE_BY_SIDE: "compare_split", Comparing.WIPE: "compare_wipe"}


class CompareDesk:
    """Opens the second design, and connects its actions, its handle and its panel."""

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        canvas: GlobeCanvas,
        jobs: Jobs,
        settings: Settings,
        documents: Documents,
    ) -> None:
        self._store, self._window, self._canvas = store, window, canvas
        self._jobs, self._settings, self._documents = jobs, settings, documents
        self.handle: OnDemand[WipeHandle] = OnDemand(
            "orbitviz.ui.compare.wipe_handle.WipeHandle", canvas.native
        )
        self.handle.when_built(lambda handle: handle.shareRequested.connect(self._wipe_to))
        store.watch(attrgetter("designs"), self._show_handle)
        store.watch(attrgetter("view"), self._show_handle)
        self._fill_builtins()

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            "compare_with": self.ask,
            "compare_unedited": self.compare_unedited,
            "compare_stop": self.stop_comparing,
            "compare_split": partial(self._set, Comparing.SIDE_BY_SIDE),
            "compare_wipe": partial(self._set, Comparing.WIPE),
            "compare_turn": self._turn,
            "wipe_left": partial(self._move, -_STEP),
            "wipe_right": partial(self._move, _STEP),
        }

    def update_actions(self) -> None:
        """Check what is on and disable what cannot be done."""
        state, actions = self._store.state, self._window.actions_by_id
        has_design = len(state.document.constellation) > 0
        is_comparing = compared_document(state) is not None
        is_wiping = is_comparing and state.view.comparing is Comparing.WIPE
        actions["compare_with"].setEnabled(has_design)
        self._window.menus[BUILTIN_MENU].setEnabled(has_design)
        actions["compare_unedited"].setEnabled(
            state.document.saved is not None and state.document.edited
        )
        for name in ("compare_stop", "compare_split", "compare_wipe", "compare_turn"):
            actions[name].setEnabled(is_comparing)
        for name in ("wipe_left", "wipe_right"):
            actions[name].setEnabled(is_wiping)
        actions.check(_ACTIONS[state.view.comparing], True)

    # The second design -------------------------------------------------------------------

    def ask(self) -> None:
        """Let the user choose the file of the second design."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Compare With", self._settings.last_folder, SAVE_FILTER
        )
        if name:
            self.compare_file(Path(name))

    def compare_file(self, file: Path) -> None:
        """Show the design of a file beside the open one; what is open stays if that fails."""
        self._run(f"Opening {file.name}", partial(_design_of, file))

    def compare_builtin(self, identifier: str) -> None:
        """Show a design that comes with the program beside the open one."""
        self._run(f"Opening {identifier}", lambda _progress: read_builtin(identifier))

    def compare_unedited(self) -> None:
        """Show the design before its edits beside it."""
        document = self._store.state.document
        saved = document.saved
        if saved is None:
            return
        named = saved.model_copy(update={"name": f"{saved.name}, unedited"})
        self._show(replace(document, design=named, constellation=expand(saved), opening=object()))

    def stop_comparing(self) -> None:
        """Show the open design alone."""
        self._store.do(stop_comparing())

    def entries(self) -> list[PaletteEntry]:
        """Return what the palette offers: every built-in design to compare with."""
        return [
            PaletteEntry(
                text=f"Compare With {title}",
                place="Built-in design",
                help="Show this built-in design beside the open one.",
                keys="",
                run=partial(self.compare_builtin, name),
                synonyms=f"{name} versus beside difference",
            )
            for name, title in self._documents.builtins()
        ]

    def _run(self, words: str, read: Callable[[Progress], Document]) -> None:
        self._window.notices.clear_topic(_TOPIC)
        report = self._window.notices.complaint(_TOPIC, self._documents.report_failure)
        self._jobs.run(words, read, self._show, report)

    def _show(self, document: Document) -> None:
        self._store.do(compare_with(document))

    def _fill_builtins(self) -> None:
        menu = self._window.menus[BUILTIN_MENU]
        for identifier, title in self._documents.builtins():
            menu.addAction(title, partial(self.compare_builtin, identifier))

    # How both are shown ------------------------------------------------------------------

    def _set(self, comparing: Comparing, _on: bool = True) -> None:
        self._store.do(set_comparing(comparing))

    def _turn(self) -> None:
        is_wiping = self._store.state.view.comparing is Comparing.WIPE
        self._set(Comparing.SIDE_BY_SIDE if is_wiping else Comparing.WIPE)

    def _move(self, step: float) -> None:
        self._wipe_to(self._store.state.view.wipe_share + step)

    def _wipe_to(self, share: float) -> None:
        self._store.do(set_wipe(share))

    def _show_handle(self) -> None:
        state = self._store.state
        is_wiping = state.view.comparing is Comparing.WIPE
        shown = is_wiping and compared_document(state) is not None
        if shown or self.handle.built is not None:
            self.handle.part.show_share(state.view.wipe_share, shown=shown)


def _design_of(file: Path, progress: Progress) -> Document:
    opened = open_file(file, progress)
    if not opened.designs:
        raise UserError(
            "is a catalogue, which cannot be compared with a design", file=file, allowed="a design"
        )
    return opened.designs[0]
