"""Assumptions behind the numbers, in sentences, and the models of motion in use."""

from __future__ import annotations

from orbitviz.analysis.losses import HOW_LOSSES_ARE_FOUND
from orbitviz.base.constants import EARTH_ALBEDO, EARTH_IR_W_M2, SOLAR_FLUX_W_M2
from orbitviz.model.state import State
from orbitviz.subsystems.compute import PLANNED_SHARE
from orbitviz.subsystems.power import FADE_SOC, TAPER_SOC

ASSUMPTIONS = (
    "Orbits: mean elements with secular J2 drift; circular for power and heat.",
    "Shadow of a spherical Earth without atmosphere: with penumbra now and over the orbit, "
    "cylindrical for the year and for the longest eclipses.",
    "Battery and temperature are those of the limit cycle; one thermal node per satellite; "
    f"albedo {EARTH_ALBEDO:.2f}, Earth infrared {EARTH_IR_W_M2:.0f} W/m², sunlight "
    f"{SOLAR_FLUX_W_M2:,.0f} W/m² at 1 au.",
    "All power drawn on board becomes heat in the node. Charging tapers over the last "
    f"{100.0 * TAPER_SOC:.0f} % of the battery; limits take effect gradually over "
    f"{100.0 * FADE_SOC:.0f} %.",
    "Chips throttle linearly between their soft and hard limits; performance is (power / rated "
    "power) raised to the exponent of the design.",
    f'The policy "scale" plans with {100.0 * PLANNED_SHARE:.0f} % of what the array supplies in an '
    "orbit and of what the charger can store.",
    "A follow-the-sun workload uses the angle from orbit noon as local time at the ground point: "
    "exact along the equator, a wave with the same mean elsewhere.",
    "kW per tonne divides the average (rated) power of the computers by the mass at launch, as "
    "AI1's 75 kW per tonne does; that of the peak, as June's 70, is given apart.",
    "FLOP/s are those of the chips, which draw a share of the rated power, chip_share; the rest of "
    "their racks draws the remainder. With chip_share = 1 all of it counts as chips.",
    "A radiator's area is that of one face; of two faces each emits. Its effectiveness lessens "
    "what it emits, not what it absorbs.",
    "Short peaks of the computers' power are compared with array and battery, not simulated.",
    "Ages: every orbit has the same mixture of them; figures are means over the ages, least and "
    "greatest values those of any age. Ages spread evenly stand as three: a sixth of the "
    "satellites new, four sixths halfway, a sixth at the end of life, also in distributions and in "
    "the shares that a limit holds.",
    "Chips that fail are not replaced; the work of interrupted jobs is lost until they run again.",
    HOW_LOSSES_ARE_FOUND,
    "W and FLOP/s are totals over the selected satellites at the time of the report.",
)


def motion_models(state: State) -> tuple[str, ...]:
    """Return the motion models of the open design and catalogues, a few words each."""
    models = []
    if len(state.document.constellation):
        epoch = state.document.design.epoch_instant.isoformat("minutes").replace("T", " ")
        models.append(f"J2 secular mean elements, epoch {epoch[:-1]} UTC")
    if state.catalogues:
        models.append("catalogues by SGP4")
    return tuple(models)
