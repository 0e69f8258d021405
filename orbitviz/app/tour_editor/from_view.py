"""Edits of the tour by what is seen now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from orbitviz.app.tour_editor.added_shot import added_shot, design_name, first_tour
from orbitviz.app.tour_editor.history import History
from orbitviz.app.tour_editor.tour_edits import TourEdits
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.captured import Captured, captured
from orbitviz.formats.tours.tour_draft import new_draft
from orbitviz.model.camera import change_reference
from orbitviz.model.state import State
from orbitviz.model.tour.shot_edits import with_key
from orbitviz.model.view import Reference
from orbitviz.ui.tour_editor.timeline_layout import Hit, Part


class FromView:
    """Adds and updates shots; `present` returns what is seen now."""

    def __init__(
        self,
        history: History,
        edits: TourEdits,
        present: Callable[[], tuple[State, Snapshot]],
        tell_lost: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Build; `tell_lost` is called with what of the picture a tour cannot say."""
        self._history, self._edits = history, edits
        self._present, self._tell_lost = present, tell_lost

    def add(self, place: int) -> None:
        """Add a shot before that of a number; where there is no tour, it makes one."""
        self._edits.attempt(lambda: self._add(place))

    def update(self, key: int | None = None) -> None:
        """Have a camera key of the chosen shot, the last one if None, show what is seen now."""
        if self._edits.shot is not None:
            self._edits.attempt(lambda: self._update(key))

    def add_key(self, since_s: float) -> None:
        """Have the camera be where it is now at a time of the chosen shot, or at its end."""
        if self._edits.shot is not None:
            self._edits.attempt(lambda: self._add_key(since_s))

    def _add(self, place: int) -> None:
        state, snapshot = self._present()
        folder = self._folder
        design = design_name(state.document, folder)
        draft = self._edits.draft
        is_new = draft is None or (draft.path is None and not draft.tour.shots)
        if draft is None or is_new:
            draft = new_draft(first_tour(state, design, folder))
        shot = added_shot(draft.tour, place, state, snapshot, design, folder)
        shot = shot.model_copy(update={"name": draft.free_name(shot.name)})
        self._tell_lost(captured(state, snapshot, draft.tour.view).lost)
        if is_new:
            self._history.open(draft, is_saved=False)
        self._edits.do(draft.with_new_shot(place, shot))
        self._edits.choose(Hit(Part.SHOT, place))

    def _update(self, key: int | None) -> None:
        shot, number = self._edits.shot, self._edits.chosen.shot
        state, snapshot = self._present()
        assert shot is not None
        place = len(shot.camera) - 1 if key is None else key
        reference = Reference(state.view.camera.reference)
        if len(shot.camera) > 1:  # the others are tied to these axes
            reference = Reference(shot.reference)
        found = self._captured(state, snapshot, reference)
        new = found.key
        if shot.camera:
            old = shot.camera[place]
            new = new.model_copy(update={"at_s": old.at_s, "ease": old.ease})
        changed = shot.model_copy(update={"reference": reference.value, "view": found.view})
        changed = with_key(changed, new, number)
        self._edits.edit_shot(lambda _shot, _number: changed)
        self._tell_lost(found.lost)

    def _add_key(self, since_s: float) -> None:
        shot, number = self._edits.shot, self._edits.chosen.shot
        state, snapshot = self._present()
        assert shot is not None
        found = self._captured(state, snapshot, Reference(shot.reference))
        at_s = round(since_s, 1)
        is_free = all(abs(key.at_s - at_s) > 0.05 for key in shot.camera)
        if not (0.0 <= at_s <= shot.duration_s and is_free):
            at_s = shot.duration_s
        changed = with_key(shot, found.key.model_copy(update={"at_s": at_s}), number)
        self._edits.edit_shot(lambda _shot, _number: changed)
        place = [key.at_s for key in changed.camera].index(at_s)
        self._edits.choose(Hit(Part.KEY, number, place))
        self._tell_lost(found.lost)

    def _captured(self, state: State, snapshot: Snapshot, reference: Reference) -> Captured:
        """Return what is seen, the camera tied to some axes of the Earth."""
        camera, draft = state.view.camera, self._edits.draft
        assert draft is not None
        if camera.follows is None and camera.reference is not reference:
            camera = change_reference(camera, reference, snapshot.geometry)
            state = replace(state, view=replace(state.view, camera=camera))
        return captured(state, snapshot, draft.tour.view)

    @property
    def _folder(self) -> Path | None:
        draft = self._edits.draft
        return None if draft is None or draft.path is None else draft.path.parent
