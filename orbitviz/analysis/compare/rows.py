"""What a comparison says: the figures of two designs in pairs, and which is better."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from orbitviz.analysis.compare.figures import Preferred
from orbitviz.analysis.compare.measures import Measure

# Maps of one satellite that are solved from different first guesses agree to this share.
_ALIKE = 1e-5


class Verdict(Enum):
    """What B is beside A, in a figure; the value is how it is told."""

    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"  # and neither better nor worse
    SAME = "same"
    UNKNOWN = ""  # where one of them has no such figure


MARKS = {
    Verdict.BETTER: "▲ better",
    Verdict.WORSE: "▼ worse",
    Verdict.DIFFERENT: "differs",
    Verdict.SAME: "=",
    Verdict.UNKNOWN: "",
}


@dataclass(frozen=True, kw_only=True)
class CompareRow:
    """One figure of two designs, None where there is none.

    key, name, topic   see analysis.compare.figures
    measure            the kind of number
    preferred          neither, too, of sums over different numbers of satellites
    """

    key: str
    name: str
    topic: str
    measure: Measure
    preferred: Preferred
    a: float | None
    b: float | None

    @property
    def difference(self) -> float | None:
        """B less A, None where one of them has no such figure."""
        if self.a is None or self.b is None:
            return None
        return 0.0 if _is_alike(self.a, self.b) else self.b - self.a

    @property
    def difference_text(self) -> str:
        """The difference with its sign, "0" where none would be seen, "" where there is none."""
        if self.a is None or self.b is None:
            return ""
        return "0" if _is_alike(self.a, self.b) else self.measure.difference_text(self.a, self.b)

    @property
    def verdict(self) -> Verdict:
        """What B is beside A."""
        difference = self.difference
        if difference is None:
            return Verdict.UNKNOWN
        if self.difference_text == "0":
            return Verdict.SAME
        if self.preferred is Preferred.NEITHER:
            return Verdict.DIFFERENT
        is_better = (difference > 0.0) is (self.preferred is Preferred.MORE)
        return Verdict.BETTER if is_better else Verdict.WORSE


@dataclass(frozen=True, kw_only=True)
class GroupComparison:
    """A group of each design that belong together; by_name: they have one name."""

    a: str
    b: str
    by_name: bool
    rows: tuple[CompareRow, ...]

    @property
    def name(self) -> str:
        """The name, or both where they differ."""
        return self.a if self.a == self.b else f"{self.a} / {self.b}"


@dataclass(frozen=True, kw_only=True)
class DesignComparison:
    """Two designs at one instant.

    a, b               names of the designs
    time               UTC, ISO 8601
    epoch_a, epoch_b   of the designs, UTC, ISO 8601
    rows               of the whole
    limited_by         what takes most compute in each
    only_a, only_b     groups that the other does not have
    """

    a: str
    b: str
    time: str
    epoch_a: str
    epoch_b: str
    rows: tuple[CompareRow, ...]
    limited_by: tuple[str, str]
    groups: tuple[GroupComparison, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        rows = (*self.rows, *(row for group in self.groups for row in group.rows))
        alike = all(row.verdict in (Verdict.SAME, Verdict.UNKNOWN) for row in rows)
        return alike and not self.only_a and not self.only_b

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of the comparison as a whole, in sentences."""
        said = []
        if self.epoch_a != self.epoch_b:
            said.append(
                f"The epochs differ: {self.epoch_a} of A, {self.epoch_b} of B. "
                f"Both are shown at {self.time}."
            )
        if self.is_same:
            said.append("Nothing differs.")
        for letter, names in (("A", self.only_a), ("B", self.only_b)):
            if names:
                word = "Group" if len(names) == 1 else "Groups"
                said.append(f"{word} of {letter} alone: {_listed(names)}.")
        by_place = [f'"{one.a}" with "{one.b}"' for one in self.groups if not one.by_name]
        if by_place:
            said.append(f"Compared by place, as their names differ: {', '.join(by_place)}.")
        return tuple(said)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _is_alike(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=_ALIKE, abs_tol=1e-9)
