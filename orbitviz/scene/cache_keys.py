"""Keys of the cached layers: everything that decides how a layer looks."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from orbitviz.engine.satellite_paths import satellites_with_paths
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import Document, State
from orbitviz.model.view import Layers
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.satellites.paths import PATH_LAYERS
from orbitviz.scene.view import View

_NOT_BACKDROP = (
    "satellites",
    "orbit_rings",
    "links",
    *PATH_LAYERS,
    "names",
    "sites",
    "legend",
    "scale_bar",
    "status_caption",
    "driver_name",
    "size_reference",
    "satellite_sets",
)
_BACKDROP = tuple(field.name for field in fields(Layers) if field.name not in _NOT_BACKDROP)


@dataclass(frozen=True, eq=False)
class CacheKey:
    """Everything that decides how a layer looks.

    identities   immutable objects, compared by identity
    values       compared by value
    """

    identities: tuple[Any, ...]
    values: tuple[Any, ...]
    view: View
    instant: Instant

    def differs_in_content(self, other: CacheKey) -> bool:
        """Return whether more than camera and time differs."""
        return (
            len(other.identities) != len(self.identities)
            or any(a is not b for a, b in zip(other.identities, self.identities, strict=True))
            or other.values != self.values
        )


class LayerKeys(NamedTuple):
    """The keys of the layers of one picture: the light of the satellites, the backdrop, both."""

    light: CacheKey
    backdrop: CacheKey
    scene: CacheKey


def _drawn(document: Document) -> tuple[object, ...]:
    """Return what of a document is drawn: what it costs, for one, is not."""
    return document.constellation, document.design.groups, document.design.satellites


def layer_keys(view: View, state: State, snapshot: Snapshot, *, draft: bool) -> LayerKeys:
    """Return the keys of the layers of a picture."""
    options, layers = state.view, state.view.layers
    fleet = snapshot.fleet if options.colour.needs_map else None
    other = snapshot.other.fleet if fleet is not None and snapshot.other is not None else None
    designs = [part for document in state.designs.values() for part in _drawn(document)]
    identities = (*designs, fleet, other, *state.catalogues.values(), *snapshot.keyframes.values())
    light = (
        layers.satellites,
        options.colour_mode,
        options.colour_range,
        options.brightness,
        options.point_scale,
        options.look,
        options.satellite_path,
        state.selection,
        state.hidden,
        state.hidden_satellites,
        snapshot.shown_sets if layers.satellite_sets else (),
    )
    backdrop = (*(getattr(layers, name) for name in _BACKDROP), options.background, draft)
    rings = state.selection if layers.orbit_rings else None
    linked = (state.document, state.selection, state.hidden, state.hidden_satellites)
    links = linked if layers.links else ()
    paths = (*(getattr(layers, name) for name in PATH_LAYERS), options.min_elevation_rad)
    return LayerKeys(
        CacheKey(identities, light, view, snapshot.instant),
        CacheKey((snapshot.cover,), backdrop, view, snapshot.instant),
        CacheKey(
            (*links[:1], state.route, snapshot.route if state.route else None),
            (rings, *links[1:], *paths, satellites_with_paths(state) if any(paths) else ()),
            view,
            snapshot.instant,
        ),
    )
