"""Planes that collide whatever their phasing is."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.analysis.check.finding import Finding, Fix, Rule, distance_text
from orbitviz.analysis.check.limits import COLLISION_KM, SAID_LIMITS, SHELL_MARGIN_KM
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, one_plane_a_shell, sighted
from orbitviz.analysis.remark import Severity
from orbitviz.model.design.groups import MAX_SHELLS


def _find(subject: Subject) -> Iterator[Finding]:
    for group, phasing in subject.phasings.items():
        best_km = float(phasing.worst_km.max())
        if best_km >= COLLISION_KM:
            continue
        worst = phasing.shells[int(phasing.apart_km[:, phasing.best].argmin())]
        pair = subject.pairs[worst]
        assert pair is not None
        planes = subject.groups[group].planes
        yield sighted(
            subject,
            worst,
            pair,
            rule=RULE.name,
            severity=Severity.ERROR,
            shells=phasing.shells,
            value=best_km,
            unit="km",
            limit=COLLISION_KM,
            why=f"The {planes:,} planes of a shell collide for every phasing: the best, "
            f"{phasing.best}, keeps satellites {distance_text(best_km)} apart.",
            fix=_plane_by_plane(subject, group),
        )


def _plane_by_plane(subject: Subject, group: int) -> Fix | None:
    """Return the fix that flies every plane as a shell of its own, at altitudes further apart."""
    written = subject.groups[group]
    if written.shells > 1 or written.planes > MAX_SHELLS or isinstance(written.altitude_km, tuple):
        return None
    if isinstance(written.raan_deg, tuple) or isinstance(written.ltan_h, tuple):
        return None
    spread_deg = 180.0 if written.pattern == "walker-star" else 360.0
    top_km = written.altitude_km + SHELL_MARGIN_KM * (written.planes - 1)
    values = {
        "planes": 1,
        "shells": written.planes,
        "phasing": 0,
        "altitude_km": (written.altitude_km, top_km),
        "raan_step_deg": spread_deg / written.planes,
    }
    given = written.altitude_km
    label = one_plane_a_shell(given, (given, top_km), written.planes)
    return Fix(label, (group_edit(subject, group, **values),))


RULE = Rule(
    name="any-phasing",
    category="distances",
    title="Planes that collide for any phasing",
    reason="Where two planes of a shell are one, flown both ways, or slots are so many that planes "
    "cannot pass between them, no phasing helps.",
    source="all phasings by the closed form of the least separation (Avendano et al. 2020, "
    "arXiv:2003.11970); " + SAID_LIMITS,
    find=_find,
)
