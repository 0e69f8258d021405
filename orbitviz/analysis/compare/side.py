"""One of two designs that are compared: what is told of it at the stated time."""

from __future__ import annotations

import math
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from orbitviz.analysis.check.checking import Checked, check_design
from orbitviz.analysis.check.registry import RULES
from orbitviz.analysis.check.subject import Subject
from orbitviz.analysis.coverage.latitudes import LatitudeCover, cover_by_latitude
from orbitviz.analysis.coverage.sources import CoverSource, source_of
from orbitviz.analysis.coverage.worst import WorstPlace, worst_place
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.report.rows import Report
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.groups import TERMINAL_MIN_ELEVATION_DEG
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sky_geometry import SkyGeometry

# Coverage takes seconds, and over a day or an orbit hardly depends on when that begins: it is kept
# as it was when it was first asked for.
_worst_places: WeakKeyDictionary[Constellation, WorstPlace] = WeakKeyDictionary()
_covers: WeakKeyDictionary[Constellation, LatitudeCover] = WeakKeyDictionary()


class Side:
    """A design with its operating maps at one instant; everything about it is found once.

    most_planes   of more the worst place is not looked for, which takes half a minute for 2,000
    check         called now and then; raises Cancelled when nothing of it is wanted any more
    """

    def __init__(
        self,
        state: State,
        geometry: SkyGeometry,
        fleet: Fleet,
        *,
        most_planes: float = math.inf,
        check: Check = no_check,
    ) -> None:
        self.state, self.geometry, self.fleet = state, geometry, fleet
        self._most_planes, self._check = most_planes, check

    @property
    def name(self) -> str:
        """Name of the design."""
        return self.state.document.design.name

    @property
    def constellation(self) -> Constellation:
        """The design expanded."""
        return self.state.document.constellation

    @cached_property
    def checked(self) -> Checked:
        """What a check finds wrong with it."""
        alone = State.of(self.state.document, self.state.playback)  # not against catalogues
        subject = Subject(alone, self.geometry, lambda: self.fleet, self._check)
        return check_design(subject, RULES)

    @property
    def worst_place(self) -> WorstPlace | None:
        """The worst place on Earth over an orbit; None where there are more planes than wanted."""
        if len(self.constellation.plane_shell) > self._most_planes:
            return None
        known = _worst_places.get(self.constellation)
        if known is None:
            known = worst_place(self._source, self.geometry.instant, self._check)
            _worst_places[self.constellation] = known
        return known

    @property
    def cover(self) -> LatitudeCover:
        """Satellites in view above TERMINAL_MIN_ELEVATION_DEG by latitude, over a day."""
        known = _covers.get(self.constellation)
        if known is None:
            least, begin = math.radians(TERMINAL_MIN_ELEVATION_DEG), self.geometry.instant
            known = cover_by_latitude(self._source, begin, least, check=self._check)
            _covers[self.constellation] = known
        return known

    @cached_property
    def _source(self) -> CoverSource:
        return source_of(self.constellation, np.ones(self.constellation.shell_count, bool))

    @cached_property
    def report(self) -> Report:
        """The report of all of it."""
        reporter = Reporter(self.state, self.geometry, self.fleet)
        return reporter.report(np.ones(self.constellation.shell_count, bool))
