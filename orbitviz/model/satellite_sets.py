"""Sets of satellites with a name and a colour, as they are at one instant."""

from __future__ import annotations

from typing import NamedTuple

from orbitviz.model.members import Members


class SatelliteSet(NamedTuple):
    """A set of satellites; colour "#rrggbb".

    fault   why it is not what the design says, "" where it is
    stands_out   whether its satellites are shown as if they were alone, so that few are seen
    """

    name: str
    colour: str
    members: Members
    fault: str = ""
    stands_out: bool = True
