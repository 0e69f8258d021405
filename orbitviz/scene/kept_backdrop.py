"""The backdrop with what it was drawn for; two pictures of the same sky and Earth share one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from orbitviz.analysis.coverage.cover_grid import CoverGrid
from orbitviz.base.arrays import Floats
from orbitviz.model.view import ViewOptions
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.backdrop.backdrop import Backdrop
from orbitviz.scene.cache_keys import CacheKey
from orbitviz.scene.motion_bounds import ground_moved_px


class KeptBackdrop:
    """Knows when the backdrop must be drawn again.

    layer       draws it, and shows it
    key         what it was drawn for, None before it was
    covered     polygons in which nothing was drawn, for bodies hide it there
    version     counts how often it was drawn
    is_shared   whether a second picture shows it: then it is drawn everywhere
    """

    def __init__(self, layer: Backdrop) -> None:
        self.layer = layer
        self.key: CacheKey | None = None
        self.covered: Sequence[Floats] = ()
        self.version = 0
        self.is_shared = False

    def share(self, shared: bool) -> None:
        """Note that a second picture shows it from now on, or does no longer."""
        if shared is not self.is_shared:
            self.is_shared, self.key = shared, None

    def moved_px(self, new: CacheKey) -> float:
        """Return how far sky and ground may have moved, infinite where they look different."""
        if self.key is None or self.key.differs_in_content(new):
            return math.inf
        seconds = new.instant.seconds_since(self.key.instant)
        return ground_moved_px(self.key.view, new.view, seconds)

    def draw(
        self,
        key: CacheKey,
        geometry: SkyGeometry,
        options: ViewOptions,
        *,
        draft: bool,
        covered: Sequence[Floats],
        cover: CoverGrid | None = None,
    ) -> None:
        """Draw it for a key, but for what is covered; `cover`: satellites in view of the ground."""
        self.key, self.covered, self.version = key, covered, self.version + 1
        self.layer.draw(key.view, geometry, options, draft=draft, covered=covered, cover=cover)
