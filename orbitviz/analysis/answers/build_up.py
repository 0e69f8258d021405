"""The questions of the panels how a design gets there over the years, and with what has flown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.base.errors import UserError
from orbitviz.orbits.constellation import Constellation

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
    from orbitviz.analysis.deployment.starlink import StarlinkCheck
    from orbitviz.model.design.constellation import Design

# What plans a fleet is imported when it is first asked for: the program starts without it.


@dataclass(frozen=True, eq=False)
class BuildUp:
    """The whole design over the years, whatever is selected of it.

    fleet     None where it cannot be planned
    refusal   why it cannot, "" where it can
    """

    fleet: PlannedFleet | None
    refusal: str


class _Plans:
    """The last answers: they depend on a few tables of the design, and not on time or selection."""

    def __init__(self) -> None:
        self._about: tuple[Constellation, tuple[Any, ...]] | None = None
        self._found: dict[bool, BuildUp] = {}

    def of(self, inquiry: Inquiry, *, flown: bool) -> BuildUp:
        """Return the years of the design, or of the same with the most that has been flown."""
        document = inquiry.question.document
        about = (document.constellation, _tables(document.design))
        known = self._about
        if known is None or known[0] is not about[0] or known[1] != about[1]:
            self._about, self._found = about, {}
        if flown not in self._found:
            self._found[flown] = _planned(document.design, document.constellation, flown=flown)
        return self._found[flown]


def _tables(design: Design) -> tuple[Any, ...]:
    """Return what a plan follows from, besides the orbits."""
    satellites = tuple(design.satellite_of(group) for group in range(len(design.groups)))
    names = design.group_names
    return design.epoch, names, satellites, design.deployment, design.reliability, design.life


def _planned(design: Design, constellation: Constellation, *, flown: bool) -> BuildUp:
    from orbitviz.analysis.deployment.planned_fleet import as_flown, planned_fleet

    if not len(constellation):
        return BuildUp(None, "There is no design with satellites to launch.")
    try:
        return BuildUp(planned_fleet(as_flown(design) if flown else design, constellation), "")
    except UserError as error:
        return BuildUp(None, str(error))


def _answer(inquiry: Inquiry, *, flown: bool) -> tuple[BuildUp, ...]:
    return (inquiry.cache(_Plans).of(inquiry, flown=flown),)


def _starlink(inquiry: Inquiry) -> tuple[StarlinkCheck, ...]:
    from orbitviz.analysis.deployment.starlink import starlink_check

    return (starlink_check(),)


# As the design says, then with the most that has been flown.
BUILD_UP = SlowNeed("build-up", (partial(_answer, flown=False), partial(_answer, flown=True)))
STARLINK = SlowNeed("Starlink's history", (_starlink,))
