"""The panel of coverage: who sees the selected satellites, how many and how high."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.analysis.answers.comparison import SELECTED
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.coverage.answers import (
    COVER_BY_LATITUDE,
    WORST_PLACE,
    always_covered,
    earth_mean,
)
from orbitviz.analysis.coverage.latitudes import LatitudeCover
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.base.units import fixed_text, number_text
from orbitviz.orbits.coverage import central_angle_rad
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_spec import PanelSpec

_COMPUTING = "computing…"
_TICKS = ((-60.0, "60°S"), (-30.0, "30°S"), (0.0, "0°"), (30.0, "30°N"), (60.0, "60°N"))
_SAMPLES = "of a day, from samples at times and longitudes"


def _facts(answers: Answers) -> tuple[Fact, ...]:
    if not answers[SELECTED].count:
        return ()
    # The curves may still be those of another elevation: what is shown belongs together.
    found = answers.get(COVER_BY_LATITUDE, ())
    least_rad = found[0].min_elevation_rad if found else answers.question.min_elevation_rad
    facts = [
        Fact(
            "In view from",
            f"{math.degrees(least_rad):g}° up",
            "Least elevation, as for footprints: View, Footprints.",
        ),
        Fact(
            "Footprint radius",
            _footprints(answers, least_rad),
            "On the ground, of the lowest and the highest selected shell: R · λ with "
            "λ = acos(R cos e / r) − e on a spherical Earth.",
        ),
    ]
    worst = answers.get(WORST_PLACE, ())
    if found:
        facts += [
            Fact(
                "In view, mean",
                number_text(earth_mean(found[0], found[0].in_view_mean)),
                "Over the area of the Earth; closed form for circular orbits.",
            ),
            Fact("Always in view", _spans(found[0]), f"A satellite is in view: {_SAMPLES}."),
        ]
    facts += [
        Fact(
            "Worst elevation",
            _signed(worst[0].elevation_rad) if worst else _COMPUTING,
            "Lowest that the highest satellite stands anywhere over an orbit; below 0 it is below "
            "the horizon.",
        ),
        Fact(
            "Worst central angle",
            _signed(worst[0].central_angle_rad) if worst else _COMPUTING,
            "Largest angle at the Earth's centre from a place to its nearest satellite, over an "
            "orbit: the largest facet of the hull of the satellites.",
        ),
    ]
    return tuple(facts)


def _footprints(answers: Answers, least_rad: float) -> str:
    constellation = answers.question.document.constellation
    mask = answers.question.mask
    sma, ecc = constellation.sma_km[mask], constellation.ecc[mask]
    ends = float((sma * (1.0 - ecc)).min()), float((sma * (1.0 + ecc)).max())
    low, high = (
        f"{EARTH_RADIUS_KM * float(central_angle_rad(radius, least_rad)):,.0f}" for radius in ends
    )
    return f"{low} km" if low == high else f"{low} to {high} km"


def _spans(cover: LatitudeCover) -> str:
    spans = always_covered(cover)
    if not spans:
        return "nowhere"
    if spans == ((-90.0, 90.0),):
        return "everywhere"
    return ", ".join(f"{_latitude(low)} to {_latitude(high)}" for low, high in spans)


def _latitude(lat_deg: float) -> str:
    side = "S" if lat_deg < 0.0 else "N" if lat_deg else ""
    return f"{abs(lat_deg):g}°{side}"


def _signed(angle_rad: float) -> str:
    return f"{fixed_text(math.degrees(angle_rad), 2)}°"


def _charts(answers: Answers) -> tuple[Chart, ...]:
    found = answers.get(COVER_BY_LATITUDE, ())
    if not found:
        return ()
    cover, least_deg = found[0], math.degrees(found[0].min_elevation_rad)
    mean, fewest = cover.in_view_mean, cover.in_view_min.astype(np.float64)
    best_deg = np.degrees(cover.best_elevation_rad)
    return (
        _chart(
            cover, "Satellites in view", "", "in view",
            (Curve("mean", mean, "load"), Curve("fewest", fewest, "shed")),
            assumption=f"Above {least_deg:g}°. The mean is in closed form for circular orbits, the "
            f"fewest is {_SAMPLES}.",
        ),
        _chart(
            cover, "Best elevation, mean", "°", "elevation",
            (Curve("highest satellite", best_deg, "sun"),),
            (Level("in view", least_deg),) if least_deg else (),
            assumption=f"Of the highest satellite: mean {_SAMPLES}.",
        ),
    )  # fmt: skip


def _chart(
    cover: LatitudeCover,
    title: str,
    unit: str,
    y_name: str,
    curves: tuple[Curve, ...],
    levels: tuple[Level, ...] = (),
    *,
    assumption: str,
) -> Chart:
    return Chart(
        title=title,
        unit=unit,
        y_name=y_name,
        x=cover.lat_deg,
        x_name="latitude, °",
        curves=curves,
        x_labels=_labels(cover.lat_deg),
        ticks=_TICKS,
        levels=levels,
        assumption=assumption,
    )


def _labels(lat_deg: Floats) -> tuple[str, ...]:
    return tuple(_latitude(lat) for lat in lat_deg.tolist())


COVERAGE = PanelSpec(
    id="coverage",
    title="Coverage",
    help="Show or hide who has the selected satellites in view, by latitude, and the worst place.",
    shortcut="Shift+F7",
    needs=frozenset({COVER_BY_LATITUDE, WORST_PLACE}),
    facts=_facts,
    charts=_charts,
    at_first=False,
    card_title="Over an orbit and a day",
    footnote="A spherical Earth, no refraction, from the epoch of the design. The layer Coverage "
    "shows the present instant on globe and map.",
)
