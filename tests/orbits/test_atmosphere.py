"""The density of the air against NRLMSIS itself, by pymsis."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymsis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orbitviz.base.errors import UserError
from orbitviz.orbits.atmosphere import (
    HIGHEST_ALTITUDE_KM,
    HIGHEST_F107,
    LOWEST_ALTITUDE_KM,
    LOWEST_F107,
    density_kg_m3,
    density_table,
    log_density_at,
)

altitudes = st.floats(LOWEST_ALTITUDE_KM, HIGHEST_ALTITUDE_KM)
fluxes = st.floats(LOWEST_F107, HIGHEST_F107)


def test_the_model_gives_its_reference_output():
    # msis2.1_test_ref_dp.txt of the Naval Research Laboratory, 200 lines; pymsis brings it along.
    path = Path(pymsis.__file__).parent / "tests" / "msis2.1_test_ref_dp.txt"
    lines = [line.split() for line in path.read_text().splitlines()[1:] if line.strip()]
    assert len(lines) == 200
    columns = np.array([[float(text) for text in line[1:]] for line in lines]).T
    second, altitude, latitude, longitude, _, f107a, f107, ap = columns[:8]
    dates = [
        # The model knows no years: the last three digits are the day.
        np.datetime64("2000-01-01") + np.timedelta64((int(line[0][-3:]) - 1) * 86400 + int(at), "s")
        for line, at in zip(lines, second, strict=True)
    ]
    indices = (f107, f107a, np.repeat(ap[:, None], 7, axis=1))
    found = pymsis.calculate(dates, longitude, latitude, altitude, *indices, version=2.1)
    printed_to = 2e-3  # relative: of four digits after "0." three count when the first is 1
    g_cm3 = found[:, pymsis.Variable.MASS_DENSITY] * 1e-3
    assert g_cm3 == pytest.approx(columns[13], rel=printed_to)
    temperature = found[:, pymsis.Variable.TEMPERATURE]
    assert temperature == pytest.approx(columns[-1], abs=0.006)


def test_the_table_is_the_mean_of_the_model():
    """At random altitudes and activities; places spread over the sphere by the golden angle."""
    rng = np.random.default_rng(17)
    order = np.arange(300) + 0.5
    latitude = np.degrees(np.arcsin(1.0 - order / 150.0))
    longitude = (order * 137.50776405) % 360.0
    dates = [np.datetime64(f"2027-{month:02d}-10T{month % 4 * 6:02d}") for month in range(1, 13)]
    altitude = 150.0 * (2000.0 / 150.0) ** rng.uniform(size=8)
    worst = 0.0
    for f107 in rng.uniform(LOWEST_F107, HIGHEST_F107, 6):
        total = np.zeros(len(altitude))
        for date in dates:
            fly = [np.repeat(place, len(altitude)) for place in (longitude, latitude)]
            at = np.tile(altitude, len(order))
            every = np.ones(len(at))
            flow = pymsis.calculate(
                np.full(len(at), date), *fly, at, f107 * every, f107 * every,
                13.5 * np.ones((len(at), 7)), version=2.1,
            )  # fmt: skip
            density = flow[:, pymsis.Variable.MASS_DENSITY].reshape(len(order), -1)
            total += density.mean(axis=0) / len(dates)
        worst = max(worst, float(np.abs(density_kg_m3(altitude, f107) / total - 1.0).max()))
    assert worst < 0.005


@pytest.mark.parametrize(
    ("altitude_km", "printed_kg_m3"),
    [
        (500, (1.03e-13, 3.38e-13, 7.72e-13, 1.60e-12)),
        (600, (2.01e-14, 7.09e-14, 1.85e-13, 4.37e-13)),
        (800, (3.25e-15, 7.29e-15, 1.75e-14, 4.53e-14)),
    ],
)
def test_densities_computed_apart_from_this_code(altitude_km, printed_kg_m3):
    # NRLMSIS 2.1 by pymsis 0.13, mean over the globe, F10.7 = 70, 110, 150, 200; an Ap of 12 would
    # fit within 1 %, so that 13.5 is up to 5 % above it.
    found = density_kg_m3(altitude_km, [70, 110, 150, 200])
    assert found == pytest.approx(printed_kg_m3, rel=0.06)


@given(altitudes, altitudes, fluxes)
def test_higher_air_is_thinner(one, other, f107):
    low, high = sorted((one, other))
    assert density_kg_m3(high, f107) <= density_kg_m3(low, f107) * (1 + 1e-12)


@given(st.floats(LOWEST_ALTITUDE_KM, 1800.0), fluxes, fluxes)
def test_an_active_sun_makes_the_air_denser(altitude_km, one, other):
    """Above, hydrogen is all there is when the Sun is quiet, and warmer air has less of it."""
    low, high = sorted((one, other))
    assert density_kg_m3(altitude_km, low) <= density_kg_m3(altitude_km, high) * (1 + 1e-12)


def test_whole_rows_are_what_single_densities_are():
    table = density_table()
    for f107, row in zip((65.0, 111.3, 250.0), log_density_at([65.0, 111.3, 250.0]), strict=True):
        assert np.exp(row) == pytest.approx(density_kg_m3(table.altitude_km, f107), rel=1e-12)


def test_shapes_go_together():
    found = density_kg_m3(np.array([[200.0], [400.0], [900.0]]), [70.0, 150.0])
    assert found.shape == (3, 2)
    assert found[1, 1] == density_kg_m3(400.0, 150.0)
    assert density_kg_m3(400.0, 150.0).shape == ()


def test_outside_the_table_the_density_is_not_known():
    found = density_kg_m3([149.9, 150.0, 2000.0, 2000.1, np.nan], 100.0)
    assert np.isnan(found).tolist() == [True, False, False, True, True]


@pytest.mark.parametrize("f107", [64.9, 250.1, -1.0, np.nan, np.inf])
def test_activity_outside_the_table_is_refused(f107):
    with pytest.raises(UserError, match=r"F10.7 is .* sfu; allowed: 65 to 250 sfu"):
        density_kg_m3(500.0, [100.0, f107])
    with pytest.raises(UserError, match="allowed: 65 to 250"):
        log_density_at([f107])
