"""Shells whose altitude bands overlap or come closer than a margin."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.check.altitude_bands import NearShells, clearing_shift_km, near_shells
from orbitviz.analysis.check.finding import Finding, Fix, Rule, distance_text
from orbitviz.analysis.check.limits import COLLISION_KM, SHELL_MARGIN_KM
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, place_of
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import closing_speed_km_s
from orbitviz.base.constants import DAY_S
from orbitviz.base.units import fixed_text, number_text
from orbitviz.model.design.groups import OneOrMany

_LEAST_SHARE = 0.1


def _find(subject: Subject) -> Iterator[Finding]:
    found = near_shells(subject.constellation, SHELL_MARGIN_KM).apart()
    groups = subject.constellation.shell_group
    one, other = groups[found.one], groups[found.other]
    for group in np.unique(one[one == other]).tolist():
        yield _within(subject, group, found, (one == group) & (other == group))
    for cluster in _clusters(one, other):
        yield _across(subject, cluster, found, np.isin(one, cluster) & (one != other))


def _clusters(one: NDArray[np.int32], other: NDArray[np.int32]) -> list[list[int]]:
    """Return the groups that share pairs (m,) of groups, directly or by others, together."""
    clusters: list[set[int]] = []
    for pair in {(int(a), int(b)) for a, b in zip(one, other, strict=True) if a != b}:
        joined = set(pair).union(*(cluster for cluster in clusters if cluster & set(pair)))
        clusters = [cluster for cluster in clusters if not cluster & joined] + [joined]
    return sorted(sorted(cluster) for cluster in clusters)


def _within(subject: Subject, group: int, found: NearShells, ours: NDArray[np.bool_]) -> Finding:
    """Return the finding about shells of one group."""
    written = subject.groups[group]
    fix = None
    low, high = _ends(written.altitude_km)
    is_even = not isinstance(written.altitude_km, tuple) or len(written.altitude_km) == 2
    if is_even and written.shells > 1:
        step_km = _step_km(subject, group)
        top_km = round(low + (step_km if high >= low else -step_km) * (written.shells - 1), 3)
        edit = group_edit(subject, group, altitude_km=(low, top_km))
        fix = Fix(
            f"altitude {number_text(low, 6)} to {number_text(top_km, 6)} km, "
            f"{number_text(step_km)} km from shell to shell",
            (edit,),
        )
    return _finding(subject, found, ours, "of the group", fix)


def _step_km(subject: Subject, group: int) -> float:
    """Return how far apart shells of a group must be: the margin, and their own swing by 2 a e."""
    orbits, ours = subject.constellation, subject.constellation.shell_group == group
    swing = 2.0 * float(orbits.ecc[ours].max())
    if swing == 0.0:
        return SHELL_MARGIN_KM
    # Of the highest shell, which the step itself lifts.
    needed_km = SHELL_MARGIN_KM + swing * float(orbits.sma_km[ours].min())
    return math.ceil(
        needed_km / max(1.0 - swing * (subject.groups[group].shells - 1), _LEAST_SHARE)
    )


def _across(
    subject: Subject, cluster: list[int], found: NearShells, ours: NDArray[np.bool_]
) -> Finding:
    """Return the finding about shells of different groups, moved one after the other to mend it."""
    orbits, edits, shifts = subject.constellation, [], []
    for group in cluster[:-1]:
        moving = orbits.shell_group == group
        shift_km = clearing_shift_km(orbits, moving, SHELL_MARGIN_KM)
        if shift_km is None:
            return _finding(subject, found, ours, "of different groups", None)
        if shift_km == 0.0:
            continue
        orbits = replace(orbits, sma_km=orbits.sma_km + shift_km * moving)
        given = subject.groups[group].altitude_km
        moved: OneOrMany = (
            tuple(round(km + shift_km, 6) for km in given)
            if isinstance(given, tuple)
            else round(given + shift_km, 6)
        )
        edits.append(group_edit(subject, group, altitude_km=moved))
        sign = "+" if shift_km > 0.0 else ""
        shifts.append(f'{sign}{fixed_text(shift_km, 1)} km for "{subject.group_name(group)}"')
    fix = Fix(f"altitude {', '.join(shifts)}", tuple(edits))
    return _finding(subject, found, ours, "of different groups", fix)


def _finding(
    subject: Subject, found: NearShells, ours: NDArray[np.bool_], of: str, fix: Fix | None
) -> Finding:
    one, other, gap_km = found.one[ours], found.other[ours], found.gap_km[ours]
    worst = int(gap_km.argmin())
    least_km = float(gap_km[worst])
    lower, upper = int(one[worst]), int(other[worst])
    shells = tuple(np.unique(np.concatenate([one, other])).tolist())
    names = subject.constellation.shell_name
    meets = least_km < COLLISION_KM
    apart = f"{distance_text(least_km)} apart" if least_km > 0.0 else _same(subject, lower, upper)
    count = f"{len(one):,} pairs of shells" if len(one) > 1 else "Two shells"
    verb = "cross or nearly do" if meets else "are close"
    return Finding(
        rule=RULE.name,
        severity=Severity.ERROR if meets else Severity.WARNING,
        place=place_of(subject, shells),
        value=least_km,
        unit="km",
        limit=SHELL_MARGIN_KM,
        why=f"{count} {of} {verb}: {names[lower]} and {names[upper]} are {apart}, and satellites "
        f"pass at up to {number_text(_fastest_km_s(subject, lower, upper))} km/s. They slip "
        f"through each other by {number_text(_slip_deg_day(subject, lower, upper))}° a day, so "
        "that no phasing keeps them apart.",
        fix=fix,
        shells=shells,
    )


def _same(subject: Subject, one: int, other: int) -> str:
    ecc = subject.constellation.ecc
    return "partly at the same altitudes" if ecc[one] or ecc[other] else "at one altitude"


def _ends(altitude_km: OneOrMany) -> tuple[float, float]:
    return (
        (altitude_km[0], altitude_km[-1])
        if isinstance(altitude_km, tuple)
        else (altitude_km, altitude_km)
    )


def _fastest_km_s(subject: Subject, one: int, other: int) -> float:
    """Return the closing speed at the steepest angle that planes of two shells can have."""
    inc_rad = subject.constellation.inc_rad
    sum_rad = float(inc_rad[one] + inc_rad[other])
    steepest_rad = min(sum_rad, 2.0 * np.pi - sum_rad)
    return closing_speed_km_s(float(subject.constellation.sma_km[one]), steepest_rad)


def _slip_deg_day(subject: Subject, one: int, other: int) -> float:
    """Return how fast satellites of one shell gain on those of another along the orbit, deg/day."""
    rates = subject.arglat_rate_rad_s
    return float(np.degrees(abs(rates[one] - rates[other])) * DAY_S)


RULE = Rule(
    name="altitudes",
    category="distances",
    title="Shells whose altitudes overlap or are close",
    reason="Shells of different period or inclination drift through each other: only their "
    "distance in altitude keeps their satellites apart.",
    source=f"assumed margin of {SHELL_MARGIN_KM:g} km: J2 alone lets the radius of a steep "
    "circular orbit swing by 1.6 km about its mean (J2 Re² / 4a; Kozai 1959)",
    find=_find,
)
