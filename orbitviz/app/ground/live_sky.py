"""The picture of the sky and its counts, kept up to date while the panel is in view."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.analysis.night_sky import SkyCounts, counts_of
from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import SeenSatellites, satellites_above
from orbitviz.app.ground.topics import SkyTopic
from orbitviz.base.arrays import Floats
from orbitviz.base.units import fixed_text
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.row_sources import RowSources
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.sky_options import SkyOptions
from orbitviz.model.source import SatelliteKey, SourceId
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.scene.ground_sky.view import SkyPainter, SkyPicture
from orbitviz.ui.sky.sky_cards import sky_cards, words_of
from orbitviz.ui.sky.sky_panel import SkyPanel

Arcs = Sequence[tuple[Floats, Floats]]

_EVERY_MS = 80
_LEAST_REST_S = 0.12
_REST_SHARE = 1.0  # of the time that the last picture took: the worker and the globe have theirs
_REACH_PX = 9.0  # logical, of a click


class _Shown(NamedTuple):
    """A picture, how it was to be, and what the rows of its satellites are counted in."""

    sky: SkyOptions
    rows: RowSources
    picture: SkyPicture


class LiveSky(QObject):
    """Requests pictures one after another from the worker; `snapshot` returns what is shown."""

    def __init__(
        self, store: Store, engine: Engine, panel: SkyPanel, snapshot: Callable[[], Snapshot]
    ) -> None:
        super().__init__(panel)
        self._store, self._engine, self._panel = store, engine, panel
        self._snapshot = snapshot
        self._painter = SkyPainter()
        self._arcs: Arcs = ()
        self._asked: tuple[object, ...] = ()
        self._shown: _Shown | None = None
        self._not_before_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        view = panel.now.picture
        panel.cameIntoView.connect(self.follow)
        panel.tabChanged.connect(self.follow)
        view.resized.connect(self.follow)
        view.clicked.connect(self._select)
        view.rested.connect(self._name)

    def follow(self) -> None:
        """Show the sky as long as it can be seen."""
        if self._shown and self._shown.sky.site != self._store.state.view.sky.site:
            self._shown = None
            self._panel.now.picture.clear()
        if self._is_wanted:
            self._timer.start()

    def show_arcs(self, arcs: Arcs) -> None:
        """Draw lines of azimuth and elevation, rad, on the sky."""
        self._arcs, self._asked = arcs, ()

    def stop(self) -> None:
        """Ask for no more pictures."""
        self._timer.stop()

    @property
    def _is_wanted(self) -> bool:
        return self._store.state.view.sky.site is not None and self._panel.is_shown("now")

    def _tick(self) -> None:
        if not self._is_wanted:
            self._timer.stop()
            self._asked = ()  # it holds the design
            return
        is_resting = time.monotonic() < self._not_before_s
        if is_resting or self._engine.is_busy(SkyTopic.PICTURE):
            return
        snapshot = self._snapshot()
        state = snapshot.seen(self._store.state)
        view = self._panel.now.picture
        size, scale = view.pixels_wanted, view.devicePixelRatioF()
        asked = _about(state, snapshot, size, scale)
        if asked == self._asked:
            return
        self._asked = asked
        began_s, arcs = time.monotonic(), self._arcs
        sky, rows = state.view.sky, RowSources(state)

        def job() -> Generator[None, None, tuple[SkyPicture, SkyCounts]]:
            return _sky(self._painter, state, snapshot, size, scale, arcs)

        def done(result: tuple[SkyPicture, SkyCounts]) -> None:
            took_s = time.monotonic() - began_s
            self._not_before_s = time.monotonic() + max(_REST_SHARE * took_s, _LEAST_REST_S)
            self._show(sky, rows, *result)

        self._engine.run_aside(SkyTopic.PICTURE, job, done)

    def _show(
        self, sky: SkyOptions, rows: RowSources, picture: SkyPicture, counts: SkyCounts
    ) -> None:
        if sky.site != self._store.state.view.sky.site:
            return
        self._shown = _Shown(sky, rows, picture)
        self._panel.now.picture.show_pixels(picture.pixels, words_of(counts))
        self._panel.now.show_cards(sky_cards(counts))

    # The pointer -------------------------------------------------------------------------

    def _at(self, x: float, y: float) -> tuple[SatelliteKey, SeenSatellites, int] | None:
        """Return the satellite at a pixel, and where it stands in what is shown."""
        if self._shown is None or not self._shown.rows.are_of(self._store.state):
            return None
        picture = self._shown.picture
        reach_px = _REACH_PX * self._panel.now.picture.devicePixelRatioF()
        place = picture.nearest((x, y), reach_px)
        return None if place is None else (picture.seen.key(place), picture.seen, place)

    def _select(self, x: float, y: float, more: bool) -> None:
        found = self._at(x, y)
        self._store.do(pick_satellite(found[0] if found else None, more=more))

    def _name(self, x: float, y: float) -> None:
        found = self._at(x, y)
        if found is None:
            return
        key, seen, place = found
        self._panel.now.picture.show_name(
            f"{satellite_name(self._store.state, key)}\n{_words(seen, place)}"
        )


def _sky(
    painter: SkyPainter,
    state: State,
    snapshot: Snapshot,
    size: tuple[int, int],
    scale: float,
    arcs: Arcs,
) -> Generator[None, None, tuple[SkyPicture, SkyCounts]]:
    site = state.view.sky.site
    assert site is not None
    observer = observer_of(site, snapshot.geometry)
    positions = dict(_positions(snapshot))
    seen = satellites_above(state, observer, snapshot.geometry, positions)
    yield
    counts = counts_of(site, observer, snapshot.geometry, seen, state.view.sky.min_elevation_deg)
    yield
    picture = yield from painter.steps(state, snapshot, site, observer, seen, size, scale, arcs)
    return picture, counts


def _positions(snapshot: Snapshot) -> Generator[tuple[SourceId, Floats], None, None]:
    """Yield the positions of the objects of each catalogue, nan for those that have none."""
    for source, frames in snapshot.keyframes.items():
        if frames is not None:
            r_km = frames.positions_km(snapshot.instant)
            yield source, np.where(frames.alive[:, None], r_km, np.nan)


def _about(
    state: State, snapshot: Snapshot, size: tuple[int, int], scale: float
) -> tuple[object, ...]:
    """Return all but the arcs that decides how a picture looks."""
    view = state.view
    return (
        snapshot.instant, snapshot.fleet, snapshot.shown_sets, view.sky, view.colour_mode,
        view.colour_range, state.selection, state.hidden, state.hidden_satellites, state.document,
        state.catalogues, size, scale,
        tuple(frames is None for frames in snapshot.keyframes.values()),
    )  # fmt: skip


def _words(seen: SeenSatellites, place: int) -> str:
    elevation = fixed_text(float(np.degrees(seen.elevation_rad[place])), 1)
    azimuth = fixed_text(float(np.degrees(seen.azimuth_rad[place])), 1)
    words = f"elevation {elevation}°, azimuth {azimuth}°"
    if not seen.light[place] > 0.0:
        return f"{words}, in the shadow"
    magnitude = float(seen.magnitude[place])
    known = "unknown" if np.isnan(magnitude) else fixed_text(magnitude, 1)
    return f"{words}, magnitude {known}"
