"""Typed questions to the analysis, and the answers to those that were asked.

A panel names the needs it has; nothing else is computed. A need is declared once, next to what
answers it, and is the key by which its answer is read with its own type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from orbitviz.analysis.census import Census, take_census
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.progress import Check, no_check
from orbitviz.model.selected_part import SelectedPart
from orbitviz.model.selection import Selection, ShellMask
from orbitviz.model.state import Document
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sky_geometry import SkyGeometry

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate

T = TypeVar("T")
CacheT = TypeVar("CacheT")


@dataclass(frozen=True, eq=False)
class Question:
    """The selected satellites of a document at one instant, with their operating maps.

    catalogues          that are open beside it
    min_elevation_rad   from which on a satellite counts as in view
    fleet_at_date       of whose satellites those that work are asked about; None: all are
    """

    document: Document
    selection: Selection
    geometry: SkyGeometry
    fleet: Fleet
    catalogues: tuple[Catalogue, ...] = ()
    min_elevation_rad: float = 0.0
    fleet_at_date: FleetAtDate | None = None

    @property
    def mask(self) -> ShellMask:
        """(s,) bool: the selected shells, those of selected satellites; all if none is selected."""
        return self.selection.mask_or_all(self.document.constellation.shell_count)

    @property
    def is_draft(self) -> bool:
        """Whether slower results are left out because the user is still dragging."""
        return self.fleet.is_draft

    def is_about_the_same(self, other: Question) -> bool:
        """Whether both are about the same selection of one open design, edited or not."""
        return (
            self.document.opening is other.document.opening
            and self.selection == other.selection
            and self.fleet_at_date is other.fleet_at_date
        )

    def is_same_as(self, other: Question) -> bool:
        """Whether the answers to both are the same."""
        return (
            self.document is other.document
            and self.fleet is other.fleet
            and self.selection == other.selection
            and self.catalogues == other.catalogues
            and self.geometry.instant == other.geometry.instant
            and self.min_elevation_rad == other.min_elevation_rad
            and self.fleet_at_date is other.fleet_at_date
        )


class Inquiry:
    """One question, and what several needs share in answering it."""

    def __init__(
        self, question: Question, caches: dict[type, Any], check: Check = no_check
    ) -> None:
        self.question, self.check = question, check
        self.mask = question.mask
        self._caches = caches

    @cached_property
    def document(self) -> Document:
        """The document of the question, with its single satellites alone where it has some."""
        question, then = self.question, self.question.fleet_at_date
        present = None if then is None else then.working
        return self.cache(SelectedPart).of(question.document, question.selection, present)

    @cached_property
    def fleet(self) -> Fleet:
        """The maps of the question, flown by the satellites of `document`."""
        fleet = self.question.fleet
        if self.document is self.question.document:
            return fleet
        then, ages_years = self.question.fleet_at_date, None
        if then is not None:
            ages_years = then.ages_years_of(self.question.selection.members)
        return replace(fleet, constellation=self.document.constellation, ages_years=ages_years)

    @cached_property
    def census(self) -> Census:
        """The selected satellites at the instant."""
        return take_census(self.fleet, self.question.geometry, self.mask)

    @cached_property
    def figures(self) -> Figures:
        """The totals of the selected satellites."""
        return figures(self.census)

    def cache(self, kind: type[CacheT]) -> CacheT:
        """Return the object of a class that outlives the question; made on first use."""
        if kind not in self._caches:
            self._caches[kind] = kind()
        return cast(CacheT, self._caches[kind])


class Need(Generic[T]):
    """One typed question, answered by a function of the inquiry."""

    def __init__(self, name: str, answer: Callable[[Inquiry], T]) -> None:
        self.name, self.answer = name, answer

    def __repr__(self) -> str:
        return f"Need({self.name})"


class SlowNeed(Need[tuple[T, ...]]):
    """A need that takes seconds: answered in steps, each of which adds to the answer."""

    def __init__(self, name: str, steps: Iterable[Callable[[Inquiry], tuple[T, ...]]]) -> None:
        self.steps = tuple(steps)
        super().__init__(
            name, lambda inquiry: tuple(item for step in self.steps for item in step(inquiry))
        )


Needs = frozenset[Need[Any]]


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to some needs of one question.

    before_edit   needs whose answers are still those of the design before an edit
    """

    question: Question
    found: Mapping[Need[Any], Any] = field(default_factory=lambda: MappingProxyType({}))
    before_edit: Needs = frozenset()

    def __getitem__(self, need: Need[T]) -> T:
        """Return the answer to a need. Raises KeyError if it was not asked."""
        return cast(T, self.found[need])

    def get(self, need: Need[T], default: T) -> T:
        """Return the answer to a need, or `default` while there is none."""
        return cast(T, self.found.get(need, default))

    def covers(self, needs: Needs) -> bool:
        """Whether every one of the needs is answered."""
        return needs <= self.found.keys()

    def with_answer(self, need: Need[T], value: T, *, is_before_edit: bool = False) -> Answers:
        """Return the answers with one more, or another, answer."""
        found = MappingProxyType({**self.found, need: value})
        before_edit = self.before_edit | {need} if is_before_edit else self.before_edit - {need}
        return Answers(self.question, found, before_edit)
