"""The charts of a report."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.chart import Chart, Curve, TimeAxis
from orbitviz.analysis.figures import Figures
from orbitviz.analysis.losses import HOW_LOSSES_ARE_FOUND
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.base.constants import DAY_S
from orbitviz.base.units import prefix_of
from orbitviz.model.group_colours import group_colours
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import State


def sunlit_chart(state: State, reporter: Reporter, mask: ShellMask) -> Chart | None:
    """Return the share of each group in sunlight through the year ahead, in the group's colour.

    mask  (s,) bool, the shells of the report
    None if no satellite flies in them.
    """
    constellation = state.document.constellation
    colours = group_colours(state.document.design)
    curves = tuple(
        Curve(
            constellation.group_name[index],
            100.0 * reporter.sunlit_through_year(members),
            colours[index],
        )
        for index in np.unique(constellation.shell_group[mask]).tolist()
        if reporter.census(members := mask & (constellation.shell_group == index)).count
    )
    if not curves:
        return None
    instants = reporter.year.instants
    days = [instant.to_datetime() for instant in instants]
    return Chart(
        title="Always sunny?",
        unit="%",
        y_name="in sunlight",
        x=np.arange(len(days), dtype=np.float64),
        x_name="date, UTC",
        curves=curves,
        x_labels=tuple(f"{day:%Y-%m-%d}" for day in days),
        ticks=tuple((float(k), f"{day:%b}") for k, day in enumerate(days) if day.day == 1),
        assumption="Share of each group in sunlight over the coming year, averaged over the orbits "
        "of each day.",
        time_axis=TimeAxis(instants[0], DAY_S),
    )


def losses_chart(now: Figures) -> Chart | None:
    """Return the waterfall from the FLOP/s installed to those delivered; None without computers."""
    if now.hardware.installed_flops <= 0.0:
        return None
    factor, letter = prefix_of(now.hardware.installed_flops)
    return Chart(
        title="Where the FLOP/s go",
        unit=f"{letter}FLOP/s",
        x=np.zeros(0),
        x_name="step",
        curves=(),
        steps=tuple((name, amount / factor) for name, amount in now.losses.steps),
        assumption=HOW_LOSSES_ARE_FOUND,
    )
