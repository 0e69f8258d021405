"""Reports of designs of very many planes and shells: as those of few, in little memory."""

from __future__ import annotations

import dataclasses
import tracemalloc

import numpy as np
import pytest

from orbitviz.analysis.census import restricted_to, take_census
from orbitviz.analysis.figures import figures
from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.report.reporter import Reporter
from orbitviz.analysis.sunlit import sunlit_by_shell
from orbitviz.base.constants import AU_KM
from orbitviz.base.errors import UserError
from orbitviz.model.state import Playback, State
from orbitviz.orbits.sky_geometry import sky_geometry_at
from tests.designs import design_of, walker


def _document(planes, satellites, shells=1, altitude_km=550):
    return design_of(walker(altitude_km, 53, planes, satellites, shells=shells))


def _report(document):
    instant = document.design.epoch_instant
    state = State.of(document, Playback(instant))
    fleet = solve_fleet(document, AU_KM)
    reporter = Reporter(state, sky_geometry_at(instant), fleet)
    return reporter.report(np.ones(document.constellation.shell_count, bool))


def test_a_million_planes_of_one_satellite_are_as_a_thousand_of_a_thousand():
    # The planes of either are spread evenly over all nodes: 0.36 degrees and finer say the same.
    coarse = _report(_document(1_000, 1_000)).total
    many = _document(1_000_000, 1)
    tracemalloc.start()
    fine = _report(many).total
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200e6  # bytes; a table of planes and days took 2.9 GB
    for field in dataclasses.fields(fine):
        found, expected = getattr(fine, field.name), getattr(coarse, field.name)
        if isinstance(found, float):
            assert found == pytest.approx(expected, rel=1e-3, abs=1e-3), field.name


def test_a_shell_of_many_has_the_figures_that_it_has_alone():
    document = _document(50, 20, shells=60, altitude_km=[500, 1500])
    geometry = sky_geometry_at(document.design.epoch_instant)
    fleet = solve_fleet(document, AU_KM)
    whole = take_census(fleet, geometry, np.ones(60, bool))
    for shell in (0, 31, 59):
        only = np.arange(60) == shell
        part = figures(restricted_to(restricted_to(whole, np.ones(60, bool)), only))
        # By the whole census with all other satellites at weight zero.
        weighted = dataclasses.replace(
            whole, satellites=whole.satellites * only[whole.orbits.shell], tables=whole.tables
        )
        assert part.sums == pytest.approx(figures(weighted).sums, rel=1e-12)
        assert part.umbra == pytest.approx(figures(weighted).umbra, rel=1e-12)


def test_light_of_shells_does_not_depend_on_how_many_are_asked():
    many = _document(7, 3, shells=250, altitude_km=[500, 1500])
    one = _document(7, 3, altitude_km=500)
    geometry = sky_geometry_at(many.design.epoch_instant)
    shares = [
        sunlit_by_shell(document.constellation, geometry.instant, geometry.sun_teme_km)[0]
        for document in (many, one)
    ]
    assert shares[0] == pytest.approx(shares[1], abs=1e-12)


def test_more_shells_than_one_can_wait_for_are_refused():
    group = walker([500, 1500], 53, 1, 1, shells=6000)
    with pytest.raises(UserError, match=r"groups: make 12,000 shells; allowed: at most 10,000"):
        design_of(group, group)
