"""The charts of a tour, made of the state of a moment."""

from __future__ import annotations

from orbitviz.analysis.chart import Chart
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.nights import night_of
from orbitviz.analysis.report.charts import losses_chart, sunlit_chart
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.sky_charts import night_charts
from orbitviz.analysis.sky_series import night_rows
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.base.errors import UserError
from orbitviz.model.state import State
from orbitviz.model.tour.shot_chart import ShotChart
from orbitviz.orbits.sky_geometry import SkyGeometry

_STEP_S = 30.0 * MINUTE_S


def chart_of(about: ShotChart, state: State, geometry: SkyGeometry, fleet: Fleet) -> Chart:
    """Return a chart of the shells that are shown. Raises UserError if there is none."""
    if about.kind.startswith("night"):
        chart = _night(about.kind, state, geometry)
    else:
        reporter, mask = Reporter(state, geometry, fleet), state.shown_shells
        chart = (
            sunlit_chart(state, reporter, mask)
            if about.kind == "sunlit-year"
            else losses_chart(reporter.figures(mask))
        )
    if chart is None:
        raise UserError(f'"{about.kind}" has nothing to show here')
    return chart


def _night(kind: str, state: State, geometry: SkyGeometry) -> Chart | None:
    """Return a chart of the night in which an instant lies, or that follows."""
    sky = state.view.sky
    assert sky.site is not None
    # Local mean time decides which evening is meant: before noon that of the day before.
    local = geometry.instant.plus_s((sky.site.lon_deg / 360.0 - 0.5) * DAY_S)
    night = night_of(sky.site, local.to_datetime().date(), _STEP_S)
    rows = list(night_rows(state, sky.site, night, sky.min_elevation_deg))
    charts = night_charts(rows)
    return charts[0 if kind == "night" else 1] if charts else None
