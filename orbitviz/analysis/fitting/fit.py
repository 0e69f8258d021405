"""Fits the groups of a design to a catalogue, or to some of its objects."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.fitting.common_epoch import CommonElements, at_common_epoch
from orbitviz.analysis.fitting.groups import group_of, names_of
from orbitviz.analysis.fitting.series import Series, series_of
from orbitviz.analysis.fitting.shells import FoundShell, find_shells, in_band
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress, no_progress
from orbitviz.model.design.constellation import FORMAT, Design
from orbitviz.model.design.groups import Group
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant, within_ephemeris

MAX_ECC = 0.03  # the perigee of a low orbit then lies 200 km below its mean altitude
MIN_INC_DEG = 0.5
FEWEST_OBJECTS = 4
_LEAST_SHARE, _LEAST, _MOST_LEAST = 0.005, 4, 50  # of all objects, that a shell has at least

NO_POSITION = "without a position"
STALE = "with stale elements"
ECCENTRIC = "eccentric"
RISING, SINKING = "rising", "sinking"
EQUATORIAL = "equatorial"
STRAY = "stray"
BETWEEN_PLANES = "between planes"
UNEVEN = "in a crowd"
APART = {
    NO_POSITION: "decayed, or SGP4 fails at that time",
    STALE: "their elements are more than 14 days from that time",
    ECCENTRIC: f"their eccentricity is above {MAX_ECC:g}",
    EQUATORIAL: f"their inclination is within {MIN_INC_DEG:g} degrees of the equator's: no node",
    RISING: "between the shells of their inclination, B* below zero: thrust raises them",
    SINKING: "between the shells of their inclination, B* zero or above: they decay or wait",
    STRAY: "no shell has their inclination",
    UNEVEN: "they share altitude and inclination but are not spread evenly, as after a launch",
    BETWEEN_PLANES: "in a shell, but in none of its planes",
}


@dataclass(frozen=True, kw_only=True)
class GroupFit:
    """A group and how well it fits; root mean squares over the satellites that hold a slot.

    objects    in its planes
    placed     of them, those that hold a slot: within a quarter of the pitch, one a slot
    along_km   along the track; along_pitches in units of the distance between slots
    """

    group: Group
    objects: int
    placed: int
    altitude_km: float
    inc_deg: float
    inc_km: float
    node_deg: float
    node_km: float
    along_deg: float
    along_km: float
    along_pitches: float

    @property
    def empty(self) -> int:
        """Slots that no satellite holds."""
        return self.group.slots - self.placed

    @property
    def spares(self) -> int:
        """Satellites in its planes that hold no slot."""
        return self.objects - self.placed


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A design fitted to a catalogue.

    source   name of the catalogue
    where    the predicate that chose the objects, "" if none did
    objects  how many were chosen
    apart    why and how many of them are in no group
    """

    source: str
    where: str
    epoch: Instant
    objects: int
    design: Design
    groups: tuple[GroupFit, ...]
    apart: Mapping[str, int]

    @property
    def placed(self) -> int:
        """Objects that hold a slot of the design."""
        return sum(one.placed for one in self.groups)

    @property
    def explained(self) -> float:
        """Share of the objects that hold a slot of the design, 0 to 1."""
        return self.placed / self.objects


def fit_catalogue(
    catalogue: Catalogue,
    rows: NDArray[np.int64] | None = None,
    epoch: Instant | None = None,
    *,
    least: int | None = None,
    where: str = "",
    progress: Progress = no_progress,
) -> Fit:
    """Return the groups of shells that some objects of a catalogue fly in.

    rows     (n,) int64 rising, None for all
    epoch    of the design: nodes and phases are compared at it; None for the median epoch of the
             objects, as far as the ephemeris goes
    least    satellites that a shell has at least, None for half a percent of all (4 to 50)

    Raises UserError if there are too few objects, or none in a shell; Cancelled as `progress` does.
    """
    rows = np.arange(len(catalogue)) if rows is None else rows
    if len(rows) < FEWEST_OBJECTS:
        raise UserError(
            f"{len(rows)} {'object is' if len(rows) == 1 else 'objects are'} too few for a shell",
            file=catalogue.name,
            allowed=f"at least {FEWEST_OBJECTS} objects",
        )
    epoch = _median_epoch(catalogue, rows) if epoch is None else epoch
    progress(0.0, "propagating")
    circular, apart = _usable(catalogue, rows, epoch)
    if least is None:
        least = int(np.clip(round(_LEAST_SHARE * len(rows)), _LEAST, _MOST_LEAST))
    progress(0.4, "finding shells and planes")
    found = find_shells(circular, least, lambda: progress(0.4, "finding shells and planes"))
    shells = [shell for shell in found if shell.is_even]
    if not shells:
        apart[UNEVEN] = sum(shell.misfit.in_plane for shell in found)
        raise UserError(_no_shell(len(circular), least, apart), file=catalogue.name)
    series = series_of(shells)
    progress(0.9, "comparing")
    names = names_of(series)
    fits = tuple(
        _group_fit(one, group_of(one, epoch, name)) for one, name in zip(series, names, strict=True)
    )
    apart |= _outside(circular, found, shells)
    design = Design(
        format=FORMAT,
        name=f"{catalogue.name}, fitted",
        epoch=epoch.to_datetime(),
        groups=tuple(fit.group for fit in fits),
    )
    return Fit(
        source=catalogue.name, where=where, epoch=epoch, objects=len(rows), design=design,
        groups=fits, apart={reason: apart[reason] for reason in APART if apart.get(reason)},
    )  # fmt: skip


