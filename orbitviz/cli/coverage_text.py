"""The coverage of satellites as people read it on the terminal."""

from __future__ import annotations

from orbitviz.analysis.coverage.record import MODEL, CoverRecord, LatitudeRow
from orbitviz.analysis.coverage.site_cover import SiteCover
from orbitviz.analysis.night_sky import from_horizon
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.base.units import fixed_text, number_text, share_text
from orbitviz.cli.table import Page

_SHOWN_STEP_DEG = 10.0


def print_cover(record: CoverRecord) -> None:
    """Print the worst place and a row for each ten degrees of latitude."""
    page = Page()
    count = "1 satellite" if record.satellites == 1 else f"{record.satellites:,} satellites"
    page.print(f"{record.name}, {count}, from {record.time}", "italic")
    angle = fixed_text(record.worst_central_angle_deg, 2)
    where = from_horizon(record.worst_elevation_deg)
    page.print(
        f"Worst place over an orbit: the highest satellite stands {where} the horizon; the nearest "
        f"one is {angle}° away, seen from the Earth's centre."
    )
    page.print_table(
        ["Latitude", "in view, mean", "fewest", "best elevation, mean"],
        [_cells(row) for row in record.by_latitude if row.lat_deg % _SHOWN_STEP_DEG == 0.0],
    )
    if record.site is not None:
        _print_site(page, record.site)
    page.print(f"In view: {record.min_elevation_deg:g}° above the horizon or more. {MODEL}")


def _cells(row: LatitudeRow) -> list[str]:
    return [
        f"{fixed_text(row.lat_deg, 0)}°",
        fixed_text(row.in_view_mean, 2),
        f"{row.in_view_min:,}",
        f"{fixed_text(row.best_elevation_mean_deg, 1)}°",
    ]


def _print_site(page: Page, site: SiteCover) -> None:
    least = "a satellite" if site.at_least == 1 else f"{site.at_least:,} satellites"
    days = "a day" if site.span_s == DAY_S else f"{number_text(site.span_s / DAY_S)} days"
    page.print(
        f"{site.site}: {least} in view for {share_text(site.share, 2)} of {days}, "
        f"{fixed_text(site.in_view_mean, 2)} in the mean."
    )
    if site.gaps:
        revisit = site.mean_revisit_s
        again = "" if revisit is None else f"; again every {_minutes(revisit)} in the mean"
        page.print(
            f"{site.gaps:,} {'gap' if site.gaps == 1 else 'gaps'}, the longest of "
            f"{_minutes(site.longest_gap_s)}, {_minutes(site.mean_gap_s)} in the mean{again}."
        )
    if site.step_s is not None:
        page.print(f"From samples {site.step_s:g} s apart: shorter gaps can be missed.")


def _minutes(seconds: float) -> str:
    return f"{fixed_text(seconds / MINUTE_S, 1)} minutes"
