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

_INC_STEP_RAD = np.radians(0.5)  # inclinations closer than this count as one


@dataclass(frozen=True, kw_only=True, eq=False)
class Traffic:
    """What is in layers between a altitudes, and what happens there in a year.

    edges_km      (a + 1,) rising
    working       (a,) satellites of the whole design; each counts at its mean altitude
    dead          (a,) dead satellites
    with_working  (a,) meetings of a dead one with one that works, if none gets out of the way
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

    In layers of 10 km, as the density is; a shell has no height of its own.
    """
    edges_km = cells_for(orbits_of_design(constellation, instant)).altitude_km
    groups = len(design.groups)
    sizes = np.diff(constellation.shell_first).astype(np.float64)
    shell_km = constellation.sma_km - EARTH_RADIUS_KM
    working = _by_layer(edges_km, groups, shell_km, constellation.shell_group, sizes)
    gone_down = _by_layer(edges_km, groups, dead.altitude_km, dead.group, None)
    middles_km = 0.5 * (edges_km[:-1] + edges_km[1:])
    speed_km_s = np.sqrt(MU_EARTH_KM3_S2 / (EARTH_RADIUS_KM + middles_km))
    volume_km3 = shell_volume_km3(edges_km[:-1], edges_km[1:])
    pair_m2 = _pairs_m2(design, constellation)

    def meetings(others: Floats) -> Floats:
        """Return (a, g) meetings of the dead with others (a, g), a year."""
        return meetings_a_year(
            gone_down @ pair_m2, others, volume_km3[:, None], 1.0, speed_km_s[:, None]
        )

    met = meetings(working)
    return Traffic(
        edges_km=edges_km,
        working=working.sum(axis=1),
        dead=gone_down.sum(axis=1),
        with_working=met.sum(axis=1),
        among_dead=0.5 * meetings(gone_down).sum(axis=1),
        by_group=met.sum(axis=0),
    )


def _by_layer(
    edges_km: Floats, groups: int, altitude_km: Floats, group: np.ndarray, count: Floats | None
) -> Floats:
    """Return (a, g) how many there are in each layer of each group; those beyond are left out."""
    layers = len(edges_km) - 1
    layer = np.searchsorted(edges_km, altitude_km, side="right") - 1
    inside = (layer >= 0) & (layer < layers)
    flat = layer[inside] * groups + group[inside]
    weights = None if count is None else count[inside]
    found = np.bincount(flat, weights, minlength=layers * groups)
    return np.asarray(found.reshape(layers, groups), np.float64)


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
