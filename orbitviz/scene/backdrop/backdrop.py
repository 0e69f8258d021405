"""Everything behind the satellites: sky, Earth and lines, in a cached layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vispy import gloo

from orbitviz.analysis.coverage.cover_grid import CoverGrid
from orbitviz.base.arrays import Floats
from orbitviz.model.view import Background, ViewOptions
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.coverage import CoverageLayer
from orbitviz.scene.backdrop.earth import EarthLayer
from orbitviz.scene.backdrop.images import Images
from orbitviz.scene.backdrop.lines import LinesLayer
from orbitviz.scene.backdrop.shadow_cone import ShadowConeLayer
from orbitviz.scene.backdrop.sky import SkyLayer
from orbitviz.scene.gl.cached_layer import CachedLayer
from orbitviz.scene.gl.cover import Cover, can_cover
from orbitviz.scene.gl.cutting import scissors
from orbitviz.scene.view import View

_SKY = (0.0, 0.0, 0.0, 1.0)
# Light does not veil what is not there: alpha 0.
_BLANK = {Background.SKY: _SKY, Background.WHITE: (1.0, 1.0, 1.0, 0.0)}
_BLACK = (0.0, 0.0, 0.0, 0.0)
DRAFT_SCALE = 2  # width of the pixels of a draft


class Backdrop:
    """Draws sky, Earth and lines into a cached layer; a GL context must be current."""

    def __init__(self, images: Images, *, progressive: bool = False) -> None:
        """Build; `progressive`: see EarthLayer."""
        self._sky = SkyLayer(images.sky)
        self._earth = EarthLayer(images.earth, progressive=progressive)
        self._lines = LinesLayer(images.lines, images.sky.figures)
        self._cone = ShadowConeLayer()
        self._coverage = CoverageLayer()
        self._full = CachedLayer(stencil=can_cover())
        self._coarse = CachedLayer("linear", stencil=can_cover())
        self._cover = Cover()
        self._layer = self._full  # the one drawn last

    @property
    def is_incomplete(self) -> bool:
        """Whether mipmaps are still missing, so that the next picture will be finer."""
        return self._earth.is_incomplete

    def draw(
        self,
        view: View,
        geometry: SkyGeometry,
        options: ViewOptions,
        *,
        draft: bool,
        covered: Sequence[Floats] = (),
        cover: CoverGrid | None = None,
    ) -> None:
        """Draw the tile of `view`; a draft has fewer pixels. Nothing in polygons `covered`.

        cover   satellites in view of the ground, as colour over it
        """
        self._layer = self._coarse if draft else self._full
        if draft:
            view = _coarser(view)
        layers = options.layers
        ground = _BLANK.get(options.background, _BLACK)
        with (
            self._layer.drawing(view.tile[2:], ground),
            scissors(view.seen_box),
            self._cover.sparing(covered),
        ):
            self._sky.draw(view, geometry, layers)
            self._earth.draw(view, geometry, layers)
            if cover is not None:
                self._coverage.draw(view, geometry, cover)
            self._lines.draw(view, geometry, layers)
            if layers.shadow_cone:
                self._cone.draw(view, geometry)
            self._sky.draw_glare(view, geometry, layers)

    @property
    def texture(self) -> gloo.Texture2D:
        """The layer, as drawn last; a draft has fewer pixels."""
        return self._layer.texture

    def show(self, size: tuple[int, int]) -> None:
        """Copy the layer into the current framebuffer of `size` pixels, over all of it."""
        self._layer.show(size)


def _coarser(view: View) -> View:
    """Return the same camera with fewer pixels."""
    left, bottom, width, height = (round(pixels / DRAFT_SCALE) for pixels in view.tile)
    return replace(
        view,
        size=(round(view.size[0] / DRAFT_SCALE), round(view.size[1] / DRAFT_SCALE)),
        tile=(left, bottom, max(width, 1), max(height, 1)),
        pixel_ratio=view.pixel_ratio / DRAFT_SCALE,
    )
