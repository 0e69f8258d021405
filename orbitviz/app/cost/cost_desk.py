"""What a fleet costs in the window: computed at each move of a slider, edits of the design."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import cost_of
from orbitviz.analysis.cost.fleet_facts import DeliveringFleet, delivering_fleet
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.cost.of_design import sourced_inputs
from orbitviz.analysis.cost.planned_years import years_to_learn_by
from orbitviz.analysis.cost.price_rules import needs_plan
from orbitviz.analysis.deployment.planned_fleet import is_planned_as
from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.progress import Check
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import edit_document
from orbitviz.model.design.estimate import OneOrThree
from orbitviz.model.economics_edits import follow_scenario, set_cost_value, set_scenario
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.cost.cost_fields import field_of
from orbitviz.ui.cost.cost_panel import CostPanel
from orbitviz.ui.window import MainWindow

_EVERY_MS = 200
_TOPIC = "cost"
_DRAFT = "draft…"
_NO_DESIGN = "There is no design to price, only catalogues."


class CostTopic(Enum):
    """What of the costs runs on a worker, the latest request only."""

    FLEET = auto()


class CostDesk(QObject):
    """Prices the fleet while the panel is in view; `snapshot` returns what is shown.

    What the fleet is and delivers, at the epoch of its design, is found on a worker when orbits or
    satellites change, and its plan too where launch prices are learned by it. The costs that follow
    are computed at once.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        panel: CostPanel,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._window, self._panel = store, engine, window, panel
        self._snapshot = snapshot
        self._asked: tuple[Document, Fleet] | None = None
        self._known: _Known | None = None
        self._shown: tuple[Document, _Known | None] | None = None
        self._before_drag: Range | None = None
        self._inputs: dict[str, Range] = {}  # those that are shown
        self._timer = QTimer(self)  # until the maps of the fleet are there
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._soon = QTimer(self, singleShot=True, interval=0)  # several edits are one answer
        self._soon.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        panel.scenarioChosen.connect(self._choose_scenario)
        panel.changeRequested.connect(self._change_value)
        panel.pointChosen.connect(self._go_to_point)
        panel.resetRequested.connect(self._reset_value)
        panel.resetAllRequested.connect(self._reset_all)
        panel.errorOccurred.connect(partial(window.notices.show_error, topic=_TOPIC))
        store.watch(attrgetter("document"), self.follow)
        self.follow()

    def follow(self) -> None:
        """Price what is open now, while that can be seen."""
        if self._panel.is_in_view:
            self._soon.start()

    def stop(self) -> None:
        """Compute nothing more."""
        self._timer.stop()
        self._soon.stop()
        self._asked = None

    # The answer ---------------------------------------------------------------------------

    def _tick(self) -> None:
        document, known = self._store.state.document, self._known
        if not self._panel.is_in_view:
            self._timer.stop()
            return
        if not len(document.constellation):
            self._timer.stop()
            self._show_absence(document, _NO_DESIGN)
            return
        if known is not None and not known.is_of(document):
            known = None
        if known is not None and (document, known) != self._shown:
            self._show(document, known)
        if known is not None and not known.is_draft:
            self._timer.stop()
            return
        self._timer.start()
        self._panel.show_pending(_DRAFT if known is not None else "")
        fleet = self._snapshot().fleet
        # At a date the maps that are shown are of its ages: those of the design are solved here.
        is_dated = self._store.state.fleet_date is not None
        if fleet is None or not (is_dated or fleet.is_about(document)):
            return  # until the maps of these satellites are there
        if known is None or is_dated or not fleet.is_draft:
            self._ask(document, fleet, is_dated=is_dated)

    def _ask(self, document: Document, fleet: Fleet, *, is_dated: bool) -> None:
        about = document, fleet
        is_asked = self._asked is not None and (
            (is_dated or self._asked[1] is fleet) and _holds_of(self._asked[0], document)
        )
        if self._engine.is_busy(CostTopic.FLEET):
            if not is_asked:
                self._asked = None  # what is under way is given up
            return
        self._asked = about
        job = partial(_find, document, fleet, partial(self._go_on, about))
        self._engine.run_aside(CostTopic.FLEET, job, self._keep)

    def _go_on(self, about: tuple[Document, Fleet]) -> None:
        if about is not self._asked:
            raise Cancelled

    def _keep(self, known: _Known) -> None:
        self._known = known
        self._tick()

    def _show(self, document: Document, known: _Known) -> None:
        if isinstance(known.answer, UserError):
            self._show_absence(document, known.answer.sentence)
            return
        self._shown = document, known
        plain = follow_scenario(document).design
        usual = sourced_inputs(plain.economics, known.answer.facts_by(plain))
        economics = document.design.economics
        inputs = sourced_inputs(economics, known.answer.facts_by(document.design))
        self._inputs = {one.name: one.range for one in inputs}
        try:
            found = cost_of(document.design, known.answer, economics, years_to_learn_by(document))
        except UserError as error:
            about = inputs, usual, economics, document.opening
            self._panel.show_refusal(error.sentence, *about)
            return
        self._panel.show_costing(found, usual, economics, document.opening)

    def _show_absence(self, document: Document, reason: str) -> None:
        self._shown, self._inputs = (document, self._known), {}
        self._panel.show_absence(reason)

    # Edits --------------------------------------------------------------------------------

    def _choose_scenario(self, name: str) -> None:
        self._edit(lambda document: set_scenario(document, name), "Change scenario of cost")

    def _change_value(self, name: str, value: Range | float, dragging: bool) -> None:
        """Take a range, or another value in the middle of the one there is; a drag is one edit."""
        if not self._inputs:
            return
        if not dragging or self._before_drag is None:
            self._before_drag = self._inputs[name]
        field = field_of(name)
        taken = value if isinstance(value, Range) else field.moved(self._before_drag, value)
        written = self._written(name, taken)
        title = field.title if field.title.isupper() else field.title[:1].lower() + field.title[1:]
        self._edit(
            lambda document: set_cost_value(document, field.path, written),
            f"Change {title}",
            merge=dragging,
        )

    def _written(self, name: str, taken: Range) -> OneOrThree | None:
        """Return an input as the file has it; None where that is what the scenario has."""
        return None if taken == self._panel.usual(name) else taken.written

    def _go_to_point(self, values: Mapping[str, float]) -> None:
        """Take other values in the middle of two inputs at once."""
        ranges = self._inputs
        if not ranges:
            return

        def change(document: Document) -> Document:
            for name, value in values.items():
                field = field_of(name)
                written = self._written(name, field.moved(ranges[name], value))
                document = set_cost_value(document, field.path, written)
            return document

        self._edit(change, "Change two costs")

    def _reset_value(self, path: tuple[str, ...]) -> None:
        self._edit(lambda document: set_cost_value(document, path, None), "Reset cost")

    def _reset_all(self) -> None:
        self._edit(follow_scenario, "Reset costs")

    def _edit(
        self, change: Callable[[Document], Document], label: str, *, merge: bool = False
    ) -> None:
        old = self._store.state.document
        try:
            document = change(old)
        except UserError as error:
            self._window.notices.show_error(error, _TOPIC)
            self._panel.revert()
            return
        self._window.notices.clear_topic(_TOPIC)
        if document is not old:
            self._store.do(edit_document(document), undo=label, merge=merge)
        else:
            self._panel.revert()


