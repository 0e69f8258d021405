"""The selection, and the comparison of its groups or shells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, Need
from orbitviz.analysis.census import Census, restricted_to, shell_means
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import FleetPart
from orbitviz.model.design.expand import short_shell_name
from orbitviz.model.group_colours import group_colours
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import Document
from orbitviz.subsystems.quantities.heat import RADIATOR

_MOST_COMPARED = 12  # groups or shells in one comparison


@dataclass(frozen=True, eq=False)
class SelectedSatellites:
    """What is selected, in words, and the satellite designs that its shells fly."""

    title: str
    count: int
    parts: tuple[FleetPart, ...]


@dataclass(frozen=True)
class ComparisonRow:
    """One group or shell of the selection, next to the others."""

    name: str
    colour: str
    figures: Figures


@dataclass(frozen=True)
class Comparison:
    """Groups or shells of the selection; `total` is their number, of which rows are a sample."""

    rows: tuple[ComparisonRow, ...]
    total: int


@dataclass(frozen=True)
class ExtremeShells:
    """Names of the shells with the coldest and the hottest radiators, in the mean."""

    coldest: str
    hottest: str


def _selected(inquiry: Inquiry) -> SelectedSatellites:
    document, mask = inquiry.document, inquiry.mask
    count = int(np.diff(document.constellation.shell_first)[mask].sum())
    parts = tuple(part for part in inquiry.fleet.parts if mask[part.shells].any())
    members = inquiry.question.selection.members
    title = (_title_of_single if members else _title)(document, mask, count)
    if members and len(members) > count:
        title += f"; {_objects_text(len(members) - count)} no power model"
    return SelectedSatellites(title, count, parts)


def _compared(inquiry: Inquiry) -> Comparison:
    return _comparison(inquiry.document, inquiry.census, inquiry.mask)


def _extreme_shells(inquiry: Inquiry) -> ExtremeShells:
    return _coldest_and_hottest(inquiry.census, inquiry.mask)


SELECTED = Need("selected", _selected)
COMPARISON = Need("comparison", _compared)
EXTREME_SHELLS = Need("extreme shells", _extreme_shells)


def _comparison(document: Document, census: Census, mask: ShellMask) -> Comparison:
    """Return groups, or shells of the one group, that are selected, and how many there are."""
    constellation = document.constellation
    group = constellation.shell_group
    colours = group_colours(document.design)
    chosen = np.unique(group[mask]).tolist()
    parts: list[tuple[str, str, ShellMask]]
    if len(chosen) > 1:
        parts = [(constellation.group_name[k], colours[k], mask & (group == k)) for k in chosen]
    else:
        each = np.arange(len(mask))
        parts = [
            (
                short_shell_name(
                    constellation.shell_name[k], constellation.group_name[int(group[k])]
                ),
                colours[int(group[k])],
                each == k,
            )
            for k in np.flatnonzero(mask).tolist()
        ]
    count = len(parts)
    if count > _MOST_COMPARED:
        some = np.unique(np.linspace(0, len(parts) - 1, _MOST_COMPARED).astype(int))
        parts = [parts[k] for k in some]
    rows = [
        ComparisonRow(name, colour, figures(restricted_to(census, ours)))
        for name, colour, ours in parts
    ]
    return Comparison(tuple(rows), count)


def _coldest_and_hottest(census: Census, mask: ShellMask) -> ExtremeShells:
    """Return the names of the shells with the coldest and the hottest radiators, in the mean."""
    constellation = census.fleet.constellation
    means = np.where(mask, shell_means(census, RADIATOR), np.nan)
    if np.isnan(means).all():
        return ExtremeShells("", "")
    ends = int(np.nanargmin(means)), int(np.nanargmax(means))
    coldest, hottest = (constellation.shell_name[shell] for shell in ends)
    return ExtremeShells(coldest, hottest)


def _objects_text(count: int) -> str:
    return "1 object has" if count == 1 else f"{count:,} objects have"


def _title_of_single(document: Document, mask: ShellMask, count: int) -> str:
    """Return how many satellites of which shells are selected, not all of these shells."""
    constellation = document.constellation
    shells = np.flatnonzero(mask)
    of = constellation.shell_name[shells[0]] if len(shells) == 1 else f"{len(shells):,} shells"
    return f"{_satellites(count)} of {of}"


def _title(document: Document, mask: ShellMask, count: int) -> str:
    constellation = document.constellation
    if mask.all() and count > 1:
        return f"All {count:,} satellites"
    names = [constellation.shell_name[k] for k in np.flatnonzero(mask)]
    groups = np.unique(constellation.shell_group[mask])
    if len(names) == 1:
        what = names[0]
    elif len(groups) == 1:
        what = f"{constellation.group_name[groups[0]]}, {len(names)} shells"
    else:
        what = f"{len(groups)} groups, {len(names)} shells"
    return f"{what}: {_satellites(count)}"


def _satellites(count: int) -> str:
    return f"{count:,} {'satellite' if count == 1 else 'satellites'}"
