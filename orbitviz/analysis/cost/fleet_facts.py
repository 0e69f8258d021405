"""What a fleet is and delivers, as far as its cost depends on it."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.analysis.census import Census
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.life import life_of
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check, no_check
from orbitviz.model.design.constellation import Design
from orbitviz.model.state import Document
from orbitviz.subsystems.quantities.work import COMPUTE


@dataclass(frozen=True, kw_only=True)
class FleetFacts:
    """What a fleet is and delivers.

    kg_per_kw          mass over the rated power of the computers
    kw_per_satellite   rated power of the computers of a satellite, on average
    delivered_share    FLOP/s delivered of those installed, ages spread over the life
    flops_per_w        FLOP/s installed per W of rated power
    life_years, failures_per_year, spares   of the tables life, reliability and deployment, or of
                       the satellites; `stated` has those of them that the tables state
    """

    kg_per_kw: float
    kw_per_satellite: float
    delivered_share: float
    flops_per_w: float
    life_years: float
    failures_per_year: float
    spares: float
    stated: tuple[str, ...] = ()


def facts_of(design: Design, census: Census, now: Figures, delivered_flops: float) -> FleetFacts:
    """Return the facts of the satellites of a census.

    now               their figures
    delivered_flops   what they deliver with ages spread over their life

    Raises UserError where they deliver no computing.
    """
    hardware = now.hardware
    if hardware.average_w <= 0.0:
        raise UserError(
            "the satellites carry no computers: there is nothing to price",
            allowed="a design whose compute.rated_kw is above 0",
        )
    if delivered_flops <= 0.0:
        raise UserError("the satellites deliver no computing: there is nothing to price")
    kw = hardware.average_w / 1e3
    life = design.life.years or sum(
        float(census.satellites[ours].sum())
        * part.design.compute.rated_kw
        * part.design.life_years
        / kw
        for part, ours in zip(census.fleet.parts, census.planes, strict=True)
    )
    return FleetFacts(
        kg_per_kw=hardware.mass_kg / kw,
        kw_per_satellite=kw / now.satellites,
        delivered_share=delivered_flops / hardware.installed_flops,
        flops_per_w=hardware.installed_flops / hardware.average_w,
        life_years=life,
        failures_per_year=design.reliability.failures_per_year,
        spares=design.deployment.spares,
        stated=tuple(_stated(design)),
    )


@dataclass(frozen=True, eq=False)
class DeliveringFleet:
    """What the satellites of a census deliver: that of a cost which takes time to find.

    now               their figures
    delivered_flops   with ages spread over their life
    """

    census: Census
    now: Figures
    delivered_flops: float

    def facts_by(self, design: Design) -> FleetFacts:
        """Return the facts, with the tables of a design that flies the same; see facts_of."""
        return facts_of(design, self.census, self.now, self.delivered_flops)


def delivering_fleet(
    document: Document, census: Census, check: Check = no_check
) -> DeliveringFleet:
    """Return what the satellites of a census deliver; check is called now and then."""
    now = figures(census)
    works = now.hardware.average_w > 0.0
    delivered = life_of(document, census, check).steady.total(COMPUTE) if works else 0.0
    return DeliveringFleet(census, now, delivered)


def _stated(design: Design) -> list[str]:
    stated = {
        "life_years": design.life.years is not None,
        "failures_per_year": "failures_per_year" in design.reliability.model_fields_set,
        "spares": "spares" in design.deployment.model_fields_set,
    }
    return [name for name, is_stated in stated.items() if is_stated]