class _Known(NamedTuple):
    """What the satellites of a document deliver, or why they have no cost.

    is_draft   by coarse maps, until the full ones are there
    """

    document: Document
    is_draft: bool
    answer: DeliveringFleet | UserError

    def is_of(self, document: Document) -> bool:
        """Whether it holds of another document too."""
        return _holds_of(self.document, document)


def _find(document: Document, fleet: Fleet, check: Check) -> Generator[None, None, _Known]:
    """Find what a fleet delivers at the epoch of its design, as the verb `cost` does."""
    geometry = sky_geometry_at(document.design.epoch_instant)
    sun_km = sun_step_at(geometry)
    if not fleet.is_about(document) or (fleet.sun_km != sun_km and not fleet.is_draft):
        fleet = solve_fleet(document, sun_km, fleet, check=check)
    yield
    everything = np.ones(document.constellation.shell_count, bool)
    census = take_census(fleet, geometry, everything)
    try:
        answer = delivering_fleet(document, census, check)
        _ = answer.facts_by(document.design)
    except UserError as error:
        return _Known(document, fleet.is_draft, error)
    with suppress(UserError):  # told when it is priced, but simulated here: it may take a second
        years_to_learn_by(document)
    return _Known(document, fleet.is_draft, answer)


def _holds_of(found: Document, wanted: Document) -> bool:
    """Whether what is found of one document holds of another: what flies, and what it learns by."""
    if not found.flies_as(wanted) or found.design.epoch != wanted.design.epoch:
        return False
    if not needs_plan(wanted.design.economics):
        return True
    return needs_plan(found.design.economics) and is_planned_as(found.design, wanted.design)
