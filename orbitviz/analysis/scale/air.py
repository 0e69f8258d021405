"""The aluminium oxide that what re-enters leaves in the air."""

from __future__ import annotations

from orbitviz.analysis.scale.published import ALUMINA_PER_MASS
from orbitviz.analysis.scale.rows import Spread


def alumina_t(mass_t: float) -> Spread:
    """Return the aluminium oxide that a re-entering mass leaves, t each."""
    return ALUMINA_PER_MASS.scaled(mass_t)
