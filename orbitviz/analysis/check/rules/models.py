"""Designs that the models of the program describe less well."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.finding import Finding, Rule
from orbitviz.analysis.check.rules.of_satellites import satellite_rule
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.orbit_findings import orbit_findings


def _eccentric(subject: Subject) -> Iterator[Finding]:
    for group in range(len(subject.groups)):
        shells = subject.shells_of(group)
        marked = np.zeros(subject.constellation.shell_count, bool)
        marked[shells] = True
        for remark in orbit_findings(subject.constellation, marked):
            yield Finding(
                rule=remark.about,
                severity=remark.severity,
                place=subject.group_name(group),
                value=remark.value,
                unit=remark.unit,
                limit=remark.limit,
                why=remark.sentence,
                shells=tuple(shells),
            )


ECCENTRICITY = Rule(
    name="eccentricity",
    category="models",
    title="Eccentric orbits taken as circular",
    reason="Power, heat and eclipses of an eccentric orbit differ from those shown.",
    source="assumed limit: the distance from the Earth stays within 1 %",
    find=_eccentric,
)
LIMIT_CYCLE = satellite_rule(
    "limit-cycle",
    "models",
    "Satellites that never settle",
    "Figures of a satellite that does not repeat from orbit to orbit are those of one moment.",
    "whether the solution of the operating map has converged",
)
RULES = (ECCENTRICITY, LIMIT_CYCLE)
