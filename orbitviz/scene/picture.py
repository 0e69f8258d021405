"""The whole picture, layer over layer; the same for the window, `render` and the tests.

Each layer is kept and drawn anew only when something on it would move by half a pixel or look
different: the backdrop (sky, Earth, lines), the light of the satellites, and both together under
rings and words.
"""

from __future__ import annotations

import math
from dataclasses import fields, replace

from vispy import gloo

from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SourceId
from orbitviz.model.state import State
from orbitviz.model.view import Layers
from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene.backdrop.backdrop import Backdrop
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.gl.layer_cache import CachedLayer, CacheKey
from orbitviz.scene.motion_bounds import (
    ALONG_PX,
    MOVED_PX,
    ground_moved_px,
    satellites_moved_px,
)
from orbitviz.scene.overlay.overlay import Overlay, OverlayContent
from orbitviz.scene.satellites import appearance
from orbitviz.scene.satellites.catalogue_layer import CatalogueLayer
from orbitviz.scene.satellites.light import LightBuffer
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.rings import RingsLayer
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.view import View
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

# Layers that are not part of the backdrop.
_BEFORE = ("satellites", "orbit_rings", "legend", "honesty_line")
_BEHIND = tuple(field.name for field in fields(Layers) if field.name not in _BEFORE)


