"""Shells of one altitude and inclination: they move as one, and may meet as planes of one do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.check.altitude_bands import near_shells
from orbitviz.analysis.check.finding import Finding, Fix, Rule, distance_text
from orbitviz.analysis.check.limits import CLOSE_KM, COLLISION_KM, SAID_LIMITS
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, meeting_text, place_of
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import closing_speed_km_s, meeting_of, shell_planes
from orbitviz.base.units import number_text
from orbitviz.orbits.patterns import Planes, explicit_planes
from orbitviz.orbits.separation import ClosestPair, closest_pair

_PHASES = 181  # tried over a slot


def _find(subject: Subject) -> Iterator[Finding]:
    for shells in _families(subject):
        orbits = subject.constellation
        if np.any(orbits.ecc[shells] > 0.0):
            yield _formation(subject, shells)
            continue
        planes = [shell_planes(orbits, shell) for shell in shells]
        pair = _closest(subject, planes, shells[0])
        owner = np.repeat(shells, [len(one.slots) for one in planes])
        one, other = (int(owner[plane]) for plane in pair.planes)
        if pair.distance_km >= CLOSE_KM:
            continue
        names = orbits.shell_name
        first = np.concatenate([_plane_numbers(subject, shell) for shell in shells])
        rows, instant = meeting_of(
            orbits, (int(first[pair.planes[0]]), int(first[pair.planes[1]])), pair,
            subject.geometry.instant,
        )  # fmt: skip
        speed_km_s = closing_speed_km_s(float(orbits.sma_km[one]), pair.tilt_rad)
        yield Finding(
            rule=RULE.name,
            severity=Severity.ERROR if pair.distance_km < COLLISION_KM else Severity.WARNING,
            place=place_of(subject, (one, other)),
            value=pair.distance_km,
            unit="km",
            limit=CLOSE_KM,
            why=f"{names[one]} and {names[other]} have one altitude and one inclination, and "
            f"satellites of both {meeting_text(pair.distance_km, speed_km_s)}.",
            fix=_other_phase(subject, shells, other, pair.distance_km),
            shells=(one, other),
            satellites=rows,
            instant=instant if rows else None,
        )


def _plane_numbers(subject: Subject, shell: int) -> NDArray[np.int64]:
    """Return the planes of a shell, counted in the constellation."""
    return np.flatnonzero(subject.constellation.plane_shell == shell)


def _closest(subject: Subject, planes: list[Planes], shell: int) -> ClosestPair:
    """Return the closest pair of satellites of two shells, in the orbit of one of them."""
    together = explicit_planes(
        *(
            np.concatenate([getattr(one, key) for one in planes])
            for key in ("raan_rad", "phase_rad", "slots")
        )
    )
    orbits = subject.constellation
    sma_km, inc_rad = float(orbits.sma_km[shell]), float(orbits.inc_rad[shell])
    shell_of = np.repeat(np.arange(len(planes)), [len(one.slots) for one in planes])
    return closest_pair(sma_km, inc_rad, together, subject.check, shell_of)


def _other_phase(subject: Subject, shells: list[int], moved: int, least_km: float) -> Fix | None:
    """Return the fix that moves the satellites of one shell along their orbit."""
    group = subject.group_of(moved)
    written = subject.groups[group]
    if isinstance(written.phase_deg, tuple) or written.shells > 1:
        return None
    planes = [shell_planes(subject.constellation, shell) for shell in shells]
    slots = planes[shells.index(moved)].slots
    best_deg, best_km = 0.0, least_km
    # What a shift does repeats from slot to slot of the plane with most of them.
    for tried_deg in np.linspace(0.0, 360.0 / int(slots.max()), _PHASES, endpoint=False)[1:]:
        turned = [
            one.rotated(0.0, float(np.radians(tried_deg))) if shell == moved else one
            for shell, one in zip(shells, planes, strict=True)
        ]
        apart_km = _closest(subject, turned, moved).distance_km
        if apart_km > best_km:
            best_deg, best_km = float(round(tried_deg, 6)), apart_km
    if best_km < max(1.01 * least_km, COLLISION_KM):
        return None
    phase_deg = round(written.phase_deg + best_deg, 6)
    return Fix(
        f'phase +{number_text(best_deg)}° for "{subject.group_name(group)}": '
        f"{distance_text(best_km)} apart",
        (group_edit(subject, group, phase_deg=phase_deg),),
    )


def _families(subject: Subject) -> list[list[int]]:
    """Return the shells that share altitude and inclination with others, together."""
    near = near_shells(subject.constellation, 1e-6)
    family = np.arange(subject.constellation.shell_count)
    for one, other in zip(near.one[near.is_alike], near.other[near.is_alike], strict=True):
        family[family == family[other]] = family[one]
    shared = [np.flatnonzero(family == first).tolist() for first in np.unique(family)]
    return [shells for shells in shared if len(shells) > 1]


def _formation(subject: Subject, shells: list[int]) -> Finding:
    return Finding(
        rule=RULE.name,
        severity=Severity.NOTE,
        place=place_of(subject, shells),
        value=float(len(shells)),
        unit="shells",
        why=f"{len(shells):,} shells, not all circular, share one altitude and inclination, and J2 "
        "moves them alike: they keep their places as a formation does, and their distances are not "
        "checked, for the closed form is that of circular orbits.",
        shells=tuple(shells),
    )


RULE = Rule(
    name="same-orbit",
    category="distances",
    title="Shells of one altitude and inclination",
    reason="They drift as one, so that what is close stays close, orbit after orbit.",
    source="closed form of the least separation (Avendano et al. 2020, arXiv:2003.11970); "
    + SAID_LIMITS,
    find=_find,
)
