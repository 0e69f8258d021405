"""The option --min-elevation of the verbs that look at the sky."""

from __future__ import annotations

from orbitviz.base.errors import UserError
from orbitviz.model.sky_options import LEAST_ELEVATION_DEG, MOST_ELEVATION_DEG


def check_elevation(min_elevation_deg: float) -> None:
    """Raise UserError unless satellites can be counted from an elevation on."""
    if not LEAST_ELEVATION_DEG <= min_elevation_deg <= MOST_ELEVATION_DEG:  # nan neither
        raise UserError(
            f"--min-elevation is {min_elevation_deg:g}",
            allowed=f"{LEAST_ELEVATION_DEG:.0f} to {MOST_ELEVATION_DEG:.0f} degrees",
        )
