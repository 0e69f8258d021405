"""The map or the sky of a tour in place of the globe: painted by numpy, shown by GL."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from vispy import gloo

from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import satellites_above
from orbitviz.base.arrays import Floats
from orbitviz.base.progress import run_to_end
from orbitviz.engine.on_stage import MapLook, SkyLook
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.scene.gl import blending
from orbitviz.scene.gl.full_screen import CORNERS
from orbitviz.scene.gl.programs import load_program
from orbitviz.scene.ground_sky.outlook import Outlook
from orbitviz.scene.ground_sky.projection import Dome, Panorama, Projection
from orbitviz.scene.ground_sky.view import SkyPainter
from orbitviz.scene.overlay.callouts import Locate
from orbitviz.scene.overlay.typesetting import LEAST_LETTERS
from orbitviz.scene.view import View
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.satellites import sub_points
from orbitviz.scene.world_map.world_map import MapPainter

Pixels = NDArray[np.uint8]

_PAGE = np.array([5, 7, 12], np.uint8)  # around a sky that does not fill the picture
_MOST_COARSE = 3
_LATE_MS, _EARLY_MS = 140.0, 30.0  # of painting, live
_SKY_LETTERS = LEAST_LETTERS / 10.0  # of the shorter side; the smallest have 10 logical pixels
_LIVE_KEPT_S = 20.0
_RESTED_S = 0.5  # after which the draft of a paused tour is replaced
_LIVE_SATELLITES = 150_000  # of so many on a map each is drawn, of more one of several


class FlatPicture:
    """Paints and draws; a GL context must be current.

    A picture of a film depends on its own moment alone. Live it is painted with fewer pixels where
    painting would take too long, of very many satellites on the map one stands for several, and the
    stars stand still for some simulated seconds; once it rests it is as in a film.
    """

    def __init__(self, live: bool) -> None:
        self._live = live
        self._map = MapPainter()
        self._sky = SkyPainter(kept_s=0.0)
        self._draft_sky = SkyPainter(kept_s=_LIVE_KEPT_S, is_draft=True)
        self._program = load_program("overlay.vert", "overlay.frag")
        self._program["a_corner"] = CORNERS
        self._program["u_opacity"] = 1.0
        self._painted: tuple[object, ...] = ()
        self._pixels: Pixels = np.zeros((1, 1, 3), np.uint8)
        self._coarse = self._coarse_before = 2  # pixels per pixel, of drafts
        self._is_draft, self._painted_at_s = False, 0.0

    def draw(self, view: View, state: State, snapshot: Snapshot, look: MapLook | SkyLook) -> None:
        """Draw the tile of `view`."""
        about = (state, snapshot.instant, snapshot.fleet, look, view.size, view.pixel_ratio)
        now_s = time.perf_counter()
        is_whole = view.tile == (0, 0, *view.size)  # else it is a part of a file
        is_new = about != self._painted
        if is_new or (self._is_draft and now_s - self._painted_at_s > _RESTED_S):
            was_draft, self._is_draft = self._is_draft, self._live and is_new and is_whole
            self._pixels = self._paint(view, state, snapshot, look)
            self._painted, self._painted_at_s = about, time.perf_counter()
            if self._is_draft:
                self._pace(1e3 * (self._painted_at_s - now_s), is_first=not was_draft)
        left, bottom, width, height = view.tile
        gloo.set_viewport(0, 0, width, height)
        gloo.clear(color=(0.0, 0.0, 0.0, 1.0), depth=False)
        columns = max(left, 0), min(left + width, view.size[0])
        rows = max(bottom, 0), min(bottom + height, view.size[1])
        if columns[0] >= columns[1] or rows[0] >= rows[1]:
            return
        part, is_exact = self._pixels, self._pixels.shape[:2] == view.size[::-1]
        if is_exact:
            part = part[view.size[1] - rows[1] : view.size[1] - rows[0], columns[0] : columns[1]]
        else:  # a draft, which is of the whole picture
            columns, rows = (0, view.size[0]), (0, view.size[1])
        self._program["u_block"] = gloo.Texture2D(
            np.ascontiguousarray(part), interpolation="nearest" if is_exact else "linear"
        )
        self._program["u_place"] = (
            2.0 * (columns[0] - left) / width - 1.0,
            2.0 * (rows[0] - bottom) / height - 1.0,
            2.0 * (columns[1] - columns[0]) / width,
            2.0 * (rows[1] - rows[0]) / height,
        )
        blending.blend_premultiplied()
        self._program.draw("triangle_strip")

    def locate(
        self, view: View, state: State, snapshot: Snapshot, look: MapLook | SkyLook
    ) -> Locate:
        """Return what finds places in space on the picture; see Locate."""
        if isinstance(look, MapLook):
            frame = _frame(state, look, view.size)

            def on_map(r_km: Floats) -> tuple[float, float] | None:
                lat_rad, lon_rad = sub_points(r_km[None], snapshot.geometry.teme_to_itrs)
                return _pixel(*frame.pixels(lat_rad, lon_rad))

            return on_map
        site = state.view.sky.site
        assert site is not None
        observer = observer_of(site, snapshot.geometry)
        projection = projection_of_look(look, view.size, view.pixel_ratio)

        def in_sky(r_km: Floats) -> tuple[float, float] | None:
            angles = observer.look_angles(r_km[None])
            if not angles.elevation_rad[0] > 0.0:
                return None
            return _pixel(*projection.place(angles.azimuth_rad, angles.elevation_rad))

        return in_sky

    def _pace(self, took_ms: float, *, is_first: bool) -> None:
        """Choose how coarse the next draft is."""
        if is_first or self._coarse != self._coarse_before:
            self._coarse_before = self._coarse  # it made what is kept for those that follow
        elif took_ms > _LATE_MS:
            self._coarse = min(self._coarse + 1, _MOST_COARSE)
        elif took_ms < _EARLY_MS:
            self._coarse = max(self._coarse - 1, 1)

    def _paint(
        self, view: View, state: State, snapshot: Snapshot, look: MapLook | SkyLook
    ) -> Pixels:
        coarse = self._coarse if self._is_draft else 1
        size = max(view.size[0] // coarse, 1), max(view.size[1] // coarse, 1)
        scale = view.pixel_ratio / coarse
        if isinstance(look, MapLook):
            count = int(state.shown_counts.sum())
            every = -(-count // _LIVE_SATELLITES) if self._is_draft else 1
            frame = _frame(state, look, size)
            return run_to_end(self._map.paint(state, snapshot, frame, scale, every=every)).pixels
        site = state.view.sky.site
        assert site is not None
        observer = observer_of(site, snapshot.geometry)
        seen_now = satellites_above(state, observer, snapshot.geometry)
        projection = projection_of_look(look, size, scale)
        painter = self._draft_sky if self._is_draft else self._sky
        painting = painter.steps(
            state,
            snapshot,
            site,
            observer,
            seen_now,
            size,
            scale,
            projection=projection,
            letters=_SKY_LETTERS * min(size),
            as_seen=look.as_seen,
        )
        return _on_page(run_to_end(painting).pixels)


def _frame(state: State, look: MapLook, size: tuple[int, int]) -> MapFrame:
    frame = MapFrame(MapView(state.view.map_projection, look.zoom), size)
    return MapFrame(frame.centred_on(look.lat_rad, look.lon_rad), size)


def _pixel(x: Floats, y: Floats) -> tuple[float, float]:
    return float(x[0]), float(y[0])


def projection_of_look(look: SkyLook, size: tuple[int, int], scale: float) -> Projection:
    """Return how directions come onto a picture of a size, `scale` pixels per logical pixel."""
    if look.projection == "fisheye":
        return Dome.within(*size, 0.04 * min(size))
    if look.projection == "panorama":
        return Panorama.within(*size, look.azimuth_rad)
    return Outlook.within(*size, look.azimuth_rad, look.fov_rad)


def _on_page(pixels: Pixels) -> Pixels:
    """Return (h, w, 3) pixels of (h, w, 4) ones over the page."""
    opacity = pixels[..., 3:].astype(np.uint16)
    if int(opacity.min()) == 255:
        return pixels[..., :3]
    mixed = (pixels[..., :3] * opacity + _PAGE * (255 - opacity) + 127) // 255
    return mixed.astype(np.uint8)
