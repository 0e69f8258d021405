"""Where the FLOP/s go: what of the compute installed is lost to which cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from orbitviz.analysis.census import Census, nodes_in_use
from orbitviz.base.progress import Check, no_check
from orbitviz.subsystems.map_lookup import at_corners
from orbitviz.subsystems.relief import RELIEVED, Cause, Work

HOW_LOSSES_ARE_FOUND = (
    "A loss is what would come back without its cause, found by solving once more, relieved in "
    "turn: eclipse policy, workload, battery, array, path from chip to radiator, radiator. "
    "Amounts are rounded."
)
NOTHING = "nothing"
_HARDLY = 1e-3  # of the compute installed: losses below it are not worth a name
_ROUND_OFF = 1e-6  # of the compute installed: differences of float32 maps below it are 0


@dataclass(frozen=True)
class Losses:
    """From FLOP/s installed to delivered, of some satellites.

    available   by the working chips, as far as array, battery and cooling allow, whatever workload
                and policy make of it; between delivered and installed
    by_cause    Cause -> FLOP/s lost to it, never below 0; together installed - delivered
    """

    installed: float
    available: float
    delivered: float
    by_cause: Mapping[Cause, float]

    @property
    def limited_by(self) -> str:
        """The cause of the largest loss, in a word; "nothing" where hardly anything is lost."""
        worst = max(self.by_cause, key=lambda cause: self.by_cause[cause])
        return worst.value if self.by_cause[worst] > _HARDLY * self.installed else NOTHING

    @property
    def steps(self) -> tuple[tuple[str, float], ...]:
        """Names and amounts from installed to delivered; losses are negative."""
        # Not -amount: that would be -0.0 of nothing, which is shown with its sign.
        lost = [(cause.value, 0.0 - amount) for cause, amount in self.by_cause.items()]
        return (("installed", self.installed), *lost, ("delivered", self.delivered))


def losses_of(census: Census, installed: float, alive: float, delivered: float) -> Losses:
    """Return the losses of the selected satellites, given FLOP/s of all chips and of working ones.

    The share of a cause is what all selected satellites together would deliver more without it,
    causes before it in RELIEVED relieved already; 0 where they would deliver less, or more by
    round-off alone.
    """
    reached = _once_relieved(census)
    levels, level = [delivered], delivered
    for cause in RELIEVED:
        level = min(max(level, reached[cause]), alive)
        levels.append(level)
    levels += [alive, installed]
    gained = dict(
        zip((*RELIEVED, Cause.RADIATOR, Cause.CHIPS), np.diff(levels).tolist(), strict=True)
    )
    return Losses(
        installed=installed,
        available=levels[1 + RELIEVED.index(Cause.WORKLOAD)],
        delivered=delivered,
        by_cause=_without_round_off({cause: gained[cause] for cause in Cause}, installed),
    )


def _without_round_off(lost: dict[Cause, float], installed: float) -> dict[Cause, float]:
    """Return losses of which none is round-off; what those were, the largest has."""
    kept = {cause: amount for cause, amount in lost.items() if amount > _ROUND_OFF * installed}
    if kept:
        worst = max(kept, key=lambda cause: kept[cause])
        kept[worst] += sum(amount for cause, amount in lost.items() if cause not in kept)
    return dict.fromkeys(Cause, 0.0) | kept


def relieve(census: Census, check: Check) -> None:
    """Solve what losses_of of the same satellites needs; `check` is called now and then."""
    for index in range(len(census.fleet.parts)):
        _relieved_works(census, index, check)


def _once_relieved(census: Census) -> dict[Cause, float]:
    """Return the FLOP/s delivered once each of RELIEVED, and those before it, are relieved."""
    total = dict.fromkeys(RELIEVED, 0.0)
    for index in range(len(census.fleet.parts)):
        for cause, work in _relieved_works(census, index).items():
            total[cause] += _sum(census, index, work)
    return total


def _relieved_works(census: Census, index: int, check: Check = no_check) -> Mapping[Cause, Work]:
    part = census.fleet.parts[index]
    nodes = np.zeros(part.operating.settled.size, bool)
    nodes[nodes_in_use(census, index)] = True
    return part.mixture.relief.works(nodes, check)


def _sum(census: Census, index: int, work: Work) -> float:
    """Return the FLOP/s of the selected satellites of one part, as for the sums of figures."""
    if not census.is_one_by_one:
        of_planes = at_corners(work.mean, census.corners[index])
        return float(census.satellites[census.planes[index]] @ of_planes)
    each = census.samples[index].each
    assert each is not None
    return each.entries.sum(work.values)
