"""The operating maps of the built-in designs in full: all orbits repeat, all values are finite."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.analysis.fleet import solve_fleet, sun_step_km
from orbitviz.base.constants import AU_KM
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.formats.designs.builtin_index import builtin_ids
from orbitviz.model.design.aging import ages_of, mean_age
from orbitviz.subsystems.quantities.power import CHARGE
from orbitviz.subsystems.stations import Fineness

# The many altitudes of the first take as long as all others together, and three others fly the same
# satellite; the second flies the satellite of spacex-odc at its altitudes.
LONG = {"blue-origin-sunrise", "spacex-odc-as-filed"}
DESIGNS = [
    pytest.param(name, marks=pytest.mark.sweep) if name in LONG else name for name in builtin_ids()
]


@pytest.mark.parametrize(
    "ages",
    [
        pytest.param(mean_age, id="mean-age"),
        pytest.param(ages_of, id="all-ages", marks=pytest.mark.sweep),
    ],
)
@pytest.mark.parametrize("name", DESIGNS)
def test_the_maps_of_every_built_in_design_are_solved_in_full(name, ages):
    document = read_builtin(name)
    fleet = solve_fleet(document, sun_step_km(AU_KM), ages=ages)
    assert fleet.fineness is Fineness.FULL
    assert not fleet.is_draft
    flown = {document.design.satellite_name(group) for group in range(len(document.design.groups))}
    assert {part.name for part in fleet.parts} == flown
    for part in fleet.parts:
        assert len(part.mixture.cohorts) == len(ages(part.design))
        for cohort in part.mixture.cohorts:
            assert cohort.operating.settled.all()
            assert all(np.isfinite(table).all() for table in cohort.operating.values.values())
            charge = cohort.operating.values[CHARGE]
            assert charge.min() >= 0.0
            assert charge.max() <= 1.0
