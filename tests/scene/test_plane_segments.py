"""The table of planes that the compute path draws from, against every single satellite."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orbitviz.formats.designs.builtin import read_builtin
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.satellites.compute import plane_segments as module
from orbitviz.scene.satellites.compute.plane_segments import SEGMENT, plane_segments, slot_numbers
from tests.scene.random_planes import constellation_of

EPOCH = Instant.parse("2026-11-22T00:00:00Z")


@st.composite
def constellations(draw):
    """A few planes of any size, with any slots empty."""
    slots = draw(st.lists(st.integers(1, 3_000), min_size=1, max_size=6))
    shells = draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    share = draw(st.sampled_from([0.0, 0.01, 0.8, 1.0]))
    flown = [np.flatnonzero(rng.random(count) <= share) for count in slots]
    return constellation_of(slots, flown, shells, EPOCH, rng)


@given(constellations())
@settings(max_examples=30, deadline=None)
def test_a_look_at_two_words_stays_inside(constellation):
    """traverse.glsl reads the word of a slot and the next one; full planes are looked up at 0."""
    slots = int(constellation.plane_slots.sum())
    last = 0 if len(constellation) == slots else (slots - 1) // 32
    assert len(plane_segments(constellation).filled) > last + 1


def satellites_of(segments):
    """Return slot, shell, node and mean anomaly of every satellite that the table stands for."""
    rows = []
    for k in range(segments.groups):
        for segment in segments.table[segments.first_segment[k] : segments.first_segment[k + 1]]:
            slot = segment["first_slot"] + np.arange(segment["slots"])
            if not segment["is_full"]:
                slot = slot[segments.filled[slot >> 5] >> (slot & 31) & 1 == 1]
            ahead = (slot - segment["first_slot"]) * segment["step_rad"].astype(float)
            cos_node, sin_node, cos_anom, sin_anom = segment["elements"].astype(float)
            for s, a in zip(slot, ahead, strict=True):
                rows.append(
                    (s, segment["shell"], np.arctan2(sin_node, cos_node),
                     np.arctan2(sin_anom, cos_anom) + a)
                )  # fmt: skip
    return np.array(rows, float).reshape(-1, 4).T


def apart(a, b):
    """Return the angles between directions (n,) rad."""
    return np.abs(np.remainder(a - b + np.pi, 2.0 * np.pi) - np.pi)


@settings(max_examples=40)
@given(constellations())
def test_the_table_stands_for_every_satellite_once(constellation):
    segments = plane_segments(constellation)
    slot, shell, node, anomaly = satellites_of(segments)
    assert np.array_equal(slot, slot_numbers(constellation))
    plane = constellation.plane_index
    assert np.array_equal(shell, constellation.plane_shell[plane])
    assert np.all(apart(node, constellation.plane_raan_rad[plane]) < 2e-7)
    argp = constellation.argp_rad[constellation.plane_shell[plane]]
    # Float32 angles from the first slot are good to a part in ten million of themselves.
    assert np.all(apart(anomaly, constellation.phase_rad() - argp) < 1e-6)
    if segments.groups:
        assert segments.first_segment[0] == 0
        assert segments.first_segment[-1] == len(segments.table)
        assert np.all(np.diff(segments.first_segment.astype(int)) > 0)
        assert segments.table["slots"].max() <= module.GROUP_SLOTS


def test_the_layout_is_that_of_the_shader():
    """std430: 48 bytes, the vec4 first; the words in the order of the struct."""
    assert SEGMENT.itemsize == 48
    offsets = [SEGMENT.fields[name][1] for name in SEGMENT.names]
    assert offsets == [0, 16, 20, 24, 28, 32, 36, 40]


def test_the_million_takes_less_than_a_byte_each():
    assert plane_segments(read_builtin().constellation).nbytes < 500_000
