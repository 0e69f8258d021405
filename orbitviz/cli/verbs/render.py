"""The verb `render`: a picture without a window."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.analysis.routes.words import route_line
from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.fleet_dates import FleetDateOption, at_fleet_date
from orbitviz.cli.opening import TimeOption, open_one_design, open_state, remarks
from orbitviz.cli.picture_options import (
    brightness_of,
    check_colour,
    groups_selected,
    layers_of,
    picture_size,
)
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.cli.tour_still import check_beside_tour, draw_moment, moment_of_tour
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import view_named
from orbitviz.engine.route_places import pose_at_route
from orbitviz.engine.ruler import Reading, end_km, ruler_reading
from orbitviz.engine.viewpoints import pose_at_satellite
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.pictures.picture_file import PICTURES, check_picture
from orbitviz.model.camera_views import HOME_VIEW, VIEW_NAMES, close_view
from orbitviz.model.compared import compare_with, set_comparing, set_wipe
from orbitviz.model.route_ends import route_named
from orbitviz.model.ruler_ends import CENTRE, end_name, ruler_named
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.state import State
from orbitviz.model.view import (
    LAYER_NAMES,
    Background,
    CameraPose,
    Comparing,
    Look,
    Reference,
    SatellitePath,
)
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.registry import COLOUR_KEYS


def render(
    given: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help=f"Output file, {PICTURES.endings}.")
    ] = Path("orbitviz.png"),
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a catalogue with faulty records; names all."),
    ] = False,
    size: Annotated[str, typer.Option(help="Size in pixels, WIDTHxHEIGHT.")] = "1920x1080",
    time: TimeOption = None,
    fleet_date: FleetDateOption = None,
    view: Annotated[
        str,
        typer.Option(
            help=f"{HOME_VIEW} (all of the design, over a coast at dawn or dusk), "
            f"{', '.join(VIEW_NAMES)}, or azimuth, elevation (degrees) and distance from the "
            "Earth's centre (km) with commas between, such as -60,18,26000."
        ),
    ] = HOME_VIEW,
    satellite: Annotated[
        str,
        typer.Option(
            help='Come close to a satellite: shell, plane and slot such as "p001 s0001", or the '
            "name, number or international designator of an object. --view then has azimuth and "
            "elevation from its flight and distance from it in km, such as -60,18,0.15."
        ),
    ] = "",
    reference: Annotated[
        Reference, typer.Option(help="Reference frame of the camera.")
    ] = Reference.INERTIAL,
    color: Annotated[
        str, typer.Option(help=f"Quantity shown by colour: {', '.join(COLOUR_KEYS)}.")
    ] = GROUP.key,
    look: Annotated[
        Look,
        typer.Option(help="What brightness says: density, none (dots), or how bright they look."),
    ] = Look.DENSITY,
    exposure: Annotated[
        float,
        typer.Option(help="Stops by which satellites are exposed more."),
    ] = 0.0,
    show: Annotated[str, typer.Option(help=f"Layers to show: {', '.join(LAYER_NAMES)}.")] = "",
    hide: Annotated[str, typer.Option(help="Layers to hide.")] = "",
    background: Annotated[
        Background,
        typer.Option(help="What is behind Earth and satellites; transparent needs PNG."),
    ] = Background.SKY,
    overlays: Annotated[
        bool,
        typer.Option(
            "--overlays/--no-overlays",
            help="Legend, captions, scale bar, ruler, marks and names.",
        ),
    ] = True,
    select: Annotated[str, typer.Option(help="Groups to select, by name, comma-separated.")] = "",
    ruler: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ONE OTHER",
            help="Measure between two things: a satellite's name, a city or observatory, "
            f'latitude,longitude such as "52.5,13.4", or {CENTRE} (of the Earth).',
        ),
    ] = None,
    route: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="FROM TO",
            help="Draw the route between two sites through links of satellites, from where all of "
            "it is seen unless --view says otherwise.",
        ),
    ] = None,
    min_elevation: Annotated[
        float,
        typer.Option(
            "--min-elevation",
            help="Degrees of elevation over the edge of footprints; 0 is the horizon.",
        ),
    ] = 0.0,
    satellites: Annotated[
        SatellitePath,
        typer.Option(help="How satellites are drawn; the picture is the same either way."),
    ] = SatellitePath.AUTO,
    compare: Annotated[
        str | None, typer.Option(help="A second design, drawn beside the first by one camera.")
    ] = None,
    wipe: Annotated[
        float | None,
        typer.Option(
            help="With --compare: the first design left of a line at this share of the width, 0 to "
            "1, the second right of it; side by side without."
        ),
    ] = None,
    supersample: Annotated[
        int, typer.Option(min=1, max=4, help="Samples per pixel along each axis.")
    ] = 2,
    tour: Annotated[
        str, typer.Option(help="A moment of a tour instead; --at is then in seconds.")
    ] = "",
    shot: Annotated[
        str, typer.Option(help="With --tour: its shot, by number or name, from which --at counts.")
    ] = "",
) -> None:
    """Draw a picture of designs and catalogues; works without a display."""
    check_beside_tour(given, tour)
    writer = PICTURES.for_path(output)
    check_writable(output)
    pixels = picture_size(size)
    is_transparent = background is Background.TRANSPARENT
    check_picture(output, writer, is_transparent=is_transparent)
    check_colour(color)
    # Here, because it loads OpenGL: wrong input is refused before that.
    with loading_opengl():
        from orbitviz.scene.offscreen import Renderer

    if tour:
        _draw_tour(tour, shot, time, output, pixels, supersample)
        return
    with progress_bar("reading") as progress:
        state = at_fleet_date(open_state(files or [], progress, strict=strict), fleet_date)
        instant = Instant.parse(time) if time is not None else state.playback.at
        camera = replace(state.view.camera, reference=reference)
        shown = replace(
            state.view,
            camera=_close(state, instant, satellite, view, camera)
            if satellite
            else view_named(view, state, camera, sky_geometry_at(instant)),
            layers=layers_of(show, hide),
            min_elevation_rad=_elevation_rad(min_elevation),
            colour_mode=color,
            look=look,
            brightness=brightness_of(exposure),
            satellite_path=satellites,
            overlays=overlays,
        ).before(background)
        measured = ruler_named(state, *ruler) if ruler else None
        ends = route_named(*route, state.document.design.sites) if route else None
        state = replace(
            state,
            view=shown,
            selection=groups_selected(state, select),
            ruler=measured,
            route=ends,
        )
        found = None
        if ends is not None:
            snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
            found = snapshot.route
            if view == HOME_VIEW and not satellite:
                turned = replace(shown, camera=pose_at_route(ends, state, snapshot, camera))
                state = replace(state, view=turned)
        state = _compared(state, compare, wipe)
        reading = _reading(state, instant)
        with Renderer() as renderer:
            bands, caption = renderer.render_bands(
                state, instant, pixels, supersample=supersample, progress=progress
            )
            writer.write(PictureBands(pixels, is_transparent, lambda: bands), output)
    lines = [*(reading.lines if reading else ())]
    if ends is not None:
        lines.append(route_line(ends, found))
    told = "\n".join([str(output), caption, *lines])
    say(told, err=is_stdout(output))
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)


def _draw_tour(
    tour: str,
    shot: str,
    time: str | None,
    output: Path,
    size: tuple[int, int],
    supersample: int,
) -> None:
    """Draw a moment of a tour, which says itself what is seen."""
    with progress_bar("reading") as progress:
        moment = moment_of_tour(tour, shot, time, progress)
        caption = draw_moment(moment, output, size, supersample, progress)
    say(f"{output}\n{caption}", err=is_stdout(output))


def _compared(state: State, name: str | None, wipe: float | None) -> State:
    """Return the state with a second design beside the first, as it is without a name."""
    if wipe is not None and (name is None or not 0.0 <= wipe <= 1.0):
        allowed = "0 to 1" if name else "with --compare"
        raise UserError(f"--wipe is {wipe:g}", allowed=allowed)
    if name is None:
        return state
    if not len(state.document.constellation):
        raise UserError("a catalogue has no design to compare with", file="--compare")
    state = compare_with(open_one_design(name).document)(state)
    if wipe is None:
        return state
    return set_wipe(wipe)(set_comparing(Comparing.WIPE)(state))


def _elevation_rad(degrees: float) -> float:
    if not 0.0 <= degrees < 90.0:
        raise UserError(f"--min-elevation is {degrees:g}", allowed="0 to less than 90 degrees")
    return math.radians(degrees)


def _close(state: State, instant: Instant, name: str, view: str, camera: CameraPose) -> CameraPose:
    """Return the camera close to a named satellite."""
    satellite = satellite_named(state, name)
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    pose = pose_at_satellite(state, snapshot, satellite, camera)
    if pose is None:
        raise UserError(f'"{name}" has no position at {instant.isoformat()}')
    return pose if view == HOME_VIEW else close_view(view, pose)


def _reading(state: State, instant: Instant) -> Reading | None:
    """Return what the ruler reads, None without one."""
    if state.ruler is None:
        return None
    snapshot = snapshot_at(state, instant, with_survey=False, with_maps=False)
    for end in state.ruler.ends:
        if end_km(state, snapshot, end) is None:
            name = end_name(state, end)
            raise UserError(f'"{name}" has no position at {instant.isoformat()}')
    return ruler_reading(state, snapshot)
