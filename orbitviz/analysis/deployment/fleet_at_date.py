"""A fleet at a date of its plan: who is there, what they do, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from orbitviz.analysis.deployment.cohorts import working_ages
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet, planned_fleet
from orbitviz.analysis.deployment.state import IN_ORBIT, WORKING, State, States
from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Document
from orbitviz.orbits.constellation import Ints
from orbitviz.orbits.timescale import Instant

# Those that do not work have colours of their own: apart for the colour-blind, and from sunlight.
_COLOURS = {
    State.RAISING: ("Raising", "#3fd0f5"),
    State.DRIFTING: ("Drifting", "#9d8cff"),
    State.RETIRING: ("Retiring, not replaced", "#f2a33c"),
    State.DEAD: ("Dead, not replaced", "#ff4f7b"),
}
_AGES = 5  # from 0 to the life, for which operating maps are solved
_PARTS = 2_000  # of the satellites of a kind, each of one of these ages


@dataclass(frozen=True, eq=False)
class FleetAtDate:
    """The satellites of a design at a date.

    document  the design as it is planned
    planned   what becomes of its satellites
    years     since the first launch
    states    (n,) uint8, read-only: the State of every slot
    before    the design with the ages of an earlier date, which is shown meanwhile; None: with
              those of this date
    """

    document: Document
    planned: PlannedFleet
    years: float
    states: States
    before: Design | None = None

    @property
    def instant(self) -> Instant:
        """The date."""
        return self.planned.calendar.instant(self.years)

    @property
    def is_aged(self) -> bool:
        """Whether `aged` has the ages of this date, not those of an earlier one."""
        return self.before is None

    @cached_property
    def aged(self) -> Design:
        """The design with the ages of its working satellites."""
        if self.before is not None:
            return self.before
        return _aged(self.document, self.planned, *self._working_ages)

    @cached_property
    def _working_ages(self) -> tuple[Ints, Floats]:
        return working_ages(self.planned.history, self.years)

    @cached_property
    def aged_document(self) -> Document:
        """The document with the design `aged`, on the same orbits."""
        return replace(self.document, design=self.aged)

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many slots are in each State."""
        return tuple(np.bincount(self.states, minlength=len(State)).tolist())

    @cached_property
    def absent(self) -> Members:
        """The slots without a satellite in orbit."""
        return self._rows(*(one for one in State if one not in IN_ORBIT))

    @cached_property
    def working(self) -> Members:
        """The satellites that work."""
        return self._rows(*WORKING)

    @property
    def ages_years(self) -> Floats:
        """(w,) float64: for how long each of `working` has worked, in their order."""
        return self._working_ages[1]

    def ages_years_of(self, members: Members) -> Floats:
        """Return (w,) the ages of those of some satellites that work; of all where there are none.

        In the order of their rows.
        """
        if not members:
            return self.ages_years
        rows = self.working.rows(MAIN_DESIGN)
        own = (members & self.working).rows(MAIN_DESIGN)
        return self.ages_years[np.searchsorted(rows, own)]

    @cached_property
    def sets(self) -> tuple[SatelliteSet, ...]:
        """The satellites that are in orbit and do not work, by what they do."""
        return tuple(
            SatelliteSet(name, colour, self._rows(state), stands_out=state is not State.RAISING)
            for state, (name, colour) in _COLOURS.items()
            if self.counts[state]
        )

    def _rows(self, *states: State) -> Members:
        # Comparing bytes is ten times as fast as looking them up.
        is_one = np.zeros(len(self.states), bool)
        for state in states:
            is_one |= self.states == state
        return Members({MAIN_DESIGN: np.flatnonzero(is_one)})


def fleet_at(document: Document, years: float) -> FleetAtDate:
    """Return the fleet of a document at a date, years since the first launch; see planned_fleet.

    Before the first launch it is that of the first launch, after the plan that of its end.
    """
    planned = planned_fleet(document)
    years = min(max(years, 0.0), planned.last_years)
    fleet = FleetAtDate(document, planned, years, _states(planned, years))
    _ = planned.in_orbit, fleet.aged  # found here, on the thread that has time
    return fleet


def moved_to(fleet: FleetAtDate, years: float) -> FleetAtDate:
    """Return the fleet at another date with the ages of before, which takes less time."""
    return replace(fleet, years=years, states=_states(fleet.planned, years), before=fleet.aged)


def _states(planned: PlannedFleet, years: float) -> States:
    states = planned.history.slot_states_at(years)
    states.setflags(write=False)
    return states


def _aged(document: Document, planned: PlannedFleet, slots: Ints, ages_years: Floats) -> Design:
    """Return a design whose satellites have, of each kind, the ages of those that work.

    They are told by few ages, the same at every date, so that their operating maps are solved once.
    """
    design, plan = document.design, planned.history.plan
    group = plan.slot_group[slots]
    names = [design.satellite_name(k) for k in range(len(design.groups))]
    satellites = {}
    for name in dict.fromkeys(names):
        groups = [k for k, other in enumerate(names) if other == name]
        longest = float(plan.life_years[groups].max())
        told = _told(ages_years[np.isin(group, groups)], longest)
        flown = design.satellite_of(groups[0])
        satellites[name] = flown.model_copy(update={"age_years": told})
    return design.model_copy(
        update={"satellites": MappingProxyType({**design.satellites, **satellites})}
    )


def _told(ages_years: Floats, life_years: float) -> tuple[float, ...]:
    """Return _PARTS ages of few values, with the same mean but for a few days; 0 of none."""
    nodes = np.linspace(0.0, life_years, _AGES)
    if not len(ages_years):
        return (0.0,)
    place = np.clip(ages_years / nodes[1], 0.0, _AGES - 1.0)
    low = np.minimum(place.astype(np.int64), _AGES - 2)
    upper = place - low
    share = np.bincount(low, 1.0 - upper, _AGES)
    share += np.bincount(low + 1, upper, _AGES)
    # Each age is there at least once: single satellites may have it.
    ends = np.rint((_PARTS - _AGES) * np.cumsum(share) / len(ages_years)).astype(np.int64)
    return tuple(np.repeat(nodes, np.diff(ends, prepend=0) + 1).tolist())
