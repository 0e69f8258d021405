"""One satellite through a load step: what its battery and its radiator go through."""

import numpy as np

import orbitviz
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.transients import representative_of, scenarios_of
from orbitviz.orbits.sky_geometry import sky_geometry_at

document = orbitviz.load("one-shell").document
sky = sky_geometry_at(document.design.epoch_instant)
fleet = solve_fleet(document, float(np.linalg.norm(sky.sun_teme_km)))

every_shell = np.ones(document.constellation.shell_count, bool)
representative = representative_of(fleet, sky, every_shell)
(load_step,) = scenarios_of(fleet, sky, representative, ("load-step",))

course = load_step.trajectory  # arrays (n,), SI
minutes = course.seconds / 60.0
print(f"{load_step.title}: {load_step.what}, {minutes[-1]:.0f} minutes in {len(minutes)} steps")
print(f"charge {course.soc.min():.3f} to {course.soc.max():.3f}")
print(f"radiator {course.radiator_k.min():.1f} to {course.radiator_k.max():.1f} K")
