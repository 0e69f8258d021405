"""A few objects at times of their own against the catalogue at one time."""

from __future__ import annotations

import numpy as np
import pytest

from orbitviz.orbits.sgp4.chosen import ChosenObjects
from orbitviz.orbits.timescale import Instant
from tests.orbits.test_sgp4 import CASES

TEN_MILLIMETRES_KM = 1e-5  # in the microsecond to which epochs are told


@pytest.mark.parametrize("case", [0, 5, 11, 17, 23, 29, 32])
def test_they_are_where_the_catalogue_has_them(case):
    catalogue, (begin, end, _) = CASES[case]
    epoch = Instant(float(catalogue.epoch_jd_whole[0]), float(catalogue.epoch_jd_frac[0]))
    objects = ChosenObjects(catalogue.elements, [0, 0])
    minutes = np.random.default_rng(1).uniform(begin, end, 12)
    which = np.tile([0, 1], 6)
    r_km, error = objects.positions(which, epoch, minutes * 60.0)
    for k, minute in enumerate(minutes):
        expected, _, code = catalogue.propagate(epoch.plus_s(60.0 * float(minute)))
        assert error[k] == code[0]
        assert r_km[k] == pytest.approx(expected[0], abs=TEN_MILLIMETRES_KM, nan_ok=True)


def test_none_are_none():
    objects = ChosenObjects(CASES[0][0].elements, [0])
    r_km, error = objects.positions(np.zeros(0, int), Instant.parse("2026-01-01"), np.zeros(0))
    assert (r_km.shape, error.shape) == ((0, 3), (0,))
