"""Names in space: the selected shells at their orbits, the axes at their tips, the Moon."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.model.state import State
from orbitviz.model.view import Layers
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.moon import moon_gcrs_km
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.backdrop.lines import AXIS_COLOURS, AXIS_KM
from orbitviz.scene.labels import styles
from orbitviz.scene.labels.styles import Ink, Label
from orbitviz.scene.satellites.appearance import shell_colours
from orbitviz.scene.satellites.rings import ring_planes

_SINGLE_SHELLS = 6  # selected shells up to this many are named one by one, more by their groups
_MOST_GROUPS = 12
_RING_PLACES = 24  # at which the name of a shell may stand
_LONGEST = 40  # letters of a name
_LIGHTER = 0.35  # share of white in the colour of a name
_AXIS_TEXTS = ("x · equinox", "y", "z · north")
_TIP_KM = 1.05 * AXIS_KM


class SpaceNames(NamedTuple):
    """Names at places in space; n rows, axes TEME.

    is_shell   (n,) whether it is of a shell: it stands best far outside the globe
    """

    labels: tuple[Label, ...]
    r_km: Floats
    is_shell: NDArray[np.bool_]


class SpaceNamer:
    """Finds the names in space; those of shells anew when the selection has changed."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._labels: tuple[Label, ...] = ()
        self._planes: NDArray[np.int64] = np.zeros(0, np.int64)

    def names(self, state: State, geometry: SkyGeometry) -> SpaceNames | None:
        """Return the names in space that a state asks for, None if it asks for none."""
        layers = state.view.layers
        of = (state.document, state.selection, state.hidden, layers)
        if of != self._of:
            self._of = of
            shown = layers.orbit_rings and layers.satellites and state.selection
            named = _named_planes(state) if shown else []
            self._labels = tuple(label for label, _ in named for _ in range(_RING_PLACES))
            self._planes = np.array([plane for _, plane in named], np.int64)
        count = len(self._labels)
        others, places = _fixed_names(layers, geometry)
        if not count and not others:
            return None
        rings = _rings_km(state.document.constellation, self._planes, geometry.instant)
        is_shell = np.arange(count + len(others)) < count
        return SpaceNames((*self._labels, *others), np.concatenate([rings, *places]), is_shell)


def _fixed_names(layers: Layers, geometry: SkyGeometry) -> tuple[list[Label], list[Floats]]:
    """Return the names of axes and Moon, and their places as (n, 3) parts, km TEME."""
    labels: list[Label] = []
    places = []
    if layers.axes:
        labels += _AXES
        places.append(np.eye(3) * _TIP_KM)
    if layers.moon:
        labels.append(Label("Moon", styles.MOON))
        places.append((geometry.gcrs_to_teme @ moon_gcrs_km(geometry.instant))[None])
    return labels, places


def _named_planes(state: State) -> list[tuple[Label, int]]:
    """Return the names of selected shells, each with one of the planes whose rings are drawn."""
    constellation = state.document.constellation
    planes = ring_planes(state)
    shells = constellation.plane_shell[planes]
    by_group = len(np.unique(shells)) > _SINGLE_SHELLS
    owner = constellation.shell_group[shells] if by_group else shells
    names = constellation.group_name if by_group else constellation.shell_name
    colours = shell_colours(state.document.design)
    out = []
    for one in np.unique(owner)[:_MOST_GROUPS]:
        mine = np.flatnonzero(owner == one)
        k = mine[len(mine) // 2]
        style = replace(styles.SHELL, ink=_ink(colours[shells[k]]))
        out.append((Label(_short(names[one]), style), int(planes[k])))
    return out


def _rings_km(constellation: Constellation, planes: NDArray[np.int64], instant: Instant) -> Floats:
    """Return places along the orbits of planes (p,): (p * _RING_PLACES, 3) km TEME."""
    if not len(planes):
        return np.zeros((0, 3))
    table = plane_table(constellation, instant, planes)
    arglat = np.linspace(0.0, 2.0 * np.pi, _RING_PLACES, endpoint=False)
    ecc, sma_km = table.ecc[:, None], table.sma_km[:, None]
    radius_km = sma_km * (1.0 - ecc * ecc)
    radius_km = radius_km / (1.0 + ecc * np.cos(arglat - table.argp_rad[:, None]))
    x, y = radius_km * np.cos(arglat), radius_km * np.sin(arglat)
    place = x[..., None] * table.node[:, None] + y[..., None] * table.ahead[:, None]
    return np.asarray(place.reshape(-1, 3))


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _ink(srgb: Floats) -> Ink:
    lighter = srgb[:3] + (1.0 - srgb[:3]) * _LIGHTER
    red, green, blue = (round(255.0 * float(c)) for c in lighter)
    return red, green, blue


_AXES = tuple(
    Label(text, replace(styles.AXIS, ink=_ink(np.array(colour))))
    for text, colour in zip(_AXIS_TEXTS, AXIS_COLOURS, strict=True)
)
