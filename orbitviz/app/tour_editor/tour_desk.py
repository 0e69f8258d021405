"""The editor of tours in the window: connects its panel, the tour, thumbnails and preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShortcut

from orbitviz.app.display.display import Display
from orbitviz.app.settings import Settings
from orbitviz.app.tour_editor.from_view import FromView
from orbitviz.app.tour_editor.history import History
from orbitviz.app.tour_editor.new_parts import new_part
from orbitviz.app.tour_editor.preview import Preview
from orbitviz.app.tour_editor.tour_autosave import TourAutosave
from orbitviz.app.tour_editor.tour_edits import TourEdits
from orbitviz.app.tour_editor.tour_files import TourFiles
from orbitviz.app.tour_editor.tour_looks import TourLooks
from orbitviz.base.errors import UserError
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.numbers import figure_keys
from orbitviz.formats.tours.tour_draft import TourDraft
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.model.tour.best_seen import best_seen_s
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.tour_editor.timeline_layout import Hit, Part
from orbitviz.ui.tour_editor.tour_actions import PANEL, show_tour_state
from orbitviz.ui.tour_editor.tour_panel import TourPanel
from orbitviz.ui.window import MainWindow

_TOPIC = "tour"
_ADDED = {
    "add_caption": Part.CAPTION,
    "add_callout": Part.CALLOUT,
    "add_chart": Part.CHART,
    "add_value": Part.VALUE,
}
_AT_END_S = 0.05  # so near to the end, playing begins at the beginning


class TourDesk(QObject):
    """Edits one tour."""

    def __init__(
        self,
        store: Store,
        canvas: GlobeCanvas,
        window: MainWindow,
        panel: TourPanel,
        display: Display,
        settings: Settings,
        snapshot: Callable[[], Snapshot],
        present: Callable[[Path], None],
        autosave_root: Path,
        failed: Callable[[Exception], None],
    ) -> None:
        """Build.

        snapshot   returns what the window shows
        present    shows the tour of a file in full screen
        autosave_root   folder of copies of unsaved edits
        failed     called with what nobody expected
        """
        super().__init__(panel)
        self._store, self._canvas, self._window, self.panel = store, canvas, window, panel
        self._snapshot, self._present_file, self._failed = snapshot, present, failed
        self._time_s = 0.0  # of the play head
        self._is_look_due = False  # a moment is to be shown as soon as it is known
        self.history = History()
        self.edits = TourEdits(self.history, changed=self._show, done=self._follow, tell=self._tell)
        self.files = TourFiles(
            self.history, window, settings, self._reopened, self._tell, panel.form.notes.settle
        )
        self.from_view = FromView(self.history, self.edits, self._present, self._tell_lost)
        self.preview = Preview(
            store, canvas, display,
            on_time=self._show_time, on_ended=self._preview_ended, on_failure=failed, parent=self,
        )  # fmt: skip
        self.looks = TourLooks(
            canvas, window.notices,
            is_busy=lambda: self.preview.is_playing, changed=self._show_looks, tell=self._tell,
            parent=self,
        )  # fmt: skip
        self._escape = QShortcut(Qt.Key.Key_Escape, window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.preview.end)
        self._autosave = TourAutosave(
            autosave_root, self.history, window.notices, self._restore, self
        )
        self._connect()
        # Whatever is done in the window is to be seen there.
        store.watch(lambda state: state, self.preview.end)
        self._show()
        self._autosave.offer()

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id; notes that are being typed come before it."""
        edits = self.edits
        actions: dict[str, Handler] = {
            "new_tour": self._new,
            "open_tour": self._open,
            "save_tour": self.files.save,
            "save_tour_as": self.files.ask_save_as,
            "undo_tour": edits.undo,
            "redo_tour": edits.redo,
            "add_shot": self._add,
            "update_shot": self._update,
            "add_camera_key": self._add_key,
            **{name: partial(self._add_part, part) for name, part in _ADDED.items()},
            "copy_shot": edits.copy,
            "shot_earlier": partial(edits.move_by, -1),
            "shot_later": partial(edits.move_by, 1),
            "remove_shot": edits.remove_shot,
            "preview_tour": self._toggle_preview,
            "present_tour": self._present_tour,
        }
        return {name: partial(self._settled, handler) for name, handler in actions.items()}

    def _settled(self, handler: Handler, *given: object) -> None:
        self.panel.form.notes.settle()  # else they would become those of the shot chosen next
        handler(*given)

    def stop(self) -> None:
        """Stop threads and timers."""
        self._autosave.close()
        self.preview.close()
        self.looks.close()

    # What is asked for -------------------------------------------------------------------

    def _new(self) -> None:
        self._window.show_panel(PANEL)
        self.files.close()

    def _open(self) -> None:
        self._window.show_panel(PANEL)
        self.files.ask_open()

    def _add(self) -> None:
        """Add a shot behind the chosen one."""
        chosen, count = self.edits.chosen.shot, len(self.edits.shots)
        self.add(chosen + 1 if 0 <= chosen < count else count)

    def add(self, place: int) -> None:
        """Add a shot of what is seen now before that of a number, and show when it is."""
        self._window.show_panel(PANEL)
        count = len(self.edits.shots)
        self.from_view.add(place)
        if len(self.edits.shots) > count and self.edits.shot is not None:
            self._show_time(self._begin_s(place) + best_seen_s(self.edits.shot))

    def _update(self) -> None:
        chosen = self.edits.chosen
        self.from_view.update(chosen.number if chosen.part is Part.KEY else None)

    def _add_key(self) -> None:
        if self.edits.shot is not None:
            self.from_view.add_key(self._time_s - self._begin_s(self.edits.chosen.shot))

    def _add_part(self, part: Part) -> None:
        """Add something to the chosen shot, and give the keys to its first field."""
        shot, moments = self.edits.shot, self.looks.moments
        if shot is None:
            return
        document = self._store.state.document
        if moments is not None:
            document = moments.of_shot(self.edits.chosen.shot, 0.0).state.document
        try:
            values = new_part(part, shot, document)
        except UserError as error:
            self._tell(error)
            return
        if self.edits.add(part, values):
            self.scrub(self.panel.timeline.layout_of_tour.best_seen_s(self.edits.chosen))
            self.panel.edit(self.edits.chosen)

    def _choose(self, hit: Hit) -> None:
        self.edits.choose(hit)
        if self.edits.is_part_chosen:
            self.panel.show_part(self.edits.chosen)

    def _begin_s(self, shot: int) -> float:
        return self.edits.draft.tour.begins_s[shot] if self.edits.draft is not None else 0.0

    def _present(self) -> tuple[State, Snapshot]:
        """Return what is seen now: of the preview, or of the window."""
        if self.preview.shown is not None:
            return self.preview.shown
        state = self._store.state
        view = replace(state.view, camera=self._canvas.input.goal)
        return replace(state, view=view), self._snapshot()

    def _restore(self, draft: TourDraft) -> bool:
        self._window.show_panel(PANEL)
        return self.files.restore(draft)

    def open(self, path: Path) -> None:
        """Open the file of a tour."""
        self._window.show_panel(PANEL)
        self.files.open(path)

    def _reopened(self) -> None:
        """Show another tour, or the same in another file."""
        self._window.notices.clear_topic(_TOPIC)
        self._time_s = min(self._time_s, 0.0 if self.edits.shot is None else self._time_s)
        self._follow()
        self.edits.choose(self.edits.chosen if self.edits.shot is not None else Hit(Part.SHOT, 0))

    # Preview -----------------------------------------------------------------------------

    def scrub(self, time_s: float) -> None:
        """Show a moment of the tour in the window."""
        self._show_time(time_s)
        moments = self.looks.moments
        self._is_look_due = moments is None and bool(self.edits.shots)
        if moments is not None:
            self.preview.show(moments, time_s)
            self._show_preview()

    def _toggle_preview(self, on: bool) -> None:
        moments = self.looks.moments
        if on and moments is not None:
            is_at_end = self._time_s >= moments.duration_s - _AT_END_S
            self.preview.play(moments, 0.0 if is_at_end else self._time_s)
        else:
            self.preview.pause()
        self._show_preview()

    def _present_tour(self) -> None:
        """Show the tour in full screen; what is shown is what the file says."""
        draft = self.edits.draft
        is_saved = draft is not None and draft.path is not None and not self.history.is_edited
        if is_saved or self.files.save():
            assert self.edits.draft is not None
            assert self.edits.draft.path is not None
            self.preview.end()
            self._present_file(self.edits.draft.path)

    def _preview_ended(self) -> None:
        self._is_look_due = False
        self._show_preview()

    def _show_preview(self) -> None:
        self._escape.setEnabled(self.preview.is_on)
        self._window.actions_by_id.check("preview_tour", self.preview.is_playing)
        self.panel.show_preview(is_on=self.preview.is_on, is_playing=self.preview.is_playing)

    # Showing -----------------------------------------------------------------------------

    def _follow(self) -> None:
        """Follow the tour as it has been edited."""
        self._window.notices.clear_topic(_TOPIC)
        self.looks.follow(self.edits.draft)
        if not self.edits.shots:
            self.preview.end()

    def _show(self) -> None:
        draft, panel, shots = self.edits.draft, self.panel, self.edits.shots
        show_tour_state(
            self._window.actions_by_id,
            has_shots=bool(shots),
            can_undo=self.history.can_undo,
            can_redo=self.history.can_redo,
        )
        self._show_timeline()
        if draft is None or not shots:
            panel.show_nothing()
            return
        name = draft.path.name if draft.path is not None else "not saved yet"
        is_edited = self.history.is_edited and draft.path is not None
        panel.show_tour(draft.tour.title, f"{name}, edited" if is_edited else name)
        self._show_time(min(self._time_s, draft.tour.duration_s))
        shot, number = self.edits.shot, self.edits.chosen.shot
        panel.show_form(shot is not None)
        if shot is not None:
            panel.form.show_shot(number, shot, is_first=number == 0)

    def _show_timeline(self) -> None:
        timeline = self.panel.timeline
        timeline.show_tour(self.edits.shots, self.looks.faulty)
        timeline.show_chosen(self.edits.chosen)
        timeline.show_thumbnails(self.looks.thumbnails())

    def _show_time(self, time_s: float) -> None:
        self._time_s = time_s
        if self.edits.draft is not None:
            self.panel.show_time(time_s, self.edits.draft.tour.duration_s)

    def _show_looks(self) -> None:
        self._show_timeline()
        moments = self.looks.moments
        if moments is None:
            return
        groups = moments.of_shot(0, 0.0).state.document.design.group_names
        self.panel.form.parts.show_figures(figure_keys(groups))
        self.preview.renew(moments)
        if self._is_look_due:
            self.scrub(self._time_s)

    def _tell_lost(self, lost: tuple[str, ...]) -> None:
        if lost:
            words = " and ".join(lost)
            self._window.notices.show_message(f"A tour cannot say {words}.", "info", _TOPIC)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._window.notices.show_error(error, _TOPIC)
        else:
            self._failed(error)

    def _connect(self) -> None:
        timeline, form, panel, edits = (
            self.panel.timeline, self.panel.form, self.panel, self.edits,
        )  # fmt: skip
        timeline.chosen.connect(self._choose)
        timeline.scrubbed.connect(self.scrub)
        timeline.dragged.connect(edits.drag)
        timeline.moveRequested.connect(edits.move)
        timeline.removeRequested.connect(edits.remove_chosen)
        timeline.editRequested.connect(lambda: panel.edit(edits.chosen))
        panel.addRequested.connect(lambda: self.add(len(edits.shots)))
        panel.backRequested.connect(self.preview.end)
        panel.titleEntered.connect(edits.enter_title)
        form.changeRequested.connect(edits.change)
        form.beginRequested.connect(edits.begin_with)
        form.keyUpdateRequested.connect(self.from_view.update)
        form.removeRequested.connect(edits.remove)
        for part in (panel, form):
            part.errorOccurred.connect(self._tell)
            part.typingDiscarded.connect(partial(self._window.notices.clear_topic, _TOPIC))
