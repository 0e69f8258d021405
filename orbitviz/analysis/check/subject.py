"""What the rules look at: a design at an instant, and figures that several of them need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np

from orbitviz.analysis.census import Census, take_census
from orbitviz.analysis.findings import part_findings
from orbitviz.analysis.fleet import Fleet, FleetPart
from orbitviz.analysis.remark import Remark
from orbitviz.analysis.separation import GroupPhasing, group_phasing, shell_pair
from orbitviz.analysis.year import YearSun, year_sun
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.groups import Group
from orbitviz.model.state import Document, State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.secular import ltan_drift_h_year, secular_rates
from orbitviz.orbits.separation import ClosestPair
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sky_geometry import SkyGeometry


class Subject:
    """A state at an instant; what is expensive is computed when a rule asks for it.

    fleet   returns the operating maps of the design
    check   called now and then; raises Cancelled when the result is no longer wanted
    """

    def __init__(
        self,
        state: State,
        geometry: SkyGeometry,
        fleet: Callable[[], Fleet],
        check: Check = no_check,
    ) -> None:
        self.document: Document = state.document
        self.catalogues: Sequence[Catalogue] = tuple(state.catalogues.values())
        self.geometry, self.check = geometry, check
        self._solve = fleet

    @property
    def constellation(self) -> Constellation:
        """The satellites of the design."""
        return self.document.constellation

    @property
    def groups(self) -> Sequence[Group]:
        """The groups of the design."""
        return self.document.design.groups

    def shells_of(self, group: int) -> list[int]:
        """Return the shells of a group, rising."""
        shells: list[int] = np.flatnonzero(self.constellation.shell_group == group).tolist()
        return shells

    def eccentric(self, group: int) -> list[int]:
        """Return the shells of a group whose orbits are not circles."""
        return [shell for shell in self.shells_of(group) if self.constellation.ecc[shell] > 0.0]

    def group_of(self, shell: int) -> int:
        """Return the group of a shell."""
        return int(self.constellation.shell_group[shell])

    def group_name(self, group: int) -> str:
        """Return the name of a group."""
        return self.constellation.group_name[group]

    @cached_property
    def altitude_km(self) -> Floats:
        """(s,) mean altitude of each shell."""
        return np.asarray(self.constellation.sma_km - EARTH_RADIUS_KM)

    @cached_property
    def arglat_rate_rad_s(self) -> Floats:
        """(s,) how fast satellites of each shell move along their orbit, from the node."""
        orbits = self.constellation
        return secular_rates(orbits.sma_km, orbits.ecc, orbits.inc_rad).arglat_rad_s

    @cached_property
    def ltan_drift_h_year(self) -> Floats:
        """(s,) how far the local time of the nodes of each shell drifts in a year, hours."""
        orbits = self.constellation
        return ltan_drift_h_year(orbits.sma_km, orbits.ecc, orbits.inc_rad)

    @cached_property
    def pairs(self) -> Sequence[ClosestPair | None]:
        """The closest pair of each shell, None where it is not known."""
        found = []
        for shell in range(self.constellation.shell_count):
            self.check()
            found.append(shell_pair(self.constellation, shell, self.check))
        return found

    @cached_property
    def phasings(self) -> Mapping[int, GroupPhasing]:
        """The separations of groups under every phasing, of those that have a choice."""
        found = {}
        for group in range(len(self.groups)):
            phasing = group_phasing(self.document, group, self.check)
            if phasing is not None:
                found[group] = phasing
        return found

    @cached_property
    def fleet(self) -> Fleet:
        """The operating maps of the design."""
        return self._solve()

    @cached_property
    def census(self) -> Census:
        """All satellites at the instant."""
        return take_census(self.fleet, self.geometry, np.ones(self.constellation.shell_count, bool))

    @cached_property
    def remarks(self) -> Sequence[tuple[FleetPart, Sequence[Remark]]]:
        """What is said of each satellite design that flies."""
        found = []
        for index, part in enumerate(self.fleet.parts):
            self.check()
            found.append((part, part_findings(self.census, index)))
        return found

    @cached_property
    def year(self) -> YearSun:
        """The sunlight of the year ahead."""
        self.check()
        return year_sun(self.constellation, self.geometry.instant)
