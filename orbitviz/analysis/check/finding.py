"""A finding of a rule, and the edits that would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orbitviz.analysis.remark import Severity
from orbitviz.base.errors import UserError
from orbitviz.base.units import fixed_text, number_text
from orbitviz.model.design.groups import Group
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.group_edits import set_group_values
from orbitviz.model.state import Document
from orbitviz.orbits.timescale import Instant

if TYPE_CHECKING:
    from orbitviz.analysis.check.subject import Subject


NOTHING_KM = 1e-6
_LARGE = 1000.0  # counts are told whole


@dataclass(frozen=True)
class GroupEdit:
    """Keys of one group to change.

    group    counted from 0
    before   the group as it was checked
    values   by the key of the file, as for `set_group_values`
    """

    group: int
    before: Group
    values: Mapping[str, object]


@dataclass(frozen=True)
class SatelliteEdit:
    """One value of a satellite design to change, as for `set_satellite_value`.

    before   the value as it was checked
    """

    name: str
    path: tuple[str, ...]
    before: object
    value: object


@dataclass(frozen=True)
class Fix:
    """What would mend a finding, in a few words and as edits of the design.

    Where that would make another design of it, there are the words alone.
    """

    label: str
    groups: tuple[GroupEdit, ...] = ()
    satellites: tuple[SatelliteEdit, ...] = ()

    @property
    def can_be_applied(self) -> bool:
        """Whether there are edits."""
        return bool(self.groups or self.satellites)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule found at one place.

    place       group, shell or satellite design, in words
    value       of the worst, in `unit`; None where there is no one number
    limit       that it misses, in the same unit
    why         what it means, a sentence or two
    shells      of the design that are meant
    satellites  rows of the satellites to look at
    instant     when to look, None where it does not matter
    """

    rule: str
    severity: Severity
    place: str
    why: str
    value: float | None = None
    unit: str = ""
    limit: float | None = None
    fix: Fix | None = None
    shells: tuple[int, ...] = ()
    satellites: tuple[int, ...] = ()
    instant: Instant | None = None


@dataclass(frozen=True)
class Rule:
    """What is looked for in a design.

    category   of several rules, by which they are chosen together
    reason     why it matters, a sentence
    source     of the limit or of the method
    """

    name: str
    category: str
    title: str
    reason: str
    source: str
    find: Callable[[Subject], Iterable[Finding]]


def apply_fix(document: Document, fix: Fix) -> Document:
    """Return the document with the edits of a fix.

    Raises UserError if what they change is no longer as it was checked.
    """
    for edit in fix.groups:
        groups = document.design.groups
        if edit.group >= len(groups) or groups[edit.group] != edit.before:
            raise _stale(fix)
        document = set_group_values(document, edit.group, edit.values)
    for change in fix.satellites:
        flown = {
            document.design.satellite_name(k): document.design.satellite_of(k)
            for k in range(len(document.design.groups))
        }
        if change.name not in flown or value_at(flown[change.name], change.path) != change.before:
            raise _stale(fix)
        document = set_satellite_value(document, change.name, change.path, change.value)
    return document


def value_at(table: object, path: tuple[str, ...]) -> object:
    """Return the value of a table of a design at a path of keys."""
    for key in path:
        table = getattr(table, key)
    return table


def value_text(finding: Finding) -> str:
    """Return the value of a finding with its unit, "" where there is none."""
    return "" if finding.value is None else _figure(finding.value, finding.unit)


def limit_text(finding: Finding) -> str:
    """Return the limit that is missed, "" where there is none."""
    return "" if finding.limit is None else f"limit {_figure(finding.limit, finding.unit)}"


def distance_text(km: float) -> str:
    """Return a distance: in metres below a kilometre; less than a millimetre is nothing."""
    if km < NOTHING_KM:
        return "0 km"
    return f"{number_text(km * 1e3)} m" if km < 1.0 else f"{number_text(km)} km"


def _figure(value: float, unit: str) -> str:
    if unit == "km":
        return distance_text(value)
    is_count = value.is_integer() and abs(value) >= _LARGE
    return f"{fixed_text(value) if is_count else number_text(value)} {unit}".rstrip()


def _stale(fix: Fix) -> UserError:
    return UserError(
        f'"{fix.label}" cannot be applied: the design has changed since it was checked',
        allowed="a check of the design as it is now",
    )
