"""What several rules say and do alike: places in words, the pair to look at, another phasing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from orbitviz.analysis.check.finding import NOTHING_KM, Finding, Fix, GroupEdit, distance_text
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import meeting
from orbitviz.base.units import number_text
from orbitviz.model.design.groups import OneOrMany
from orbitviz.orbits.separation import ClosestPair

_MOST_NAMED = 3  # groups
_AT_REST_KM_S = 1e-6  # a millimetre a second
_BAND_DIGITS = 6  # of an altitude


def of_shells(subject: Subject, group: int, shells: Sequence[int], worst: int) -> str:
    """Return which shells of a group are meant: "3 of 10 shells, most at 565 km"."""
    total = len(subject.shells_of(group))
    if total == 1:
        return "the shell"
    return (
        f"{len(shells):,} of {total:,} shells, most so in {subject.constellation.shell_name[worst]}"
    )


def place_of(subject: Subject, shells: Sequence[int]) -> str:
    """Return the shell, the group or the groups that shells are of."""
    if len(shells) == 1:
        return subject.constellation.shell_name[shells[0]]
    groups = dict.fromkeys(subject.group_of(shell) for shell in shells)
    names = [subject.group_name(group) for group in groups]
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def sighted(subject: Subject, worst: int, pair: ClosestPair, **keys: Any) -> Finding:
    """Return a finding about shells, with the pair of the worst and when it is next so close."""
    rows, instant = meeting(subject.constellation, worst, pair, subject.geometry.instant)
    return Finding(
        place=place_of(subject, keys["shells"]),
        satellites=rows,
        instant=instant if rows else None,
        **keys,
    )


def unchecked(rule: str, subject: Subject, shells: Sequence[int], what: str) -> Finding:
    """Return the note that something of eccentric shells is not checked."""
    return Finding(
        rule=rule,
        severity=Severity.NOTE,
        place=place_of(subject, shells),
        why=f"{what} are not checked here: their closed form is that of circular orbits.",
        shells=tuple(shells),
    )


def phasing_fix(subject: Subject, group: int, least_km: float) -> Fix | None:
    """Return the best phasing of a group as a fix, None if it is not better than what there is."""
    phasing = subject.phasings.get(group)
    if phasing is None or phasing.worst_km.max() <= 1.01 * least_km:
        return None
    edit = group_edit(subject, group, phasing=phasing.best)
    return Fix(f"phasing {phasing.best}", (edit,))


def meeting_text(distance_km: float, speed_km_s: float) -> str:
    """Return how satellites meet: "coincide", or "come within 12 m at 7.5 km/s, every orbit"."""
    if speed_km_s >= _AT_REST_KM_S:
        at = f"at {number_text(speed_km_s)} km/s, every orbit"
        if distance_km < NOTHING_KM:
            return f"meet {at}"
        return f"come within {distance_text(distance_km)} {at}"
    return (
        "coincide"
        if distance_km < NOTHING_KM
        else f"stay {distance_text(distance_km)} apart in one plane"
    )


def one_plane_a_shell(
    given: OneOrMany, ends_km: tuple[float, float], shells: int, more: str = ""
) -> str:
    """Return the words of a fix that gives every plane a shell of its own.

    given     altitudes before
    ends_km   lowest and highest afterwards, whose band may be wider
    """
    ends = given if isinstance(given, tuple) else (given,)
    step_km = (ends_km[1] - ends_km[0]) / (shells - 1)
    words = f"one plane a shell, {number_text(step_km)} km apart{more}"
    before, after = _band_text(min(ends), max(ends)), _band_text(*ends_km)
    return words if before == after else f"{words}: {after} km in place of {before} km"


def _band_text(low_km: float, high_km: float) -> str:
    low, high = number_text(low_km, _BAND_DIGITS), number_text(high_km, _BAND_DIGITS)
    return low if low == high else f"{low} to {high}"


def group_edit(subject: Subject, group: int, **values: object) -> GroupEdit:
    """Return an edit of a group as it is in the design checked."""
    return GroupEdit(group, subject.groups[group], values)
