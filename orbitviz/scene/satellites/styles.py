"""How single satellites differ from their shell: hidden, selected, coloured as a set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from orbitviz.base.arrays import Floats32
from orbitviz.model.members import Members
from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.scene.satellites.appearance import UNSELECTED_WEIGHT, light_of, rgb

_SHADES = 64  # of a channel
_COLOURS = _SHADES**3
_HIDDEN, _UNSELECTED, _PLAIN, _FOCUS = (level * _COLOURS for level in range(4))
PLAIN_STYLE = float(_PLAIN)
_HAS_COLOUR = 4 * _COLOURS
_CHANNELS = np.array([1, _SHADES, _SHADES**2])


@dataclass(frozen=True, eq=False)
class Styles:
    """The styles of single satellites.

    words       (n,) float32 for shaders/lib/style.glsl, of each source that needs any
    closeness   of the satellites in focus, times that of their shell: as if they were alone
    """

    words: Mapping[SourceId, Floats32]
    closeness: float


NO_STYLES = Styles(MappingProxyType({}), 1.0)


def style_defines() -> dict[str, float]:
    """Return the numbers that shaders/lib/style.glsl needs."""
    return {
        "STYLE_SHADES": float(_SHADES),
        "STYLE_LEVELS": float(_HAS_COLOUR // _COLOURS),
        "STYLE_UNSELECTED_WEIGHT": UNSELECTED_WEIGHT,
    }


def styles_of(state: State, sets: tuple[SatelliteSet, ...]) -> Styles:
    """Return the styles of all satellites; those of later sets lie over those of earlier ones."""
    shown = sets if state.view.layers.satellite_sets else ()
    if not (state.selection.members or state.hidden_satellites or shown):
        return NO_STYLES
    sizes = {MAIN_DESIGN: len(state.document.constellation)}
    sizes.update({source: len(catalogue) for source, catalogue in state.catalogues.items()})
    members, hidden = state.selection.members, state.hidden_satellites
    return _styles(tuple(sizes.items()), members, hidden, shown)


@lru_cache(maxsize=2)
def in_focus(members: Members, sets: tuple[SatelliteSet, ...]) -> Members:
    """Return the satellites that stand out: the selected ones, else those of sets shown that do."""
    focus = members
    for one in () if members else sets:
        if one.stands_out:
            focus |= one.members
    return focus


@lru_cache(maxsize=2)
def _styles(
    sizes: tuple[tuple[SourceId, int], ...],
    members: Members,
    hidden: Members,
    sets: tuple[SatelliteSet, ...],
) -> Styles:
    focus, words, shown = in_focus(members, sets), {}, 0
    for source, size in sizes:
        level = np.full(size, _UNSELECTED if members else _PLAIN, np.int32)
        own = focus.rows(source)
        level[own] = _FOCUS
        shown += len(own) - int(np.count_nonzero(hidden.include(source, own)))
        level[hidden.rows(source)] = _HIDDEN
        for one in sets:
            level[one.members.rows(source)] = (
                level[one.members.rows(source)] // _COLOURS * _COLOURS % _HAS_COLOUR
                + _HAS_COLOUR
                + _packed(one.colour)
            )
        words[source] = level.astype(np.float32)
    satellites = sum(size for _, size in sizes) - len(hidden)
    return Styles(MappingProxyType(words), max(satellites, 1) / max(shown, 1))


def _packed(colour: str) -> int:
    root = np.sqrt(np.clip(light_of(rgb(colour)), 0.0, 1.0))
    return int(np.rint(root * (_SHADES - 1)) @ _CHANNELS)
