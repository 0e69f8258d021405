"""A fleet at a date of its plan: who is there, what they do, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from orbitviz.analysis.deployment.cohorts import working_ages
from orbitviz.analysis.deployment.history import IN_ORBIT, State, States
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet, planned_fleet
from orbitviz.base.arrays import Floats
from orbitviz.model.design.constellation import Design
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import MAIN_DESIGN
from orbitviz.model.state import Document
from orbitviz.orbits.timescale import Instant

# Those that do not work have colours of their own: apart for the colour-blind, and from sunlight.
_COLOURS = {
    State.RAISING: ("Raising", "#3fd0f5"),
    State.RETIRING: ("Retiring", "#f2a33c"),
    State.DEAD: ("Dead", "#ff4f7b"),
}
_AGES = 5  # of a group, from 0 to its life: quantities are taken as straight between two of them
_PARTS = 200  # of a group, each with one of the ages
_MOST_GROUPS = 16  # that have ages of their own; each has operating maps of its own


@dataclass(frozen=True, eq=False)
class FleetAtDate:
    """The satellites of a design at a date.

    document  the design as it is planned
    planned   what becomes of its satellites
    years     since the first launch
    states    (n,) uint8, read-only: the State of every slot
    aged      the design with the ages of its working satellites, group by group
    is_aged   whether those are the ages of this date, not of an earlier one
    """

    document: Document
    planned: PlannedFleet
    years: float
    states: States
    aged: Design
    is_aged: bool = True

    @property
    def instant(self) -> Instant:
        """The date."""
        return self.planned.calendar.instant(self.years)

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
        return self._rows(State.OPERATIONAL)

    @cached_property
    def sets(self) -> tuple[SatelliteSet, ...]:
        """The satellites that are in orbit and do not work, by what they do."""
        return tuple(
            SatelliteSet(name, colour, self._rows(state))
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
    aged = aged_design(planned, years, document.design)
    return FleetAtDate(document, planned, years, _states(planned, years), aged)


def moved_to(fleet: FleetAtDate, years: float) -> FleetAtDate:
    """Return the fleet at another date with the ages of before, which takes less time."""
    states = _states(fleet.planned, years)
    return replace(fleet, years=years, states=states, is_aged=False)


def _states(planned: PlannedFleet, years: float) -> States:
    states = planned.history.slot_states_at(years)
    states.setflags(write=False)
    return states


def aged_design(planned: PlannedFleet, years: float, design: Design) -> Design:
    """Return a design whose groups fly satellites of the ages that its working ones have.

    The ages of a group are told by few, the same at every date, so that their operating maps are
    solved once; the mean age is that of the satellites.
    """
    ages, group = working_ages(planned.history, years)
    life_years = planned.history.plan.life_years
    names = design.group_names
    flown = [design.satellite_name(k) for k in range(len(names))]
    by_group = len(names) <= _MOST_GROUPS
    satellites, groups = {}, []
    for k, one in enumerate(design.groups):
        shares = flown.count(flown[k]) > 1 and by_group
        name = f"{flown[k]}, {names[k]}" if shares else flown[k]
        groups.append(one.model_copy(update={"satellite": name}))
        same = [k] if by_group else [j for j, other in enumerate(flown) if other == flown[k]]
        if name not in satellites:
            own = ages[np.isin(group, same)]
            told = _told(own, float(life_years[same].max()))
            satellites[name] = design.satellite_of(k).model_copy(update={"age_years": told})
    return design.model_copy(
        update={"groups": tuple(groups), "satellites": MappingProxyType(satellites)}
    )


def _told(ages: Floats, life_years: float) -> tuple[float, ...]:
    """Return _PARTS ages of few values, with the same mean but for rounding; 0 of none."""
    nodes = np.linspace(0.0, life_years, _AGES)
    if not len(ages):
        return (0.0,)
    place = np.clip(ages / nodes[1], 0.0, _AGES - 1.0)
    low = np.minimum(place.astype(np.int64), _AGES - 2)
    upper = place - low
    share = np.bincount(low, 1.0 - upper, _AGES)
    share += np.bincount(low + 1, upper, _AGES)
    ends = np.rint(_PARTS * np.cumsum(share) / len(ages)).astype(np.int64)
    return tuple(np.repeat(nodes, np.diff(ends, prepend=0)).tolist())
