"""Passes as skyfield finds them, for tests and for tests/bench/passes_against_skyfield.py."""

from __future__ import annotations

import numpy as np
from sgp4.api import WGS72, Satrec
from skyfield.api import wgs84
from skyfield.nutationlib import iau2000b_radians

from orbitviz.base.constants import DAY_S
from orbitviz.orbits.timescale import skyfield_time, timescale

SITES = ((52.5, 13.4, 34.0), (-24.6275, -70.4044, 2635.0), (78.23, 15.4, 458.0))
EPOCH_DAYS = 28_000.25  # since 1949-12-31
_GRID = 17  # samples around an event; each time the grid shrinks by _SHRINK
_SHRINK, _ROUNDS, _FIRST_HALF_S = 6.0, 6, 4.0


def made_objects(count, seed=5):
    """Return objects as they fly: most in low orbits, some in resonant and in eccentric ones."""
    rng = np.random.default_rng(seed)
    out = []
    for k in range(count):
        kind = k % 10
        if kind < 7:
            motion, ecc = rng.uniform(12.5, 15.6), rng.uniform(0.0, 0.01)
        elif kind == 7:
            motion, ecc = rng.choice([1.0027, 2.0056]), rng.uniform(0.0, 0.02)
        elif kind == 8:
            motion, ecc = 2.0061, rng.uniform(0.68, 0.74)  # Molniya
        else:
            motion, ecc = rng.uniform(5.0, 9.0), rng.uniform(0.1, 0.3)
        inc, raan, argp, anomaly = np.radians(rng.uniform(0.0, [110.0, 360.0, 360.0, 360.0]))
        satellite = Satrec()
        satellite.sgp4init(
            WGS72, "i", 70_000 + k, EPOCH_DAYS, 1e-5, 0.0, 0.0, ecc, argp, inc, anomaly,
            motion * 2.0 * np.pi / 1440.0, raan,
        )  # fmt: skip
        out.append(satellite)
    return out


def skyfield_altitudes(satellite, site, start):
    """Return the function from seconds (of any shape) since `start` to altitudes in degrees."""
    difference = satellite - wgs84.latlon(*site)

    def altitudes(seconds):
        times = _sky_times(start, np.ravel(seconds))
        # As skyfield's documentation has it, ten times as fast: nutation hardly matters between
        # TEME and the horizon.
        times._nutation_angles_radians = iau2000b_radians(times)
        return difference.at(times).altaz()[0].degrees.reshape(np.shape(seconds))

    return altitudes


def skyfield_events(satellite, site, start, span_s, min_deg):
    """Return rises, culminations and sets of skyfield, each (e,) in s, and how high those are.

    find_events is good to about a second: its events are refined by its own altitudes. Of eccentric
    orbits it leaves out some rises and sets.
    """
    begin, end = _sky_times(start, 0.0), _sky_times(start, span_s)
    topos = wgs84.latlon(*site)
    times, events = satellite.find_events(topos, begin, end, altitude_degrees=min_deg)
    if not len(events):
        return (np.zeros(0),) * 4
    seconds = (times.whole - begin.whole + times.tt_fraction - begin.tt_fraction) * DAY_S
    altitudes = skyfield_altitudes(satellite, site, start)
    seconds = _refined(altitudes, seconds, events, min_deg)
    culminations = seconds[events == 1]
    return seconds[events == 0], culminations, seconds[events == 2], altitudes(culminations)


def _sky_times(start, seconds):
    first = skyfield_time(start)
    return timescale().tt_jd(first.whole, first.tt_fraction + np.asarray(seconds) / DAY_S)


def _refined(altitudes, seconds, events, min_deg):
    """Return events (e,) to a millisecond, by nested samples of the altitude around each."""
    half, every = _FIRST_HALF_S, np.arange(len(seconds))
    is_culmination = events == 1
    for _ in range(_ROUNDS):
        grid = seconds[:, None] + np.linspace(-half, half, _GRID)
        curve = altitudes(grid)
        is_change = (curve[:, 1:] > min_deg) != (curve[:, :-1] > min_deg)
        is_crossed = is_change.any(axis=1)
        from_middle = np.abs(np.arange(_GRID - 1) - _GRID // 2)
        nearest = np.where(is_change, from_middle, _GRID).argmin(axis=1)
        k = np.where(is_culmination, curve.argmax(axis=1), nearest)
        after = np.minimum(k + 1, _GRID - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (min_deg - curve[every, k]) / (curve[every, after] - curve[every, k])
        share = np.where(is_culmination | ~is_crossed, 0.0, share)
        found = grid[every, k] + share * (grid[every, after] - grid[every, k])
        seconds = np.where(is_culmination | is_crossed, found, seconds)
        half /= _SHRINK
    return seconds
