"""Charts of the scale of a fleet, all of them logarithmic."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, Level
from orbitviz.analysis.scale import published
from orbitviz.analysis.scale.kardashev import LANDMARKS, SAGAN, kardashev, power_of_type
from orbitviz.analysis.scale.scaling import Scale
from orbitviz.analysis.scale.traffic import Traffic
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import fixed_text, si_text

_LEAST_W = 1e6  # type 0
_LEAST_SATELLITES, _LEAST_RATE = 1.0, 1e-3
_TICKS = 8
Counted = tuple[str, Floats]  # name, and (a,) objects by layer


def power_chart(scale: Scale) -> Chart:
    """Return the power of the fleet between those of a city and of the Sun."""
    powers = [(one.name, one.power_w) for one in LANDMARKS]
    powers += [("this fleet", scale.power_w), ("type I", power_of_type(1.0))]
    powers.sort(key=lambda pair: pair[1])
    sources = "; ".join(f"{one.name}: {one.source}" for one in LANDMARKS)
    return Chart(
        title="Power, and type on Kardashev's scale",
        unit="W",
        y_name="power",
        x=np.zeros(0),
        x_name="power",
        curves=(),
        steps=tuple(powers),
        step_texts=tuple(
            f"{si_text(watts, 'W')}, {fixed_text(kardashev(watts), 2)}" for _, watts in powers
        ),
        marked_step="this fleet",
        ticks=((1e12, "1 TW"), (1e18, "1 EW"), (1e24, "1 YW")),
        log_floor=_LEAST_W,
        assumption=f"{SAGAN}. {sources}.",
    )


def altitude_chart(scale: Scale, today: tuple[Counted, ...] = ()) -> Chart:
    """Return satellites by altitude, the dead, and those of catalogues in the same layers.

    today   at most two of them
    """
    traffic = scale.traffic
    layers = _layers(traffic, today)
    curves = [
        Curve("this fleet", traffic.working[layers], "load"),
        Curve(f"dead, end of {scale.year[-1]}", traffic.dead[layers], "shed"),
    ]
    curves += [
        Curve(name, counts[layers], tone)
        for (name, counts), tone in zip(today, ("sun", "charge"), strict=False)
    ]
    return Chart(
        title="Satellites in layers of 10 km",
        unit="",
        y_name="satellites",
        x=traffic.middles_km[layers],
        x_name="altitude, km",
        ticks=_ticks(traffic.middles_km[layers]),
        curves=tuple(curves),
        levels=() if today else (
            Level("all working Starlinks", float(published.STARLINKS)),
        ),
        log_floor=_LEAST_SATELLITES,
        assumption="Each counts at its mean altitude. "
        f"{published.STARLINKS:,}: {published.STARLINKS_SOURCE}. Open a catalogue to see what "
        "flies today in the same layers.",
    )  # fmt: skip


def meetings_chart(scale: Scale) -> Chart:
    """Return how often dead satellites meet others, by altitude."""
    traffic = scale.traffic
    layers = _layers(traffic)
    return Chart(
        title="Meetings of the dead a year, by 10 km",
        unit="a year",
        y_name="meetings",
        x=traffic.middles_km[layers],
        x_name="altitude, km",
        ticks=_ticks(traffic.middles_km[layers]),
        curves=(
            Curve("with those that work", traffic.with_working[layers], "load"),
            Curve("with each other", traffic.among_dead[layers], "shed"),
        ),
        log_floor=_LEAST_RATE,
        assumption=f"Kinetic gas, n σ v, at the end of {scale.year[-1]}: nobody gets out of the "
        "way, and fragments are left out.",
    )


def air_chart(scale: Scale) -> Chart:
    """Return aluminium oxide from re-entries in every year, beside what falls by nature."""
    low, mid, high = (scale.reentered_t * factor for factor in published.ALUMINA_PER_MASS)
    years = scale.year
    step = max(int(round_step(max(len(years) - 1, 1) / _TICKS)), 1)
    natural = published.NATURAL_ALUMINIUM_T * published.ALUMINA_PER_ALUMINIUM
    return Chart(
        title="Aluminium oxide from re-entries",
        unit="t a year",
        y_name="oxide",
        x=years.astype(float),
        x_name="year",
        ticks=tuple((float(year), str(year)) for year in years[::step]),
        curves=(
            Curve("high", high, "shed"),
            Curve("middle", mid, "load"),
            Curve("low", low, "charge"),
        ),
        levels=(
            Level("natural", natural),
            Level("in 2022", published.ALUMINA_2022_T),
        ),
        log_floor=1.0,
        assumption=f"A tonne leaves 0.12, 0.57 or 1 t: {published.ALUMINA}. Natural, if all of it "
        f"oxidises: {published.NATURAL}. Satellites of 2022, 16.6 t: {published.FERREIRA}.",
    )


def _layers(traffic: Traffic, today: tuple[Counted, ...] = ()) -> slice:
    """Return the layers in which there is something, with one more on either side."""
    counts = (traffic.working, traffic.dead, *(count for _, count in today))
    used = np.flatnonzero(np.sum(counts, axis=0) >= _LEAST_SATELLITES)
    if not len(used):
        return slice(0, len(traffic.working))
    return slice(max(int(used[0]) - 1, 0), min(int(used[-1]) + 2, len(traffic.working)))


def _ticks(places_km: Floats) -> tuple[tuple[float, str], ...]:
    low, high = float(places_km[0]), float(places_km[-1])
    step = round_step((high - low) / _TICKS)
    places = np.arange(np.ceil(low / step) * step, high * (1.0 + 1e-9), step)
    return tuple((float(place), fixed_text(place)) for place in places)
