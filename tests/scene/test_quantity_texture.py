"""What colour tells: the GPU's state of every satellite against the float64 one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from orbitviz.base.constants import TAU
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.model.design.expand import expand
from orbitviz.model.design_edits import set_satellite_value
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.view import SatellitePath, ViewOptions
from orbitviz.orbits.plane_geometry import planes_under_sun, satellite_arglat_rad
from orbitviz.orbits.sun import mean_sun_ra_rad
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.satellites.quantity_texture import quantity_values, sets_of
from orbitviz.subsystems.map_lookup import Corners, along_orbit, corners
from orbitviz.subsystems.quantities.orbit import BETA, LOCAL_TIME, NODE
from orbitviz.subsystems.quantities.registry import COLOURS
from orbitviz.subsystems.quantities.work import LIMIT
from orbitviz.subsystems.stations import Shadow, row_of, shadow, station_of
from tests.scene.gpu_probe import gpu_quantity

pytestmark = pytest.mark.gl

STEP = 1.0 / 255.0  # of the colour table
DAY_S = 86_400.0


MILLION, SOME = 1_000_000, 200_000  # in all planes of all shells

# What the million does in the dark, when, days after its epoch, and how many of it.
CASES = [
    ("idle", 0.0, SOME),
    ("ride-through", 180.0, SOME),
    *(
        pytest.param((policy, days, MILLION), marks=pytest.mark.sweep)
        for policy in ("idle", "ride-through")
        for days in (0.0, 180.0)
    ),
]


def places(constellation, snapshot):
    """Return plane of each satellite, the planes' Sun, and station of each satellite."""
    sun = planes_under_sun(constellation, snapshot.instant, snapshot.geometry.sun_direction)
    rows = np.arange(len(constellation), dtype=np.int32)
    plane = constellation.plane_index
    phase = satellite_arglat_rad(constellation, snapshot.instant, rows) - sun.noon_rad[plane]
    sma = constellation.sma_km[constellation.plane_shell]
    arcs = shadow(sma, sun.beta_rad, snapshot.fleet.sun_km)
    station = station_of(Shadow(*(arc[plane] for arc in arcs)), phase, snapshot.fleet.fineness)
    return plane, sma, sun, station


def cpu_values(constellation, snapshot, quantity, where):
    plane, sma, sun, station = where
    if quantity is BETA:
        return sun.beta_rad[plane]
    [part] = snapshot.fleet.parts
    grid = part.operating.grid
    planes = corners(grid, sma, sun.beta_rad)
    if quantity is LIMIT:
        row = np.rint(row_of(sma, sun.beta_rad, snapshot.fleet.sun_km, grid.fineness)).astype(int)
        own_set = sets_of(snapshot.fleet).of_shell[constellation.plane_shell[plane]]
        at = np.rint(station).astype(int) % grid.fineness.stations
        return quantity_values(snapshot.fleet, quantity)[own_set, row[plane], at]
    each = Corners(planes.node[:, plane], planes.weight[:, plane])
    return along_orbit(part.operating.values[quantity], each, station)


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "{}-{:.0f}-{}".format(*case))
def case(request):
    """Return the million, which on its battery sheds load in mid-eclipse, and a snapshot of it."""
    policy, days, count = request.param
    design = read_builtin().design.model_copy(update={"max_satellites": count})
    document = Document(design, expand(design))
    document = set_satellite_value(document, "ai1", ("compute", "eclipse_policy"), policy)
    epoch = document.constellation.epoch
    state = State.of(document, Playback(epoch))
    return document, snapshot_at(state, epoch.plus_s(days * DAY_S), with_survey=False)


@pytest.mark.parametrize("path", [SatellitePath.POINTS, SatellitePath.COMPUTE])
def test_the_gpu_shows_the_state_of_every_satellite(gl_canvas, case, path):
    """All satellites, all quantities, to one step of the 8-bit colour table."""
    document, snapshot = case
    constellation = document.constellation
    assert len(constellation) in (MILLION, SOME)
    where = places(constellation, snapshot)
    plane, _, sun, _ = where
    worst = {}
    for quantity in (colour for colour in COLOURS if colour.needs_map):
        scale = colour_scale(replace(ViewOptions(), colour_mode=quantity.key), snapshot.fleet)
        shown = gpu_quantity(snapshot.fleet, snapshot, scale, path).astype(np.float64)
        if quantity not in (LOCAL_TIME, NODE):
            apart = np.abs(
                shown - scale.share(cpu_values(constellation, snapshot, quantity, where))
            )
        else:
            noon = mean_sun_ra_rad(snapshot.instant) - 0.5 * TAU if quantity is LOCAL_TIME else 0.0
            turn = np.remainder((sun.raan_rad[plane] - noon) / TAU, 1.0)
            apart = np.abs(shown - turn)
            apart = np.minimum(apart, 1.0 - apart)
        if quantity is LIMIT:
            # Between two stations the nearer is shown, and rounding may choose the other.
            assert np.count_nonzero(apart > 0.5 * STEP) <= 50 * len(constellation) / MILLION
            continue
        worst[quantity.key] = apart.max()
    print({key: f"{apart / STEP:.2f} steps" for key, apart in worst.items()})  # noqa: T201
    assert max(worst.values()) < STEP, worst
