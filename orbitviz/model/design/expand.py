"""Expansion of a design to its satellites; here degrees become radians."""

from __future__ import annotations

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.groups import Group
from orbitviz.orbits.constellation import Constellation, Ints
from orbitviz.orbits.patterns import Planes, explicit_planes, walker_delta, walker_star
from orbitviz.orbits.secular import sun_synchronous_inc_rad
from orbitviz.orbits.sun import raan_from_ltan_rad
from orbitviz.orbits.timescale import Instant


def expand(design: Design) -> Constellation:
    """Return every satellite of `design`.

    Where max_satellites leaves slots empty, satellite j of n flies in slot floor(j m / n) of
    all m slots counted through: the holes are spread evenly over planes and inside each plane.
    """
    shell_planes = [
        planes for group in design.groups for planes in _planes(group, design.epoch_instant)
    ]
    plane_slots = np.concatenate([planes.slots for planes in shell_planes])
    plane_index, slot_index = _filled(plane_slots, design.satellite_count)
    shells = [_shells(group) for group in design.groups]
    sma_km, ecc, inc_rad, argp_rad = (
        np.concatenate(column) for column in zip(*shells, strict=True)
    )
    return Constellation(
        epoch=design.epoch_instant,
        group_name=design.group_names,
        shell_name=shell_names(design),
        shell_group=_counted([group.shells for group in design.groups]),
        sma_km=sma_km,
        ecc=ecc,
        inc_rad=inc_rad,
        argp_rad=argp_rad,
        plane_shell=_counted([len(planes.slots) for planes in shell_planes]),
        plane_raan_rad=np.concatenate([planes.raan_rad for planes in shell_planes]) % TAU,
        plane_phase_rad=np.concatenate([planes.phase_rad for planes in shell_planes]) % TAU,
        plane_slots=plane_slots,
        plane_index=plane_index,
        slot_index=slot_index,
    )


def shell_names(design: Design) -> tuple[str, ...]:
    """Return a name for each shell: its group's, and its altitude where the group has several."""
    names: list[str] = []
    for group_name, group in zip(design.group_names, design.groups, strict=True):
        altitudes = [_number(km) for km in group.per_shell(group.altitude_km)]
        if group.shells == 1:
            names.append(group_name)
        elif len(set(altitudes)) == len(altitudes):
            names += [f"{group_name} · {altitude} km" for altitude in altitudes]
        else:
            names += [f"{group_name} · #{k}" for k in range(1, group.shells + 1)]
    return tuple(names)


def short_shell_name(shell_name: str, group_name: str) -> str:
    """Return the name of a shell without that of its group, unchanged if nothing is left."""
    return shell_name.removeprefix(group_name).lstrip(" ·-:") or shell_name


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _shells(group: Group) -> tuple[Floats, Floats, Floats, Floats]:
    """Return sma_km, ecc, inc_rad and argp_rad, each (s,), of the shells of a group."""
    sma_km = EARTH_RADIUS_KM + np.array(group.per_shell(group.altitude_km))
    ecc = np.array(group.per_shell(group.eccentricity))
    argp_rad = np.radians(group.per_shell(group.argp_deg)) % TAU
    if isinstance(group.inclination_deg, str):
        return sma_km, ecc, sun_synchronous_inc_rad(sma_km, ecc), argp_rad
    return sma_km, ecc, np.radians(group.per_shell(group.inclination_deg)), argp_rad


def _planes(group: Group, epoch: Instant) -> list[Planes]:
    """Return the planes of every shell of a group: those of the first, rotated step by step."""
    first = first_planes(group, epoch)
    raan_step, phase_step = np.radians((group.raan_step_deg, group.phase_step_deg))
    return [first.rotated(k * raan_step, k * phase_step) for k in range(group.shells)]


def first_planes(group: Group, epoch: Instant) -> Planes:
    """Return the planes of the first shell of a group."""
    phase_rad = np.radians(group.phase_deg)
    total = group.slots_per_shell
    if group.pattern == "planes":
        slots = np.broadcast_to(group.satellites_per_plane, group.planes)
        raan_rad = np.radians(0.0 if group.raan_deg is None else group.raan_deg)
        phases = np.broadcast_to(phase_rad, group.planes)
        return explicit_planes(np.broadcast_to(raan_rad, group.planes), phases, slots)
    walker = walker_star if group.pattern == "walker-star" else walker_delta
    pattern = walker(total, group.planes, group.phasing)
    nodes = _nodes_rad(group, epoch)
    if nodes.ndim == 0:
        return pattern.rotated(float(nodes), float(phase_rad))
    return explicit_planes(nodes, pattern.phase_rad + phase_rad, pattern.slots)


def _nodes_rad(group: Group, epoch: Instant) -> Floats:
    """Return the node of the first plane, (), or of every plane, (p,)."""
    if group.ltan_h is None:
        return np.radians(0.0 if group.raan_deg is None else group.raan_deg)
    if isinstance(group.ltan_h, tuple):
        return np.array([raan_from_ltan_rad(hours, epoch) for hours in group.ltan_h])
    return np.array(raan_from_ltan_rad(group.ltan_h, epoch))


def _counted(lengths: list[int]) -> Ints:
    """Return 0 lengths[0] times, 1 lengths[1] times and so on, int32."""
    return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)


def _filled(plane_slots: Ints, count: int) -> tuple[Ints, Ints]:
    """Return plane and slot, (count,) int32, of `count` satellites spread over all slots."""
    first = np.concatenate(([0], np.cumsum(plane_slots, dtype=np.int64)))
    flown = np.arange(count, dtype=np.int64) * first[-1] // count
    per_plane = np.diff(np.searchsorted(flown, first))
    plane = np.repeat(np.arange(len(plane_slots), dtype=np.int32), per_plane)
    return plane, (flown - first[plane]).astype(np.int32)
