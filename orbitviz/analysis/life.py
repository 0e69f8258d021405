"""A fleet through its life: new, replaced as it ages, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from orbitviz.analysis.census import take_census
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.fleet import Ages, Fleet, solve_fleet
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.aging import AgeShare, evenly_spread
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import Document
from orbitviz.orbits.sky_geometry import SkyGeometry


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


def life_of(
    document: Document,
    fleet: Fleet,
    geometry: SkyGeometry,
    shells: ShellMask,
    check: Check = no_check,
) -> Life:
    """Return the totals of the shells marked (s,); maps of the fleet are reused.

    check   called between altitudes
    """
    known = fleet

    def of(ages: Ages) -> Figures:
        aged = solve_fleet(document, fleet.sun_km, known, ages, fleet.fineness, check)
        return figures(take_census(aged, geometry, shells))

    known = solve_fleet(document, fleet.sun_km, fleet, evenly_spread, fleet.fineness, check)
    return Life(
        begin=of(_all_at(lambda ages: ages[0])),
        steady=figures(take_census(known, geometry, shells)),
        end=of(_all_at(lambda ages: ages[-1])),
    )


def _all_at(chosen: Callable[[tuple[AgeShare, ...]], AgeShare]) -> Ages:
    return lambda design: (AgeShare(chosen(evenly_spread(design)).years, 1.0),)
