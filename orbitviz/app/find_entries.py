"""The lines that Find shows: what was found by name, and what a predicate is true of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.predicates.completion import completions
from orbitviz.analysis.predicates.conditions import Condition
from orbitviz.analysis.predicates.matches import Matches, matches
from orbitviz.analysis.predicates.reading import reads_as_predicate
from orbitviz.analysis.predicates.resolve import Vocabulary
from orbitviz.base.arrays import Floats
from orbitviz.base.units import fixed_text
from orbitviz.engine.distances import distances_km
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.tables.found_table import FoundTable, lacking_remarks
from orbitviz.model.design.groups import Site
from orbitviz.model.find_text import Found
from orbitviz.model.sites import coordinates_text, sites_beginning
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.ui.find_popup import MOST_OPTIONS, FindEntry, Option

MOST = 50  # lines
_LEAST_WORD = 2  # letters of a first word, which may be a name, before it is completed
_SHORTEST_SITE, _MOST_SITES = 3, 5  # letters typed before sites are looked for; of them
_WELL_ABOVE_DEG = 10  # below it houses and haze are in the way
HINT = (
    "By name, number or designator: ISS, 25544, 1998-067A. By place: plane 7 slot 12 of ODC 686. "
    "By condition: altitude > 900 and sunlit."
)
KEEP = "Keep as a set…"
_KEEPS = "Name this condition; its satellites are then counted and coloured as time runs."
_SELECTS = "Select all satellites of which this is true at this time."


@dataclass(frozen=True, eq=False)
class Evaluated:
    """What a predicate is true of, and its first lines as texts.

    first   of each line the satellite, its name and the values that the predicate looks at
    """

    matches: Matches
    first: tuple[tuple[SatelliteKey, str, str], ...]
    remarks: tuple[str, ...]


def evaluated(
    condition: Condition, state: State, geometry: SkyGeometry, fleet: Fleet | None
) -> Evaluated | None:
    """Return what a predicate is true of, None where it waits for the operating maps."""
    found = matches(condition, state, geometry, fleet)
    if found is None:
        return None
    instant = geometry.instant.isoformat("auto")
    table = FoundTable("", instant, condition, found.hits, MOST)
    keys = (
        SatelliteKey(source, row)
        for source, rows in found.rows.items()
        for row in rows[:MOST].tolist()
    )
    units = [one.field.unit.name for one in table.measures]
    titles = [
        f"{one.field.name} at {one.site.name}" if one.site else one.field.name
        for one in table.measures
    ]
    first = []
    for key, (name, *values) in zip(keys, table.texts(), strict=False):
        parts = (
            f"{title} {value} {unit}".rstrip()
            for title, value, unit in zip(titles, values, units, strict=True)
        )
        first.append((key, name, " · ".join(parts)))
    return Evaluated(found, tuple(first), tuple(lacking_remarks(found.hits)))


def entries_of_names(
    found: Found, state: State, snapshot: Snapshot, eye_km: Floats | None
) -> list[FindEntry]:
    """Return a line for everything that was found by name."""
    satellites = [hit.satellite for hit in found.hits]
    away = _distances([key for key in satellites if key is not None], state, snapshot, eye_km)
    return [
        FindEntry(
            text=hit.name,
            place=f"{hit.kind} · {hit.about}" if hit.about else str(hit.kind),
            keys=next(away) if satellite is not None else "",
            target=hit,
        )
        for hit, satellite in zip(found.hits, satellites, strict=True)
    ]


def entries_of_sites(text: str, state: State) -> list[FindEntry]:
    """Return a line for every place on the ground whose name begins with a text."""
    if len(text.strip()) < _SHORTEST_SITE:
        return []
    return [
        FindEntry(
            text=site.name,
            place=f"Site · {coordinates_text(site)}",
            help="Find the satellites above this place.",
            keys="satellites above it",
            target=site,
        )
        for site in sites_beginning(text, state.document.design.sites, _MOST_SITES)
    ]


def predicate_above(site: Site) -> str:
    """Return the predicate of what is well above the horizon of a site."""
    quote = "'" if '"' in site.name else '"'
    return f"elevation({quote}{site.name}{quote}) > {_WELL_ABOVE_DEG}"


def entries_of_matches(
    result: Evaluated, state: State, snapshot: Snapshot, eye_km: Floats | None
) -> list[FindEntry]:
    """Return a line for all that match, then one for each of the first of them."""
    found = result.matches
    if not found.count:
        return []
    every = FindEntry(text=count_text(found), place="Select all", help=_SELECTS, target=found)
    keep = FindEntry(
        text=KEEP, place="named, coloured, following time", help=_KEEPS, keys="Ctrl+G", target=KEEP
    )
    away = _distances([key for key, *_ in result.first], state, snapshot, eye_km)
    ones = [
        FindEntry(text=name, place=values, keys=next(away), target=key)
        for key, name, values in result.first
    ]
    return [every, keep, *ones]


def options_of(text: str, caret: int, state: State) -> list[Option]:
    """Return the ways to go on typing at a caret: none in a text that may be a name."""
    may_be_name = caret < _LEAST_WORD or len(text.split()) > 1
    if may_be_name and not reads_as_predicate(text):
        return []
    found = completions(text, caret, Vocabulary.of(state), MOST_OPTIONS)
    return [
        Option(
            text=one.text.strip(), place=one.meaning, written=one.text,
            begin=found.begin, end=found.end,
        )
        for one in found.options
    ]  # fmt: skip


def count_text(found: Matches) -> str:
    """Return how many match: 12,345 of 1,000,000 satellites."""
    return f"{found.count:,} of {found.total:,} satellites"


def message_of_names(text: str, found: Found, state: State) -> str:
    """Return the sentence above what was found by name; "" where all of it is listed."""
    if not text.strip():
        return HINT
    more = found.count - len(found.hits)
    if more > 0:
        return f"The first {len(found.hits)} of {found.count:,}: type more to narrow it down."
    if found.hits:
        return ""
    if options_of(text, len(text), state):
        return "Not a name, but a condition may begin so: Tab completes it."
    near = " or ".join(f"“{name}”" for name in islice(found.near, 3))
    hint = f"Did you mean {near}?" if near else "Names, numbers, planes and slots are found here."
    return f"Nothing is named “{_shown(text)}”. {hint}"


def message_of_matches(result: Evaluated) -> str:
    """Return the sentence above what matches."""
    found = result.matches
    parts = [] if found.count else [f"True of none of {found.total:,} satellites at this time."]
    listed = len(result.first)
    if found.count > listed:
        parts.append(f"The first {listed} are listed; the count follows time.")
    return " ".join([*parts, *(f"{remark}." for remark in result.remarks)])


def _shown(text: str) -> str:
    return text.strip() if len(text) < 60 else f"{text.strip()[:59]}…"


def _distances(
    keys: Sequence[SatelliteKey], state: State, snapshot: Snapshot, eye_km: Floats | None
) -> Iterator[str]:
    """Yield how far satellites are from the camera, in words."""
    if eye_km is None or not keys:
        return iter([""] * len(keys))
    km = distances_km(state, snapshot, keys, eye_km)
    return iter([f"{fixed_text(one)} km from the camera" if np.isfinite(one) else "" for one in km])
