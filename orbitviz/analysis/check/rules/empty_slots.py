"""Slots that the cap on satellites leaves empty."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.analysis.check.finding import Finding, Fix, Rule
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit
from orbitviz.analysis.remark import Severity
from orbitviz.base.units import share_text


def _find(subject: Subject) -> Iterator[Finding]:
    design = subject.document.design
    empty = design.slots - design.satellite_count
    if empty <= 0:
        return
    yield Finding(
        rule=RULE.name,
        severity=Severity.NOTE,
        place=design.name,
        value=float(empty),
        unit="slots",
        limit=0.0,
        why=f"max_satellites lets {design.satellite_count:,} of {design.slots:,} slots fly: "
        f"{empty:,}, {share_text(empty / design.slots)}, stay empty, evenly in every plane. "
        "Separations count them as filled.",
        fix=_fewer(subject, design.satellite_count / design.slots),
    )


def _fewer(subject: Subject, share: float) -> Fix | None:
    """Return the fix that gives every plane a share of its slots, all of them filled."""
    edits = []
    for index, group in enumerate(subject.groups):
        slots = group.satellites_per_plane
        if isinstance(slots, tuple) or int(slots * share) < 1:
            return None
        edits.append(group_edit(subject, index, satellites_per_plane=int(slots * share)))
    return Fix(f"{share_text(share)} of the slots a plane, none empty", tuple(edits))


RULE = Rule(
    name="empty-slots",
    category="design",
    title="Slots left empty by the cap",
    reason="The rows of a filing are ceilings that may add up to more than the system may have.",
    source="max_satellites of the design against its slots",
    find=_find,
)
