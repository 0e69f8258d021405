"""Changes of speed from circular orbits, against values worked out elsewhere and by laws."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.base.constants import EARTH_RADIUS_KM, MU_EARTH_KM3_S2
from orbitviz.orbits.transfers import escape_km_s, lowering_km_s, transfer_km_s


@pytest.mark.parametrize(
    ("altitude_km", "escape", "graveyard", "down"),
    [(700.0, 3.108, 0.801, 0.183), (960.0, 3.053, 0.668, 0.248), (2_000.0, 2.857, 0.197, 0.470)],
)
def test_ways_out_of_the_million(altitude_km, escape, graveyard, down):
    # Impulsive, to the metre per second: escape, to 2,500 km, to a perigee of 50 km.
    assert escape_km_s(altitude_km) == pytest.approx(escape, abs=1e-3)
    assert transfer_km_s(altitude_km, 2_500.0) == pytest.approx(graveyard, abs=1e-3)
    assert lowering_km_s(altitude_km, 50.0) == pytest.approx(down, abs=1e-3)


def test_from_low_orbit_to_the_geostationary():
    # Vallado 2013, example 6-1: from 191.344 km to 35,781.349 km takes 3.935224 km/s.
    assert transfer_km_s(191.34411, 35_781.34857) == pytest.approx(3.935224, abs=1e-4)


def test_energy_and_angular_momentum_are_kept_on_the_ellipse():
    high, low = EARTH_RADIUS_KM + 900.0, EARTH_RADIUS_KM + 60.0
    speed = np.sqrt(MU_EARTH_KM3_S2 / high) - lowering_km_s(900.0, 60.0)
    at_perigee = speed * high / low
    energy = [v**2 / 2 - MU_EARTH_KM3_S2 / r for v, r in ((speed, high), (at_perigee, low))]
    assert energy[0] == pytest.approx(energy[1], rel=1e-12)


def test_what_is_there_already_takes_nothing():
    assert lowering_km_s(40.0, 50.0) == 0.0
    assert transfer_km_s(2_600.0, 2_500.0) == 0.0
