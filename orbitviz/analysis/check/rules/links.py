"""Links that are longer than allowed at some time, or that the Earth or its air cuts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from orbitviz.analysis.check.finding import Finding, Fix, Rule
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.check.words import group_edit, of_shells, place_of, unchecked
from orbitviz.analysis.links.shell_links import LinkKind, shell_links
from orbitviz.analysis.remark import Severity
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import number_text
from orbitviz.model.design.links import NONE, Links
from orbitviz.orbits.links import length_span_km, longest_link_km


def _find(subject: Subject) -> Iterator[Finding]:
    for group, written in enumerate(subject.groups):
        if written.links is None:
            continue
        broken: dict[int, tuple[Floats, int, float]] = {}
        eccentric = subject.eccentric(group)
        for shell in subject.shells_of(group):
            if subject.constellation.ecc[shell] > 0.0:
                continue
            subject.check()
            longest_km, allowed_km = _longest_km(subject, shell, written.links)
            over = longest_km[longest_km > allowed_km]
            if len(over):
                broken[shell] = over, len(longest_km), allowed_km
        if broken:
            yield _finding(subject, group, written.links, broken)
        if eccentric and written.links.pattern != NONE:
            yield unchecked(RULE.name, subject, eccentric, "Lengths of links over an orbit")


def _longest_km(subject: Subject, shell: int, rule: Links) -> tuple[Floats, float]:
    """Return the greatest length over an orbit of each link of a shell, and what is allowed."""
    orbits = subject.constellation
    links = shell_links(orbits, shell, rule)
    links = links.chosen(links.kind != LinkKind.SEAM)  # where none is made
    one, other = orbits.plane_index[links.one], orbits.plane_index[links.other]
    raan = orbits.plane_raan_rad
    phase = orbits.phase_rad(links.other.astype(np.int32)) - orbits.phase_rad(
        links.one.astype(np.int32)
    )
    span = length_span_km(
        orbits.sma_km[shell], orbits.inc_rad[shell], raan[other] - raan[one], phase
    )
    seen_km = float(longest_link_km(orbits.sma_km[shell], rule.grazing_km))
    allowed_km = seen_km if rule.range_km is None else min(seen_km, rule.range_km)
    return span.greatest_km, allowed_km


def _finding(
    subject: Subject, group: int, rule: Links, broken: dict[int, tuple[Floats, int, float]]
) -> Finding:
    worst = max(broken, key=lambda shell: float(broken[shell][0].max() - broken[shell][2]))
    over_km, count, allowed_km = broken[worst]
    greatest_km = float(over_km.max())
    seen_km = float(longest_link_km(subject.constellation.sma_km[worst], rule.grazing_km))
    is_cut = greatest_km > seen_km
    reason = (
        f"beyond {number_text(seen_km, 4)} km the Earth, or the air below "
        f"{number_text(rule.grazing_km)} km, cuts them"
        if is_cut
        else f"their range is {number_text(allowed_km, 4)} km"
    )
    return Finding(
        rule=RULE.name,
        severity=Severity.ERROR if len(over_km) == count else Severity.WARNING,
        place=place_of(subject, tuple(broken)),
        value=greatest_km,
        unit="km",
        limit=allowed_km,
        why=f"In {of_shells(subject, group, list(broken), worst)}, {len(over_km):,} of {count:,} "
        f"links are up to {number_text(greatest_km, 4)} km long within an orbit; {reason}.",
        fix=None if is_cut else _wider(subject, group, rule, greatest_km),
        shells=tuple(broken),
    )


def _wider(subject: Subject, group: int, rule: Links, greatest_km: float) -> Fix:
    """Return the fix that lets links be as long as they become."""
    step_km = round_step(greatest_km / 100.0)
    range_km = float(np.ceil(greatest_km / step_km) * step_km)
    links = {**rule.model_dump(), "range_km": range_km}
    return Fix(
        f"range of links {number_text(range_km, 4)} km", (group_edit(subject, group, links=links),)
    )


RULE = Rule(
    name="links",
    category="links",
    title="Links too long or through the air",
    reason="A link that is cut once an orbit takes its routes with it.",
    source="greatest length over an orbit in closed form; longest link over a grazing height "
    "(Bhattacherjee & Singla 2019)",
    find=_find,
)
