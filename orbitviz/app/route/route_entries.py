"""What the palette offers for a route that is typed: "route london new york"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.sites import site_named, sites_typed
from orbitviz.ui.palette import PaletteEntry

_ROUTE = re.compile(r"^\s*(?:route|way|latency|ping)\s+(?:from\s+)?(?P<rest>.+)$", re.I)
_BETWEEN = re.compile(r"\s+(?:to|and|-|–|→)\s+", re.I)
_MOST = 4
_SHORTEST = 3  # letters of each site


def route_entries(
    query: str, own: Sequence[Site], choose: Callable[[RouteEnds], object]
) -> list[PaletteEntry]:
    """Return an entry for each route that a text may mean, the likeliest first.

    own      sites of the design
    choose   called with the ends of the entry that is taken
    """
    typed = _ROUTE.match(query)
    if not typed:
        return []
    found: dict[tuple[str, str], RouteEnds] = {}
    for one, other in _splits(typed["rest"].strip()):
        if min(len(one), len(other)) < _SHORTEST:
            continue
        start, end = _site(one, own), _site(other, own)
        if start is not None and end is not None and start != end:
            found.setdefault((start.name, end.name), RouteEnds(start, end))
    return [
        PaletteEntry(
            text=f"Route from {pair.name}",
            place="Route",
            help="Find the shortest way of light through the links of satellites.",
            keys="",
            run=partial(choose, pair),
            synonyms=query,
        )
        for pair in list(found.values())[:_MOST]
    ]


def _site(text: str, own: Sequence[Site]) -> Site | None:
    """Return the place of a name, else the likeliest whose name begins so; None for none."""
    try:
        return site_named(text, own)
    except UserError:
        return next(iter(sites_typed(text, own, 1)), None)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a text as two names, those with a word between them first."""
    for word in _BETWEEN.finditer(text):
        yield text[: word.start()], text[word.end() :]
    words = text.split()
    for k in range(1, len(words)):
        yield " ".join(words[:k]), " ".join(words[k:])
