"""Magnitudes of satellites that fly, as measured, by the name that a catalogue gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from orbitviz.base.arrays import Floats

# Means reduced to 1,000 km, secondary: V1.0 Mallama 2020, VisorSat Mallama 2021, V1.5
# arXiv:2507.00107, V2 mini that speak to phones and others arXiv:2306.06657, OneWeb and Amazon Leo
# Mallama. Where a generation begins in the numbers of Starlink's names is assumed.
_STARLINK = ((1_500, 5.93), (3_000, 7.22), (11_000, 6.34), (12_000, 6.47), (1_000_000, 7.87))
_OTHERS = {"ONEWEB": 7.18, "KUIPER": 6.81}
_NAME = re.compile(r"(STARLINK|ONEWEB|KUIPER)-(\d{1,6})( \[[^]]*\])?", re.IGNORECASE)


def measured_magnitudes(names: Sequence[str]) -> Floats:
    """Return (n,) mean magnitudes at 1,000 km of catalogue objects, nan where none is known."""
    return np.array([_magnitude_of(name) for name in names], np.float64).reshape(-1)


def _magnitude_of(name: str) -> float:
    found = _NAME.fullmatch(name.strip())
    if found is None:
        return np.nan
    family, number = found[1].upper(), int(found[2])
    if family != "STARLINK":
        return _OTHERS[family]
    return next(magnitude for end, magnitude in _STARLINK if number < end)
