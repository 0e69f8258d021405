"""Satellites and dead ones by altitude, and how often the dead meet others there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.density.sources import cells_for, orbits_of_design
from orbitviz.analysis.density.spatial import shell_volume_km3
from orbitviz.analysis.deployment.passive_decay import area_to_mass
from orbitviz.analysis.scale.collisions import encounter_factor, meeting_area_m2, meetings_a_year
from orbitviz.analysis.scale.dead import Dead
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, MU_EARTH_KM3_S2
from orbitviz.model.design.constellation import Design
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.timescale import Instant

_HALF_KM = 5.0  # above and below a dead one: those within count, as evenly spread there
_INC_STEP_RAD = np.radians(0.5)  # inclinations closer than this count as one


@dataclass(frozen=True, kw_only=True, eq=False)
class Traffic:
    """What is in a layers between altitudes, and what happens there in a year.

    edges_km      (a + 1,) rising
    working       (a,) satellites of the whole design; each counts at its mean altitude
    dead          (a,) dead satellites
    with_working  (a,) meetings of the dead there with those that work, if none gets out of the way
    among_dead    (a,) meetings of two dead ones
    by_group      (g,) meetings of dead ones with those that work, by the group of the latter
    """

    edges_km: Floats
    working: Floats
    dead: Floats
    with_working: Floats
    among_dead: Floats
    by_group: Floats

    @property
    def middles_km(self) -> Floats:
        """(a,) The middle of each layer."""
        return np.asarray(0.5 * (self.edges_km[:-1] + self.edges_km[1:]))


def traffic_of(
    design: Design, constellation: Constellation, dead: Dead, instant: Instant
) -> Traffic:
    """Return the traffic of a complete design and of dead satellites.

    A dead one meets what is within 5 km above and below it; a shell has no height of its own. The
    layers are those of the density.
    """
    edges_km = cells_for(orbits_of_design(constellation, instant)).altitude_km
    sizes = np.diff(constellation.shell_first).astype(np.float64)
    shell_km = constellation.sma_km - EARTH_RADIUS_KM
    pair_m2 = _pairs_m2(design, constellation)
    up = np.isfinite(dead.altitude_km)
    dead = Dead(dead.altitude_km[up], dead.group[up])
    groups = range(len(design.groups))
    ones = np.ones(len(dead.group))
    with_working, among_dead = np.zeros((2, len(dead.group)))
    by_group = np.zeros(len(groups))
    for group in groups:
        area_m2 = pair_m2[dead.group, group]
        ours = constellation.shell_group == group
        met = _meetings(dead.altitude_km, area_m2, shell_km[ours], sizes[ours])
        by_group[group] = met.sum()
        with_working += met
        mine = dead.group == group
        met = _meetings(dead.altitude_km, area_m2, dead.altitude_km[mine], ones[mine], mine)
        among_dead += 0.5 * met  # each meeting is one of both
    return Traffic(
        edges_km=edges_km,
        working=_by_layer(edges_km, shell_km, sizes),
        dead=_by_layer(edges_km, dead.altitude_km, ones),
        with_working=_by_layer(edges_km, dead.altitude_km, with_working),
        among_dead=_by_layer(edges_km, dead.altitude_km, among_dead),
        by_group=by_group,
    )


def _meetings(
    altitude_km: Floats,
    area_m2: Floats,
    other_km: Floats,
    count: Floats,
    is_among: np.ndarray | bool = False,
) -> Floats:
    """Return (m,) how often each dead one meets some others, a year.

    other_km, count   (k,) where the others are, and how many
    is_among          (m,) which of the dead are among the others: none meets itself
    """
    order = np.argsort(other_km, kind="stable")
    below = np.concatenate([[0.0], np.cumsum(count[order])])
    low_km, high_km = altitude_km - _HALF_KM, altitude_km + _HALF_KM
    first = np.searchsorted(other_km[order], low_km, side="left")
    end = np.searchsorted(other_km[order], high_km, side="right")
    others = np.maximum(below[end] - below[first] - is_among, 0.0)
    speed_km_s = np.sqrt(MU_EARTH_KM3_S2 / (EARTH_RADIUS_KM + altitude_km))
    return meetings_a_year(1.0, others, shell_volume_km3(low_km, high_km), area_m2, speed_km_s)


def _by_layer(edges_km: Floats, altitude_km: Floats, amount: Floats) -> Floats:
    """Return (a,) the sum of amounts in each layer; those beyond all are left out."""
    layer = np.searchsorted(edges_km, altitude_km, side="right") - 1
    inside = (layer >= 0) & (layer < len(edges_km) - 1)
    found = np.bincount(layer[inside], amount[inside], minlength=len(edges_km) - 1)
    return np.asarray(found, np.float64)


def _pairs_m2(design: Design, constellation: Constellation) -> Floats:
    """Return (g, g) the cross-section of each two groups, m2, times their factor of encounter."""
    groups = range(len(design.groups))
    area_m2 = np.array(
        [area_to_mass(design.satellite_of(k)) * design.satellite_of(k).mass_kg for k in groups]
    )
    sizes = np.diff(constellation.shell_first)
    total = np.bincount(constellation.shell_group, sizes, len(groups))
    inc_rad = np.bincount(constellation.shell_group, sizes * constellation.inc_rad, len(groups))
    steps = np.rint(inc_rad / np.maximum(total, 1) / _INC_STEP_RAD)
    known, place = np.unique(steps * _INC_STEP_RAD, return_inverse=True)
    factor = encounter_factor(known[:, None], known[None, :])
    return np.asarray(
        meeting_area_m2(area_m2[:, None], area_m2[None, :]) * factor[place[:, None], place[None, :]]
    )
