"""Inclinations written as a number that nearly, but not quite, follow the Sun."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.finding import Finding, Fix, Rule
from orbitviz.analysis.check.limits import MOST_DRIFT_H
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, of_shells, place_of
from orbitviz.analysis.remark import Severity
from orbitviz.base.arrays import Floats
from orbitviz.base.units import fixed_text, number_text
from orbitviz.model.design.groups import SUN_SYNCHRONOUS
from orbitviz.orbits.secular import sun_synchronous_inc_rad

_NEAR_RAD = np.radians(1.5)  # farther off nobody means it


def _find(subject: Subject) -> Iterator[Finding]:
    orbits = subject.constellation
    for group, written in enumerate(subject.groups):
        if written.inclination_deg == SUN_SYNCHRONOUS:
            continue
        shells = np.array(subject.shells_of(group))
        sma, ecc, inc = orbits.sma_km[shells], orbits.ecc[shells], orbits.inc_rad[shells]
        if np.any(inc <= 0.5 * np.pi):
            continue
        wanted_rad = sun_synchronous_inc_rad(sma, ecc)
        drift_h = subject.ltan_drift_h_year[shells]
        ours = (np.abs(inc - wanted_rad) < _NEAR_RAD) & (np.abs(drift_h) > MOST_DRIFT_H)
        if not ours.any():
            continue
        meant = shells[ours].tolist()
        most = int(np.argmax(np.where(ours, np.abs(drift_h), 0.0)))
        wanted = _from_to(np.sort(np.degrees(wanted_rad[ours])))
        drifts = _from_to(drift_h[ours][np.argsort(np.abs(drift_h[ours]))])
        edit = group_edit(subject, group, inclination_deg=SUN_SYNCHRONOUS)
        yield Finding(
            rule=RULE.name,
            severity=Severity.WARNING,
            place=place_of(subject, meant),
            value=float(drift_h[most]),
            unit="h/year",
            limit=MOST_DRIFT_H,
            why=f"In {of_shells(subject, group, meant, int(shells[most]))}, an inclination of "
            f"{number_text(float(np.degrees(inc[most])), 5)}° lets the local time of the nodes "
            f"drift by {drifts} h a year; sun-synchronous there is {wanted}°.",
            fix=Fix("inclination sun-synchronous", (edit,)),
            shells=tuple(meant),
        )


def _from_to(values: Floats) -> str:
    """Return the first and the last of values, once if they read alike."""
    return " to ".join(dict.fromkeys(fixed_text(float(value), 2) for value in values[[0, -1]]))


RULE = Rule(
    name="sun-synchronous",
    category="sunlight",
    title="Inclination that does not fit the altitude",
    reason="An orbit that nearly follows the Sun drifts through all local times: planes of dawn "
    "become planes of noon.",
    source="node rate by J2 against the mean Sun (Vallado 2013, section 9.6); assumed limit: a "
    "quarter of an hour a year",
    find=_find,
)
