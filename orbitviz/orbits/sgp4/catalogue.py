"""A catalogue of real objects: who they are, their mean elements, and SGP4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM, MINUTE_S, STALE_ELEMENTS_DAYS
from orbitviz.base.packed_strings import PackedStrings
from orbitviz.orbits.secular import draconic_period_s
from orbitviz.orbits.sgp4.batch import REASONS, MeanElements, Sgp4Batch, mean_sma_km
from orbitviz.orbits.timescale import Instant


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """The objects of one file, in its order; two catalogues are the same only by identity.

    name         what the panels call it
    path         the file it was read from
    object_name  n names, "" where the file gives none
    object_id    (n,) int64 catalogue numbers, up to nine digits
    designator   n international designators such as "1998-067A", "" where the file gives none
    elements     mean elements, TEME
    batch        SGP4 of the same n objects
    refused      what else the file holds, in its order
    """

    name: str
    path: Path | None
    object_name: PackedStrings
    object_id: NDArray[np.int64]
    designator: PackedStrings
    elements: MeanElements
    batch: Sgp4Batch
    refused: tuple[Refusal, ...] = ()

    def __len__(self) -> int:
        return len(self.batch)

    def propagate(self, instant: Instant) -> tuple[Floats, Floats, NDArray[np.uint8]]:
        """Return all states at `instant`, by SGP4.

        returns  r_km (n, 3) and v_km_s (n, 3) float64 TEME, NaN where SGP4 failed;
                 error (n,) uint8, 0 where it did not
        """
        return self.batch.propagate(instant)

    def failures(self, instant: Instant) -> Failures:
        """Return the objects whose SGP4 fails at `instant`."""
        return Failures.of(self, self.propagate(instant)[2])

    @cached_property
    def median_epoch(self) -> Instant:
        """Epoch of the median object; it may lie outside the ephemeris of Sun and Earth."""
        row = np.argsort(self.epoch_jd_whole + self.epoch_jd_frac)[len(self) // 2]
        return self.elements.epoch(int(row))

    def is_stale(self, instant: Instant) -> bool:
        """Return whether the median elements are too old, or too new, to be trusted."""
        return abs(instant.seconds_since(self.median_epoch)) > STALE_ELEMENTS_DAYS * DAY_S

    @property
    def refusals_text(self) -> str:
        """How many records of the file were left out, and why the first was; "" for none."""
        if not self.refused:
            return ""
        count = len(self.refused)
        records = "record" if count == 1 else "records"
        return (
            f"{count:,} {records} of {self.path or self.name} left out, the first at "
            f"{self.refused[0].text}"
        )

    def age_days(self, instant: Instant) -> Floats:
        """Return the (n,) days from the epochs of the elements, negative before them."""
        whole = instant.jd_whole - self.epoch_jd_whole
        return np.asarray(whole + (instant.jd_frac - self.epoch_jd_frac))

    def stale(self, instant: Instant) -> NDArray[np.bool_]:
        """Return (n,) bool: the epoch lies too far away, before or after, to be trusted."""
        return np.asarray(np.abs(self.age_days(instant)) > STALE_ELEMENTS_DAYS)

    @property
    def epoch_jd_whole(self) -> Floats:
        """Whole part of the epochs' Julian dates (UTC), (n,)."""
        return self.elements.epoch_jd_whole

    @property
    def epoch_jd_frac(self) -> Floats:
        """Rest of the epochs' Julian dates, (n,) days."""
        return self.elements.epoch_jd_frac

    @property
    def mean_motion_rad_s(self) -> Floats:
        """Kozai mean motion, (n,)."""
        return self.elements.mean_motion_rad_s

    @property
    def ecc(self) -> Floats:
        """Mean eccentricity, (n,)."""
        return self.elements.ecc

    @property
    def inc_rad(self) -> Floats:
        """Mean inclination, (n,)."""
        return self.elements.inc_rad

    @property
    def raan_rad(self) -> Floats:
        """Mean right ascension of the ascending node, (n,) TEME."""
        return self.elements.raan_rad

    @property
    def argp_rad(self) -> Floats:
        """Mean argument of perigee, (n,)."""
        return self.elements.argp_rad

    @property
    def mean_anom_rad(self) -> Floats:
        """Mean anomaly at the epoch, (n,)."""
        return self.elements.mean_anom_rad

    @property
    def bstar(self) -> Floats:
        """Drag term of SGP4, (n,) per Earth radius."""
        return self.elements.bstar

    @cached_property
    def extent(self) -> Extent:
        """Where the objects fly, as a whole; computed once."""
        middle_km = (self.perigee_km + self.apogee_km) / 2
        return Extent(
            altitude_km=(float(np.nanmin(self.perigee_km)), float(np.nanmax(self.apogee_km))),
            inc_deg=_least_greatest(np.degrees(self.inc_rad)),
            nodal_period_min=_least_greatest(self.nodal_period_min),
            middle_km=_least_greatest(middle_km),
            usual_km=float(np.median(middle_km)),
        )

    @cached_property
    def sma_km(self) -> Floats:
        """Mean semi-major axis, (n,)."""
        return mean_sma_km(self.mean_motion_rad_s, self.ecc, self.inc_rad)

    @property
    def perigee_km(self) -> Floats:
        """Altitude of the mean perigee above the equatorial radius, (n,)."""
        return np.asarray(self.sma_km * (1.0 - self.ecc) - EARTH_RADIUS_KM)

    @property
    def apogee_km(self) -> Floats:
        """Altitude of the mean apogee above the equatorial radius, (n,)."""
        return np.asarray(self.sma_km * (1.0 + self.ecc) - EARTH_RADIUS_KM)

    @property
    def nodal_period_min(self) -> Floats:
        """Time from ascending node to ascending node under J2, (n,) minutes."""
        return np.asarray(draconic_period_s(self.sma_km, self.ecc, self.inc_rad) / MINUTE_S)


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Where the objects of a catalogue fly, as a whole: least and greatest of each.

    altitude_km         from the lowest perigee to the highest apogee
    inc_deg, nodal_period_min
    middle_km           altitude halfway between perigee and apogee
    usual_km            median of that altitude
    """

    altitude_km: tuple[float, float]
    inc_deg: tuple[float, float]
    nodal_period_min: tuple[float, float]
    middle_km: tuple[float, float]
    usual_km: float


class Refusal(NamedTuple):
    """A record of a file that is no object: where it stands, and why, in words."""

    place: str
    reason: str

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.place}: {self.reason}" if self.place else self.reason


class Failure(NamedTuple):
    """One object whose SGP4 fails: its catalogue number, its name, and why, in words."""

    object_id: int
    name: str
    reason: str


@dataclass(frozen=True, eq=False)
class Failures(Sequence[Failure]):
    """The objects of a catalogue whose SGP4 fails.

    Half of an old catalogue may have decayed: a Failure is made only when it is indexed.

    rows    (f,) int64, of the catalogue
    error   (f,) uint8, keys of REASONS
    """

    catalogue: Catalogue
    rows: NDArray[np.int64]
    error: NDArray[np.uint8]

    @classmethod
    def of(cls, catalogue: Catalogue, error: NDArray[np.uint8]) -> Failures:
        """Return the failures among (n,) uint8 error codes, one for each object; 0 is none."""
        rows = np.flatnonzero(error)
        return cls(catalogue, rows, error[rows])

    def __len__(self) -> int:
        return len(self.rows)

    def by_reason(self) -> dict[str, int]:
        """Return how many fail for each reason, the most frequent first."""
        codes, counts = np.unique(self.error, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return {REASONS[int(codes[k])]: int(counts[k]) for k in order}

    @overload
    def __getitem__(self, index: int) -> Failure: ...
    @overload
    def __getitem__(self, index: slice) -> Failures: ...
    def __getitem__(self, index: int | slice) -> Failure | Failures:
        if isinstance(index, slice):
            return Failures(self.catalogue, self.rows[index], self.error[index])
        row, objects = int(self.rows[index]), self.catalogue
        reason = REASONS[int(self.error[index])]
        return Failure(int(objects.object_id[row]), objects.object_name[row], reason)


def _least_greatest(values: Floats) -> tuple[float, float]:
    return float(np.nanmin(values)), float(np.nanmax(values))
