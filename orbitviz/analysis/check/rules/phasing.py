"""A better phasing of a group, and phasings that let its satellites collide."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.finding import Finding, Rule, distance_text
from orbitviz.analysis.check.limits import COLLISION_KM, SAID_LIMITS
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import phasing_fix
from orbitviz.analysis.remark import Severity

_BETTER = 1.05  # times as far apart: less is not worth a finding
_MOST_NAMED = 8


def _find(subject: Subject) -> Iterator[Finding]:
    for group, phasing in subject.phasings.items():
        worst_km = phasing.worst_km
        now = subject.groups[group].phasing
        now_km, best_km = float(worst_km[now]), float(worst_km[phasing.best])
        colliding = np.flatnonzero(worst_km < COLLISION_KM).tolist()
        is_worse = best_km > _BETTER * now_km
        if best_km < COLLISION_KM or not (is_worse or colliding):
            continue
        why = (
            f"Of {len(worst_km):,} phasings, {phasing.best} keeps satellites farthest apart, "
            f"{distance_text(best_km)} at least; {now} keeps them {distance_text(now_km)} apart."
            if is_worse
            else f"Phasing {now} is the best of {len(worst_km):,}: {distance_text(now_km)} apart "
            "at least."
        )
        if colliding:
            named = ", ".join(map(str, colliding[:_MOST_NAMED]))
            more = len(colliding) - _MOST_NAMED
            others = f" and {more:,} more" if more > 0 else ""
            why += f" With phasing {named}{others}, satellites collide."
        yield Finding(
            rule=RULE.name,
            severity=Severity.NOTE,
            place=subject.group_name(group),
            value=now_km,
            unit="km",
            why=why,
            fix=phasing_fix(subject, group, now_km) if is_worse else None,
            shells=phasing.shells,
        )


RULE = Rule(
    name="phasing",
    category="distances",
    title="Phasing of the planes",
    reason="The phasing decides how far apart satellites pass where planes cross. It costs no "
    "satellite, but with it cover and links across planes change too; what is too close is told by "
    "other rules.",
    source="all phasings by the closed form of the least separation, of the worst shell of a "
    "group (Liang et al. 2021, arXiv:2109.13994, choose it so); " + SAID_LIMITS,
    find=_find,
)
