"""Where in its pixel a satellite is drawn, or rows of points would beat with rows of pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats32

GRAIN_BITS = 18  # half of them for each axis; with the shell of a batch they fit a float32
_STEPS = 1 << (GRAIN_BITS // 2)


def grain(slots: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return (n,) uint32 below 2 ** GRAIN_BITS of slots counted through all planes.

    The counterpart of grain_of in shaders/compute/lib/grain.glsl. It must mix well: any function
    that is linear in the slot makes a new pattern out of the old one. The
    numbers are from the last step of MurmurHash3 (Appleby 2011, public domain).
    """
    mixed = slots.astype(np.uint32) * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    return mixed >> np.uint32(32 - GRAIN_BITS)


def grain_shift_px(slots: NDArray[np.int64]) -> Floats32:
    """Return (n, 2) float32 -0.5..0.5 px: how far aside and up a satellite is drawn."""
    mixed = grain(slots)
    steps = np.stack([mixed % _STEPS, mixed // _STEPS], axis=1)
    return ((steps + 0.5) / _STEPS - 0.5).astype(np.float32)
