"""The terms of the field that names, panels and menus use, each in one sentence; no Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term: how it is written, the words it is recognised by, what it means."""

    name: str
    words: tuple[str, ...]
    meaning: str


TERMS = (
    Term("ODC", ("ODC", "ODCs"),
         "Orbital data centre: satellites that carry computers for others."),
    Term("SSO", ("SSO", "sun-synchronous"),
         "Sun-synchronous orbit: its plane turns once a year with the Sun, so that satellites pass "
         "overhead at the same local time every day."),
    Term("LTAN", ("LTAN", "local time of the node", "local time of node"),
         "Local time of the ascending node: the solar time of day where satellites cross the "
         "equator northwards; 06:00 and 18:00 fly along the terminator."),
    Term("Beta angle", ("beta", "beta angle", "β"),
         "Angle between the orbital plane and the direction to the Sun: near 0° every orbit has "
         "its longest eclipse, near ±90° there is none."),
    Term("Unserved load", ("unserved", "unserved load", "shed"),
         "Load that was demanded but not run, for want of power, charge or cooling; computers are "
         "cut first, housekeeping last."),
    Term("Eclipse season", ("eclipse season",),
         "The weeks of the year in which an orbit that is sunny otherwise passes through the "
         "Earth's shadow."),
    Term("Terminator", ("terminator",), "The line between day and night on the ground."),
    Term("Penumbra", ("penumbra",),
         "The rim of the Earth's shadow, from which part of the Sun's disc can be seen."),
    Term("Limit cycle", ("limit cycle",),
         "The state of battery and temperature that repeats from orbit to orbit."),
    Term("Limiting factor", ("limiting factor", "limited by"),
         "What keeps a satellite's computers from their full rate."),
    Term("RAAN", ("RAAN", "right ascension of the ascending node"),
         "Right ascension of the ascending node: the direction, among the stars, of the point "
         "where satellites cross the equator northwards."),
    Term("Draconic period", ("draconic period",),
         "Time from one northward crossing of the equator to the next."),
    Term("Central angle", ("central angle",),
         "Angle at the Earth's centre between a place and the point below a satellite."),
    Term("J2", ("J2",),
         "The flattening of the Earth, which makes orbital planes turn slowly about its axis."),
    Term("SGP4", ("SGP4",),
         "The standard model by which published elements (TLE, OMM) are carried forward in time."),
    Term("TLE, OMM", ("TLE", "3LE", "OMM"),
         "Formats of published orbital elements: two lines of text, or an orbit mean-elements "
         "message."),
    Term("FLOP/s", ("FLOP/s", "PFLOP/s"), "Floating-point operations per second."),
)  # fmt: skip

_PATTERNS = tuple(
    (
        term,
        re.compile(
            rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in term.words)})(?!\w)", re.IGNORECASE
        ),
    )
    for term in TERMS
)


def terms_in(text: str) -> tuple[Term, ...]:
    """Return the terms that a text uses, in the order of the glossary."""
    return tuple(term for term, pattern in _PATTERNS if pattern.search(text))


def with_terms(tip: str, *texts: str) -> str:
    """Return a tooltip with a line for each term in `texts`, those that people read beside it."""
    found = terms_in("\n".join(texts))
    lines = [f"{term.name}: {term.meaning[:1].lower()}{term.meaning[1:]}" for term in found]
    return "\n".join([tip, *lines] if tip else lines)
