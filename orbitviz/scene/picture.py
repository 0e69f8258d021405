"""The whole picture, layer over layer; the same for the window, `render` and the tests.

Each layer is cached and drawn again only when something on it would move by half a pixel or look
different: the backdrop (sky, Earth, lines), the light of the satellites, and both composed with
the orbit rings. Marks, legend and texts come on top of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace

from vispy import gloo

from orbitviz.base.arrays import Floats
from orbitviz.engine.nearby import NONE, Nearby
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.scene.backdrop.backdrop import DRAFT_SCALE, Backdrop
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.bodies.bodies_layer import BodiesLayer
from orbitviz.scene.bodies.placing import near_satellites
from orbitviz.scene.bodies.tints import tints_of
from orbitviz.scene.cache_keys import CacheKey, layer_keys
from orbitviz.scene.colouring import shown_scale
from orbitviz.scene.gl.cached_layer import CachedLayer
from orbitviz.scene.gl.cover import Cover, can_cover
from orbitviz.scene.gl.cutting import scissors
from orbitviz.scene.kept_backdrop import KeptBackdrop
from orbitviz.scene.motion_bounds import (
    REDRAW_PX,
    VISIBLE_PX,
    satellites_moved_px,
)
from orbitviz.scene.overlay.callouts import PixelBox
from orbitviz.scene.overlay.marks import Columns
from orbitviz.scene.overlay.overlay import OverlayContent
from orbitviz.scene.satellites import appearance
from orbitviz.scene.satellites.catalogue_layer import CatalogueLayer, chunk_of
from orbitviz.scene.satellites.light_buffer import LightBuffer
from orbitviz.scene.satellites.links_layer import LinksLayer
from orbitviz.scene.satellites.looks import LOOKS
from orbitviz.scene.satellites.paths import PathsLayer, has_paths
from orbitviz.scene.satellites.point_light import PointLight
from orbitviz.scene.satellites.renderer_choice import RendererChoice
from orbitviz.scene.satellites.rings import RingsLayer
from orbitviz.scene.satellites.route_layer import RouteLayer
from orbitviz.scene.satellites.satellite_layer import SatelliteLayer
from orbitviz.scene.satellites.styles import styles_of
from orbitviz.scene.stages import Stage, StageHook
from orbitviz.scene.texts import Texts
from orbitviz.scene.view import View
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

_POINT_PX = 3.0  # of a satellite without near neighbours, logical pixels


class Picture:
    """Draws a state at a snapshot into the current framebuffer; a GL context must be current."""

    def __init__(
        self,
        images: Images | None,
        *,
        progressive: bool = False,
        stage_hook: StageHook = lambda _stage: nullcontext(),
        shares: KeptBackdrop | None = None,
    ) -> None:
        """Build.

        images        for a backdrop of its own, or None
        shares        the backdrop of another picture of the same sky and Earth
        progressive   spread large uploads over several pictures, see is_incomplete
        stage_hook    entered around each stage that is drawn, to time or count it
        """
        self._progressive = progressive
        self._stage = stage_hook
        if shares is None:
            assert images is not None
            shares = KeptBackdrop(Backdrop(images, progressive=progressive))
        self.backdrop = shares
        self._rings, self._paths = RingsLayer(), PathsLayer()
        self._links, self._route = LinksLayer(), RouteLayer()
        self._light, self._bodies = LightBuffer(), BodiesLayer()
        self._nearby: Nearby = NONE
        self._texts = Texts()
        self._scene, self._cover = CachedLayer("linear", stencil=can_cover()), Cover()
        self._choice = RendererChoice(self._light)
        self._constellation: Constellation | None = None
        self._satellites: SatelliteLayer | None = None
        self._catalogues: dict[SourceId, tuple[Catalogue, CatalogueLayer]] = {}
        self._light_key: CacheKey | None = None
        self._scene_key: CacheKey | None = None
        self._shown_version = 0  # of the backdrop
        self._is_uploading = False

    def delete(self) -> None:
        """Free the GPU memory that vispy does not free by itself."""
        self._choice.delete()
        self._bodies.delete()

    @property
    def satellite_renderer(self) -> str:
        """Name of the last renderer of satellites, for display."""
        return self._choice.name

    @property
    def compute_refused(self) -> str:
        """Why the compute shader cannot be used, empty if it can or was not tried."""
        return self._choice.refused

    def apply(self, state: State) -> None:
        """Adopt a state: upload what is new, recolour the rest."""
        if state.document.constellation is not self._constellation:
            self._constellation = state.document.constellation
            self._satellites = SatelliteLayer(state.document.constellation)
        assert self._satellites is not None
        self._satellites.set_colours(*appearance.shell_light(state))
        layers = {}
        for source, catalogue in state.catalogues.items():
            known, layer = self._catalogues.get(source, (None, None))
            if layer is None or known is not catalogue:
                chunk = chunk_of(len(catalogue)) if self._progressive else None
                layer = CatalogueLayer(len(catalogue), chunk=chunk)
            layer.set_colours(*appearance.catalogue_light(state, source))
            layers[source] = (catalogue, layer)
        self._catalogues = layers

    @property
    def is_incomplete(self) -> bool:
        """Whether uploads are under way or names stay away: the next picture may show more."""
        is_loading = self._is_uploading or self.backdrop.layer.is_incomplete
        return is_loading or self._texts.is_incomplete

    def valid_for_s(self, view: View, state: State, snapshot: Snapshot, *, draft: bool) -> float:
        """Return for how many seconds of simulated time `draw` would show the same, texts aside.

        0 where it would show something else now, or where the motion is unknown.
        """
        keys = layer_keys(view, state, snapshot, draft=draft)
        if self._scene_key is None or self._scene_key.differs_in_content(keys.scene):
            return 0.0
        moved = ((self._light_key, self._light_moved_px(keys.light, state)),
                 (self.backdrop.key, self.backdrop.moved_px(keys.backdrop)))  # fmt: skip
        left_s = math.inf
        for drawn, moved_px in moved:
            if drawn is None or moved_px > VISIBLE_PX:
                return 0.0
            elapsed_s = abs(snapshot.instant.seconds_since(drawn.instant))
            if moved_px > 0.0:
                left_s = min(left_s, elapsed_s * (VISIBLE_PX - moved_px) / moved_px)
        return left_s

    def invalidate(self, *, with_names: bool = True) -> None:
        """Drop the cached layers, so that the next picture does not depend on those before.

        with_names   that of the names on the globe too; else those that are shown stay
        """
        self._light_key = self.backdrop.key = self._scene_key = None
        if with_names:
            self._texts.forget_names()

    def draw(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        texts: OverlayContent,
        *,
        draft: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Draw the tile of `view`, with texts in the corners.

        draft   with a coarser backdrop
        scale   below 1 only of a whole picture: everything but words is coarser, see FrameQuality
        """
        seen = view if scale == 1.0 else view.coarser(scale)
        self.prepare(seen, state, snapshot, draft=draft)
        gloo.set_viewport(0, 0, *view.tile[2:])
        self._scene.show(view.tile[2:])
        self.draw_texts(view, state, snapshot, texts)

    def prepare(self, view: View, state: State, snapshot: Snapshot, *, draft: bool) -> None:
        """Draw all but the texts, where it is kept until it is shown."""
        keys = layer_keys(view, state, snapshot, draft=draft)
        is_stale = self._scene_key is None or self._scene_key.differs_in_content(keys.scene)
        if self._light_moved_px(keys.light, state) > REDRAW_PX:
            self._light_key, is_stale, self._is_uploading = keys.light, True, False
            self._nearby = near_satellites(view, state, snapshot)
            if state.view.layers.satellites:
                self._draw_light(view, state, snapshot)
        behind = self.backdrop
        has_moved = behind.moved_px(keys.backdrop) > VISIBLE_PX
        if behind.layer.is_incomplete or has_moved or (is_stale and behind.covered):
            covered = self._covered_by_bodies(view, snapshot, draft=draft)
            with self._stage(Stage.DRAFT_BACKDROP if draft else Stage.BACKDROP):
                behind.draw(
                    keys.backdrop,
                    snapshot.geometry,
                    state.view,
                    draft=draft,
                    covered=covered,
                    cover=snapshot.cover,
                )
        if is_stale or self._shown_version != behind.version:
            self._scene_key, self._shown_version = keys.scene, behind.version
            with self._scene.drawing(view.tile[2:]):
                self._draw_scene(view, state, snapshot, draft=draft)

    def show_part(self, left: int, right: int, at: int) -> None:
        """Show columns of what is prepared, see CachedLayer.show_part."""
        self._scene.show_part(left, right, at)

    def draw_texts(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        texts: OverlayContent,
        filled: Sequence[PixelBox] = (),
    ) -> None:
        """Draw what is written and marked over the current framebuffer, in its viewport.

        filled   boxes of what others write there
        """
        if not state.view.overlays:
            return
        with self._stage(Stage.OVERLAY):
            self._texts.draw(view, state, snapshot, texts, self._nearby.satellites, filled)

    def draw_names(
        self,
        view: View,
        state: State,
        snapshot: Snapshot,
        texts: OverlayContent,
        columns: Columns,
    ) -> None:
        """Draw the part of `draw_texts` that is of this design, see Texts.draw_names."""
        if state.view.overlays:
            with self._stage(Stage.OVERLAY):
                self._texts.draw_names(view, state, snapshot, texts, columns)

    def draw_corners(self, view: View, state: State, texts: OverlayContent) -> None:
        """Draw the rest of `draw_texts`."""
        if state.view.overlays:
            with self._stage(Stage.OVERLAY):
                self._texts.draw_corners(view, state, texts, self._nearby.satellites)

    def corner_boxes(self, view: View, state: State, texts: OverlayContent) -> list[PixelBox]:
        """Return left, top, right, bottom of what `draw_texts` writes in the corners."""
        return self._texts.corner_boxes(view, state, texts)

    def select_renderer(self, state: State, snapshot: Snapshot) -> None:
        """Choose how the satellites will be drawn, so that the texts of the picture can say it."""
        self._choice.choose(
            state.view.satellite_path, snapshot.geometry, state.document.constellation
        )

    def _light_moved_px(self, new: CacheKey, state: State) -> float:
        """Return how far satellites may have moved, infinite where they look different."""
        old = self._light_key
        if old is None or old.differs_in_content(new) or self._is_uploading:
            return math.inf
        seconds = new.instant.seconds_since(old.instant)
        if state.catalogues and (seconds or not old.view.is_same_camera(new.view)):
            return math.inf  # their objects fly anywhere, near the camera too
        return satellites_moved_px(state.document.constellation, old.view, new.view, seconds)

    def _draw_scene(self, view: View, state: State, snapshot: Snapshot, *, draft: bool) -> None:
        with self._stage(Stage.COPY_BACKDROP):
            self.backdrop.layer.show(view.tile[2:])
        if state.view.layers.satellites:
            with (
                self._stage(Stage.COMPOSE),
                scissors(view.seen_box),
                self._cover.sparing(self.backdrop.covered),
            ):
                self._light.compose(self.backdrop.layer.texture)
        if state.view.layers.orbit_rings and state.selection:
            with self._stage(Stage.RINGS):
                self._rings.draw(view, snapshot.geometry, state)
        if state.view.layers.links:
            with self._stage(Stage.LINKS):
                self._links.draw(view, state, snapshot)
        if has_paths(state.view.layers):
            with self._stage(Stage.PATHS):
                self._paths.draw(view, state, snapshot)
        if state.route is not None:
            with self._stage(Stage.LINKS):
                self._route.draw(view, state, snapshot)
        near = self._nearby
        if near.satellites:
            with self._stage(Stage.BODIES):
                tints = tints_of(state, snapshot, near.satellites)
                self._bodies.draw(
                    view, snapshot.geometry, near.satellites, near.from_rad, tints, draft=draft
                )

    def _covered_by_bodies(self, view: View, snapshot: Snapshot, *, draft: bool) -> list[Floats]:
        """Return where bodies will be drawn, so that nothing has to be behind them."""
        if not can_cover() or not self._nearby.satellites or self.backdrop.is_shared:
            return []
        finer = DRAFT_SCALE if draft else 1.0
        return self._bodies.covered(view, snapshot.geometry, self._nearby.satellites, finer=finer)

    def _show_quantity(self, state: State, snapshot: Snapshot) -> None:
        """Bring the colours of power, heat and compute up to date."""
        assert self._satellites is not None
        fleet = snapshot.fleet
        if fleet is None or fleet.constellation is not self._constellation:
            self._satellites.show_quantity(None, None)
        else:
            self._satellites.show_quantity(fleet, shown_scale(state.view, snapshot))

    def _draw_light(self, view: View, state: State, snapshot: Snapshot) -> None:
        assert self._satellites is not None
        options = state.view
        light = PointLight(
            appearance.number_density_per_km2(state),
            options.colour is SUNLIGHT,
            options.brightness,
            _POINT_PX * options.point_scale,
            LOOKS[options.look],
            appearance.reference_km(state, view.eye_km),
            self._nearby.onset_km(of_design=True),
        )
        with self._stage(Stage.SATELLITES):
            self._show_quantity(state, snapshot)
            styles = styles_of(state, snapshot.shown_sets)
            self._satellites.set_styles(styles.words.get(MAIN_DESIGN), styles.closeness)
            for source, (_, layer) in self._catalogues.items():
                layer.set_styles(styles.words.get(source), styles.closeness)
            request = self._satellites.request(view, snapshot.geometry, light)
            self._choice.accumulate(
                options.satellite_path,
                snapshot.geometry,
                request,
                exclusive=not state.catalogues,
            )
            if state.catalogues:
                with self._light.accumulating(view.tile[2:], clear=False):
                    self._draw_catalogues(view, state, snapshot, light)
        with self._stage(Stage.HALO):
            self._light.make_halo(view.pixel_ratio, request.halo, light.look.exposure)

    def _draw_catalogues(
        self, view: View, state: State, snapshot: Snapshot, light: PointLight
    ) -> None:
        for source, catalogue in state.catalogues.items():
            frames = snapshot.keyframes[source]
            if frames is None or not state.shows(source):
                continue
            density = appearance.catalogue_density_per_km2(catalogue)
            layer = self._catalogues[source][1]
            onset_km = self._nearby.onset_km(of_design=False)
            ours = replace(light, density_per_km2=density, body_onset_km=onset_km)
            layer.draw(view, snapshot.geometry, ours, frames)
            self._is_uploading |= layer.is_incomplete
