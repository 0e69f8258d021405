"""The plan of an open design, simulated once for as long as nothing in it changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar
from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS, calendar_of, plan_of
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.in_orbit import InOrbit, in_orbit
from orbitviz.analysis.deployment.simulate import simulate
from orbitviz.base.progress import Progress, no_progress
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.key_path import KeyLocator, TableKeys
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Constellation

_SHARES = 201  # of working_shares
_NO_TEXT = TableKeys()


@dataclass(frozen=True, eq=False)
class PlannedFleet:
    """What becomes of the satellites of a design, and the calendar of its years."""

    calendar: Calendar
    history: History

    @property
    def last_years(self) -> float:
        """The end of the plan, years since its start."""
        return float(self.calendar.edges_years[-1])

    @property
    def working_shares(self) -> tuple[float, ...]:
        """Shares 0..1 of the slots that work, evenly from the start to the end of the plan."""
        shares = self.in_orbit.working / max(self.history.plan.slots, 1)
        return tuple(shares[np.linspace(0, len(shares) - 1, _SHARES).astype(int)].tolist())

    @cached_property
    def in_orbit(self) -> InOrbit:
        """The satellites in orbit by what they do, in steps of the simulation."""
        return in_orbit(self.history)


_lock = Lock()  # threads that need the same fleet wait for one of them
_kept: WeakKeyDictionary[Constellation, tuple[tuple[Any, ...], PlannedFleet]] = WeakKeyDictionary()


def planned_fleet(document: Document) -> PlannedFleet:
    """Return the fleet of a document over the next years; the last one is kept.

    Raises UserError as plan_of does.
    """
    about = _about(document.design)
    with _lock:
        kept = _kept.get(document.constellation)
        if kept is None or kept[0] != about:
            _kept.clear()  # a million takes 80 MB, and undo keeps every constellation
            kept = _kept[document.constellation] = about, followed_fleet(document)
        return kept[1]


def is_planned_as(one: Design, other: Design) -> bool:
    """Return whether designs of the same orbits have the same plan."""
    return _about(one) == _about(other)


def followed_fleet(
    document: Document,
    years: int = DEFAULT_YEARS,
    places: KeyLocator = _NO_TEXT,
    progress: Progress = no_progress,
    seed: int = 0,
) -> PlannedFleet:
    """Return the fleet of a document over calendar years, not kept; the million takes a second.

    places   where the keys of the design stand
    seed     decides what fails when

    Raises UserError as calendar_of and plan_of do.
    """
    calendar = calendar_of(document.design, years)
    plan = plan_of(document.design, document.constellation, calendar, places, document.path)
    return PlannedFleet(calendar, simulate(plan, seed, progress))


def _about(design: Design) -> tuple[Any, ...]:
    """Return all that a plan depends on but for the orbits: ages, for one, are none of it."""
    flown = (design.satellite_of(group) for group in range(len(design.groups)))
    satellites = tuple(one.model_copy(update={"age_years": 0.0}) for one in flown)
    tables = design.deployment, design.reliability, design.life
    return design.epoch, design.group_names, *tables, satellites
