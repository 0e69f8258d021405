"""Colours of groups and catalogues; the scene and the panels share them."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.colours import rgb_of_hex, to_linear
from orbitviz.model.design.constellation import Design

# Bright on black. The first ten are as far from each other as could be found for people with normal
# colour vision and those without red or green receptors alike: CIE76 24.6 or more for each of them
# (tests/model/test_group_colours.py). Of the last two only people with normal vision can be sure.
_GROUPS = (
    "#e69f00", "#56b4e9", "#8affc1", "#c66761", "#ffff00", "#3a78ff", "#b96824", "#c4f7fd",
    "#ebf590", "#827a8f", "#a05cff", "#009e73",
)  # fmt: skip
_CATALOGUES = ("#7df0a0", "#ffb3d9", "#fff2a8", "#8fd3ff")
_LEAST_DIFFERENCE = 20.0  # CIE76: some ten times what can just be told apart side by side
# Linear light as it is seen without green receptors (deuteranopes, 1 % of men) and without red ones
# (protanopes, 1 %): Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291, severity 1.
_VISIONS = np.array(
    [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ]
)


def group_colours(design: Design) -> tuple[str, ...]:
    """Return the colour of each group as #rrggbb: its own, or one that no other group is like."""
    return _assigned(tuple(group.colour for group in design.groups))


def set_colours(design: Design) -> tuple[str, ...]:
    """Return the colour of each set as #rrggbb: its own, or one that no group and set is like."""
    groups = tuple(group.colour for group in design.groups)
    return _assigned(groups + tuple(one.colour for one in design.sets))[len(groups) :]


def catalogue_colour(serial: int) -> str:
    """Return the colour of the catalogue with a serial number as #rrggbb."""
    return _CATALOGUES[serial % len(_CATALOGUES)]


@cache
def _assigned(given: tuple[str | None, ...]) -> tuple[str, ...]:
    """Return given colours, and for None one of the palette that is unlike all others."""
    taken = [colour for colour in given if colour]
    out = []
    for colour in given:
        out.append(colour or _unlike(taken))
        if not colour:
            taken.append(out[-1])
    return tuple(out)


def _unlike(taken: list[str]) -> str:
    """Return the first colour of the palette that all can tell from others.

    Where there is none, the best one of those that people with normal vision can tell.
    """
    distances = {one: [_differences(one, other) for other in taken] for one in _GROUPS}
    for_all = {one: min((of.min() for of in found), default=math.inf)
               for one, found in distances.items()}  # fmt: skip
    clear = [one for one in _GROUPS if for_all[one] >= _LEAST_DIFFERENCE]
    if clear:
        return clear[0]
    normal = [one for one in _GROUPS if min(of[0] for of in distances[one]) >= _LEAST_DIFFERENCE]
    return max(normal or _GROUPS, key=for_all.__getitem__)


def difference(one: str, other: str) -> float:
    """Return CIE76 between two colours for those whom it is the least."""
    return float(_differences(one, other).min())


@cache
def _differences(one: str, other: str) -> Floats:
    """Return (3,) CIE76 between two colours for each of _VISIONS."""
    return np.asarray(np.linalg.norm(_labs(one) - _labs(other), axis=1))


@cache
def _labs(colour: str) -> Floats:
    """Return (3, 3) CIELAB of a colour in sRGB, one row for each of _VISIONS.

    CIE 15:2004, white point D65.
    """
    linear = to_linear(np.array(rgb_of_hex(colour)) / 255.0)
    seen = np.clip(_VISIONS @ linear, 0.0, 1.0)
    ratio = seen @ _XYZ_OF_RGB.T / _XYZ_OF_RGB.sum(axis=1)  # to white
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = f.T
    return np.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=1)


_XYZ_OF_RGB = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
