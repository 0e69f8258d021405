"""Rules about satellite designs: what the panels say of them, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from orbitviz.analysis.check.finding import Finding, Fix, Rule, SatelliteEdit, value_at
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.fleet import FleetPart
from orbitviz.analysis.remark import Remark
from orbitviz.base.units import number_text
from orbitviz.model.design.field_words import value_words

_DIGITS = 3


def satellite_rule(name: str, category: str, title: str, reason: str, source: str) -> Rule:
    """Return the rule of the remarks of one kind on the satellite designs that fly."""
    return Rule(name, category, title, reason, source, partial(_find, name))


def _find(name: str, subject: Subject) -> Iterator[Finding]:
    for part, remarks in subject.remarks:
        for remark in remarks:
            if remark.about == name:
                yield Finding(
                    rule=name,
                    severity=remark.severity,
                    place=f"satellite {part.name}",
                    value=remark.value,
                    unit=remark.unit,
                    limit=remark.limit,
                    why=remark.sentence,
                    fix=_larger(part, remark),
                    shells=tuple(part.shells.tolist()),
                )


def _larger(part: FleetPart, remark: Remark) -> Fix | None:
    """Return the fix that makes a part of the satellite so many times larger."""
    if remark.larger is None:
        return None
    path, times = remark.larger
    now = value_at(part.design, path)
    if not isinstance(now, (int, float)) or now <= 0.0:
        return None
    larger = rounded_up(now * times)
    edit = SatelliteEdit(part.name, path, now, larger)
    return Fix(f"{value_words(path, larger)} instead of {number_text(now, 4)}", (), (edit,))


def rounded_up(value: float) -> float:
    """Return the next larger value of three digits."""
    step = 10.0 ** (len(f"{int(value)}") - _DIGITS) if value >= 1.0 else 1e-3
    return round(-(-value // step) * step, 6)
