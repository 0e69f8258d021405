"""The satellites above a horizon, by arcs of planes, against the elevation of every one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.above_horizon import rows_above
from orbitviz.orbits.observer import in_teme, observer_at
from orbitviz.orbits.propagate import state_vectors
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from tests.designs import design_of, walker

INSTANT = Instant.parse("2027-01-05T21:13:00Z")


def observer(lat_deg, lon_deg, alt_km=0.0):
    there = observer_at(np.radians(lat_deg), np.radians(lon_deg), alt_km)
    return in_teme(there, sky_geometry_at(INSTANT))


def above(constellation, place):
    r_km, _ = state_vectors(constellation, INSTANT)
    return np.flatnonzero(place.sin_elevation(r_km) > 0.0)


@pytest.mark.parametrize("name", ["oneweb", "starlink-gen1", "kuiper", "cowboy-stampede"])
@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (52.5, 13.4), (-89.9, 10), (33, 200), (71, -8)])
def test_circles_give_those_above_and_no_others(name, lat, lon):
    constellation = read_builtin(name).constellation
    place = observer(lat, lon)
    assert (
        rows_above(constellation, INSTANT, place).tolist() == above(constellation, place).tolist()
    )


@settings(max_examples=60, deadline=None)
@given(
    planes=st.integers(1, 7), slots=st.integers(1, 40), altitude=st.floats(400, 40_000),
    inclination=st.floats(0, 180), ecc=st.sampled_from([0.0, 0.0, 0.02]),
    most=st.integers(1, 250), lat=st.floats(-90, 90), lon=st.floats(-180, 180),
    alt_km=st.floats(0, 9),
)  # fmt: skip
def test_none_above_is_missed_with_holes_and_ellipses(
    planes, slots, altitude, inclination, ecc, most, lat, lon, alt_km
):
    document = design_of(
        walker(altitude, inclination, planes, slots, eccentricity=ecc, argp_deg=70),
        head=f"max_satellites = {most}\n",
    )
    constellation, place = document.constellation, observer(lat, lon, alt_km)
    found, wanted = rows_above(constellation, INSTANT, place), above(constellation, place)
    assert set(wanted) <= set(found.tolist())
    assert np.all(np.diff(found) > 0)
    if not ecc:
        assert len(found) == len(wanted)
