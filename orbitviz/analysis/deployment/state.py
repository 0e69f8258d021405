"""What a satellite is at a time, and how its work ends."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

States = NDArray[np.uint8]


class End(IntEnum):
    """How the work of a satellite ends."""

    LAUNCH = 0  # lost with its launch
    EARLY = 1  # fails before it works
    FAILURE = 2
    RETIRED = 3
    STRANDED = 4  # retires, and cannot be disposed of


class State(IntEnum):
    """What a satellite is at a time."""

    BUILT = 0  # not launched yet
    LOST = 1
    RAISING = 2
    SPARE = 3
    OPERATIONAL = 4
    DEAD = 5
    RETIRING = 6
    DISPOSED = 7
    REENTERED = 8
    DRIFTING = 9  # to its plane, after raising
    DEGRADED = 10  # operational, with less than the stated share of its array or chips


WORKING = (State.OPERATIONAL, State.DEGRADED)
IN_ORBIT = (
    State.RAISING, State.DRIFTING, State.SPARE, *WORKING, State.DEAD, State.RETIRING,
)  # fmt: skip
