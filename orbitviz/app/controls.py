"""The handlers of the actions of view, time and selection: each a command to the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from orbitviz.app.flights import Flights
from orbitviz.engine.clock import Clock
from orbitviz.engine.home import view_named
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import pose_at_shell, tied_as
from orbitviz.model import commands, selecting
from orbitviz.model.camera import change_reference, zoom
from orbitviz.model.camera_views import HOME_VIEW
from orbitviz.model.source import MAIN_DESIGN, SatelliteKey, ShellKey
from orbitviz.model.store import Command, Store
from orbitviz.model.view import (
    LEAST_SCALE,
    MOST_SCALE,
    Layers,
    Look,
    Quality,
    Reference,
    SatellitePath,
    Theme,
)
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.scene.colouring import colour_scale
from orbitviz.subsystems.quantities.registry import COLOURS
from orbitviz.ui.action_set import ActionSet, Handler
from orbitviz.ui.colour_actions import colour_action_id
from orbitviz.ui.layer_actions import layer_action_id
from orbitviz.ui.timeline.rate_scale import faster
from orbitviz.ui.widgets.fitting_labels import shortened
from orbitviz.ui.widgets.plain_text import menu_text

_STEP_S = 60.0
_ZOOM = 0.7
_POINT_STEP = 1.25
_HALF_STOP = 2.0**0.5
_OF_SELECTION = (
    "fly_to_selection", "toggle_selected", "show_only_selected", "select_none", "invert_selection",
    "save_set",
)  # fmt: skip
_LONGEST_NAME = 40  # of a catalogue in a menu


class Controls:
    """Action handlers; `snapshot` returns what is shown now."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        canvas: GlobeCanvas,
        snapshot: Callable[[], Snapshot],
    ) -> None:
        self._store, self._clock, self._canvas, self._snapshot = store, clock, canvas, snapshot
        self.flights = Flights(store, canvas, snapshot)

    def handlers(self) -> dict[str, Handler]:
        """Return what each action does, by its id."""
        return {
            **self._view_handlers(),
            **self._picture_handlers(),
            **self._time_handlers(),
            **self._selection_handlers(),
        }

    def update_actions(self, actions: ActionSet) -> None:
        """Check what is on and disable what cannot be done."""
        state, store = self._store.state, self._store
        actions.check(f"reference_{state.view.camera.reference}", True)
        actions.check(colour_action_id(state.view.colour), True)
        actions.check(f"theme_{state.view.theme}", True)
        actions.check(f"satellites_{state.view.satellite_path}", True)
        actions.check(f"look_{state.view.look}", True)
        actions.check(f"quality_{state.view.quality}", True)
        for field in fields(Layers):
            actions.check(layer_action_id(field.name), getattr(state.view.layers, field.name))
        for name, label in (("undo", store.undo_label), ("redo", store.redo_label)):
            actions[name].setEnabled(label is not None)
            actions[name].setText(f"{name.title()} {label}" if label else name.title())
        actions["reload"].setEnabled(state.document.path is not None)
        for name in ("close_catalogue", "go_catalogue_epoch"):
            actions[name].setEnabled(bool(state.catalogues))
        if (catalogue := self._dated_catalogue()) is not None:
            date = f"{catalogue.median_epoch.to_datetime():%Y-%m-%d}"
            name = shortened(catalogue.name, _LONGEST_NAME)
            actions["go_catalogue_epoch"].setText(menu_text(f"Epoch of {name}, {date}"))
        for name in _OF_SELECTION:
            actions[name].setEnabled(bool(state.selection))
        has_satellites = bool(state.selection.members or state.selection.satellites)
        for name in ("select_plane", "select_shell"):
            actions[name].setEnabled(has_satellites)
        actions["edit_colour"].setEnabled(state.selection.includes_any_of(MAIN_DESIGN))
        actions["show_all"].setEnabled(bool(state.hidden or state.hidden_satellites))
        colour = state.view.colour
        has_range = colour.needs_map and colour.ends is None and not colour.categories
        actions["hold_range"].setEnabled(has_range)
        actions.check("hold_range", state.view.colour_range is not None)

    # View --------------------------------------------------------------------------------

    def _view_handlers(self) -> dict[str, Handler]:
        return {
            "home": partial(self._fly_to_view, HOME_VIEW),
            "view_pole": partial(self._fly_to_view, "pole"),
            "view_equator": partial(self._fly_to_view, "equator"),
            "view_sun": partial(self._fly_to_view, "sun"),
            "view_night": partial(self._fly_to_view, "night"),
            "view_terminator": partial(self._fly_to_view, "terminator"),
            "view_south_pole": partial(self._fly_to_view, "south-pole"),
            "fly_to_selection": self._fly_to_selection,
            "zoom_in": partial(self._zoom, _ZOOM),
            "zoom_out": partial(self._zoom, 1.0 / _ZOOM),
            **{
                f"reference_{reference}": partial(self._tie_to, reference)
                for reference in Reference
            },
        }

    def fly_to(self, key: ShellKey) -> None:
        """Fly to where the satellites of a shell can be distinguished."""
        pose = pose_at_shell(self._store.state, self._snapshot(), key, self._canvas.input.pose)
        if pose is not None:
            self.flights.fly(pose)

    def select_and_fly_to(self, satellite: SatelliteKey) -> None:
        """Select a satellite with its shell, and fly to where it is now."""
        self.flights.select_and_fly_to(satellite)

    def _fly_to_view(self, name: str) -> None:
        camera = self._canvas.input.pose
        pose = view_named(name, self._store.state, camera, self._snapshot().geometry)
        self.flights.fly(pose)

    def _fly_to_selection(self) -> None:
        selection = self._store.state.selection
        shells = sorted(selection.shells)
        if selection.only_satellite is not None:
            self.select_and_fly_to(selection.only_satellite)
        elif shells:
            self.fly_to(shells[len(shells) // 2])

    def _zoom(self, factor: float) -> None:
        self.flights.fly(zoom(self._canvas.input.pose, factor), is_departure=False)

    def _tie_to(self, reference: Reference, on: bool = True) -> None:
        if on:
            snapshot, pose = self._snapshot(), self._canvas.input.pose
            level = tied_as(self._store.state, snapshot, pose, replace(pose, follows=None))
            tied = change_reference(level, reference, snapshot.geometry)
            self._store.do(commands.set_camera(replace(tied, roll_rad=0.0)))

    # Picture -----------------------------------------------------------------------------

    def _picture_handlers(self) -> dict[str, Handler]:
        return {
            **{
                colour_action_id(colour): partial(self._do, commands.set_colour_mode(colour.key))
                for colour in COLOURS
            },
            **{f"theme_{theme}": partial(self._do, commands.set_theme(theme)) for theme in Theme},
            **{
                f"satellites_{path}": partial(self._do, commands.set_satellite_path(path))
                for path in SatellitePath
            },
            **{
                f"quality_{quality}": partial(self._do, commands.set_quality(quality))
                for quality in Quality
            },
            **{
                layer_action_id(field.name): partial(self._show_layer, field.name)
                for field in fields(Layers)
            },
            **{f"look_{look}": partial(self._do, commands.set_look(look)) for look in Look},
            "next_look": partial(self._do, commands.next_look),
            "hold_range": self._hold_range,
            "brighter": partial(self._scale_points, "brightness", _HALF_STOP),
            "dimmer": partial(self._scale_points, "brightness", 1.0 / _HALF_STOP),
            "larger": partial(self._scale_points, "point_scale", _POINT_STEP),
            "smaller": partial(self._scale_points, "point_scale", 1.0 / _POINT_STEP),
            "normal_points": self._reset_points,
        }

    def _do(self, command: Command, _on: bool = True) -> None:
        self._store.do(command)

    def _hold_range(self, on: bool) -> None:
        scale = colour_scale(self._store.state.view, self._snapshot().fleet)
        ends = (scale.low, scale.high) if on and scale is not None else None
        self._store.do(commands.set_colour_range(ends))

    def _show_layer(self, field: str, on: bool) -> None:
        layers = replace(self._store.state.view.layers, **{field: on})
        self._store.do(commands.set_layers(layers))

    def _scale_points(self, field: str, factor: float) -> None:
        scaled = getattr(self._store.state.view, field) * factor
        self._store.do(commands.set_points(**{field: max(LEAST_SCALE, min(MOST_SCALE, scaled))}))

    def _reset_points(self) -> None:
        self._store.do(commands.set_points(point_scale=1.0, brightness=1.0))

    # Time --------------------------------------------------------------------------------

    def _time_handlers(self) -> dict[str, Handler]:
        return {
            "pause": self._pause,
            "faster": partial(self._change_rate, 10.0),
            "slower": partial(self._change_rate, 0.1),
            "reverse": partial(self._change_rate, -1.0),
            "real_time": self._go_now,
            "go_epoch": self._go_to_epoch,
            "go_catalogue_epoch": self._go_to_catalogue_epoch,
            "step_back": partial(self._step, -_STEP_S),
            "step_forward": partial(self._step, _STEP_S),
        }

    def go_to(self, instant: Instant) -> None:
        """Jump to an instant, or to the end of the ephemeris."""
        self._store.do(commands.set_time(instant))

    def run_at(self, rate: float) -> None:
        """Let time run at a rate from now on."""
        self._store.do(commands.set_playback(now=self._now(), rate=rate, playing=True))

    def _now(self) -> Instant:
        return self._clock.now(self._store.state.playback)

    def _pause(self) -> None:
        playing = not self._store.state.playback.playing
        self._store.do(commands.set_playback(now=self._now(), playing=playing))

    def _change_rate(self, factor: float) -> None:
        self.run_at(faster(self._store.state.playback.rate, factor))

    def _go_to_epoch(self) -> None:
        self.go_to(self._store.state.document.design.epoch_instant)

    def _go_to_catalogue_epoch(self) -> None:
        if (catalogue := self._dated_catalogue()) is not None:
            self.go_to(catalogue.median_epoch)

    def _dated_catalogue(self) -> Catalogue | None:
        """Return the catalogue whose epoch is meant: the selected one, or the one opened last."""
        state = self._store.state
        sources = state.selection.catalogues or list(state.catalogues)[-1:]
        return state.catalogues[sources[0]] if sources else None

    def _step(self, seconds: float) -> None:
        self.go_to(self._now().plus_s(seconds))

    def _go_now(self) -> None:
        # A clock outside of the ephemeris is told as any other wrong time.
        self._store.do(commands.set_playback(now=Instant.parse("now"), rate=1.0, playing=True))

    # Selection ---------------------------------------------------------------------------

    def _selection_handlers(self) -> dict[str, Handler]:
        return {
            "undo": self._store.undo,
            "redo": self._store.redo,
            "select_all": self._select_all,
            "select_none": self._select_none,
            "select_plane": partial(self._do, selecting.select_others_of_plane),
            "select_shell": partial(self._do, selecting.select_others_of_shell),
            "invert_selection": partial(self._do, selecting.invert_selection),
            "toggle_selected": partial(self._do, selecting.toggle_selected),
            "show_only_selected": partial(self._do, selecting.isolate_selected),
            "show_all": partial(self._do, selecting.show_everything),
        }

    def _select_all(self) -> None:
        self._store.do(selecting.select(self._store.state.all_shells))

    def _select_none(self) -> None:
        self._store.do(selecting.select(()))
