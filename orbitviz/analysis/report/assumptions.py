"""Assumptions behind the numbers, in sentences, and the models of motion in use."""

from __future__ import annotations

from orbitviz.base.constants import EARTH_ALBEDO, EARTH_IR_W_M2, SOLAR_FLUX_W_M2
from orbitviz.model.state import State
from orbitviz.subsystems.compute import PLANNED_SHARE
from orbitviz.subsystems.power import FADE_SOC, TAPER_SOC

ASSUMPTIONS = (
    "Orbits: J2-secular mean elements; circular for power and heat.",
    "Shadow of a spherical Earth without air: with its penumbra now and over the orbit, as a "
    "cylinder for the year.",
    "Battery and temperature are those of orbits that repeat; one thermal node a satellite; "
    f"albedo {EARTH_ALBEDO:.2f}, infrared of the Earth {EARTH_IR_W_M2:.0f} W/m2, sunlight "
    f"{SOLAR_FLUX_W_M2:,.0f} W/m2 at 1 au.",
    "All power drawn on board becomes heat of the node. Charging tapers over the last "
    f"{100.0 * TAPER_SOC:.0f} % of the battery, limits set in over {100.0 * FADE_SOC:.0f} %.",
    "Chips throttle evenly between their soft and hard limit; performance is (power / rated "
    "power) to the exponent of the design.",
    f'The policy "scale" plans with {100.0 * PLANNED_SHARE:.0f} % of what the array gives in an '
    "orbit and of what the charger can put by.",
    "A workload that follows the Sun takes the angle from orbit noon for local time below: exact "
    "along the equator, a wave of the same mean elsewhere.",
    "kW per tonne counts the rated power of the computers, as the filing does.",
    "W and FLOP/s are sums over the satellites named, at the instant of the report.",
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
