"""The panel of density: satellites per km3 by altitude and latitude, beside catalogues."""

from __future__ import annotations

import math

import numpy as np

from orbitviz.analysis.answers.density_now import DENSITY
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart, Curve
from orbitviz.analysis.density.compared import SourceDensity
from orbitviz.analysis.density.sources import altitude_peak_of
from orbitviz.analysis.density.spatial import Density
from orbitviz.analysis.heatmap import Heatmap
from orbitviz.base.arrays import Floats
from orbitviz.base.units import MISSING, number_text
from orbitviz.ui.panels.facts import Fact
from orbitviz.ui.panels.panel_spec import PanelSpec

_MILLION_KM3 = 1e6
_UNIT = "per million km³"
_TONES = ("flops", "sun", "charge", "shed")
_LONGEST, _LABEL = 22, 10  # characters of a name, and of one in a label
_LEAST = 1e-3  # per million km3: the lowest density of the logarithmic axis
_AT_RANDOM = 0.554  # mean distance to the nearest of points at random, times density^(1/3)
_LATITUDE_TICKS = tuple((float(lat), f"{abs(lat)}°{_pole}") for lat, _pole in (
    (-60, "S"), (-30, "S"), (0, ""), (30, "N"), (60, "N"),
))  # fmt: skip


def _facts(answers: Answers) -> tuple[Fact, ...]:
    now = answers[DENSITY]
    peak = now.design.peak
    altitude_km, per_km3 = altitude_peak_of(now.design.density)
    step_km = float(now.cells.altitude_km[1] - now.cells.altitude_km[0])
    lat_deg = round(abs(math.degrees(peak.lat_rad)))
    poles = "N, S" if peak.is_mirrored else "N" if peak.lat_rad > 0.0 else "S"
    apart_km = _AT_RANDOM / np.cbrt(peak.per_km3) if peak.per_km3 else math.nan
    texts = (
        f"{altitude_km:,.0f} km", _text(per_km3),
        f"{peak.altitude_km:,.0f} km, {lat_deg}° {poles}", _text(peak.per_km3),
        ", ".join(now.crowded), f"{number_text(apart_km)} km",
    )  # fmt: skip
    helps = (
        ("Most crowded altitude", f"Middle of a layer of {step_km:g} km."),
        ("Per million km³", "Satellites in that layer, mean over all latitudes."),
        ("Most crowded place", f"Cells of {step_km:g} km and 2° of latitude: where orbits turn."),
        ("Per million km³ there", "Satellites in that cell; N, S where it is as crowded on "
         "both sides of the equator."),
        ("Groups there", "Groups with shells in that layer."),
        ("Nearest, at random", "Mean distance to the nearest other, if satellites stood there at "
         "random: 0.554 / density^(1/3). Phasing keeps those of one shell farther apart."),
    )  # fmt: skip
    facts = [
        Fact(label, text if now.design.satellites else MISSING, help)
        for (label, help), text in zip(helps, texts, strict=True)
    ]
    for one in now.catalogues:
        value = float(one.density.by_altitude_km3[_layer(now.cells.altitude_km, altitude_km)])
        facts.append(
            Fact(f"{_short(one.name, _LABEL)} at {altitude_km:,.0f} km", _text(value),
                 f"Objects {_UNIT} in the same layer, mean over all latitudes.")
        )  # fmt: skip
    return tuple(facts)


def _charts(answers: Answers) -> tuple[Chart, ...]:
    now = answers[DENSITY]
    edges = now.cells.altitude_km
    sources = (now.design, *now.catalogues)
    by_altitude = Chart(
        title="Density by altitude",
        unit=_UNIT,
        x=0.5 * (edges[:-1] + edges[1:]),
        x_name="altitude, km",
        curves=tuple(
            Curve(_short(one.name), _MILLION_KM3 * one.density.by_altitude_km3, tone)
            for one, tone in zip(sources, _TONES, strict=False)
        ),
        log_floor=_LEAST,
        assumption=f"Layers of {edges[1] - edges[0]:g} km, mean over latitudes and longitudes. "
        "A shell has no height of its own: thinner layers would be denser.",
    )
    greatest = max(float(one.density.per_km3.max()) for one in sources)
    if not now.catalogues:
        return by_altitude, _image(now.design, _used(now.design.density), 3.0, greatest)
    whole = slice(0, len(edges) - 1)
    return (by_altitude, *(_image(one, whole, 5.0, greatest) for one in sources))


def _used(density: Density) -> slice:
    """Return the layers in which there is something, with one more on either side."""
    used = np.flatnonzero(density.count.sum(axis=1) > 0.0)
    if not len(used):
        return slice(0, density.count.shape[0])
    return slice(max(int(used[0]) - 1, 0), min(int(used[-1]) + 2, density.count.shape[0]))


def _image(one: SourceDensity, layers: slice, decades: float, greatest_per_km3: float) -> Chart:
    cells = one.density.cells
    edges = cells.altitude_km[layers.start : layers.stop + 1]
    return Chart(
        title=f"By latitude: {_short(one.name)}",
        unit=_UNIT,
        x=np.degrees(cells.lat_rad),
        x_name="latitude",
        curves=(),
        ticks=_LATITUDE_TICKS,
        heatmap=Heatmap(
            x=np.degrees(cells.lat_rad),
            y=edges,
            values=_MILLION_KM3 * one.density.per_km3[layers],
            name="density",
            unit=_UNIT,
            y_name="altitude, km",
            x_text=_latitude,
            y_text=lambda km: f"{km:,.0f} km",
            decades=decades,
            greatest=_MILLION_KM3 * greatest_per_km3,
        ),
        assumption="Mean over longitudes and over a turn of the nodes; colours are logarithmic, "
        "and the same in all images.",
    )


def _latitude(lat_deg: float) -> str:
    return f"{abs(lat_deg):.0f}° {'N' if lat_deg >= 0.0 else 'S'}"


def _layer(edges: Floats, altitude_km: float) -> int:
    return int(np.searchsorted(edges, altitude_km)) - 1


def _text(per_km3: float) -> str:
    return number_text(_MILLION_KM3 * per_km3)


def _short(name: str, longest: int = _LONGEST) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


CROWDING = PanelSpec(
    id="density",
    title="Density",
    help="Show or hide how crowded space is around the selection, beside the open catalogues.",
    shortcut="Shift+F6",
    at_first=False,
    needs=frozenset({DENSITY}),
    facts=_facts,
    charts=_charts,
    footnote="A satellite counts in each cell with the share of its time that it spends there: "
    "circles in closed form, eccentric orbits sampled. Altitudes over 6,378.137 km; latitudes "
    "geocentric.",
)
