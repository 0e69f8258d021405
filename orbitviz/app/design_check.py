"""The check of the design in the window: computed aside, shown on the globe, mended by a button."""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import Enum, auto
from functools import partial
from operator import attrgetter

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.check.checking import Checked, check_steps
from orbitviz.analysis.check.finding import Finding, apply_fix
from orbitviz.analysis.check.registry import RULES
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.separation import best_phasings
from orbitviz.app.controls import Controls
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.base.units import number_text
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_at_pair
from orbitviz.model.commands import edit_groups, set_playback
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.selecting import select, select_pair
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey, keys_of_shells
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.action_set import Handler
from orbitviz.ui.findings.findings_actions import PANEL
from orbitviz.ui.findings.findings_panel import FindingsPanel
from orbitviz.ui.window import MainWindow

_EVERY_MS = 300
_TOPIC = "check"
_NO_DESIGN = "There is no design to check, only catalogues."


class CheckTopic(Enum):
    """What of a check runs on a worker, the latest request only."""

    CHECK = auto()


class DesignCheck(QObject):
    """Checks the design while the panel is in view; `snapshot` returns what is shown."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        panel: FindingsPanel,
        canvas: GlobeCanvas,
        controls: Controls,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._window, self._panel = store, engine, window, panel
        self._canvas, self._controls, self._snapshot = canvas, controls, snapshot
        self._asked: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        panel.cameIntoView.connect(self.follow)
        panel.findingChosen.connect(self.show)
        store.watch(attrgetter("document"), self.follow)
        store.watch(attrgetter("catalogues"), self.follow)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {"apply_fix": self.apply_fix, "best_phasing": self.best_phasing}

    def follow(self) -> None:
        """Check what is open now, while the findings can be seen."""
        if self._panel.is_in_view:
            self._timer.start()
            self._tick()

    def stop(self) -> None:
        """Compute nothing more."""
        self._timer.stop()
        self._asked = ()

    # The check ---------------------------------------------------------------------------

    def _tick(self) -> None:
        state = self._store.state
        about = _about(state)
        if not self._panel.is_in_view or about == self._shown:
            self._timer.stop()
            return
        if not len(state.document.constellation):
            self._asked = self._shown = about
            self._panel.show_absence(_NO_DESIGN)
            return
        self._panel.show_pending()
        snapshot = self._snapshot()
        if about == self._asked and self._engine.is_busy(CheckTopic.CHECK):
            return
        if not _is_of(snapshot.fleet, state) or self._engine.is_busy(CheckTopic.CHECK):
            self._asked = ()  # what is under way is of another design
            return
        assert snapshot.fleet is not None
        self._asked = about
        job = partial(_check, state, snapshot, snapshot.fleet, partial(self._go_on, about))
        self._engine.run_aside(CheckTopic.CHECK, job, partial(self._show, about))

    def _go_on(self, about: tuple[object, ...]) -> None:
        if about != self._asked:
            raise Cancelled

    def _show(self, about: tuple[object, ...], checked: Checked) -> None:
        if about == _about(self._store.state):
            self._shown = about
            self._panel.show_checked(checked)

    # What one does with it ---------------------------------------------------------------

    def show(self, finding: Finding) -> None:
        """Select what a finding means, and go to where and when it is seen."""
        if self._shown != _about(self._store.state):
            return
        if finding.instant is not None:
            self._store.do(set_playback(now=finding.instant, playing=False))
        if finding.satellites:
            self._store.do(select_pair(*(SatelliteKey(MAIN_DESIGN, k) for k in finding.satellites)))
            pose = pose_at_pair(
                self._store.state, self._snapshot(), finding.satellites, self._canvas.input.pose
            )
            self._controls.flights.fly(pose)
        elif finding.shells:
            self._store.do(select(keys_of_shells(finding.shells)))
            middle = finding.shells[len(finding.shells) // 2]
            self._controls.fly_to(ShellKey(MAIN_DESIGN, middle))
        else:
            self._store.do(select(()))

    def apply_fix(self) -> None:
        """Edit the design as the chosen finding suggests."""
        finding = self._panel.chosen
        if finding is None or finding.fix is None or not finding.fix.can_be_applied:
            self._window.show_panel(PANEL)  # where one is chosen
            return
        try:
            document = apply_fix(self._store.state.document, finding.fix)
        except UserError as error:
            self._window.notices.show_error(error, _TOPIC)
            return
        self._window.notices.clear_topic(_TOPIC)
        self._store.do(edit_groups(document), undo=f"Fix: {finding.fix.label}")

    def best_phasing(self) -> None:
        """Give the groups of the selected shells their best phasing."""
        state = self._store.state
        document, orbits = state.document, state.document.constellation
        chosen = state.selection.mask_or_all(orbits.shell_count)
        groups = np.unique(orbits.shell_group[chosen]).tolist()
        found = best_phasings(document, groups)
        said = []
        for group, (phasing, before_km, best_km) in found.items():
            name = orbits.group_name[group]
            if phasing == document.design.groups[group].phasing:
                said.append(f"{name}: {phasing} is the best, {number_text(best_km)} km")
                continue
            document = set_group_values(document, group, {"phasing": phasing})
            said.append(
                f"{name}: {phasing}, {number_text(best_km)} km (before {number_text(before_km)})"
            )
        if document is not state.document:
            self._store.do(edit_groups(document), undo="Best Phasing")
        text = "; ".join(said) or "there is no phasing to choose: planes are given, or there is one"
        self._window.notices.show_message(f"Best phasing: {text}", "info", _TOPIC)


def _check(
    state: State, snapshot: Snapshot, fleet: Fleet, go_on: Callable[[], None]
) -> Generator[None, None, Checked]:
    return check_steps(Subject(state, snapshot.geometry, lambda: fleet, go_on), RULES)


def _about(state: State) -> tuple[object, ...]:
    """Return all that decides what is found, but for the time."""
    return state.document.design, state.document.constellation, state.catalogues


def _is_of(fleet: Fleet | None, state: State) -> bool:
    """Return whether maps are the final ones of the design that is open."""
    return fleet is not None and not fleet.is_draft and fleet.is_about(state.document)
