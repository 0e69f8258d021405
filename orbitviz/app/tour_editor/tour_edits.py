"""Edits of the tour that is open, and which part of it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from orbitviz.app.tour_editor.drags import dragged_shot
from orbitviz.app.tour_editor.history import History
from orbitviz.base.errors import UserError
from orbitviz.formats.tours.tour_draft import TourDraft
from orbitviz.model.design.key_path import KeyPath
from orbitviz.model.tour.shot_edits import with_cut, with_flight, with_values, without
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.tour_editor.timeline_layout import KINDS, NO_HIT, Hit, Part


class TourEdits:
    """Applies edits; what is refused is told, and the tour stays as it is."""

    def __init__(
        self,
        history: History,
        *,
        changed: Callable[[], None],
        done: Callable[[], None],
        tell: Callable[[Exception], None],
    ) -> None:
        """Build.

        changed   called when the tour or what is chosen has changed
        done      called when an edit has succeeded
        tell      called with what a user can put right
        """
        self._history, self._changed, self._done, self._tell = history, changed, done, tell
        self.chosen = NO_HIT
        self._before_drag: TourDraft | None = None

    @property
    def draft(self) -> TourDraft | None:
        """The tour, None where there is none."""
        return self._history.draft

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Its shots."""
        return () if self.draft is None else self.draft.tour.shots

    @property
    def shot(self) -> Shot | None:
        """The chosen one."""
        return self.shots[self.chosen.shot] if 0 <= self.chosen.shot < len(self.shots) else None

    @property
    def is_part_chosen(self) -> bool:
        """Whether a key or a caption of a shot is chosen."""
        return self.chosen.part in KINDS

    def choose(self, hit: Hit) -> None:
        """Choose a shot, or a part of one; the last shot where there is none of that number."""
        last = len(self.shots) - 1
        shot = min(hit.shot, last)
        number = hit.number
        if shot >= 0 and hit.part in KINDS:
            number = min(number, len(getattr(self.shots[shot], KINDS[hit.part])) - 1)
        is_part = hit.part in KINDS and number >= 0
        self.chosen = (
            NO_HIT if shot < 0 else Hit(hit.part, shot, number) if is_part else Hit(Part.SHOT, shot)
        )
        self._changed()

    # Shots -------------------------------------------------------------------------------

    def move(self, shot: int, before: int) -> None:
        """Move a shot to the place before another one."""
        order = list(range(len(self.shots)))
        if not (0 <= shot < len(order) and 0 <= before <= len(order)) or before in (shot, shot + 1):
            return
        order.remove(shot)
        place = before if before < shot else before - 1
        order.insert(place, shot)
        self.edit(lambda draft: draft.with_order(order))
        self.choose(Hit(Part.SHOT, place))

    def move_by(self, steps: int) -> None:
        """Move the chosen shot earlier or later by one."""
        self.move(self.chosen.shot, self.chosen.shot + (steps if steps < 0 else steps + 1))

    def copy(self) -> None:
        """Add a copy behind the chosen shot."""
        number = self.chosen.shot
        if self.shot is not None:
            self.edit(lambda draft: draft.with_copy(number))
            self.choose(Hit(Part.SHOT, number + 1))

    def remove_shot(self) -> None:
        """Remove the chosen shot."""
        number = self.chosen.shot
        if self.shot is not None:
            left = [k for k in range(len(self.shots)) if k != number]
            self.edit(lambda draft: draft.with_order(left))
            self.choose(Hit(Part.SHOT, number))

    # Within the chosen shot --------------------------------------------------------------

    def change(self, values: dict[KeyPath, Any]) -> None:
        """Change keys of the chosen shot."""
        self.edit_shot(lambda shot, number: with_values(shot, values, number))

    def remove(self, kind: str, place: int) -> None:
        """Remove a table of the chosen shot, such as the first of "captions"."""
        self.edit_shot(lambda shot, number: without(shot, kind, place, number))
        self.choose(Hit(Part.SHOT, self.chosen.shot))

    def remove_chosen(self) -> None:
        """Remove the chosen key or caption, else the shot."""
        if self.is_part_chosen:
            self.remove(KINDS[self.chosen.part], self.chosen.number)
        else:
            self.remove_shot()

    def begin_with(self, begin: str) -> None:
        """Have the chosen shot begin with a "cut" or with a flight."""
        change = with_cut if begin == "cut" else with_flight
        self.edit_shot(lambda shot, number: change(shot, number))

    def add(self, part: Part, values: dict[str, Any]) -> bool:
        """Add a table to the chosen shot, and choose it; return whether that succeeded."""
        if self.shot is None:
            return False
        kind = KINDS[part]
        place = len(getattr(self.shot, kind))
        self.change({(kind, place): values})
        self.choose(Hit(part, self.chosen.shot, place))
        return self.chosen.part is part

    def drag(self, hit: Hit, seconds: float, whole: bool, goes_on: bool) -> None:
        """Move a part of the timeline; each move starts from the tour before the drag."""
        if self._before_drag is None:
            self._before_drag = self.draft
        draft = self._before_drag
        if draft is None or hit.shot >= len(draft.tour.shots):
            return

        def edit() -> None:
            shot = dragged_shot(draft.tour.shots[hit.shot], hit, seconds, whole=whole)
            self.do(draft.with_shot(hit.shot, shot), merge="drag")

        self.attempt(edit)
        if not goes_on:
            self._before_drag = None
            self._history.end_merging()

    def enter_title(self, title: str) -> None:
        """Give the tour another title."""
        self.edit(lambda draft: draft.with_head(draft.tour.model_copy(update={"title": title})))

    # How they are applied ----------------------------------------------------------------

    def edit_shot(self, change: Callable[[Shot, int], Shot]) -> None:
        """Change the chosen shot."""
        shot, number = self.shot, self.chosen.shot
        if shot is not None:
            self.edit(lambda draft: draft.with_shot(number, change(shot, number)))

    def edit(self, change: Callable[[TourDraft], TourDraft]) -> None:
        """Change the tour."""
        draft = self.draft
        if draft is not None:
            self.attempt(lambda: self.do(change(draft)))

    def attempt(self, edit: Callable[[], None]) -> None:
        """Do something that may be refused."""
        try:
            edit()
        except UserError as error:
            self._changed()
            self._tell(error)

    def do(self, draft: TourDraft, merge: str = "") -> None:
        """Go on with an edited tour."""
        self._history.do(draft, merge)
        self._done()
        self.choose(self.chosen)

    def undo(self) -> None:
        """Undo the last edit."""
        self._history.undo()
        self._done()
        self.choose(self.chosen)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._history.redo()
        self._done()
        self.choose(self.chosen)
