"""Constructors of commands, pure functions State -> State."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from orbitviz.base.constants import MAX_PLAYBACK_RATE
from orbitviz.model.camera import HOME
from orbitviz.model.following import released, shells_of_same_groups, with_followed
from orbitviz.model.route_ends import RouteEnds
from orbitviz.model.ruler import Ruler, without_satellites_of
from orbitviz.model.satellite_names import same_shells
from orbitviz.model.selection import shell_mask, without_source
from orbitviz.model.source import (
    MAIN_DESIGN,
    ShellKey,
    SourceId,
    SourceKind,
    next_id,
)
from orbitviz.model.state import Document, Playback, State
from orbitviz.model.store import Command
from orbitviz.model.view import (
    CameraPose,
    Layers,
    Look,
    MapProjection,
    Quality,
    SatellitePath,
    Theme,
)
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.timescale import Instant, within_ephemeris


def open_document(document: Document) -> Command:
    """Show another design at its epoch; selection and visibility of its shells are reset."""

    def command(state: State) -> State:
        return state.with_document(
            document,
            playback=replace(state.playback, at=document.design.epoch_instant),
            selection=state.selection.without(MAIN_DESIGN),
            hidden=without_source(state.hidden, MAIN_DESIGN),
            hidden_satellites=state.hidden_satellites.without(MAIN_DESIGN),
            view=released(state.view, MAIN_DESIGN),
            ruler=without_satellites_of(state.ruler, MAIN_DESIGN),
            fleet_date=None,
        )

    return command


def reload_document(document: Document) -> Command:
    """Show the design as its file has become; what still has its name stays selected and hidden."""

    def command(state: State) -> State:
        shells = same_shells(state.document.constellation, document.constellation)
        return with_followed(state, document, shells)

    return command


def edit_groups(document: Document) -> Command:
    """Show the design with other groups; what is still there stays selected and hidden."""

    def command(state: State) -> State:
        shells = shells_of_same_groups(state.document.design, document.design)
        return with_followed(state, document, shells)

    return command


def edit_document(document: Document) -> Command:
    """Replace the design by an edited one; nothing else changes."""
    return lambda state: state.with_document(document)


def add_catalogue(catalogue: Catalogue) -> Command:
    """Open another catalogue."""

    def command(state: State) -> State:
        source = next_id(SourceKind.CATALOGUE, state.catalogues)
        return _with_catalogues(state, {**state.catalogues, source: catalogue})

    return command


def close_catalogue(source: SourceId) -> Command:
    """Close a catalogue, and forget that it was selected or hidden."""

    def command(state: State) -> State:
        rest = {key: value for key, value in state.catalogues.items() if key != source}
        return replace(
            _with_catalogues(state, rest),
            selection=state.selection.without(source),
            hidden=without_source(state.hidden, source),
            hidden_satellites=state.hidden_satellites.without(source),
            view=released(state.view, source),
            ruler=without_satellites_of(state.ruler, source),
        )

    return command


def _with_catalogues(state: State, catalogues: dict[SourceId, Catalogue]) -> State:
    return replace(state, catalogues=MappingProxyType(catalogues))


def set_visible(keys: Iterable[ShellKey], visible: bool) -> Command:
    """Show or hide shells; where none of them is hidden, show their hidden satellites again."""
    changed = frozenset(keys)

    def command(state: State) -> State:
        if visible and not changed & state.hidden:
            return _with_satellites_shown(state, changed)
        hidden = state.hidden - changed if visible else state.hidden | changed
        return state if hidden == state.hidden else replace(state, hidden=hidden)

    return command


def _with_satellites_shown(state: State, shells: frozenset[ShellKey]) -> State:
    members, constellation = state.hidden_satellites, state.document.constellation
    if not state.count_in(members, shells):
        return state
    rows = members.rows(MAIN_DESIGN)
    own = shell_mask(shells, constellation.shell_count)
    left = rows[~own[constellation.plane_shell[constellation.plane_index[rows]]]]
    for key in shells:
        if not key.source.is_design:
            members = members.without(key.source)
    return replace(state, hidden_satellites=members.with_rows(MAIN_DESIGN, left))


def set_camera(camera: CameraPose) -> Command:
    """Move the camera; home if it follows what was closed while it flew there."""

    def command(state: State) -> State:
        is_lost = camera.follows is not None and not state.has(camera.follows)
        pose = replace(HOME, reference=camera.reference) if is_lost else camera
        return replace(state, view=replace(state.view, camera=pose))

    return command


def set_route(ends: RouteEnds | None) -> Command:
    """Look for a route between two sites; None looks for none."""
    return lambda state: state if state.route == ends else replace(state, route=ends)


def set_ruler(ruler: Ruler | None) -> Command:
    """Measure between two things, or nothing."""
    return lambda state: state if state.ruler == ruler else replace(state, ruler=ruler)


def set_layers(layers: Layers) -> Command:
    """Choose what the picture shows."""
    return lambda state: replace(state, view=replace(state.view, layers=layers))


def set_min_elevation(angle_rad: float) -> Command:
    """Choose the elevation over the edge of footprints."""
    return lambda state: replace(state, view=replace(state.view, min_elevation_rad=angle_rad))


def set_colour_mode(key: str) -> Command:
    """Colour by a quantity, named by its key, with an automatic range."""
    return lambda state: replace(
        state, view=replace(state.view, colour_mode=key, colour_range=None)
    )


def set_colour_range(ends: tuple[float, float] | None) -> Command:
    """Fix the range of the colours, in the unit of the legend; None makes it automatic."""
    return lambda state: replace(state, view=replace(state.view, colour_range=ends))


def set_points(*, point_scale: float | None = None, brightness: float | None = None) -> Command:
    """Set size and brightness of the satellites, as multiples of the defaults."""

    def command(state: State) -> State:
        view = state.view
        return replace(
            state,
            view=replace(
                view,
                point_scale=view.point_scale if point_scale is None else point_scale,
                brightness=view.brightness if brightness is None else brightness,
            ),
        )

    return command


def set_look(look: Look) -> Command:
    """Choose what the brightness of the satellites says."""
    return lambda state: replace(state, view=replace(state.view, look=look))


def next_look(state: State) -> State:
    """Choose the look after the present one, the first after the last."""
    looks = list(Look)
    return set_look(looks[(looks.index(state.view.look) + 1) % len(looks)])(state)


def set_satellite_path(path: SatellitePath) -> Command:
    """Choose the renderer of the satellites."""
    return lambda state: replace(state, view=replace(state.view, satellite_path=path))


def set_quality(quality: Quality) -> Command:
    """Choose how finely the Earth is drawn."""
    return lambda state: replace(state, view=replace(state.view, quality=quality))


def set_map_projection(projection: MapProjection) -> Command:
    """Choose how the map shows the Earth."""
    return lambda state: replace(state, view=replace(state.view, map_projection=projection))


def set_theme(theme: Theme) -> Command:
    """Choose the colours of the window."""
    return lambda state: replace(state, view=replace(state.view, theme=theme))


def set_time(at: Instant) -> Command:
    """Jump to an instant, or to the end of the ephemeris that it lies beyond."""
    shown = within_ephemeris(at)
    return lambda state: replace(state, playback=replace(state.playback, at=shown))


def set_playback(
    *, now: Instant, rate: float | None = None, playing: bool | None = None
) -> Command:
    """Change how time runs from `now` (the instant shown) on; both are clipped to their range."""

    def command(state: State) -> State:
        old = state.playback
        requested = old.rate if rate is None else rate
        clipped = max(-MAX_PLAYBACK_RATE, min(MAX_PLAYBACK_RATE, requested))
        runs = old.playing if playing is None else playing
        return replace(state, playback=Playback(within_ephemeris(now), clipped, runs))

    return command
