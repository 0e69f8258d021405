"""Snapshots of two designs at one instant, each of which knows the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from orbitviz.analysis.fleet import Fleet, solve_fleet, sun_step_at
from orbitviz.base.errors import Cancelled
from orbitviz.base.progress import Check
from orbitviz.engine.snapshot import Snapshot, counts
from orbitviz.engine.survey import Survey
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.compared import OtherSide, other_side
from orbitviz.model.state import Document, State


def side_by_side(first: Snapshot, other: State, fleet: Fleet | None) -> Snapshot:
    """Return a snapshot with that of the other design at the same instant.

    Both share one ground, which tells of neither how many satellites are in view.

    other   the state in which the other design is shown
    fleet   its operating maps, None until they are solved
    """
    drawn, modelled = counts(other, first.keyframes)
    beside = replace(
        first,
        survey=Survey(first.instant),
        drawn=drawn,
        modelled=modelled,
        fleet=fleet,
        sets=(),
        fleet_at_date=None,
        other=first,
        cover=None,
    )
    return replace(first, other=beside, cover=None)


def beside_at(first: Snapshot, state: State) -> Snapshot:
    """Return a snapshot with that of the other design, if there is one; all is computed here."""
    other = other_side(state)
    if other is None:
        return first
    near = first.fleet
    return side_by_side(first, other, near and solve_fleet(other.document, near.sun_km))


class Beside:
    """The other design of a running window; its operating maps are solved on the worker."""

    def __init__(self, worker: Worker, topic: Topic, on_solved: Callable[[], None]) -> None:
        self._worker, self._topic, self._on_solved = worker, topic, on_solved
        self._side = OtherSide()
        self._fleet: Fleet | None = None
        self._failed: tuple[Document, float] | None = None

    def added_to(self, first: Snapshot, state: State, check: Check) -> Snapshot:
        """Return the snapshot with that of the other design, as it is where there is none.

        check   raises Cancelled once the open design is another: its maps go first
        """
        other = self._side.of(state)
        if other is None:
            self._fleet = self._failed = None
            return first
        return side_by_side(first, other, self._maps(other.document, first, check))

    def _maps(self, document: Document, first: Snapshot, check: Check) -> Fleet | None:
        near, sun_km = first.fleet, sun_step_at(first.geometry)
        known = self._fleet
        is_known = known is not None and known.constellation is document.constellation
        is_needed = not is_known or (known is not None and known.sun_km != sun_km)
        # Those of the open design are waited for more: they go first.
        may_begin = near is not None and not near.is_draft and not self._worker.is_busy(self._topic)
        if is_needed and may_begin and self._failed != (document, sun_km):
            self._worker.submit(
                self._topic,
                partial(self._solve, document, sun_km, near, check),
                self._solved,
            )
        return known if is_known else None

    def _solve(self, document: Document, sun_km: float, near: Fleet | None, check: Check) -> Fleet:
        try:
            return solve_fleet(document, sun_km, near, check=check)
        except Cancelled:
            raise
        except Exception:
            self._failed = document, sun_km  # reported once; it would fail again
            raise

    def _solved(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._on_solved()
