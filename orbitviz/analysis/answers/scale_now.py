"""The question of the panels how large a design is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.analysis.census import take_census
from orbitviz.base.errors import UserError
from orbitviz.model.design.key_path import TableKeys
from orbitviz.model.state import Document

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.planning import FleetYears
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


class _YearsCache:
    """The years of the last design: they do not depend on time or selection."""

    def __init__(self) -> None:
        self._known: tuple[Document, FleetYears] | None = None

    def of(self, document: Document) -> FleetYears:
        """Return the years of a design. Raises UserError if it cannot be planned."""
        from orbitviz.analysis.deployment.from_design import DEFAULT_YEARS
        from orbitviz.analysis.deployment.planning import fleet_years

        known = self._known
        if (
            known is None
            or known[0].constellation is not document.constellation
            or known[0].design != document.design
        ):
            known = self._known = document, fleet_years(document, DEFAULT_YEARS, TableKeys())
        return known[1]


def _scale(inquiry: Inquiry) -> tuple[ScaleNow, ...]:
    from orbitviz.analysis.scale.scaling import scale_of

    question = inquiry.question
    document = question.document
    shells = document.constellation.shell_count
    if not len(document.constellation):
        return (ScaleNow(None, "There is no design with satellites to measure."),)
    try:
        years = inquiry.cache(_YearsCache).of(document)
        census = take_census(question.fleet, question.geometry, np.ones(shells, bool))
        return (ScaleNow(scale_of(document, census, years.history, years.calendar)),)
    except UserError as error:
        return (ScaleNow(None, str(error)),)


SCALE = SlowNeed("scale", (_scale,))
