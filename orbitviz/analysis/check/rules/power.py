"""Arrays and batteries that cannot feed their satellite."""

from __future__ import annotations

from orbitviz.analysis.check.rules.of_satellites import satellite_rule

ARRAY = satellite_rule(
    "array",
    "power",
    "Array too small for the housekeeping",
    "A satellite whose array cannot feed its housekeeping is lost, whatever its battery is.",
    "energy over the settled orbit (operating map), losses of the battery included",
)
BATTERY = satellite_rule(
    "battery",
    "power",
    "Battery that runs empty in eclipse",
    "Housekeeping must last through every eclipse, at any age.",
    "least charge over the settled orbits (operating map); the fix carries the housekeeping "
    "through the longest eclipse of the shells",
)
PEAK = satellite_rule(
    "peak",
    "power",
    "Peak that the array does not carry",
    "A peak above the array's power lasts as long as the battery does.",
    "peak power of the computers against a new array in full sunlight at 1 au",
)
RULES = (ARRAY, BATTERY, PEAK)
