"""Edits of groups, from the page of the design dock to the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from orbitviz.analysis.census import take_census
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.errors import UserError
from orbitviz.engine.engine import Engine, WorkTopic
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import edit_groups
from orbitviz.model.group_edits import (
    add_group,
    copy_group,
    move_group,
    original_group,
    remove_group,
    reset_group,
    set_design_values,
    set_group_field,
    set_group_values,
)
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.ui.action_set import Handler
from orbitviz.ui.design.design_actions import GROUPS_PAGE, ORBITS_PAGE
from orbitviz.ui.window import MainWindow

if TYPE_CHECKING:
    from orbitviz.ui.design.group_page import GroupPage
    from orbitviz.ui.design.orbit_page import OrbitPage

TOPIC = "design"  # of what is said about refused values
_PAGE, _CHART = "groups", "chart"

Edit = Callable[[Document], Document]


class GroupEditor:
    """Applies what the page of the groups requests, and shows the design in it."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        snapshot: Callable[[], Snapshot],
        fit_ranges: Callable[[], None],
    ) -> None:
        """Build.

        snapshot     returns what is shown
        fit_ranges   lets the ranges of colours and charts follow the values again
        """
        self._store, self._engine, self._window = store, engine, window
        self._snapshot, self._fit_ranges = snapshot, fit_ranges
        self._totals_asked: tuple[object, object] | None = None
        self.page: GroupPage | None = None  # once it has been shown
        self.orbits: OrbitPage | None = None
        self.current = 0  # group that is edited
        self._before_drag: Document | None = None
        window.design_pages.add_page(_PAGE, "Groups", self._build)
        window.design_pages.add_page(_CHART, "Chart", self._build_chart)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            GROUPS_PAGE: self.open,
            ORBITS_PAGE: self.open_chart,
            "add_group": self._add,
            "copy_group": self._copy,
            "group_up": partial(self._move, -1),
            "group_down": partial(self._move, 1),
            "remove_group": self._remove,
        }

    def open(self) -> None:
        """Bring the page to the front."""
        self._window.show_panel("panel_design")
        self._window.design_pages.show_page(_PAGE)

    def open_chart(self) -> None:
        """Bring the chart of altitudes and inclinations to the front."""
        self._window.show_panel("panel_design")
        self._window.design_pages.show_page(_CHART)

    def show_state(self) -> None:
        """Show the groups, on the page that is in view."""
        state = self._store.state
        self.current = max(min(self.current, len(state.document.design.groups) - 1), 0)
        if self.page is not None and self.page.isVisible():
            self.page.show_state(state, self.current)
        if self.orbits is not None and self.orbits.isVisible():
            self.orbits.show_design(state.document.design, self.current)
            self._ask_totals()

    def choose(self, group: int) -> None:
        """Edit a group."""
        self.current = group
        self.show_state()

    def follow_selection(self) -> None:
        """Edit the group of the selected shells."""
        state = self._store.state
        selected = state.document.constellation.shell_group[state.selected_shells]
        if len(selected) and self.current not in selected:
            self.choose(int(selected[0]))

    def show_totals(self) -> None:
        """Show the sums over all satellites at the present instant, if the chart is in view."""
        if self.orbits is not None and self.orbits.isVisible():
            self._ask_totals()

    def _ask_totals(self) -> None:
        snapshot, document = self._snapshot(), self._store.state.document
        fleet = snapshot.fleet
        if fleet is None or not fleet.is_about(document):
            return  # until the maps of these orbits are solved
        about = (fleet, snapshot.instant)
        if about == self._totals_asked or self._engine.is_busy(WorkTopic.TOTALS):
            return
        self._totals_asked = about
        every = np.ones(document.constellation.shell_count, bool)
        self._engine.run(
            WorkTopic.TOTALS,
            lambda: figures(take_census(fleet, snapshot.geometry, every)),
            partial(self._show_totals, fleet),
        )

    def _show_totals(self, fleet: Fleet, totals: Figures) -> None:
        if self.orbits is not None and fleet.is_about(self._store.state.document):
            self.orbits.show_totals(totals)
        self.show_totals()  # of what has changed meanwhile

    def show_ranges_kept(self, on: bool) -> None:
        """Show whether colours and charts keep the ranges of before the edits."""
        if self.page is not None:
            self.page.show_ranges_kept(on)

    def change_value(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        """Change one value of the group; a drag is one edit."""
        group = self.current
        self._edit_dragged(
            lambda document: set_group_field(document, group, path, value),
            f"Change {path[0].replace('_', ' ')} of group",
            dragging=dragging,
        )

    def change_orbits(self, group: int, values: dict[str, Any], dragging: bool) -> None:
        """Change several keys of a group at once; a drag is one edit."""
        self._edit_dragged(
            lambda document: set_group_values(document, group, values),
            "Move group",
            dragging=dragging,
        )

    def _build(self) -> GroupPage:
        from orbitviz.ui.design.group_page import GroupPage

        page = self.page = GroupPage(self._window.actions_by_id)
        page.changeRequested.connect(self.change_value)
        page.designChangeRequested.connect(self._change_design)
        page.resetRequested.connect(self._reset_value)
        page.resetAllRequested.connect(self._reset_group)
        page.fitRequested.connect(self._fit_ranges)
        page.errorOccurred.connect(self._show_error)
        page.typingDiscarded.connect(partial(self._window.notices.clear_topic, TOPIC))
        page.cameIntoView.connect(self.show_state)
        page.groupChosen.connect(self.choose)
        return page

    def _build_chart(self) -> OrbitPage:
        from orbitviz.ui.design.orbit_page import OrbitPage

        page = self.orbits = OrbitPage()
        page.chart.groupChosen.connect(self.choose)
        page.chart.moveRequested.connect(self.change_orbits)
        page.cameIntoView.connect(self.show_state)
        return page

    def _change_design(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        self._edit_dragged(
            lambda document: set_design_values(document, {path[0]: value}),
            f"Change {path[0].replace('_', ' ')}",
            dragging=dragging,
        )

    def _reset_value(self, path: tuple[str, ...]) -> None:
        original = original_group(self._store.state.document, self.current)
        if original is not None:
            values, group = {path[0]: getattr(original, path[0])}, self.current
            self._edit(lambda document: set_group_values(document, group, values), "Reset value")

    def _reset_group(self) -> None:
        group = self.current
        self._edit(lambda document: reset_group(document, group), "Reset group")

    def _add(self) -> None:
        group = self.current
        if self._edit(lambda document: add_group(document, group), "Add Group"):
            self.open()
            self.choose(len(self._store.state.document.design.groups) - 1)

    def _copy(self) -> None:
        group = self.current
        if self._edit(lambda document: copy_group(document, group), "Copy Group"):
            self.choose(group + 1)

    def _move(self, step: int) -> None:
        group = self.current
        if self._edit(lambda document: move_group(document, group, group + step), "Move Group"):
            self.choose(group + step)

    def _remove(self) -> None:
        group = self.current
        self._edit(lambda document: remove_group(document, group), "Remove Group")

    def _edit_dragged(self, change: Edit, label: str, *, dragging: bool) -> None:
        # Each move of a drag starts from the design before it: what had to give way comes back.
        if not dragging or self._before_drag is None:
            self._before_drag = self._store.state.document
        before = self._before_drag
        self._edit(lambda _: change(before), label, merge=dragging)

    def _edit(self, change: Edit, label: str, *, merge: bool = False) -> bool:
        """Apply an edit; return whether it changed anything."""
        old = self._store.state.document
        if not old.design.groups:
            self._show_error(UserError("there is no design", allowed="a new one: File › New"))
            return False
        try:
            document = change(old)
        except UserError as error:
            self._show_error(error)
            if self.page is not None:
                self.page.revert()
            return False
        self._window.notices.clear_topic(TOPIC)
        if document is not old:
            self._store.do(edit_groups(document), undo=label, merge=merge)
        return document is not old

    def _show_error(self, error: UserError) -> None:
        self._window.notices.show_error(error, TOPIC)
