"""Manoeuvres to avoid collisions, extrapolated from those that have been counted."""

from __future__ import annotations

from orbitviz.analysis.scale.published import MANOEUVRES_A_YEAR, MANOEUVRING
from orbitviz.analysis.scale.rows import Spread

# Of the number of satellites: each as often as a Starlink; between; as the number of pairs.
EXPONENTS = (1.0, 1.5, 2.0)


def manoeuvres_a_year(satellites: float) -> Spread:
    """Return the manoeuvres a year of a fleet of so many satellites.

    m0 (N / N0)^k with the m0 a year of the N0 Starlinks counted last, k from 1 to 2.
    """
    ratio = satellites / MANOEUVRING
    return Spread(*sorted(MANOEUVRES_A_YEAR * ratio**exponent for exponent in EXPONENTS))
