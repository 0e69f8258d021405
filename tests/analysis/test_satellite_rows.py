"""Quantities of single satellites against positions, velocities and the maps themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.analysis.fleet import solve_fleet
from orbitviz.analysis.satellite_rows import OrbitRows, SatelliteRows
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.sun import ltan_h
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.compute import Binding
from orbitviz.subsystems.quantities import orbit, registry
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE
from orbitviz.subsystems.quantities.registry import ALL, COLOURS, quantity_of
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT
from orbitviz.subsystems.stations import Fineness
from tests.designs import dawn_dusk, design_of, walker

NOW = Instant.parse("2026-12-21T06:00:00Z")


@pytest.fixture(scope="module")
def flown():
    document = design_of(
        walker(600, 53, 5, 40, satellite="ai1"),
        dawn_dusk(900, 60, planes=1, ltan_h=18, satellite="bus-500kg"),
    )
    geometry = sky_geometry_at(NOW)
    sun_km = float(np.linalg.norm(geometry.sun_teme_km))
    fleet = solve_fleet(document, sun_km, fineness=Fineness.DRAFT)
    rows = np.arange(len(document.constellation))
    return document, geometry, fleet, SatelliteRows(fleet, geometry, rows)


def test_keys_and_columns_name_one_quantity_each():
    assert len({quantity.key for quantity in ALL}) == len(ALL)
    assert len({quantity.column for quantity in ALL}) == len(ALL)
    assert all(quantity_of(quantity.key) is quantity for quantity in ALL)


@pytest.mark.parametrize("quantity", ALL, ids=lambda quantity: quantity.key)
def test_every_quantity_has_a_value_at_every_satellite(flown, quantity):
    values = quantity.at(flown[3])
    assert values.shape == (260,)
    assert np.isfinite(values).all()


@pytest.mark.parametrize("quantity", COLOURS, ids=lambda quantity: quantity.key)
def test_what_is_offered_as_a_colour_says_so_in_the_menu(quantity):
    assert quantity.help.startswith("Colour satellites ")
    assert quantity.help.endswith(".")
    assert quantity.title


def test_angles_are_those_of_position_and_velocity(flown):
    """The velocity carries the drift of the node, which tilts its plane by up to 1e-3 rad."""
    document, geometry, _, rows = flown
    r_km, v_km_s = state_vectors(document.constellation, NOW)
    pole = np.cross(r_km, v_km_s)
    pole /= np.linalg.norm(pole, axis=1, keepdims=True)
    assert rows.beta_rad == pytest.approx(np.arcsin(pole @ geometry.sun_direction), abs=1e-3)
    raan = np.arctan2(pole[:, 0], -pole[:, 1])
    apart = np.remainder(orbit.NODE.at(rows) - raan + np.pi, TAU) - np.pi
    assert np.abs(apart).max() < 1e-3
    hours = orbit.LOCAL_TIME.shown(orbit.LOCAL_TIME.at(rows))
    assert hours[0] == pytest.approx(ltan_h(float(orbit.NODE.at(rows)[0]), NOW), abs=1e-9)
    assert hours[-1] == pytest.approx(18.0, abs=0.05)  # the node keeps up with the mean Sun


def test_altitude_and_light_are_those_of_the_position(flown):
    document, geometry, _, rows = flown
    r_km, _ = state_vectors(document.constellation, NOW)
    altitude = orbit.ALTITUDE.at(rows)
    assert altitude == pytest.approx(np.linalg.norm(r_km, axis=1) - EARTH_RADIUS_KM, abs=1e-6)
    assert np.array_equal(rows.sunlit, sunlit(r_km, geometry.sun_teme_km))
    # The map knows the light along the orbit; its shadow has the same edges.
    assert np.abs(orbit.LIGHT.at(rows) - rows.sunlit).mean() < 0.01
    assert set(orbit.GROUP.at(rows).tolist()) == {0, 1}


@given(days=st.floats(0.0, 400.0))
@settings(max_examples=20)
def test_the_arcs_of_the_shadow_give_the_light_of_the_position(flown, days):
    """Bit by bit, on the edges of umbra and penumbra too."""
    document = flown[0]
    instant = NOW.plus_s(86400.0 * days)
    geometry = sky_geometry_at(instant)
    rows = OrbitRows(document.constellation, geometry, np.arange(len(document.constellation)))
    r_km, _ = state_vectors(document.constellation, instant)
    assert np.array_equal(rows.sunlit, sunlit(r_km, geometry.sun_teme_km))


@pytest.mark.parametrize("quantity", ALL, ids=lambda quantity: quantity.key)
def test_values_do_not_depend_on_what_else_is_asked_for(flown, quantity):
    _, geometry, fleet, rows = flown
    chosen = np.array([250, 3, 199, 4, 200])
    alone = SatelliteRows(fleet, geometry, chosen)
    assert quantity.at(alone) == pytest.approx(quantity.at(rows)[chosen], rel=1e-12, abs=1e-12)
    some = rows.taken(chosen)
    assert np.array_equal(some.rows, chosen)
    assert quantity.at(some) == pytest.approx(quantity.at(rows)[chosen], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("quantity", registry.TABLES, ids=lambda quantity: quantity.key)
def test_no_satellite_is_beyond_the_extremes_of_its_orbit(flown, quantity):
    _, _, _, rows = flown
    least, greatest = rows.extremes(quantity)
    values = quantity.at(rows)
    assert np.all((least <= values) & (values <= greatest))
    assert np.array_equal(least[:40], np.full(40, least[0]))  # one plane, one orbit


def test_who_a_satellite_is(flown):
    document, _, _, rows = flown
    constellation = document.constellation
    assert np.array_equal(rows.plane, constellation.plane_index)
    assert np.array_equal(rows.slot_number, constellation.slot_index + 1)
    assert rows.plane_number.tolist() == [k // 40 + 1 for k in range(200)] + [1] * 60
    assert rows.shell.tolist() == [0] * 200 + [1] * 60


def test_quantities_of_the_map_are_not_made_up_without_one(flown):
    document, geometry, _, _ = flown
    with pytest.raises(LookupError, match="charge"):
        CHARGE.at(OrbitRows(document.constellation, geometry, np.arange(3)))


def test_states_keep_the_laws_that_tie_them(flown):
    """Chips are hotter than their radiator, arrays make nothing in the dark."""
    _, _, fleet, rows = flown
    dark = rows.sunlit == 0.0
    assert dark.any()
    assert np.all(ARRAY.at(rows)[dark] < 0.02 * ARRAY.at(rows).max())
    assert np.all(CHIP.at(rows) >= RADIATOR.at(rows) - 1e-3)
    assert np.all((CHARGE.at(rows) >= 0.0) & (CHARGE.at(rows) <= 1.0))
    flops = np.array([part.operating.satellite.flops for part in fleet.parts])
    assert np.all(COMPUTE.at(rows) <= flops[fleet.part_of[orbit.GROUP.at(rows)]] * (1 + 1e-6))
    assert set(LIMIT.at(rows).astype(int).tolist()) <= {int(limit) for limit in Binding}


def test_sums_and_tables_are_among_the_quantities():
    assert set(registry.SUMS) <= set(registry.TABLES) <= set(ALL)