class Picture:
    """Draws a state at a snapshot into the current framebuffer; a GL context must be current."""

    def __init__(self, images: Images, *, at_once: bool = True) -> None:
        """Build; `at_once`: every picture is whole, however long an upload takes."""
        self._at_once = at_once
        self._backdrop = Backdrop(images, at_once=at_once)
        self._rings = RingsLayer()
        self._light = LightBuffer()
        self._overlay = Overlay()
        self._scene = CachedLayer()
        self._choice = RendererChoice(self._light)
        self._constellation: Constellation | None = None
        self._satellites: SatelliteLayer | None = None
        self._catalogues: dict[SourceId, tuple[Catalogue, CatalogueLayer]] = {}
        self._lit: CacheKey | None = None
        self._behind: CacheKey | None = None
        self._ringed: CacheKey | None = None
        self._is_waiting = False

    def delete(self) -> None:
        """Give the GPU's memory back, as far as vispy does not by itself."""
        self._choice.delete()

    @property
    def drawn_by(self) -> str:
        """How the satellites were drawn last, in a few words."""
        return self._choice.words

    @property
    def compute_refused(self) -> str:
        """Why the compute shader is not used though it is wanted, else empty."""
        return self._choice.refused

    def apply(self, state: State) -> None:
        """Take what the user decided: upload what is new, colour what is there."""
        if state.document.constellation is not self._constellation:
            self._constellation = state.document.constellation
            self._satellites = SatelliteLayer(state.document.constellation)
        assert self._satellites is not None
        self._satellites.set_colours(*appearance.shell_light(state))
        kept = {}
        for source, catalogue in state.catalogues.items():
            known, layer = self._catalogues.get(source, (None, None))
            if layer is None or known is not catalogue:
                layer = CatalogueLayer(len(catalogue), at_once=self._at_once)
            layer.set_colours(*appearance.catalogue_light(state, source))
            kept[source] = (catalogue, layer)
        self._catalogues = kept

    @property
    def is_waiting(self) -> bool:
        """Whether the next picture will show more than the last one, for uploads are under way."""
        return self._is_waiting or self._backdrop.is_waiting

    def holds_s(self, view: View, state: State, snapshot: Snapshot, *, draft: bool) -> float:
        """Return the seconds of simulated time for which `draw` will show the same, words aside.

        0 where it would show something else now, or where its motion is not known yet.
        """
        lit, behind, ringed = _shown(view, state, snapshot, draft=draft)
        if self._ringed is None or self._ringed.differs(ringed):
            return 0.0
        moved = ((self._lit, self._light_moved_px(lit, state)),
                 (self._behind, self._backdrop_moved_px(behind)))  # fmt: skip
        rest_s = math.inf
        for shown, moved_px in moved:
            if shown is None or moved_px > MOVED_PX:
                return 0.0
            gone_s = abs(snapshot.instant.seconds_since(shown.instant))
            if moved_px > 0.0:
                rest_s = min(rest_s, gone_s * (MOVED_PX - moved_px) / moved_px)
        return rest_s

    def draw(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        words: OverlayContent,
        *,
        draft: bool = False,
    ) -> None:
        """Draw the tile of `view`, with words in the corners; a draft has a coarser Earth."""
        lit, behind, ringed = _shown(view, state, snapshot, draft=draft)
        is_new = self._ringed is None or self._ringed.differs(ringed)
        if self._light_moved_px(lit, state) > ALONG_PX:
            self._lit, is_new, self._is_waiting = lit, True, False
            if state.view.layers.satellites:
                self._collect_light(view, state, snapshot)
        if self._backdrop.is_waiting or self._backdrop_moved_px(behind) > MOVED_PX:
            self._behind, is_new = behind, True
            self._backdrop.draw(view, snapshot.geometry, state.view.layers, draft=draft)
        if is_new:
            self._ringed = ringed
            with self._scene.drawing(view.tile[2:]):
                self._draw_scene(view, state, snapshot)
        gloo.set_viewport(0, 0, *view.tile[2:])
        self._scene.show()
        self._overlay.draw(words, view)

    def choose_path(self, state: State, snapshot: Snapshot) -> None:
        """Find out how the satellites will be drawn, for the words on the picture."""
        self._choice.choose(state.view.satellite_path, snapshot.geometry)

    def _light_moved_px(self, new: CacheKey, state: State) -> float:
        """Return how far satellites may have moved, infinite where they look different."""
        old = self._lit
        if old is None or old.differs(new) or self._is_waiting:
            return math.inf
        seconds = new.instant.seconds_since(old.instant)
        if state.catalogues and (seconds or not old.view.shows_the_same(new.view)):
            return math.inf  # their objects fly anywhere, near the camera too
        return satellites_moved_px(state.document.constellation, old.view, new.view, seconds)

    def _backdrop_moved_px(self, new: CacheKey) -> float:
        """Return how far sky and ground may have moved, infinite where they look different."""
        old = self._behind
        if old is None or old.differs(new):
            return math.inf
        return ground_moved_px(old.view, new.view, new.instant.seconds_since(old.instant))

    def _draw_scene(self, view: View, state: State, snapshot: Snapshot) -> None:
        self._backdrop.show()
        if state.view.layers.satellites:
            self._light.compose()
        if state.view.layers.orbit_rings and state.selection:
            self._rings.draw(view, snapshot.geometry, state)

    def _show_quantity(self, state: State, snapshot: Snapshot) -> None:
        """Bring the colours of power, heat and compute up to date."""
        assert self._satellites is not None
        fleet = snapshot.fleet
        if fleet is None or fleet.constellation is not self._constellation:
            self._satellites.show_quantity(None, None)
        else:
            self._satellites.show_quantity(fleet, colour_scale(state.view, fleet))

    def _collect_light(self, view: View, state: State, snapshot: Snapshot) -> None:
        assert self._satellites is not None
        light = PointLight(
            appearance.crowd(state),
            state.view.colour is SUNLIGHT,
            state.view.brightness,
            3.0 * state.view.point_scale,
        )
        self._show_quantity(state, snapshot)
        request = self._satellites.request(view, snapshot.geometry, light)
        alone = not state.catalogues
        self._choice.collect(state.view.satellite_path, snapshot.geometry, request, alone=alone)
        if state.catalogues:
            with self._light.collecting(view.tile[2:], clear=False):
                self._draw_catalogues(view, state, snapshot, light)
        self._light.spread(view.pixel_ratio)

    def _draw_catalogues(
        self, view: View, state: State, snapshot: Snapshot, light: PointLight
    ) -> None:
        for source, catalogue in state.catalogues.items():
            frames = snapshot.keyframes[source]
            if frames is None or not state.shows(source):
                continue
            own = replace(light, crowd_per_km2=appearance.catalogue_crowd(catalogue))
            layer = self._catalogues[source][1]
            layer.draw(view, snapshot.geometry, own, frames)
            self._is_waiting |= layer.is_waiting


def _shown(
    view: View, state: State, snapshot: Snapshot, *, draft: bool
) -> tuple[CacheKey, CacheKey, CacheKey]:
    """Return what the light, the backdrop and both together with the rings show."""
    options, layers = state.view, state.view.layers
    coloured = snapshot.fleet if options.colour.needs_map else None
    lit = CacheKey(
        (state.document, coloured, *state.catalogues.values(), *snapshot.keyframes.values()),
        (
            layers.satellites,
            options.colour_mode,
            options.colour_range,
            options.brightness,
            options.point_scale,
            options.satellite_path,
            state.selection,
            state.hidden,
        ),
        view,
        snapshot.instant,
    )
    behind = CacheKey(
        (), (*(getattr(layers, name) for name in _BEHIND), draft), view, snapshot.instant
    )
    rings = state.selection if layers.orbit_rings else None
    return lit, behind, CacheKey((), (rings,), view, snapshot.instant)
