"""The question of the panels how large a design is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from orbitviz.analysis.answers.needs import Inquiry, SlowNeed
from orbitviz.analysis.census import take_census
from orbitviz.base.errors import UserError

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


def _scale(inquiry: Inquiry) -> tuple[ScaleNow, ...]:
    from orbitviz.analysis.deployment.planned_fleet import planned_fleet
    from orbitviz.analysis.scale.scaling import scale_of

    question = inquiry.question
    document = question.document
    shells = document.constellation.shell_count
    if not len(document.constellation):
        return (ScaleNow(None, "There is no design with satellites to measure."),)
    try:
        planned = planned_fleet(document)
        census = take_census(question.fleet, question.geometry, np.ones(shells, bool))
        return (ScaleNow(scale_of(document, census, planned)),)
    except UserError as error:
        return (ScaleNow(None, str(error)),)


SCALE = SlowNeed("scale", (_scale,))
