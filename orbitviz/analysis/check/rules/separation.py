"""Satellites of one shell that come too close to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orbitviz.analysis.check.finding import Finding, Rule
from orbitviz.analysis.check.limits import CLOSE_KM, COLLISION_KM, SAID_LIMITS
from orbitviz.analysis.check.rules.node_line import is_head_on
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import meeting_text, of_shells, phasing_fix, sighted, unchecked
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import closing_speed_km_s


def _find(subject: Subject) -> Iterator[Finding]:
    for group in range(len(subject.groups)):
        close = [
            shell
            for shell in subject.shells_of(group)
            if (pair := subject.pairs[shell]) is not None
            and pair.distance_km < CLOSE_KM
            and not is_head_on(pair)
        ]
        phasing = subject.phasings.get(group)
        if close and (phasing is None or phasing.worst_km.max() >= COLLISION_KM):
            yield _finding(subject, group, close)
        if subject.groups[group].slots_per_shell > 1 and (shells := subject.eccentric(group)):
            yield unchecked(RULE.name, subject, shells, "Distances of satellites")


def _finding(subject: Subject, group: int, close: Sequence[int]) -> Finding:
    def distance_km(shell: int) -> float:
        pair = subject.pairs[shell]
        return float("inf") if pair is None else pair.distance_km

    worst = min(close, key=distance_km)
    pair = subject.pairs[worst]
    assert pair is not None
    least_km = pair.distance_km
    speed_km_s = closing_speed_km_s(float(subject.constellation.sma_km[worst]), pair.tilt_rad)
    return sighted(
        subject,
        worst,
        pair,
        rule=RULE.name,
        severity=Severity.ERROR if least_km < COLLISION_KM else Severity.WARNING,
        shells=tuple(close),
        value=least_km,
        unit="km",
        limit=CLOSE_KM,
        why=f"In {of_shells(subject, group, close, worst)}, satellites "
        f"{meeting_text(least_km, speed_km_s)}.",
        fix=phasing_fix(subject, group, least_km),
    )


RULE = Rule(
    name="separation",
    category="distances",
    title="Satellites of a shell too close",
    reason="Satellites of one shell repeat the same encounter every orbit, for years.",
    source="closed form of the least separation (Avendano et al. 2020, arXiv:2003.11970); "
    + SAID_LIMITS,
    find=_find,
)
