"""Keeps the ranges of colours and charts while a design is edited, so that the eye can compare."""

from __future__ import annotations

from collections.abc import Callable

from orbitviz.app.display.display import Display
from orbitviz.model.commands import set_colour_range
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.colouring import colour_scale


class HeldRanges:
    """Holds the range from the first edit on, until another design or selection, or `fit`.

    To undo is no edit: it leads back to what was shown before. Another quantity has an automatic
    range of its own, held from the next edit on. A range that the user has fixed stays as it is.
    The charts are held by the presenter of the panels.
    """

    def __init__(self, store: Store, display: Display) -> None:
        self._store, self._display = store, display
        self._notes: list[Callable[[bool], None]] = []
        self._before: State = store.state
        self._colours: tuple[float, float] | None = None

    def follow(self) -> None:
        """Hold or release the range of the colours after a change of the state."""
        before, self._before = self._before, self._store.state
        state = self._before
        is_other = state.document.opening is not before.document.opening
        if is_other or state.selection != before.selection:
            if self._holds_colours:
                self._fit_colours()
        elif self._store.redo_label is None and not state.document.flies_as(before.document):
            self._hold_colours()

    def fit(self) -> None:
        """Let the ranges of colours and charts follow the values again."""
        self._fit_colours()
        self._display.panels.fit_ranges()

    def show_note(self) -> None:
        """Say beside the sliders whether ranges are held."""
        for note in self._notes:
            note(self._holds_colours or self._display.panels.is_comparing)

    def tell(self, note: Callable[[bool], None]) -> None:
        """Call whenever ranges are held or no longer are."""
        self._notes.append(note)

    @property
    def _holds_colours(self) -> bool:
        held = self._colours
        return held is not None and self._store.state.view.colour_range is held

    def _fit_colours(self) -> None:
        self._colours = None
        if self._store.state.view.colour_range is not None:
            self._store.do(set_colour_range(None))

    def _hold_colours(self) -> None:
        view = self._store.state.view
        scale = colour_scale(view, self._display.snapshot.fleet)
        is_automatic = view.colour_range is None and view.colour.ends is None
        if scale is not None and is_automatic and not view.colour.categories:
            self._colours = (scale.low, scale.high)
            self._store.do(set_colour_range(self._colours))
