"""What a built-in scenario of cost is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Published = tuple[Any, str]

GROUND = "ground"
BUILD = "build"


@dataclass(frozen=True)
class BuiltinScenario:
    """Key -> (value, source), those of `ground` too.

    missing   what its authors leave out or do not give, in a sentence; "" if nothing
    lumped    keys whose values hold more than their name says
    solved    keys whose values were solved for the published result: it proves nothing
    """

    title: str
    values: dict[str, Published]
    ground: dict[str, Published] = field(default_factory=dict)
    missing: str = ""
    solved: tuple[str, ...] = ()
    lumped: tuple[str, ...] = ()

    @property
    def by_key(self) -> dict[str, Published]:
        """Every value with its source: key of [economics] -> (value, source)."""
        return self.values | {f"{GROUND}.{key}": one for key, one in self.ground.items()}
