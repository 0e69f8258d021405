"""What a fleet costs in the window: computed at each move of a slider, edits of the design."""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import Enum, auto
from functools import partial
from operator import attrgetter

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.census import take_census
from orbitviz.analysis.cost.costing import Costing, PricedFleet, cost_of, priced_fleet
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.cost.of_design import key_of
from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.progress import Check
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import edit_document
from orbitviz.model.economics_edits import follow_scenario, set_economics_value, set_scenario
from orbitviz.model.state import Document
from orbitviz.model.store import Store
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.ui.cost.cost_fields import field_of
from orbitviz.ui.cost.cost_panel import CostPanel
from orbitviz.ui.window import MainWindow

_EVERY_MS = 200
_TOPIC = "cost"
_NO_DESIGN = "There is no design to price, only catalogues."


class CostTopic(Enum):
    """What of the costs runs on a worker, the latest request only."""

    FLEET = auto()


class CostDesk(QObject):
    """Prices the fleet while the panel is in view; `snapshot` returns what is shown.

    What the fleet is and delivers, at the epoch of its design, is found on a worker when orbits or
    satellites change. The costs that follow are computed at once.
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
        self._asked: Document | None = None
        self._priced: tuple[Document, PricedFleet | UserError] | None = None
        self._shown: Document | None = None
        self._before_drag: Range | None = None
        self.found: Costing | None = None
        self._timer = QTimer(self)  # until the maps of the fleet are there
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self._soon = QTimer(self, singleShot=True, interval=0)  # several edits are one answer
        self._soon.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        panel.scenarioChosen.connect(self._choose_scenario)
        panel.changeRequested.connect(self._change_value)
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
        document = self._store.state.document
        if not self._panel.is_in_view or document is self._shown:
            self._timer.stop()
            return
        if not len(document.constellation):
            self._show_absence(document, _NO_DESIGN)
            return
        if self._priced is not None and _is_same_fleet(self._priced[0], document):
            self._show(document, self._priced[1])
            return
        self._panel.show_pending()
        self._timer.start()
        fleet = self._snapshot().fleet
        is_asked = self._asked is not None and _is_same_fleet(self._asked, document)
        if is_asked and self._engine.is_busy(CostTopic.FLEET):
            return
        if fleet is None or fleet.is_draft or not fleet.is_about(document):
            self._asked = None  # what is under way is of another design
            return
        if not self._engine.is_busy(CostTopic.FLEET):
            self._asked = document
            job = partial(_price, document, fleet, partial(self._go_on, document))
            self._engine.run_aside(CostTopic.FLEET, job, partial(self._keep, document))

    def _go_on(self, document: Document) -> None:
        if document is not self._asked:
            raise Cancelled

    def _keep(self, document: Document, priced: PricedFleet | UserError) -> None:
        self._priced = document, priced
        self._tick()

    def _show(self, document: Document, priced: PricedFleet | UserError) -> None:
        self._timer.stop()
        if isinstance(priced, UserError):
            self._show_absence(document, priced.sentence)
            return
        self._shown = document
        economics = document.design.economics
        try:
            self.found = cost_of(document.design, priced, economics)
        except UserError as error:
            self._panel.show_refusal(error.sentence)
            return
        self._panel.show_costing(self.found, economics, document.opening)

    def _show_absence(self, document: Document, reason: str) -> None:
        self._timer.stop()
        self._shown, self.found = document, None
        self._panel.show_absence(reason)

    # Edits --------------------------------------------------------------------------------

    def _choose_scenario(self, name: str) -> None:
        self._edit(lambda document: set_scenario(document, name), "Change scenario of cost")

    def _change_value(self, name: str, value: Range | float, dragging: bool) -> None:
        """Take a range, or another value in the middle of the one there is; a drag is one edit."""
        if self.found is None:
            return
        if not dragging or self._before_drag is None:
            self._before_drag = next(one.range for one in self.found.inputs if one.name == name)
        taken = value if isinstance(value, Range) else self._before_drag.with_mid(value)
        written = None if taken == self._panel.usual(name) else taken.written
        title = field_of(name).title
        self._edit(
            lambda document: set_economics_value(document, key_of(name), written),
            f"Change {title if title.isupper() else title.lower()}",
            merge=dragging,
        )

    def _reset_value(self, key: str) -> None:
        self._edit(lambda document: set_economics_value(document, key, None), "Reset cost")

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


def _price(
    document: Document, fleet: Fleet, check: Check
) -> Generator[None, None, PricedFleet | UserError]:
    """Find what a fleet is at the epoch of its design, as the verb `cost` does."""
    geometry = sky_geometry_at(document.design.epoch_instant)
    sun_km = sun_step_at(geometry)
    if fleet.sun_km != sun_km:
        fleet = solve_fleet(document, sun_km, fleet, check=check)
    yield
    everything = np.ones(document.constellation.shell_count, bool)
    census = take_census(fleet, geometry, everything)
    try:
        return priced_fleet(document, census, check)
    except UserError as error:
        return error


def _is_same_fleet(one: Document, other: Document) -> bool:
    return one.flies_as(other) and one.design.epoch == other.design.epoch
