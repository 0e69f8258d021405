"""The numbers of a report: a design as a whole, and group by group."""

import numpy as np

import orbitviz
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.base.units import si_text
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at

document = orbitviz.load("one-shell").document
epoch = document.design.epoch_instant
sky = sky_geometry_at(epoch)
fleet = solve_fleet(document, float(np.linalg.norm(sky.sun_teme_km)))

reporter = Reporter(State.of(document, Playback(epoch)), sky, fleet)
report = reporter.report(np.ones(document.constellation.shell_count, bool))
for row in (*report.groups, report.total):
    power, work = si_text(row.array_w, "W"), si_text(row.flops_delivered, "FLOP/s")
    print(f"{row.name:12} {row.satellites:6,} satellites  {power}  {work}")
for finding in report.findings:
    print(finding)
