"""The question of the panels how large a design is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.analysis.census import take_census
from orbitviz.analysis.fleet import Fleet, solve_fleet
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check
from orbitviz.model.state import Document

if TYPE_CHECKING:
    from orbitviz.analysis.scale.scaling import Scale

# What plans a fleet is imported when it is first asked for: the program starts without it.


@dataclass(frozen=True, eq=False)
class ScaleNow:
    """The scale of the whole design, whatever is selected of it.

    scale     None where it cannot be told
    refusal   why it cannot, "" where it can
    """

    scale: Scale | None
    refusal: str = ""


class _DesignMaps:
    """The last maps of a design that is seen at a date: those that are shown are of its ages."""

    def __init__(self) -> None:
        self._found: tuple[Document, Fleet] | None = None

    def of(self, document: Document, seen: Fleet, check: Check) -> Fleet:
        """Return the maps of a document with the Sun as far away as for maps that are seen."""
        known = self._found
        if known is None or known[0] is not document or known[1].sun_km != seen.sun_km:
            before = known[1] if known else seen
            known = self._found = document, solve_fleet(document, seen.sun_km, before, check=check)
        return known[1]


def _scale(inquiry: Inquiry) -> tuple[ScaleNow, ...]:
    from orbitviz.analysis.deployment.planned_fleet import planned_fleet
    from orbitviz.analysis.scale.scaling import scale_of

    question, then = inquiry.question, inquiry.question.fleet_at_date
    document = question.document if then is None else then.document
    shells = document.constellation.shell_count
    if not len(document.constellation):
        return (ScaleNow(None, "There is no design with satellites to measure."),)
    try:
        planned = planned_fleet(document)
        fleet = question.fleet
        if then is not None:
            fleet = inquiry.cache(_DesignMaps).of(document, fleet, inquiry.check)
        census = take_census(fleet, question.geometry, np.ones(shells, bool))
        return (ScaleNow(scale_of(document, census, planned)),)
    except UserError as error:
        return (ScaleNow(None, str(error)),)


SCALE = SlowNeed("scale", (_scale,))
