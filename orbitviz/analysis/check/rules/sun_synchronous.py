"""Inclinations written as a number that nearly, but not quite, follow the Sun."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.finding import Finding, Fix, Rule
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, of_shells, place_of
from orbitviz.analysis.remark import Severity
from orbitviz.base.constants import SIDEREAL_YEAR_S, SUN_SYNCHRONOUS_RATE_RAD_S, TAU
from orbitviz.base.units import fixed_text, number_text
from orbitviz.model.design.groups import SUN_SYNCHRONOUS
from orbitviz.orbits.secular import secular_rates, sun_synchronous_inc_rad

_NEAR_RAD = np.radians(1.5)  # farther off nobody means it
_MOST_H = 0.25  # of drift a year; a quarter of an hour is what such missions hold their node to


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
        off_rate = secular_rates(sma, ecc, inc).raan_rad_s - SUN_SYNCHRONOUS_RATE_RAD_S
        drift_h = off_rate * SIDEREAL_YEAR_S / TAU * 24.0
        ours = (np.abs(inc - wanted_rad) < _NEAR_RAD) & (np.abs(drift_h) > _MOST_H)
        if not ours.any():
            continue
        meant = shells[ours].tolist()
        most = int(np.argmax(np.where(ours, np.abs(drift_h), 0.0)))
        wanted_deg = np.degrees(wanted_rad[ours])
        ends = fixed_text(float(wanted_deg.min()), 2), fixed_text(float(wanted_deg.max()), 2)
        wanted = " to ".join(dict.fromkeys(ends))
        edit = group_edit(subject, group, inclination_deg=SUN_SYNCHRONOUS)
        yield Finding(
            rule=RULE.name,
            severity=Severity.WARNING,
            place=place_of(subject, meant),
            value=float(drift_h[most]),
            unit="h/year",
            limit=_MOST_H,
            why=f"In {of_shells(subject, group, meant, int(shells[most]))}, an inclination of "
            f"{number_text(float(np.degrees(inc[most])), 5)}° lets the local time of the nodes "
            f"drift by {fixed_text(float(drift_h[most]), 2)} h a year; sun-synchronous there is "
            f"{wanted}°.",
            fix=Fix("inclination sun-synchronous", (edit,)),
            shells=tuple(meant),
        )


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
