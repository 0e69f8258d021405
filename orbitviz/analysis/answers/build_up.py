"""The questions of the panels how a design gets there over the years, and with what has flown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check
from orbitviz.model.state import Document

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.outlook import Outlook
    from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
    from orbitviz.analysis.deployment.starlink import StarlinkCheck
    from orbitviz.analysis.deployment.yearly import Years

# What plans a fleet is imported when it is first asked for: the program starts without it.


@dataclass(frozen=True, eq=False)
class BuildUp:
    """The whole design over the years, whatever is selected of it.

    outlook   None where it cannot be planned
    refusal   why it cannot, "" where it can
    """

    outlook: Outlook | None
    refusal: str


class _Outlooks:
    """The last answers, kept as long as the plan is: neither time nor selection changes them."""

    def __init__(self) -> None:
        self._planned: PlannedFleet | None = None
        self._found: dict[bool, tuple[BuildUp, PlannedFleet | None]] = {}
        self._delivered: tuple[Years, ...] | None = None

    def of(self, document: Document, *, flown: bool) -> BuildUp:
        """Return the years of a design, or of the same with the most that has been flown."""
        from orbitviz.analysis.deployment.planned_fleet import planned_fleet

        if not len(document.constellation):
            return BuildUp(None, "There is no design with satellites to launch.")
        try:
            planned = planned_fleet(document)
        except UserError as error:
            return BuildUp(None, str(error))
        if planned is not self._planned:
            self._planned, self._found, self._delivered = planned, {}, None
        if flown not in self._found:
            self._found[flown] = _flown(document) if flown else _designed(planned, document)
        return self._found[flown][0]

    def delivered(self, document: Document, check: Check) -> tuple[Years, ...]:
        """Return the years with power and compute, as designed and as flown, where they can be."""
        from orbitviz.analysis.deployment.seasonal_means import seasonal_means
        from orbitviz.analysis.deployment.yearly import yearly

        if self.of(document, flown=False).outlook is None or self._planned is None:
            return ()
        self.of(document, flown=True)
        if self._delivered is None:
            plan = self._planned.history.plan
            means = seasonal_means(document, np.minimum(plan.life_years, plan.years), check)
            fleets = (self._found[flown][1] for flown in (False, True))
            self._delivered = tuple(
                yearly(fleet.history, fleet.calendar, means) for fleet in fleets if fleet
            )
        return self._delivered


def _designed(planned: PlannedFleet, document: Document) -> tuple[BuildUp, PlannedFleet]:
    from orbitviz.analysis.deployment.outlook import outlook_of

    return BuildUp(outlook_of(planned, document.design), ""), planned


def _flown(document: Document) -> tuple[BuildUp, PlannedFleet | None]:
    from orbitviz.analysis.deployment.outlook import as_flown, outlook_of
    from orbitviz.analysis.deployment.planned_fleet import followed_fleet

    other = as_flown(document)
    try:
        # Kept here alone: the picture at a date is that of the design as it is.
        planned = followed_fleet(other)
    except UserError as error:
        return BuildUp(None, str(error)), None
    return BuildUp(outlook_of(planned, other.design), ""), planned


def _answer(inquiry: Inquiry, *, flown: bool) -> tuple[BuildUp, ...]:
    return (inquiry.cache(_Outlooks).of(inquiry.question.document, flown=flown),)


def _delivered(inquiry: Inquiry) -> tuple[Years, ...]:
    return inquiry.cache(_Outlooks).delivered(inquiry.question.document, inquiry.check)


def _starlink(inquiry: Inquiry) -> tuple[StarlinkCheck, ...]:
    from orbitviz.analysis.deployment.starlink import starlink_check

    return (starlink_check(),)


# As the design says, then with the most that has been flown.
BUILD_UP = SlowNeed("build-up", (partial(_answer, flown=False), partial(_answer, flown=True)))
DELIVERED = SlowNeed("delivered over the years", (_delivered,))
STARLINK = SlowNeed("Starlink's history", (_starlink,))
