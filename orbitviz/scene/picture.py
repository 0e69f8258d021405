"""The whole picture, layer over layer; the same for the window, `render` and the tests."""

from __future__ import annotations

from vispy import gloo

from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import ShellKey, State
from orbitviz.orbits.catalogue import Catalogue
from orbitviz.orbits.constellation import Constellation
from orbitviz.scene import appearance
from orbitviz.scene.catalogue_points import CatalogueLayer
from orbitviz.scene.colouring import colour_scale
from orbitviz.scene.earth import EarthLayer
from orbitviz.scene.images import Images
from orbitviz.scene.light import LightBuffer
from orbitviz.scene.lines import LinesLayer
from orbitviz.scene.overlay import Overlay, OverlayContent
from orbitviz.scene.point_light import PointLight
from orbitviz.scene.rings import RingsLayer
from orbitviz.scene.satellites import SatelliteLayer
from orbitviz.scene.shadow_cone import ShadowConeLayer
from orbitviz.scene.sky import SkyLayer
from orbitviz.scene.view import View


class Picture:
    """Draws a state at a snapshot into the current framebuffer; a GL context must be current."""

    def __init__(self, images: Images, *, at_once: bool = True) -> None:
        """Build; `at_once`: every picture is whole, however long an upload takes."""
        self._at_once = at_once
        self._sky = SkyLayer(images.sky)
        self._earth = EarthLayer(images.earth)
        self._lines = LinesLayer(images.lines, images.sky.figures)
        self._rings = RingsLayer()
        self._cone = ShadowConeLayer()
        self._light = LightBuffer()
        self._overlay = Overlay()
        self._constellation: Constellation | None = None
        self._satellites: SatelliteLayer | None = None
        self._catalogues: dict[int, tuple[Catalogue, CatalogueLayer]] = {}

    def apply(self, state: State) -> None:
        """Take what the user decided: upload what is new, colour what is there."""
        if state.document.constellation is not self._constellation:
            self._constellation = state.document.constellation
            self._satellites = SatelliteLayer(state.document.constellation)
        assert self._satellites is not None
        self._satellites.set_colours(*appearance.shell_light(state))
        kept = {}
        for index, catalogue in enumerate(state.catalogues):
            key = id(catalogue)
            layer = self._catalogues.get(key, (catalogue, None))[1]
            layer = layer or CatalogueLayer(len(catalogue), at_once=self._at_once)
            layer.set_colours(*appearance.catalogue_light(state, index))
            kept[key] = (catalogue, layer)
        self._catalogues = kept

    @property
    def is_waiting(self) -> bool:
        """Whether the next picture will show more than the last one, for uploads are under way."""
        return any(layer.is_waiting for _, layer in self._catalogues.values())

    def draw(self, view: View, state: State, snapshot: Snapshot, words: OverlayContent) -> None:
        """Draw the tile of `view`, with words in the corners."""
        layers, moment = state.view.layers, snapshot.moment
        if layers.satellites:
            self._collect_light(view, state, snapshot)
        _, _, width, height = view.tile
        gloo.set_viewport(0, 0, width, height)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        self._sky.draw(view, moment, layers)
        self._earth.draw(view, moment, layers)
        self._lines.draw(view, moment, layers)
        if layers.shadow_cone:
            self._cone.draw(view, moment)
        if layers.satellites:
            self._light.compose()
        if layers.orbit_rings and state.selection:
            self._rings.draw(view, moment, state)
        self._overlay.draw(words, view)

    def _show_states(self, state: State, snapshot: Snapshot) -> None:
        """Bring the colours of power, heat and compute up to date."""
        assert self._satellites is not None
        fleet = snapshot.fleet
        if fleet is None or fleet.constellation is not self._constellation:
            self._satellites.show_states(None, None)
        else:
            self._satellites.show_states(fleet, colour_scale(state.view, fleet))

    def _collect_light(self, view: View, state: State, snapshot: Snapshot) -> None:
        assert self._satellites is not None
        _, _, width, height = view.tile
        with self._light.collecting((width, height)):
            light = PointLight(
                appearance.crowd(state),
                state.view.colour_mode,
                state.view.brightness,
                3.0 * state.view.point_scale,
            )
            self._show_states(state, snapshot)
            self._satellites.draw(view, snapshot.moment, light)
            for source, (catalogue, frames) in enumerate(
                zip(state.catalogues, snapshot.keyframes, strict=True), 1
            ):
                if frames is None or ShellKey(source, 0) in state.hidden:
                    continue
                own = PointLight(
                    appearance.catalogue_crowd(catalogue),
                    light.colour_mode,
                    light.brightness,
                    light.point_px,
                )
                self._catalogues[id(catalogue)][1].draw(view, snapshot.moment, own, frames)
        self._light.spread(view.pixel_ratio)
