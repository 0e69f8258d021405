"""Links between the satellites of a group, as written in its design file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table

PLUS_GRID, IN_PLANE, NONE, CLUSTER = "+grid", "in-plane", "none", "cluster"
MAX_OFFSET = 10_000  # slots
MAX_CLUSTER = 100  # satellites: each is linked to each
DEFAULT_GRAZING_KM = 80.0  # Hypatia (Kassing et al. 2020): below, the air bends and dims the light

LinkPattern = Literal["+grid", "in-plane", "none", "cluster"]


class Links(Table):
    """Which satellites of a shell are linked, and what a link may be like."""

    pattern: LinkPattern = Field(
        title="Pattern of links",
        description="Who is linked: +grid links neighbours in the plane and in the adjacent "
        "planes, in-plane those in the plane alone, cluster each `size` consecutive satellites of "
        "a plane with one another, none no one: sites then reach each other by one satellite.",
    )
    offset: Annotated[int, Number(-MAX_OFFSET, MAX_OFFSET, "slots", whole=True)] = Field(
        0,
        title="Offset of partners",
        description="With +grid, partner in the next plane: so many slots ahead of the one nearest "
        "in argument of latitude.",
    )
    size: Annotated[int, Number(2, MAX_CLUSTER, whole=True)] | None = Field(
        None,
        title="Satellites in a cluster",
        description="Satellites in a cluster; required with cluster alone.",
    )
    range_km: Annotated[float, Number(0.001, 1_000_000, "km")] | None = Field(
        None,
        title="Longest link",
        description="Greatest length of a link, km; if omitted, only the Earth limits it.",
    )
    grazing_km: Annotated[float, Number(0, 1_000, "km")] = Field(
        DEFAULT_GRAZING_KM,
        title="Grazing height",
        description="Height above the equatorial radius that a link must stay above, km.",
    )
    terminals: Annotated[int, Number(0, MAX_CLUSTER, whole=True)] | None = Field(
        None,
        title="Terminals",
        description="Terminals of a satellite; if omitted, as many as the pattern takes: 4 for "
        "+grid, 2 for in-plane, size - 1 for cluster.",
    )

    @property
    def terminals_taken(self) -> int:
        """Number of links of a satellite that has all its neighbours."""
        if self.pattern == CLUSTER:
            return (self.size or 1) - 1
        return {PLUS_GRID: 4, IN_PLANE: 2, NONE: 0}[self.pattern]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.pattern == CLUSTER and self.size is None:
            raise fault("is missing, but the pattern is cluster", "2 to 100 satellites", "size")
        if self.pattern != CLUSTER and self.size is not None:
            raise fault(f'is not used by pattern "{self.pattern}"', 'pattern = "cluster"', "size")
        if self.pattern != PLUS_GRID and self.offset:
            raise fault(f'is not used by pattern "{self.pattern}"', 'pattern = "+grid"', "offset")
        if self.terminals is not None and self.terminals < self.terminals_taken:
            raise fault(
                f"is {self.terminals}, but the pattern takes {self.terminals_taken}",
                f"at least {self.terminals_taken}, or another pattern",
                "terminals",
            )
        return self
