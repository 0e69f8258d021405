"""Radiators, chips and coolant beyond their limits."""

from __future__ import annotations

from orbitviz.analysis.check.rules.of_satellites import satellite_rule

RADIATOR = satellite_rule(
    "radiator",
    "heat",
    "Radiator that does not close",
    "Where less heat leaves than is made, chips reach the limit at which they shut down.",
    "hottest chips over the settled orbits (operating map) against their hard limit",
)
CHIPS = satellite_rule(
    "chips",
    "heat",
    "Chips at or near their soft limit",
    "Throttled chips deliver less than was launched.",
    "hottest chips over the settled orbits (operating map) against their soft limit; assumed "
    "margin: 5 K",
)
COOLANT = satellite_rule(
    "coolant",
    "heat",
    "Load that does not close at the coolant's temperature",
    "Racks are built for a temperature of the coolant; a radiator as cold as that emits so much "
    "and no more.",
    "Stefan-Boltzmann law at the coolant's temperature, Sun and Earth left out",
)
RULES = (RADIATOR, CHIPS, COOLANT)
