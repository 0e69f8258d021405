"""From the names on the command line to a state."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Sequence
from typing import Annotated

import numpy as np
import typer

from orbitviz.analysis.fleet import Fleet
from orbitviz.base.constants import DAY_S, STALE_ELEMENTS_DAYS
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.cli.words import refuse_unknown_word
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.snapshot import Snapshot
from orbitviz.formats.designs.builtin_index import DEFAULT_DESIGN
from orbitviz.formats.open_file import open_named
from orbitviz.formats.registry import Opened
from orbitviz.model.blank_document import blank_document
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selection import ShellMask
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import Document, Playback, State
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import EPHEMERIS_SPAN, LAST_INSTANT, Instant, within_ephemeris

_ALL = " (--strict names them all)"
TimeOption = Annotated[
    str | None,
    typer.Option("--time", "--at", help="UTC, ISO 8601, or now; defaults to the epoch."),
]


def open_state(
    names: Sequence[str], progress: Progress = no_progress, *, strict: bool = False
) -> State:
    """Return the state in which the named designs and catalogues are open.

    names   paths, or ids of built-in designs; none stands for the default design
    strict  a catalogue with records that must be left out cannot be read, and all are told

    Time is at the epoch of the design, or of the median elements of the first catalogue, as far
    as the ephemeris goes.
    Raises UserError if one cannot be read or if there are two designs.
    """
    designs: list[Document] = []
    catalogues: list[Catalogue] = []
    for name in names or [DEFAULT_DESIGN]:
        opened = _open(name, progress)
        designs += opened.designs
        catalogues += opened.catalogues
        if strict:
            _refuse_faults(name, opened.catalogues)
        if len(designs) > 1:
            raise UserError(f'"{name}" is a second design', allowed="one design and any catalogues")
    if not designs:
        epoch = within_ephemeris(catalogues[0].median_epoch)
        designs = [blank_document(catalogues[0].name, epoch)]
    document = designs[0]
    playback = Playback(document.design.epoch_instant, playing=False)
    return State.of(document, playback, catalogues)


def remarks(state: State, instant: Instant, *, by_default: bool) -> list[str]:
    """Return what a user should know of the files open at an instant: a sentence each.

    by_default   the instant is that of the state, not one that the user chose
    """
    lines = [
        f"{catalogue.refusals_text}{_ALL if len(catalogue.refused) > 1 else ''}"
        for catalogue in state.catalogues.values()
        if catalogue.refused
    ]
    if by_default and not len(state.document.constellation) and state.catalogues:
        first = next(iter(state.catalogues.values()))
        epoch = first.median_epoch
        if within_ephemeris(epoch) != epoch:
            lines.append(
                f"the elements of {first.name} lie outside the ephemeris of the Sun and Earth, "
                f"{EPHEMERIS_SPAN}: the time is {instant.isoformat()}"
            )
    for catalogue in state.catalogues.values():
        lines += _age_remark(catalogue, instant) + _failure_remark(catalogue, instant)
    return lines


def remarks_on_object(
    state: State, satellite: SatelliteKey, begin: Instant, end: Instant
) -> list[str]:
    """Return what a user should know of the file and the elements of one satellite in a span."""
    if satellite.source.is_design:
        return []
    catalogue = state.catalogues[satellite.source]
    lines = [catalogue.refusals_text] if catalogue.refused else []
    ages_days = [abs(float(catalogue.age_days(at)[satellite.row])) for at in (begin, end)]
    if max(ages_days) > STALE_ELEMENTS_DAYS:
        lines.append(
            f"the elements of {satellite_name(state, satellite)} are up to "
            f"{max(ages_days):,.0f} days away from the times shown, which are uncertain"
        )
    return lines


def _refuse_faults(name: str, catalogues: Sequence[Catalogue]) -> None:
    """Raise UserError with every record left out, if there is one."""
    faults = [fault for catalogue in catalogues for fault in catalogue.refused]
    if faults:
        first, *others = faults
        raise UserError(
            first.reason,
            file=name,
            place=first.place,
            others=tuple(fault.text for fault in others),
        )


def _age_remark(catalogue: Catalogue, instant: Instant) -> list[str]:
    stale = int(np.count_nonzero(catalogue.stale(instant)))
    if not stale:
        return []
    farthest = float(np.max(np.abs(catalogue.age_days(instant))))
    return [
        f"{stale:,} of the {len(catalogue):,} objects of {catalogue.name} have elements more than "
        f"{STALE_ELEMENTS_DAYS:.0f} days from the time shown, up to {farthest:,.0f} days"
    ]


def _failure_remark(catalogue: Catalogue, instant: Instant) -> list[str]:
    failures = catalogue.failures(instant)
    if not failures:
        return []
    reasons = "; ".join(f"{count:,}: {why}" for why, count in failures.by_reason().items())
    return [
        f"{len(failures):,} of the {len(catalogue):,} objects of {catalogue.name} have no position "
        f"and are left out ({reasons})"
    ]


def open_one_design(name: str | None) -> State:
    """Return a design alone, the default one for None. Raises UserError if it is a catalogue."""
    state = open_state([] if name is None else [name])
    if not len(state.document.constellation):
        raise UserError(
            "is a catalogue, which has no data on power and heat", file=name, allowed="a design"
        )
    return state


def check_span(begin: Instant, days: float) -> None:
    """Raise UserError unless the ephemeris covers some days from a time on."""
    if begin.plus_s(days * DAY_S) > LAST_INSTANT:
        raise UserError(
            f"{days:g} days from {begin.isoformat()} end outside the ephemeris of the Sun and "
            "Earth",
            allowed=EPHEMERIS_SPAN,
        )


def solved_at(state: State, time: str | Instant | None) -> tuple[Snapshot, Fleet]:
    """Return a design at an instant, its epoch for None, and its operating maps."""
    if isinstance(time, str):
        time = Instant.parse(time)
    snapshot = snapshot_at(state, time or state.playback.at, with_survey=False)
    assert snapshot.fleet is not None
    return snapshot, snapshot.fleet


def names_in(text: str, known: Collection[str] = ()) -> list[str]:
    """Return the names in a comma-separated list; a name in `known` may have commas itself."""
    parts, names = text.split(","), []
    while parts:
        taken = next(
            (k for k in range(len(parts), 1, -1) if ",".join(parts[:k]).strip() in known), 1
        )
        names.append(",".join(parts[:taken]).strip())
        del parts[:taken]
    return [name for name in names if name]


def shells_matching(state: State, patterns: list[str]) -> ShellMask:
    """Return (s,) bool: the shells that the patterns name; all if there are none."""
    constellation = state.document.constellation
    if not patterns:
        return np.ones(constellation.shell_count, bool)
    mask = np.zeros(constellation.shell_count, bool)
    for pattern in patterns:
        named = [
            any(
                fnmatch.fnmatchcase(one.lower(), pattern.lower())
                for one in (name, constellation.group_name[int(group)])
            )
            for name, group in zip(constellation.shell_name, constellation.shell_group, strict=True)
        ]
        if not any(named):
            groups = ", ".join(f'"{name}"' for name in constellation.group_name)
            raise UserError(
                f'there is no group or shell named "{pattern}"', allowed=f"{groups}, or its shells"
            )
        mask |= named
    return mask


def _open(name: str, progress: Progress) -> Opened:
    if not name:
        raise UserError('"" is no name', allowed="a path, or a built-in design")
    refuse_unknown_word(name)
    return open_named(name, progress)
