"""The questions of the panels how a design gets there over the years, and with what has flown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.base.errors import UserError
from orbitviz.model.state import Document

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.outlook import Outlook
    from orbitviz.analysis.deployment.planned_fleet import PlannedFleet
    from orbitviz.analysis.deployment.starlink import StarlinkCheck

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
        self._found: dict[bool, BuildUp] = {}

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
            self._planned, self._found = planned, {}
        if flown not in self._found:
            self._found[flown] = _flown(document) if flown else _designed(planned, document)
        return self._found[flown]


def _designed(planned: PlannedFleet, document: Document) -> BuildUp:
    from orbitviz.analysis.deployment.outlook import outlook_of

    return BuildUp(outlook_of(planned, document.design), "")


def _flown(document: Document) -> BuildUp:
    from orbitviz.analysis.deployment.outlook import as_flown, outlook_of
    from orbitviz.analysis.deployment.planned_fleet import followed_fleet

    other = as_flown(document)
    try:
        # Not kept: the picture at a date is that of the design as it is.
        return BuildUp(outlook_of(followed_fleet(other), other.design), "")
    except UserError as error:
        return BuildUp(None, str(error))


def _answer(inquiry: Inquiry, *, flown: bool) -> tuple[BuildUp, ...]:
    return (inquiry.cache(_Outlooks).of(inquiry.question.document, flown=flown),)


def _starlink(inquiry: Inquiry) -> tuple[StarlinkCheck, ...]:
    from orbitviz.analysis.deployment.starlink import starlink_check

    return (starlink_check(),)


# As the design says, then with the most that has been flown.
BUILD_UP = SlowNeed("build-up", (partial(_answer, flown=False), partial(_answer, flown=True)))
STARLINK = SlowNeed("Starlink's history", (_starlink,))
