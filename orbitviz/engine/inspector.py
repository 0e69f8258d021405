"""The record of one satellite with its neighbours, and what of it lasts while time runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from orbitviz.analysis.one_satellite.curves import Curves
from orbitviz.analysis.one_satellite.record import OneSatellite, record_of
from orbitviz.analysis.one_satellite.shadow import NextEclipse
from orbitviz.analysis.satellite_motion import moved_by
from orbitviz.base.constants import DAY_S
from orbitviz.engine.neighbours import neighbours_of
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.timescale import Instant

NEIGHBOURS = 8
_NONE_HOLDS_S = DAY_S  # that there is no eclipse for more than a year


def inspected(
    state: State, snapshot: Snapshot, satellite: SatelliteKey, neighbours: int = NEIGHBOURS
) -> OneSatellite:
    """Return everything about a satellite at the instant of a snapshot.

    Without operating maps in the snapshot, quantities are empty. Raises UserError where an object
    of a catalogue has no position.
    """
    return Inspector().inspected(state, snapshot, satellite, neighbours)


@dataclass(frozen=True, eq=False)
class _Kept:
    """A record, and what its satellite and its curves followed from."""

    record: OneSatellite
    motion: object
    fleet: object


class Inspector:
    """Inspects one satellite as time runs.

    It keeps an eclipse until its end, and curves until the orbit at their beginning is over.
    """

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def inspected(
        self, state: State, snapshot: Snapshot, satellite: SatelliteKey, neighbours: int
    ) -> OneSatellite:
        """Do the same as the function of that name."""
        motion = moved_by(state, satellite)
        kept = self._kept
        if kept is not None and (kept.record.key != satellite or kept.motion is not motion):
            kept = None
        record = record_of(
            state,
            snapshot.geometry,
            snapshot.fleet,
            satellite,
            eclipse=_eclipse_at(kept, snapshot.instant),
            curves=_curves_at(kept, snapshot),
        )
        known_at = snapshot.instant
        if kept is not None and record.eclipse is kept.record.eclipse:
            known_at = kept.record.instant
        r_km, v_km_s = record.place.states[Frame.TEME]
        near = neighbours_of(state, snapshot, satellite, r_km, v_km_s, neighbours)
        # Of the time when the eclipse was found: before it there may be another one.
        self._kept = _Kept(replace(record, instant=known_at), motion, snapshot.fleet)
        return replace(record, neighbours=near)

    @property
    def curves(self) -> Curves | None:
        """The curves of the satellite that was inspected last."""
        return self._kept.record.curves if self._kept is not None else None


def _eclipse_at(kept: _Kept | None, now: Instant) -> NextEclipse | None:
    if kept is None:
        return None
    eclipse, found_at = kept.record.eclipse, kept.record.instant
    if eclipse.begin is None or eclipse.end is None:
        holds = 0.0 <= now.seconds_since(found_at) <= _NONE_HOLDS_S
    else:
        holds = min(found_at, eclipse.begin) <= now <= eclipse.end
    return eclipse if holds else None


def _curves_at(kept: _Kept | None, snapshot: Snapshot) -> Curves | None:
    if kept is None or kept.record.curves is None or kept.fleet is not snapshot.fleet:
        return None
    curves = kept.record.curves
    now_s = snapshot.instant.seconds_since(curves.at)
    return curves if curves.seconds[0, 0] <= now_s <= curves.seconds[0, -1] else None
