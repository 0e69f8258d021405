"""A fleet through its life: new, replaced as it ages, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orbitviz.analysis.census import Census, flown_by
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import Ages, solve_fleet
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.aging import AgeShare, evenly_spread
from orbitviz.model.state import Document


@dataclass(frozen=True)
class Life:
    """Totals of the same satellites at one instant, whatever their ages are in the design.

    begin    all of them new
    steady   ages spread evenly over the design life
    end      all of them at the end of their design life
    """

    begin: Figures
    steady: Figures
    end: Figures


def life_of(document: Document, census: Census, check: Check = no_check) -> Life:
    """Return the totals of the satellites of a census; maps of its fleet are reused.

    check   called between altitudes
    """
    known = fleet = census.fleet

    def of(ages: Ages) -> Figures:
        aged = solve_fleet(document, fleet.sun_km, known, ages, fleet.fineness, check)
        return figures(flown_by(census, aged))

    known = solve_fleet(document, fleet.sun_km, fleet, evenly_spread, fleet.fineness, check)
    return Life(
        begin=of(_all_at(lambda ages: ages[0])),
        steady=figures(flown_by(census, known)),
        end=of(_all_at(lambda ages: ages[-1])),
    )


def _all_at(chosen: Callable[[tuple[AgeShare, ...]], AgeShare]) -> Ages:
    return lambda design: (AgeShare(chosen(evenly_spread(design)).years, 1.0),)
