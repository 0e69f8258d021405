"""Real objects whose orbits reach into the shells of the design."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.altitude_bands import bands_km
from orbitviz.analysis.check.finding import Finding, Rule
from orbitviz.analysis.check.limits import CATALOGUE_MARGIN_KM
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.remark import Severity
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.units import range_text
from orbitviz.orbits.sgp4.catalogue import Catalogue

_NUMBER = re.compile(r"(?:\s*[\[(].*|[-\s]*\d+\s*)$")  # "STARLINK-1008", "NOAA 19 [+]"
_MOST_NAMED = 4


def _find(subject: Subject) -> Iterator[Finding]:
    low, high = (band - EARTH_RADIUS_KM for band in bands_km(subject.constellation))
    for catalogue in subject.catalogues:
        for group in range(len(subject.groups)):
            subject.check()
            shells = subject.shells_of(group)
            begin, end = float(low[shells].min()), float(high[shells].max())
            inside = catalogue.perigee_km <= end + CATALOGUE_MARGIN_KM
            inside &= catalogue.apogee_km >= begin - CATALOGUE_MARGIN_KM
            rows = np.flatnonzero(inside).tolist()
            if not rows:
                continue
            yield Finding(
                rule=RULE.name,
                severity=Severity.NOTE,
                place=subject.group_name(group),
                value=float(len(rows)),
                unit="objects",
                why=f"{len(rows):,} of {len(catalogue):,} objects of {catalogue.name} "
                f"{'passes' if len(rows) == 1 else 'pass'} through "
                f"{range_text((begin, end))} km, {CATALOGUE_MARGIN_KM:g} km around it included: "
                f"{_named(catalogue, rows)}.",
                shells=tuple(shells),
            )


def _named(catalogue: Catalogue, rows: list[int]) -> str:
    """Return the families of objects that are there most, and how many each."""
    families = Counter(_family(catalogue, row) for row in rows)
    most = families.most_common(_MOST_NAMED)
    rest = len(rows) - sum(count for _, count in most)
    named = [f"{name} {count:,}" if count > 1 else name for name, count in most]
    return ", ".join([*named, f"others {rest:,}"] if rest else named)


def _family(catalogue: Catalogue, row: int) -> str:
    name = str(catalogue.object_name[row]).strip()
    while name and (shorter := _NUMBER.sub("", name)) != name:
        name = shorter
    return name or str(int(catalogue.object_id[row]))


RULE = Rule(
    name="catalogue",
    category="traffic",
    title="Real objects inside the shells",
    reason="What flies there already has to be avoided, and most of it cannot give way.",
    source="mean perigee and apogee of the catalogue against the mean altitudes of the shells, "
    f"{CATALOGUE_MARGIN_KM:g} km around them: by SGP4, J2 and J3 take the radius so far from the "
    "mean semi-major axis",
    find=_find,
)
