"""Satrecs that are used again hold nothing of the object before."""

from __future__ import annotations

import math
from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sgp4.api import WGS72, Satrec

from orbitviz.orbits.sgp4 import initialise as sgp4_init
from orbitviz.orbits.sgp4.batch import NOT_ITS_ORBIT, MeanElements, Sgp4Batch, elements_of
from orbitviz.orbits.sgp4.initialise import Initialiser
from orbitviz.orbits.timescale import Instant

ELEMENTS = st.tuples(
    st.floats(20_000.0, 30_000.0),  # epoch, days
    st.one_of(st.floats(0.5, 16.5), st.sampled_from([1.0027, 2.0056])),  # rev/day, resonant too
    st.one_of(st.floats(0.0, 0.9), st.just(0.72)),
    st.floats(0.0, 180.0),
    st.floats(0.0, 360.0),
    st.floats(0.0, 360.0),
    st.floats(0.0, 360.0),
    st.floats(-1e-2, 1e-2),
)


def fresh(epoch, motion, ecc, inc, raan, argp, anomaly, bstar):
    """Return a new Satrec, initialised as sgp4.omm does."""
    satellite, radians = Satrec(), math.pi / 180.0
    satellite.sgp4init(
        WGS72, "i", 0, epoch, bstar, 0.0, 0.0, ecc, argp * radians, inc * radians,
        anomaly * radians, motion / 720.0 * math.pi, raan * radians,
    )  # fmt: skip
    return satellite


@settings(deadline=None)
@given(st.lists(ELEMENTS, min_size=1, max_size=30), st.integers(1, 7))
def test_objects_are_the_same_as_from_new_satrecs(rows, piece):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sgp4_init, "_CHUNK", piece)
        batch = Sgp4Batch()
        elements = Initialiser().add(batch, *np.array(rows).T)
    satellites = [fresh(*row) for row in rows]
    expected = elements_of(satellites)
    for field in fields(MeanElements):
        ours, theirs = getattr(elements, field.name), getattr(expected, field.name)
        assert np.array_equal(ours, theirs), field.name
    for jd in (2_453_000.5, 2_461_000.5, 2_461_001.25):
        instant = Instant(jd, 0.3)
        r_km, v_km_s, error = batch.propagate(instant)
        for row, satellite in enumerate(satellites):
            e, r, v = satellite.sgp4(instant.jd_whole, instant.jd_frac)
            if error[row] == 0:
                assert (e, r, v) == (0, tuple(r_km[row]), tuple(v_km_s[row]))
            else:
                assert e == (0 if error[row] == NOT_ITS_ORBIT else error[row]) or not (
                    np.isfinite([r, v]).all()
                )
                assert np.isnan(r_km[row]).all()


def test_blocks_hold_little_work():
    """Objects of deep space count more; no object is lost or changes its place."""
    count = 5_000
    motion = np.where(np.arange(count) % 3 == 0, 1.0027, 15.0)
    same = np.ones(count)
    batch = Sgp4Batch()
    Initialiser().add(
        batch, 28_000.0 * same, motion, 1e-3 * same, same, same, same, np.arange(count) / 20.0,
        0 * same,
    )  # fmt: skip
    r_km, _, error = batch.propagate(Instant.parse("2026-09-01T12:00:00Z"))
    assert not error.any()
    rows = [block.rows for block in batch.blocks_at((Instant.parse("2026-09-01"),))]
    assert [rows[0].start, rows[-1].stop] == [0, count]
    assert all(a.stop == b.start for a, b in pairwise(rows))
    assert max(row.stop - row.start for row in rows) < 400
    assert np.array_equal(np.linalg.norm(r_km, axis=1) > 40_000.0, motion < 2.0)
