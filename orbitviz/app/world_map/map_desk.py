"""The map of the window: what it shows, how it moves, and clicks on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer

from orbitviz.app.window_commands import WindowCommands
from orbitviz.app.world_map.map_saver import MapSaver
from orbitviz.base.constants import EARTH_RADIUS_KM, TAU
from orbitviz.engine.engine import Engine
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.commands import set_map_projection
from orbitviz.model.design.groups import Site
from orbitviz.model.row_sources import RowSources
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.selecting import first_satellite, pick_satellite
from orbitviz.model.sites import coordinates_text
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.model.store import Store
from orbitviz.model.view import MapProjection
from orbitviz.scene.world_map.projection import MapFrame, MapView
from orbitviz.scene.world_map.world_map import MapPainter, MapPicture
from orbitviz.ui.action_set import Handler
from orbitviz.ui.context_menus import map_menu
from orbitviz.ui.window import MainWindow
from orbitviz.ui.world_map.map_actions import PROJECTION_ACTIONS
from orbitviz.ui.world_map.map_panel import MapPanel

_LOOK_MS = 60  # how often it is looked whether the map has to be drawn again
_REST_SHARE = 0.5  # of the time that the last map took, in which the worker does other work
_REACH_PX, _TIP_REACH_PX = 10.0, 7.0  # logical pixels
_FAST_KM_S = 7.6  # of points below satellites in the lowest orbits
_UNSEEN_PX = 0.3  # by which satellites move without another picture


class MapDesk(QObject):
    """Draws the map while it is in view; `snapshot` returns what is shown.

    One map after another, each aside; what is asked for meanwhile is seen in the next one.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        window: MainWindow,
        panel: MapPanel,
        commands: WindowCommands,
        saver: MapSaver,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        super().__init__(window)
        self._store, self._engine, self._window = store, engine, window
        self._commands, self.saver, self._snapshot = commands, saver, snapshot
        self._panel, self._picture = panel, panel.picture
        self._painter = MapPainter()
        self._view = MapView(store.state.view.map_projection)
        self._shown: MapPicture | None = None
        self._rows = RowSources(store.state)  # of the satellites of `_shown`
        self._asked: tuple[object, ...] = ()
        self._not_before_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._draw_if_needed)
        picture = self._picture
        picture.cameIntoView.connect(self._came_into_view)
        picture.dragged.connect(self._drag)
        picture.zoomed.connect(self._zoom)
        picture.wholeRequested.connect(self._show_whole)
        picture.clicked.connect(self._select)
        picture.menuRequested.connect(self._open_menu)
        picture.tipRequested.connect(self._show_tip)
        picture.pointerMoved.connect(self._show_place)
        picture.pointerLeft.connect(partial(self._panel.show_place, ""))

    def handlers(self) -> dict[str, Handler]:
        """Return what each action of the map does, by its id."""
        return {
            "map_centre": self._window.map_place.show_in_centre,
            "map_whole": self._show_whole,
            "map_selection": self._show_selected,
            "save_map": self._save,
            **{
                name: partial(self._project, projection)
                for name, projection in PROJECTION_ACTIONS.items()
            },
        }

    def stop(self) -> None:
        """Draw no more."""
        self._timer.stop()

    @property
    def is_busy(self) -> bool:
        """Whether a map is being drawn."""
        return self._engine.is_busy(self)

    @property
    def _frame(self) -> MapFrame:
        return MapFrame(self._view, self._picture.pixels)

    # Drawing -----------------------------------------------------------------------------

    def _came_into_view(self) -> None:
        self._timer.start()
        self._view = self._frame.within_limits
        self._place_shown()

    def _draw_if_needed(self) -> None:
        picture = self._picture
        if picture.visibleRegion().isEmpty():
            if not picture.isVisible():
                self._timer.stop()
                self._asked = ()  # it holds the design
            return
        if self.is_busy or time.monotonic() < self._not_before_s:
            return
        snapshot, frame = self._snapshot(), self._frame
        state = snapshot.seen(self._store.state)
        if self._view.projection is not state.view.map_projection:
            self._view = MapView(state.view.map_projection)
            return
        in_centre = self._window.map_place.is_centre
        asked = _what_it_shows(state, snapshot, frame, in_centre=in_centre)
        if asked == self._asked:
            return
        self._asked = asked
        began_s = time.monotonic()
        ratio = picture.devicePixelRatioF()
        steps = partial(self._painter.paint, state, snapshot, frame, ratio, legend=in_centre)
        self._engine.run_aside(self, steps, partial(self._show, RowSources(state), began_s))

    def _show(self, rows: RowSources, began_s: float, picture: MapPicture) -> None:
        now_s = time.monotonic()
        self._not_before_s = now_s + _REST_SHARE * (now_s - began_s)
        self._shown, self._rows = picture, rows
        self._picture.show_pixels(picture.pixels)
        self._place_shown()

    def _place_shown(self) -> None:
        """Have the picture that there is follow the hand until the next one comes."""
        shown, frame = self._shown, self._frame
        if shown is None or shown.frame.view.projection is not self._view.projection:
            return
        corner, size = frame.place_of(shown.frame)
        is_whole = not frame.is_polar and shown.frame.view.zoom == 1.0
        self._picture.place_pixels(corner, size, TAU * frame.scale if is_whole else 0.0)

    # Moving ------------------------------------------------------------------------------

    def _drag(self, right_px: float, down_px: float) -> None:
        self._move(self._frame.panned(right_px, down_px))

    def _zoom(self, factor: float, x: float, y: float) -> None:
        self._move(self._frame.zoomed(factor, (x, y)))

    def _show_whole(self) -> None:
        self._move(MapView(self._view.projection))

    def _show_selected(self) -> None:
        key, shown = first_satellite(self._store.state), self._shown
        place = shown.place_of(key) if key is not None and shown is not None else None
        if shown is not None and place is not None:
            lat, lon = shown.frame.places(*(np.array(one) for one in place))
            self._move(self._frame.centred_on(float(lat), float(lon)))

    def _move(self, view: MapView) -> None:
        self._view = view
        self._not_before_s = 0.0
        self._place_shown()

    def _project(self, projection: MapProjection, _on: bool) -> None:
        self._store.do(set_map_projection(projection))

    # Picking -----------------------------------------------------------------------------

    def _at(self, x: float, y: float, reach_px: float) -> SatelliteKey | None:
        """Return the satellite at a pixel of what is seen now; none of what is closed since."""
        shown = self._shown
        if shown is None or not self._rows.are_of(self._store.state):
            return None
        lat, lon = self._frame.places(np.array(x), np.array(y))
        if np.isnan(lat):
            return None
        at = shown.frame.pixels(lat, lon)
        reach = reach_px * self._picture.devicePixelRatioF()
        return shown.satellite_at((float(at[0]), float(at[1])), reach)

    def _select(self, x: float, y: float, more: bool) -> None:
        self._store.do(pick_satellite(self._at(x, y, _REACH_PX), more=more))

    def _open_menu(self, x: float, y: float) -> None:
        key = self._at(x, y, _REACH_PX)
        if key is None:
            self._commands.open_menu(map_menu(self._window, self._window.actions_by_id))
            return
        if key not in self._store.state.selection.satellites:
            self._store.do(pick_satellite(key))
        self._commands.show_selection_menu()

    def _show_tip(self, x: float, y: float) -> None:
        key = self._at(x, y, _TIP_REACH_PX)
        self._picture.show_tip(x, y, satellite_name(self._store.state, key) if key else "")

    def _show_place(self, x: float, y: float) -> None:
        lat, lon = np.degrees(self._frame.places(np.array(x), np.array(y)))
        off = bool(np.isnan(lat))
        place = "" if off else coordinates_text(Site(name="-", lat_deg=lat, lon_deg=lon))
        self._panel.show_place(place)

    def _save(self) -> None:
        snapshot = self._snapshot()
        self.saver.ask(snapshot.seen(self._store.state), snapshot, self._frame)


def _what_it_shows(
    state: State, snapshot: Snapshot, frame: MapFrame, *, in_centre: bool
) -> tuple[object, ...]:
    """Return what a map depends on; of time, steps in which satellites move a part of a pixel."""
    km_per_px = EARTH_RADIUS_KM / frame.scale
    step_s = _UNSEEN_PX * km_per_px / _FAST_KM_S
    view = state.view
    return (
        round(snapshot.instant.seconds_since(state.document.constellation.epoch) / step_s),
        frame,
        in_centre,
        state.document,
        tuple(snapshot.keyframes.items()),
        snapshot.fleet if view.colour.needs_map else None,
        snapshot.shown_sets,
        snapshot.cover,
        state.route,
        snapshot.route,
        state.selection,
        state.hidden,
        state.hidden_satellites,
        view.layers,
        view.colour_mode,
        view.colour_range,
        (view.point_scale, view.brightness, view.look, view.min_elevation_rad),
    )
