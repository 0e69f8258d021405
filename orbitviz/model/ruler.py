"""The ruler between two things: satellites, places on the ground, the Earth's centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orbitviz.model.design.groups import Site
from orbitviz.model.source import SatelliteKey, SourceId


@dataclass(frozen=True)
class EarthCentre:
    """The Earth's centre as an end of the ruler."""


RulerEnd = SatelliteKey | Site | EarthCentre


@dataclass(frozen=True)
class Ruler:
    """What is measured: the distance between two ends, as time passes."""

    one: RulerEnd
    other: RulerEnd

    @property
    def ends(self) -> tuple[RulerEnd, RulerEnd]:
        """Both ends."""
        return self.one, self.other


def without_satellites_of(ruler: Ruler | None, source: SourceId) -> Ruler | None:
    """Return the ruler, None if one of its ends is a satellite of a source."""
    return followed(ruler, lambda key: None if key.source == source else key)


def followed(
    ruler: Ruler | None, now: Callable[[SatelliteKey], SatelliteKey | None]
) -> Ruler | None:
    """Return the ruler between the satellites that its own have become, None if one is gone."""
    if ruler is None:
        return None
    ends = [now(end) if isinstance(end, SatelliteKey) else end for end in ruler.ends]
    return None if ends[0] is None or ends[1] is None else Ruler(ends[0], ends[1])
