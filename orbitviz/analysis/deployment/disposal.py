"""How the retired leave, group by group, and whether what is left in their tanks suffices."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.plan import Disposal
from orbitviz.base.arrays import Floats
from orbitviz.base.errors import UserError
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.key_path import KeyLocator
from orbitviz.orbits.transfers import escape_km_s, lowering_km_s, transfer_km_s

PERIGEE_KM = 50.0  # of a controlled re-entry
GRAVEYARD_KM = 2_500.0
_M_PER_KM = 1e3


def altitudes_km(design: Design) -> Floats:
    """Return (g,) float64: the mean altitude of the shells of each group."""
    return np.array([np.mean(one.per_shell(one.altitude_km)) for one in design.groups])


def disposals(design: Design) -> NDArray[np.uint8]:
    """Return (g,) Disposal: where the retired of each group go, by its altitude."""
    life, altitude_km = design.life, altitudes_km(design)
    found = np.where(altitude_km <= life.deorbit_below_km, Disposal.DEORBIT, Disposal.GRAVEYARD)
    if life.escape_above_km is not None:
        found[altitude_km > life.escape_above_km] = Disposal.ESCAPE
    return found.astype(np.uint8)


def needed_m_s(design: Design) -> Floats:
    """Return (g,) m/s that the retired of each group need for their way, by short burns."""
    altitude_km = altitudes_km(design)
    ways = [lowering_km_s(altitude_km, PERIGEE_KM), transfer_km_s(altitude_km, GRAVEYARD_KM),
            escape_km_s(altitude_km)]  # fmt: skip
    return _M_PER_KM * np.choose(disposals(design), ways)


def disposal_success(design: Design) -> Floats:
    """Return (g,) the share of the retired that get away: none where the reserve is too small."""
    life = design.life
    suffices = _reserve_m_s(design) >= needed_m_s(design)
    return np.where(suffices, life.disposal_success, 0.0)


def too_small_reserve(
    design: Design, places: KeyLocator, file: Path | None = None
) -> UserError | None:
    """Return which groups cannot be disposed of for want of delta-v, None if all can."""
    needed = needed_m_s(design)
    short = np.flatnonzero(_reserve_m_s(design) < needed)
    if not len(short):
        return None
    most = int(np.argmax(needed))
    names = design.group_names
    return UserError(
        f"is {design.life.delta_v_m_s:,.10g} m/s, so that the retired of {len(short)} of "
        f"{len(names)} groups stay up as dead",
        file=file,
        place=places.place(("life", "delta_v_m_s")),
        allowed=f"{np.ceil(needed[most]):,.0f} m/s or more, for {names[most]}",
    )


def _reserve_m_s(design: Design) -> float:
    given = design.life.delta_v_m_s
    return np.inf if given is None else given