def _median_epoch(catalogue: Catalogue, rows: NDArray[np.int64]) -> Instant:
    days = catalogue.epoch_jd_whole[rows] + catalogue.epoch_jd_frac[rows]
    median = catalogue.elements.epoch(int(rows[np.argsort(days)[len(rows) // 2]]))
    # A design has whole microseconds.
    return Instant.from_datetime(within_ephemeris(median).to_datetime())


def _usable(
    catalogue: Catalogue, rows: NDArray[np.int64], epoch: Instant
) -> tuple[CommonElements, dict[str, int]]:
    """Return the circular orbits at an epoch, and how many others there are."""
    failed = catalogue.propagate(epoch)[2][rows] != 0
    stale = catalogue.stale(epoch)[rows] & ~failed
    eccentric = (catalogue.ecc[rows] > MAX_ECC) & ~failed & ~stale
    flat = np.sin(catalogue.inc_rad[rows]) < math.sin(math.radians(MIN_INC_DEG))
    flat &= ~(failed | stale | eccentric)
    counts = {NO_POSITION: failed, STALE: stale, ECCENTRIC: eccentric, EQUATORIAL: flat}
    good = rows[~(failed | stale | eccentric | flat)]
    return (
        at_common_epoch(catalogue, good, epoch),
        {reason: int(np.count_nonzero(mask)) for reason, mask in counts.items()},
    )


def _no_shell(circular: int, least: int, apart: Mapping[str, int]) -> str:
    """Return why there is no group, in words that follow the name of the catalogue."""
    others = "; ".join(f"{count:,} {reason}" for reason, count in apart.items() if count)
    left = f" ({others})" if others else ""
    if circular < least:
        return f"{circular:,} objects in circular orbits are too few for a shell{left}"
    if apart.get(UNEVEN):
        return f"the objects of its shells are not spread evenly over planes and slots{left}"
    return (
        f"no {least:,} of the {circular:,} objects in circular orbits share an altitude and an "
        f"inclination{left}"
    )


def _outside(
    circular: CommonElements, found: Sequence[FoundShell], shells: Sequence[FoundShell]
) -> dict[str, int]:
    """Return how many objects in circular orbits are in no group, by reason."""
    in_shell = _rows(shell.elements.rows for shell in shells)
    in_crowd = np.setdiff1d(_rows(one.elements.rows for one in found), in_shell)
    in_plane = _rows(shell.elements.rows[k] for shell in shells for k in shell.members)
    outside = circular.part(~np.isin(circular.rows, np.concatenate([in_shell, in_crowd])))
    moving = in_band(outside, shells)
    return {
        RISING: int(np.count_nonzero(moving & (outside.bstar < 0.0))),
        SINKING: int(np.count_nonzero(moving & (outside.bstar >= 0.0))),
        STRAY: int(np.count_nonzero(~moving)),
        UNEVEN: len(in_crowd),
        BETWEEN_PLANES: len(in_shell) - len(in_plane),
    }


def _rows(parts: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.unique(np.concatenate(list(parts)))


def _group_fit(series: Series, group: Group) -> GroupFit:
    found = [shell.misfit for shell in series.shells]
    sma_km = EARTH_RADIUS_KM + series.shells[0].altitude_km
    inc_rad, node_rad, along_rad = (
        _rms([getattr(one, name) for one in found]) for name in ("inc_rad", "node_rad", "along_rad")
    )
    slots = group.satellites_per_plane
    per_plane = float(np.mean(slots))
    return GroupFit(
        group=group,
        objects=sum(one.in_plane for one in found),
        placed=sum(one.placed for one in found),
        altitude_km=_rms([one.altitude_km for one in found]),
        inc_deg=math.degrees(inc_rad),
        inc_km=sma_km * inc_rad,
        node_deg=math.degrees(node_rad),
        node_km=sma_km * node_rad * math.sin(series.shells[0].inc_rad),
        along_deg=math.degrees(along_rad),
        along_km=sma_km * along_rad,
        along_pitches=along_rad / math.tau * per_plane,
    )


def _rms(parts: Sequence[Floats]) -> float:
    values = np.concatenate(parts)
    return float(np.sqrt(np.mean(np.square(values)))) if len(values) else 0.0
