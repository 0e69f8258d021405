"""Where dead satellites are: as far down as drag has brought each since it died."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.passive_decay import area_to_mass
from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
from orbitviz.analysis.deployment.state import End
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.design.constellation import Design
from orbitviz.orbits.constellation import Constellation, Ints
from orbitviz.orbits.decay import altitude_after_km
from orbitviz.orbits.solar_activity import SCENARIOS

_KINDS = (End.EARLY, End.FAILURE, End.STRANDED)


class Dead(NamedTuple):
    """The dead satellites in orbit at a time, (m,) each.

    altitude_km   nan for those of the lowest shells of a group, which are down a little before the
                  plan has it, for it has one decay for the whole group
    """

    altitude_km: Floats
    group: Ints


def dead_at(
    design: Design, constellation: Constellation, planned: PlannedFleet, years: float
) -> Dead:
    """Return the dead in orbit some years after the start of a plan.

    Each died on its station, spares at the mean altitude of their group, and comes down by the
    drag and the activity of the Sun that the plan has.
    """
    history, calendar = planned.history, planned.calendar
    now = np.float32(years)
    altitude_km = _station_km(constellation, history)
    by_mass = np.array([area_to_mass(design.satellite_of(k)) for k in range(len(design.groups))])
    activity = SCENARIOS[design.life.solar_activity]
    first_year = calendar.first + 1.0 - float(calendar.edges_years[1])
    found = []
    for part in history.parts():
        dead = np.isin(part.cause, _KINDS) & (part.end <= now) & (now < part.gone)
        slot, end = part.slot[dead], part.end[dead].astype(np.float64)
        group = part.place_group[slot]
        low_km = altitude_after_km(
            altitude_km[slot], by_mass[group], years - end, activity, first_year + end
        )
        found.append(Dead(low_km, group))
    altitudes, groups = zip(*found, strict=True) if found else ((), ())
    return Dead(
        np.concatenate([np.empty(0), *altitudes]), np.concatenate([np.empty(0, np.int32), *groups])
    )


def _station_km(constellation: Constellation, history: History) -> Floats:
    """Return (n + spares,) the altitude of each slot, and of each place of a spare."""
    shell_km = constellation.sma_km - EARTH_RADIUS_KM
    slot_km = shell_km[constellation.plane_shell[constellation.plane_index]]
    groups = history.place_group
    count = np.bincount(groups[: len(slot_km)])
    mean_km = np.bincount(groups[: len(slot_km)], slot_km) / np.maximum(count, 1)
    return np.concatenate([slot_km, mean_km[groups[len(slot_km) :]]])
