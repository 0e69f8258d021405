"""The ranges of a chart's axes, and the chart that a new one is compared with; without Qt."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, in_unit_of
from orbitviz.base.arrays import Floats
from orbitviz.base.rounding import round_step
from orbitviz.base.units import unit_ratio

_NOTHING = 1e-6  # in the unit of a chart
_OFF_AXIS = 0.05  # of a decade
Range = tuple[float, float]


def value_range(chart: Chart) -> Range:
    """Return round ends around the values and the levels of a chart, not of a waterfall."""
    values = _values(chart)
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    if max(abs(low), abs(high)) < _NOTHING:
        low, high = 0.0, 1.0
    low = min(low, 0.0) if chart.bars or (low > 0.0 and low < 0.35 * high) else low
    # A nearly constant curve must not look as if it varied.
    flat = max(0.05 * abs(high) - (high - low), 0.0)
    low, high = low - 0.5 * flat, high + 0.5 * flat
    room = max(high - low, 1e-9)
    # Round ends, so that the axis does not move with every small change of the values.
    step = round_step(room / 8.0)
    return (
        float(np.floor((low - 0.04 * room * (low != 0.0)) / step) * step),
        float(np.ceil((high + 0.04 * room) / step) * step),
    )


def log_range(chart: Chart) -> Range:
    """Return decades around the values of a chart on a logarithmic axis, as powers of ten.

    The lowest value lies just below them, or it would be drawn on the axis.
    """
    values = _values(chart)
    high = max(float(values.max(initial=0.0)), 10.0 * chart.log_floor)
    return float(np.log10(chart.log_floor)) + _OFF_AXIS, float(np.ceil(np.log10(high) + 0.05))


def is_beyond(chart: Chart, earlier: Chart | None) -> bool:
    """Whether values of a chart lie outside the range of the one that it is compared with."""
    earlier = comparable(chart, earlier)
    if earlier is None:
        return False
    chart = in_unit_of(chart, earlier)
    if chart.is_waterfall:
        return chart.steps[0][1] > 1.02 * earlier.steps[0][1]
    values = _values(chart)
    if chart.log_floor > 0.0:  # what lies below the axis is drawn on it
        return bool(len(values) and values.max() > 10.0 ** log_range(earlier)[1])
    low, high = value_range(earlier)
    return bool(len(values) and (values.min() < low or values.max() > high))


def comparable(chart: Chart, earlier: Chart | None) -> Chart | None:
    """Return the earlier chart if it has the same title and kind of unit, else None."""
    if earlier is None or earlier.title != chart.title:
        return None
    alike = earlier.bars is chart.bars and earlier.is_waterfall is chart.is_waterfall
    return earlier if alike and unit_ratio(chart.unit, earlier.unit) is not None else None


def has_same_places(chart: Chart, earlier: Chart) -> bool:
    """Whether both charts have the same places: the days of a year move on at midnight."""
    return chart.bars or chart.x_labels == earlier.x_labels


def _values(chart: Chart) -> Floats:
    values = np.concatenate([curve.values for curve in chart.curves] or [np.zeros(0)])
    return np.append(values[np.isfinite(values)], [level.value for level in chart.levels])
