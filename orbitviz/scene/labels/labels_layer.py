"""Names on the globe, drawn over the satellites in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.base.arrays import Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.design.groups import Site
from orbitviz.model.state import State
from orbitviz.model.view import Layers
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.gl.wide_lines import triangles
from orbitviz.scene.labels.atlas import Atlas
from orbitviz.scene.labels.candidates import (
    GroundNames,
    grid_names,
    load_places,
    site_names,
)
from orbitviz.scene.labels.lettering import DOT
from orbitviz.scene.labels.placement import MOST, Box, Key, Placed, Placer, Seen, readable_opacity
from orbitviz.scene.labels.sight import ground_in_sight, space_in_sight
from orbitviz.scene.labels.space_names import SpaceNamer, SpaceNames
from orbitviz.scene.labels.styles import Label
from orbitviz.scene.overlay.overlay import text_scale
from orbitviz.scene.view import View

_QUADS = 2 * MOST  # names and dots
_VERTEX = np.dtype([("a_place_px", "f4", 2), ("a_texel", "f4", 2), ("a_opacity", "f4")])


class LabelsLayer:
    """Draws the names; chosen anew when camera, time or what is named has changed.

    And while names stay away: in a view that rests they come back too.
    """

    def __init__(self) -> None:
        self._program: gloo.Program | None = None
        self._vertices = gloo.VertexBuffer(np.zeros(4 * _QUADS, _VERTEX))
        self._indices = triangles(_QUADS)
        self._atlas: Atlas | None = None
        self._ground: dict[str, tuple[GroundNames, list[Key]]] = {}
        self._space = SpaceNamer()
        self._placer = Placer()
        self._is_empty = True
        self._drawn: tuple[object, ...] = ()
        self._view: View | None = None

    def forget(self) -> None:
        """Choose the names of the next picture without regard to those of before."""
        self._placer.forget()
        self._view = None

    @property
    def is_incomplete(self) -> bool:
        """Whether later pictures of the same view may show more names than the last."""
        return self._placer.has_resting

    def draw(self, view: View, state: State, snapshot: Snapshot, taken: Sequence[Box]) -> None:
        """Draw over the picture, clear of the boxes that are taken."""
        if not _has_names(state):
            self.forget()
            return
        if self._program is None:
            self._program = load_program("labels.vert", "labels.frag")
            self._program.bind(self._vertices)
        content = (state.document, state.selection, state.hidden, state.view.layers,
                   state.view.sky.site, snapshot.instant, tuple(taken))  # fmt: skip
        is_same = self._view is not None and self._view.part(view.tile, view.margin).is_same_camera(
            view
        )
        if not is_same or content != self._drawn or self._placer.has_resting:
            self._drawn, self._view = content, view
            self._choose(view, state, snapshot, taken)
        if not self._is_empty:
            view.apply(self._program)
            blending.blend_premultiplied()
            self._program.draw("triangles", self._indices)

    def _choose(self, view: View, state: State, snapshot: Snapshot, taken: Sequence[Box]) -> None:
        scale = text_scale(view)
        if self._atlas is None or self._atlas.scale != scale:
            self._atlas = Atlas(scale)
        assert self._program is not None
        self._program["u_atlas"] = self._atlas.texture
        seen = self._seen(view, state, snapshot, scale)
        chosen = self._placer.place(seen, self._atlas.size_of, view.size, taken, scale)
        self._is_empty = not chosen
        self._vertices.set_data(_vertices(chosen, self._atlas, view.size[1]))

    def _seen(self, view: View, state: State, snapshot: Snapshot, scale: float) -> list[Seen]:
        layers, geometry = state.view.layers, snapshot.geometry
        parts = [*_sites_seen(state, view, geometry, scale)]
        if not layers.names:
            return parts
        parts += [self._ground_seen(kind, view, geometry, scale) for kind in _kinds(layers)]
        space = self._space.names(state, geometry)
        if space is not None:
            parts.append(_space_seen(space, view))
        return parts

    def _ground_seen(self, kind: str, view: View, geometry: SkyGeometry, scale: float) -> Seen:
        if kind not in self._ground:
            names = load_places() if kind == "places" else grid_names()
            self._ground[kind] = names, _keys(names.labels)
        names, keys = self._ground[kind]
        return Seen(names.labels, keys, *ground_in_sight(names, view, geometry, scale))


def _has_names(state: State) -> bool:
    return state.view.layers.names or (state.view.layers.sites and _has_sites(state))


def _has_sites(state: State) -> bool:
    return bool(state.document.design.sites or _chosen_sites(state))


def _chosen_sites(state: State) -> list[Site]:
    """Return the site whose sky is shown and those of the route, each once."""
    route = state.route.sites if state.route is not None else ()
    sky = (state.view.sky.site,) if state.view.sky.site is not None else ()
    return list(dict.fromkeys((*sky, *route)))


def _sites_seen(state: State, view: View, geometry: SkyGeometry, scale: float) -> Iterator[Seen]:
    names = site_names(state.document.design.sites, _chosen_sites(state))
    if names is not None and state.view.layers.sites:
        keys = [(f"site {label.text}", k) for k, label in enumerate(names.labels)]
        yield Seen(names.labels, keys, *ground_in_sight(names, view, geometry, scale))


def _keys(labels: Sequence[Label]) -> list[Key]:
    return [(label.text, k) for k, label in enumerate(labels)]


def _kinds(layers: Layers) -> Iterator[str]:
    yield "places"
    if layers.graticule:
        yield "grid"


def _space_seen(names: SpaceNames, view: View) -> Seen:
    x, y, strength = space_in_sight(names.r_km, view)
    # A shell is named where it stands farthest from the globe.
    (middle,), _ = view.project(np.zeros((1, 3)))
    outside = np.hypot(x - middle[0], y - middle[1]) / max(view.size)
    order = np.where(names.is_shell, 1.0 - 0.5 * np.clip(outside, 0.0, 1.0), 0.0)
    return Seen(names.labels, _keys(names.labels), x, y, strength, order, x < middle[0])


def _vertices(chosen: list[Placed], atlas: Atlas, height: int) -> NDArray[np.void]:
    """Return the corners of all quads; those that are not needed have no area."""
    out = np.zeros((_QUADS, 4), _VERTEX)
    for attempt in range(2):
        quads = list(_quads(chosen, atlas))
        if attempt or all(quad is not None for quad in quads):
            break
        atlas.clear()
    known = [quad for quad in quads if quad is not None][:_QUADS]
    if known:
        table = np.array(known, np.float32)
        n = len(table)
        size_px = table[:, 2:4] * np.float32(atlas.enlarged)
        out["a_place_px"][:n] = _corners(table[:, 0], height - table[:, 1], size_px, -1.0)
        texels = _corners(table[:, 4], table[:, 5], table[:, 2:4], 1.0)
        out["a_texel"][:n] = texels / np.float32(atlas.side)
        out["a_opacity"][:n] = table[:, 6:]
    return out.ravel()


def _quads(chosen: list[Placed], atlas: Atlas) -> Iterator[tuple[float, ...] | None]:
    """Yield left and top in the picture, width, height, left and top in the atlas, and opacity.

    None for one that the atlas has no room for.
    """
    for name in chosen:
        style, (x, y) = name.label.style, name.at
        opacity = readable_opacity(name.strength) * style.opacity
        if style.dot and style.dotted:
            place = atlas.place_of(Label(DOT, style))
            half = 0.5 * place[2] * atlas.enlarged if place else 0.0
            yield place and _quad(round(x - half), round(y - half), place, opacity)
        place = atlas.place_of(name.label)
        margin = round(atlas.margin * atlas.enlarged)
        left, top = name.left - margin, name.top - margin
        yield place and _quad(left, top, place, opacity)


def _quad(
    x: float, y: float, place: tuple[int, int, int, int], opacity: float
) -> tuple[float, ...]:
    left, top, width, height = place
    return x, y, width, height, left, top, opacity


def _corners(left: Floats32, top: Floats32, size: Floats32, down: float) -> Floats32:
    """Return (n, 4, 2) the corners of boxes in the order of `triangles`; `down` the sign of y."""
    x = np.stack([left, left, left + size[:, 0], left + size[:, 0]], axis=1)
    low = top + down * size[:, 1]
    return np.stack([x, np.stack([top, low, top, low], axis=1)], axis=2)
