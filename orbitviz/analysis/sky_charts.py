"""Charts of a sky: through a night, by the Sun's depression, through a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, TimeAxis
from orbitviz.analysis.night_sky import MODEL, SkyCounts
from orbitviz.analysis.sky_series import NAUTICAL_DEG, Evening
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import DAY_S, HOUR_S
from orbitviz.base.units import fixed_text
from orbitviz.orbits.timescale import Instant

_BRIGHT = "6"  # magnitude of the curves
_DARK_DEG = 18.0


def night_charts(rows: Sequence[SkyCounts]) -> tuple[Chart, ...]:
    """Return counts by time, beside the stars, and by the Sun's depression in the evening."""
    if not rows:
        return ()
    begin = Instant.parse(rows[0].time)
    hours = np.array([Instant.parse(row.time).seconds_since(begin) / HOUR_S for row in rows])
    sun_deg = np.array([row.sun_elevation_deg for row in rows])
    above = f"above {rows[0].min_elevation_deg:g}°"
    axis = TimeAxis(begin, HOUR_S)
    dark = hours[sun_deg <= -_DARK_DEG]
    bands = ((float(dark[0]), float(dark[-1])),) if len(dark) > 1 else ()
    charts = [
        Chart(
            title=title,
            unit="",
            y_name="satellites" if curves is _satellites else "number",
            x=hours,
            x_name="UTC",
            x_labels=tuple(row.time[11:16] for row in rows),
            ticks=_clock_ticks(begin, float(hours[-1])),
            curves=curves(rows),
            bands=bands,
            band_name="Sun lower than 18°",
            time_axis=axis,
            assumption=f"{MODEL} Click to go to that time.",
        )
        for title, curves in (
            (f"Satellites {above}", _satellites),
            (f"Brighter than magnitude {_BRIGHT}, {above}", _bright),
        )
    ]
    evening = slice(0, int(np.argmin(sun_deg)) + 1)
    depression = -sun_deg[evening]
    if len(depression) > 1:
        charts.append(
            Chart(
                title=f"By the Sun's depression, {above}",
                unit="",
                y_name="satellites",
                x=depression,
                x_name="depression of the Sun (°)",
                x_labels=tuple(f"{fixed_text(one, 1)}°" for one in depression),
                ticks=tuple((float(x), f"{x}°") for x in range(0, 91, 6) if x <= depression[-1]),
                curves=_satellites(rows[evening]),
                assumption=f"From sunset to the lowest Sun. {MODEL}",
            )
        )
    return tuple(charts)


def year_charts(evenings: Sequence[Evening]) -> tuple[Chart, ...]:
    """Return counts at the end of nautical dusk through a year; none if it is never dark."""
    known = [one.counts for one in evenings if one.counts is not None]
    if not known:
        return ()
    begin = Instant.parse(f"{evenings[0].day.isoformat()}T00:00:00Z")
    days = np.array([float((one.day - evenings[0].day).days) for one in evenings])
    above = f"above {known[0].min_elevation_deg:g}°"
    rows = [one.counts for one in evenings]
    return tuple(
        Chart(
            title=title,
            unit="",
            y_name="satellites" if curves is _satellites else "number",
            x=days,
            x_name="date",
            x_labels=tuple(one.day.isoformat() for one in evenings),
            ticks=tuple(
                (float(days[k]), f"{one.day:%b}")
                for k, one in enumerate(evenings)
                if (k == 0 or evenings[k - 1].day.month != one.day.month) and one.day.month % 2
            ),
            curves=curves(rows),
            time_axis=TimeAxis(begin, DAY_S),
            assumption=f"At the end of nautical dusk, the Sun {NAUTICAL_DEG:.0f}° below the "
            f"horizon; at noon where it is lower all day. {MODEL}",
        )
        for title, curves in (
            (f"Satellites {above} at nautical dusk", _satellites),
            (f"Brighter than magnitude {_BRIGHT}, {above}", _bright),
        )
    )


def _satellites(rows: Sequence[SkyCounts | None]) -> tuple[Curve, ...]:
    return (
        Curve("in view", _values(rows, lambda row: row.above_min), "load"),
        Curve("in sunlight", _values(rows, lambda row: row.sunlit_above_min), "sun"),
    )


def _bright(rows: Sequence[SkyCounts | None]) -> tuple[Curve, ...]:
    return (
        Curve("satellites", _values(rows, lambda row: row.brighter_than[_BRIGHT]), "sun"),
        Curve("stars", _values(rows, lambda row: row.stars_brighter_than[_BRIGHT]), "cool"),
    )


def _values(rows: Sequence[SkyCounts | None], count: Callable[[SkyCounts], int]) -> Floats:
    return np.array([np.nan if row is None else float(count(row)) for row in rows])


def _clock_ticks(begin: Instant, hours: float) -> tuple[tuple[float, str], ...]:
    """Return ticks at full hours of UTC, at most about eight."""
    step = next(one for one in (1, 2, 3, 6, 12) if hours / one <= 8 or one == 12)
    first = begin.to_datetime()
    past = first.hour + first.minute / 60.0 + first.second / 3600.0
    places = np.arange(np.ceil(past / step) * step, past + hours + 1e-9, step)
    return tuple((float(one - past), f"{int(one) % 24:02d}:00") for one in places)
