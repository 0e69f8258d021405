"""Near-polar planes that are flown against each other: their satellites meet head-on."""

from __future__ import annotations

import math
from collections.abc import Iterator

from orbitviz.analysis.check.finding import Finding, Fix, Rule, distance_text
from orbitviz.analysis.check.limits import CLOSE_KM, COLLISION_KM, SAID_LIMITS, SHELL_MARGIN_KM
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import (
    group_edit,
    of_shells,
    one_plane_a_shell,
    phasing_fix,
    sighted,
)
from orbitviz.analysis.remark import Severity
from orbitviz.analysis.separation import closing_speed_km_s
from orbitviz.base.units import number_text
from orbitviz.model.design.groups import MAX_SHELLS, SUN_SYNCHRONOUS
from orbitviz.orbits.separation import ClosestPair

_HEAD_ON_RAD = math.radians(150.0)
_ON_NODE_LINE_DEG = 5.0  # of latitude


def is_head_on(pair: ClosestPair) -> bool:
    """Return whether two satellites fly against each other where they are closest."""
    return pair.tilt_rad > _HEAD_ON_RAD


def _find(subject: Subject) -> Iterator[Finding]:
    for group in range(len(subject.groups)):
        meeting = {
            shell: pair
            for shell in subject.shells_of(group)
            if (pair := subject.pairs[shell]) is not None
            and is_head_on(pair)
            and pair.distance_km < CLOSE_KM
        }
        phasing = subject.phasings.get(group)
        if meeting and (phasing is None or phasing.worst_km.max() >= COLLISION_KM):
            yield _finding(subject, group, meeting)


def _finding(subject: Subject, group: int, meeting: dict[int, ClosestPair]) -> Finding:
    worst = min(meeting, key=lambda shell: meeting[shell].distance_km)
    pair = meeting[worst]
    least_km = pair.distance_km
    speed_km_s = closing_speed_km_s(float(subject.constellation.sma_km[worst]), pair.tilt_rad)
    slots = int(subject.constellation.plane_slots[subject.constellation.plane_shell == worst][0])
    apart_km = 2.0 * float(subject.constellation.sma_km[worst]) * math.sin(math.pi / slots)
    can_be_better = phasing_fix(subject, group, least_km)
    why = (
        f"In {of_shells(subject, group, list(meeting), worst)}, satellites of planes flown against "
        f"each other meet head-on {_where(subject, worst, pair)}: {distance_text(least_km)} apart "
        f"at least, at {number_text(speed_km_s)} km/s, twice an orbit (satellites of a plane are "
        f"{distance_text(apart_km)} apart)."
    )
    if can_be_better is None:
        why += " No phasing does better: the planes would have to fly at different altitudes."
    return sighted(
        subject,
        worst,
        pair,
        rule=RULE.name,
        severity=Severity.ERROR if least_km < COLLISION_KM else Severity.WARNING,
        shells=tuple(meeting),
        value=least_km,
        unit="km",
        limit=CLOSE_KM,
        why=why,
        fix=can_be_better or _one_plane_a_shell(subject, group),
    )


def _where(subject: Subject, shell: int, pair: ClosestPair) -> str:
    """Return where two satellites are closest, in words."""
    sine = math.sin(float(subject.constellation.inc_rad[shell])) * math.sin(pair.arglat_rad)
    lat_deg = abs(math.degrees(math.asin(sine)))
    if lat_deg < _ON_NODE_LINE_DEG:
        return "on the node line, over the equator"
    return f"at {lat_deg:.0f}° north and south"


def _one_plane_a_shell(subject: Subject, group: int) -> Fix | None:
    """Return the fix that gives each of two planes a shell of its own, some km apart."""
    written = subject.groups[group]
    shells = 2 * written.shells
    is_two = written.pattern in (SUN_SYNCHRONOUS, "walker-delta") and written.planes == 2
    is_spread = isinstance(written.altitude_km, tuple) and len(written.altitude_km) > 2
    nodes = written.ltan_h if written.ltan_h is not None else written.raan_deg
    if not is_two or is_spread or written.raan_step_deg or shells > MAX_SHELLS:
        return None
    given = written.altitude_km
    ends = given if isinstance(given, tuple) else (given,)
    lowest = min(ends)
    highest = max(*ends, lowest + SHELL_MARGIN_KM * (shells - 1))
    values: dict[str, object] = {
        "planes": 1,
        "shells": shells,
        "phasing": 0,
        "altitude_km": (lowest, round(highest, 3)),
        "raan_step_deg": 180.0,
        "phase_step_deg": 0.5 * written.phase_step_deg,
    }
    if isinstance(nodes, tuple):
        values["ltan_h" if written.ltan_h is not None else "raan_deg"] = nodes[0]
    label = one_plane_a_shell(given, (lowest, highest), shells, ", nodes in turn")
    return Fix(label, (group_edit(subject, group, **values),))


RULE = Rule(
    name="node-line",
    category="distances",
    title="Planes that meet head-on",
    reason="Two near-polar planes flown against each other cross with all their speed; where their "
    "nodes are opposite, over the equator, half a slot is all that phasing can put between them.",
    source="closed form of the least separation (Avendano et al. 2020, arXiv:2003.11970); "
    + SAID_LIMITS,
    find=_find,
)
