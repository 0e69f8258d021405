"""What the panel asks about coverage: by latitude, and the worst place; cached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.analysis.coverage.latitudes import QUICK_LOOKS, LatitudeCover, cover_by_latitude
from orbitviz.analysis.coverage.sources import CoverSource, source_of
from orbitviz.analysis.coverage.worst import WorstPlace, worst_place
from orbitviz.base.arrays import Floats
from orbitviz.orbits.constellation import Constellation


@dataclass(frozen=True, eq=False)
class _About:
    """The satellites of a question; constellations are known by identity."""

    constellation: Constellation
    shells: bytes

    def is_same_as(self, other: _About) -> bool:
        return other.constellation is self.constellation and other.shells == self.shells


class _CoverCache:
    """The last answers: they depend on the satellites, and not on the time that is shown."""

    def __init__(self) -> None:
        self._about: _About | None = None
        self._source: CoverSource | None = None
        self._by_latitude: dict[float, LatitudeCover] = {}
        self._worst: WorstPlace | None = None

    def _source_of(self, inquiry: Inquiry) -> CoverSource:
        constellation = inquiry.document.constellation
        about = _About(constellation, inquiry.mask.tobytes())
        if self._source is None or self._about is None or not about.is_same_as(self._about):
            self._about, self._source = about, source_of(constellation, inquiry.mask)
            self._by_latitude, self._worst = {}, None
        return self._source

    def by_latitude(self, inquiry: Inquiry) -> tuple[LatitudeCover, ...]:
        """Return the cover by latitude; nothing without satellites."""
        source, least = self._source_of(inquiry), inquiry.question.min_elevation_rad
        if not len(source):
            return ()
        if least not in self._by_latitude:
            epoch = inquiry.document.constellation.epoch
            self._by_latitude = {least: cover_by_latitude(source, epoch, least, looks=QUICK_LOOKS)}
        return (self._by_latitude[least],)

    def worst(self, inquiry: Inquiry) -> tuple[WorstPlace, ...]:
        """Return the worst place over an orbit; nothing without satellites."""
        source = self._source_of(inquiry)
        if not len(source):
            return ()
        if self._worst is None:
            self._worst = worst_place(source, inquiry.document.constellation.epoch, inquiry.check)
        return (self._worst,)


COVER_BY_LATITUDE = SlowNeed(
    "cover by latitude", (lambda inquiry: inquiry.cache(_CoverCache).by_latitude(inquiry),)
)
WORST_PLACE = SlowNeed("worst place", (lambda inquiry: inquiry.cache(_CoverCache).worst(inquiry),))


def always_covered(cover: LatitudeCover) -> tuple[tuple[float, float], ...]:
    """Return spans of latitude, degrees, with a satellite in view at every sample."""
    has = np.concatenate(([False], cover.in_view_min > 0, [False])).astype(np.int8)
    first, last = np.flatnonzero(np.diff(has) > 0), np.flatnonzero(np.diff(has) < 0) - 1
    lat = cover.lat_deg
    return tuple((float(lat[a]), float(lat[b])) for a, b in zip(first, last, strict=True))


def earth_mean(cover: LatitudeCover, values: Floats) -> float:
    """Return the mean of values by latitude over the area of the Earth."""
    area = np.cos(np.radians(cover.lat_deg))
    return float(area @ values / area.sum())
