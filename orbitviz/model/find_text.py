"""Finds satellites, planes, shells, groups, objects and launches by what people type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from orbitviz.model.folded_names import Fit, Fits
from orbitviz.model.found_things import (
    catalogue_hit,
    group_hit,
    launch_hit,
    object_hit,
    plane_hit,
    satellite_hit,
    shell_hit,
)
from orbitviz.model.hit import Hit, HitKind
from orbitviz.model.object_names import designator_begun
from orbitviz.model.satellite_places import planes_at, rows_at
from orbitviz.model.satellite_search import (
    place_typed,
    shells_with,
    words_after_group,
    words_of,
)
from orbitviz.model.searched_names import SearchedCatalogue, SearchedDesign, SearchedNames
from orbitviz.orbits.plane_slots import Rows

_LONGEST_NUMBER = 9  # digits of a catalogue number
_MOST_ORDERED = 1000  # shells: of more, others are to be typed before the order counts
_LAUNCH = len("1998-067")
_ORDER = {kind: place for place, kind in enumerate(HitKind)}


@dataclass(frozen=True, eq=False)
class Found:
    """What fits a text, the best first.

    hits    at most as many as were asked for
    count   of all that fit
    near    names that may have been meant where nothing fits
    """

    hits: tuple[Hit, ...]
    count: int
    near: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Matches:
    """Things of one kind that fit.

    fits     (n,) Fit
    order    (n,) of those that fit alike, or in the order of `things` where it is None
    things   (n,) numbers of which `hit` makes a Hit
    """

    kind: HitKind
    fits: Fits
    things: NDArray[np.integer]
    hit: Callable[[int], Hit]
    order: NDArray[np.int64] | None = None

    def best(self, most: int) -> Iterator[tuple[int, int, int, Callable[[], Hit]]]:
        """Return the best of them: fit, place of the kind, place among these, and the hit."""
        order = np.arange(len(self.things)) if self.order is None else self.order
        for place, k in enumerate(np.lexsort((order, self.fits))[:most].tolist()):
            yield (
                int(self.fits[k]), _ORDER[self.kind], place,
                partial(self.hit, int(self.things[k])),
            )  # fmt: skip


def find_text(names: SearchedNames, text: str, most: int) -> Found:
    """Return what a text may mean, at most `most` of it: names, numbers, designators, places.

    Nothing for an empty text. "plane 7 slot 12 of ODC 686" is a place, "1998-067" a launch.
    """
    wanted = " ".join(text.split())
    if not wanted:
        return Found((), 0)
    matches = [*_in_design(names.design, wanted)] if names.design else []
    matches += chain.from_iterable(
        _in_catalogue(one, wanted, len(names.catalogues) > 1) for one in names.catalogues
    )
    best = nsmallest(
        most,
        (
            (fit, kind, place, k, hit)
            for k, one in enumerate(matches)
            for fit, kind, place, hit in one.best(most)
        ),
        key=lambda found: found[:4],
    )
    count = sum(len(one.things) for one in matches)
    near = () if count else _near(names, wanted)
    return Found(tuple(hit() for *_, hit in best), count, near)


def _in_design(design: SearchedDesign, wanted: str) -> Iterator[_Matches]:
    constellation = design.constellation
    place = place_typed(wanted)
    if place is not None:
        planes = planes_at(constellation, shells_with(constellation, place.words), place.plane)
        if place.slot is None:
            yield _same(HitKind.PLANE, planes, partial(plane_hit, constellation))
        else:
            rows = rows_at(constellation, planes, place.slot)
            yield _same(HitKind.SATELLITE, rows, partial(satellite_hit, constellation))
    yield _fitting(HitKind.GROUP, design.groups.fits(wanted), partial(group_hit, constellation))
    # A shell that is all of its group has its name.
    fits = design.shells.fits(wanted)
    alone = np.bincount(constellation.shell_group)[constellation.shell_group] == 1
    fits[alone] = Fit.NONE
    order = np.zeros(len(fits), np.int64)
    words = words_of(wanted)
    fitting = np.flatnonzero(fits < Fit.NONE).tolist()
    for shell in fitting if len(fitting) <= _MOST_ORDERED else ():
        order[shell] = -words_after_group(constellation.shell_name[shell].lower(), words)
    yield _fitting(HitKind.SHELL, fits, partial(shell_hit, constellation), order)


def _in_catalogue(one: SearchedCatalogue, wanted: str, is_one_of_many: bool) -> Iterator[_Matches]:
    catalogue = one.catalogue
    yield _fitting(
        HitKind.CATALOGUE,
        one.own_name.fits(wanted),
        lambda _: catalogue_hit(one.source, catalogue),
    )
    fits = np.minimum(one.names.fits(wanted), _fits_of_number(catalogue.object_id, wanted))
    designator = designator_begun(wanted)
    if designator:
        begun = one.designators.fits(designator)
        begun[begun > Fit.BEGIN] = Fit.NONE
        fits = np.minimum(fits, begun)
        launched = np.flatnonzero(begun < Fit.NONE)
        if len(designator) == _LAUNCH and len(launched) > 1:
            hit = launch_hit(one.source, catalogue, designator, launched)
            yield _same(HitKind.LAUNCH, np.zeros(1, np.int64), lambda _: hit)
    make = partial(object_hit, one.source, catalogue, is_one_of_many)
    yield _fitting(HitKind.OBJECT, fits, make, catalogue.object_id)


def _fits_of_number(numbers: NDArray[np.int64], wanted: str) -> Fits:
    """Return (n,) Fit of numbers that are, or begin with, the one that is typed."""
    fits = np.full(len(numbers), Fit.NONE, np.uint8)
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= _LONGEST_NUMBER and int(wanted):
        for digits in range(_LONGEST_NUMBER - len(str(int(wanted))), -1, -1):
            fit = Fit.BEGIN_OF_WORD if digits else Fit.SAME
            fits[numbers // 10**digits == int(wanted)] = fit
    return fits


def _fitting(
    kind: HitKind,
    fits: Fits,
    hit: Callable[[int], Hit],
    order: NDArray[np.int64] | None = None,
) -> _Matches:
    """Return those of all things of a kind that fit, numbered from 0."""
    things = np.flatnonzero(fits < Fit.NONE)
    return _Matches(kind, fits[things], things, hit, None if order is None else order[things])


def _same(kind: HitKind, things: Rows, hit: Callable[[int], Hit]) -> _Matches:
    """Return things that are exactly what is typed."""
    return _Matches(kind, np.full(len(things), Fit.SAME, np.uint8), things, hit)


def _near(names: SearchedNames, wanted: str) -> tuple[str, ...]:
    packs = [one.names for one in names.catalogues]
    if names.design is not None:
        packs = [names.design.groups, names.design.shells, *packs]
    return tuple(dict.fromkeys(chain.from_iterable(pack.near(wanted) for pack in packs)))
