"""A constellation design: the whole of one file, from groups, satellite designs and sites.

The models mirror the TOML file key by key: angles in degrees, altitudes in km, times in UTC.
They hold what was written, checked; orbitviz.model.design.expand makes satellites of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.constants import MAX_DESIGN_SATELLITES
from orbitviz.model.design.builtin import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.design.deployment import Deployment
from orbitviz.model.design.economics import Economics
from orbitviz.model.design.groups import MAX_SHELLS, Count, Group, Name, Site
from orbitviz.model.design.life import Life, Reliability
from orbitviz.model.design.named_set import NamedSet
from orbitviz.model.design.ranges import fault
from orbitviz.model.design.satellite import SatelliteDesign, builtin_satellite
from orbitviz.model.design.tables import Table
from orbitviz.model.design.utc import utc_datetime
from orbitviz.orbits.timescale import Instant

FORMAT = "orbitviz/1"
MAX_SETS = 50
MAX_FLOWN = 100  # satellite designs; each has a map of its own


class Design(Table):
    """A constellation design: the whole of one file."""

    format: Literal["orbitviz/1"] = Field(description="Format and version of the file.")
    name: Name = Field(description="Name of the design.")
    epoch: Annotated[datetime, BeforeValidator(utc_datetime)] = Field(
        description="Instant (UTC) at which nodes and phases are given."
    )
    max_satellites: Count | None = Field(
        None,
        description="Number of satellites: slots are left empty, evenly in every plane, so that "
        "exactly this many fly; if omitted, all slots are filled.",
    )
    satellites: Mapping[str, SatelliteDesign] = Field(
        default_factory=dict, description="Satellite designs, by name."
    )
    groups: tuple[Group, ...] = Field(
        description="Groups of shells.", json_schema_extra={"minItems": 1}
    )
    sites: tuple[Site, ...] = Field((), description="Ground sites.")
    sets: tuple[NamedSet, ...] = Field((), description="Sets of satellites.")
    economics: Economics = Field(
        default_factory=Economics, description="What computing costs in orbit and on the ground."
    )
    deployment: Deployment = Field(
        default_factory=Deployment, description="How the satellites get there over the years."
    )
    reliability: Reliability = Field(
        default_factory=Reliability, description="How they fail, and when they are replaced."
    )
    life: Life = Field(
        default_factory=Life, description="How long they work, and what becomes of them."
    )

    @cached_property
    def epoch_instant(self) -> Instant:
        """The epoch as an Instant."""
        return Instant.from_datetime(self.epoch)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Names of the groups, "Group 1" and so on where none was given."""
        return tuple(group_name(group, k) for k, group in enumerate(self.groups))

    def satellite_name(self, group: int) -> str:
        """Return the name of the satellite design that a group flies."""
        return self.groups[group].satellite or DEFAULT_SATELLITE

    def satellite_of(self, group: int) -> SatelliteDesign:
        """Return the satellite design that a group flies, the plain bus if it names none."""
        name = self.satellite_name(group)
        return self.satellites[name] if name in self.satellites else builtin_satellite(name)

    def flies_the_same(self, other: Design) -> bool:
        """Whether the groups of another design fly satellites of the same values."""
        return other is self or self._flown() == other._flown()

    def _flown(self) -> tuple[SatelliteDesign, ...]:
        return tuple(self.satellite_of(group) for group in range(len(self.groups)))

    @property
    def slots(self) -> int:
        """Number of slots, filled or not."""
        return sum(group.slots for group in self.groups)

    @property
    def satellite_count(self) -> int:
        """Number of satellites that fly."""
        return min(self.slots, self.max_satellites or self.slots)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.groups:
            raise fault("is empty", "at least one [[groups]]", "groups")
        if self.slots > MAX_DESIGN_SATELLITES:
            raise fault(
                f"make {self.slots:,} satellites", f"at most {MAX_DESIGN_SATELLITES:,}", "groups"
            )
        shells = sum(group.shells for group in self.groups)
        if shells > MAX_SHELLS:
            raise fault(f"make {shells:,} shells", f"at most {MAX_SHELLS:,}", "groups")
        flown = {self.satellite_name(group) for group in range(len(self.groups))}
        if len(flown) > MAX_FLOWN:
            raise fault(
                f"fly {len(flown):,} satellite designs", f"at most {MAX_FLOWN} of them", "groups"
            )
        self._check_sets()
        self._check_order()
        names = list(dict.fromkeys([*self.satellites, *BUILTIN]))
        known = ", ".join(f'"{name}"' for name in names)
        for k, group in enumerate(self.groups):
            if group.satellite is not None and group.satellite not in names:
                raise fault(
                    f'is "{group.satellite}", which is neither in [satellites] nor built in',
                    known,
                    "groups",
                    k,
                    "satellite",
                )
        return self

    def _check_sets(self) -> None:
        if len(self.sets) > MAX_SETS:
            raise fault(f"are {len(self.sets):,} sets", f"at most {MAX_SETS}", "sets")
        names = [one.name for one in self.sets]
        for k, name in enumerate(names):
            if name in names[:k]:
                raise fault(
                    f'is "{name}", as that of another set', "a name once", "sets", k, "name"
                )

    def _check_order(self) -> None:
        order, names = self.deployment.order, self.group_names
        for k, name in enumerate(order):
            if name not in names or name in order[:k]:
                wrong = "twice" if name in names else "which is no group"
                known = ", ".join(f'"{one}"' for one in names)
                raise fault(f'has "{name}", {wrong}', known, "deployment", "order")


def group_name(group: Group, index: int) -> str:
    """Return the name of a group, counted from 0: "Group 1" and so on if none was given."""
    return group.name or f"Group {index + 1}"
