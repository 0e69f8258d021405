"""What a sky has to say in numbers, as cards."""

from __future__ import annotations

from orbitviz.analysis.night_sky import MODEL, SkyCounts, from_horizon
from orbitviz.base.units import fixed_text
from orbitviz.ui.panels.facts import Card, Fact

_LIT = "They see at least a part of the Sun."
_NO_REFRACTION = "Of the middle of the Sun, without refraction."


def sky_cards(counts: SkyCounts) -> tuple[Card, ...]:
    """Return the sky of a place at one instant as cards."""
    above = f"above {counts.min_elevation_deg:g}°"
    best = counts.best_elevation_deg
    now = Card(
        "Satellites now",
        (
            Fact("Above the horizon", f"{counts.above_horizon:,}", "Without refraction."),
            Fact("In sunlight", f"{counts.sunlit_above_horizon:,}", _LIT),
            Fact(f"In view, {above}", f"{counts.above_min:,}",
                 "From the least elevation on; lower ones stand behind trees and haze."),
            Fact(f"In sunlight, {above}", f"{counts.sunlit_above_min:,}", _LIT),
            Fact("Best elevation", "none" if best is None else f"{fixed_text(best, 1)}°",
                 "Of the highest satellite."),
            Fact("Sun", from_horizon(counts.sun_elevation_deg), _NO_REFRACTION),
        ),
    )  # fmt: skip
    stars = counts.stars_brighter_than
    unknown = counts.unknown_sunlit_above_min
    brighter = Card(
        f"Brighter than, {above}",
        tuple(
            Fact(f"Magnitude {limit}", f"{count:,} · {stars[limit]:,} stars", MODEL)
            for limit, count in counts.brighter_than.items()
        ),
        (f"The brightness of {unknown:,} more in sunlight is not known.",) if unknown else (),
        "The Sun is up: hardly any of them is seen." if counts.sun_elevation_deg > 0.0 else "",
    )
    return now, brighter


def words_of(counts: SkyCounts) -> str:
    """Return the sky in a sentence, for those who cannot see its picture."""
    return (
        f"{counts.above_horizon:,} satellites above the horizon, {counts.sunlit_above_horizon:,} "
        f"of them in sunlight; Sun {from_horizon(counts.sun_elevation_deg)}"
    )
