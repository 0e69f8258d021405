"""The verb `render`: a picture without a window."""

from __future__ import annotations

import math
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.opening import TimeOption, names_in, open_state, remarks
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import view_named
from orbitviz.engine.ruler import Reading, end_km, ruler_reading
from orbitviz.engine.viewpoints import pose_at_satellite
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.formats.pictures.picture_file import PICTURES, check_picture
from orbitviz.model.camera import HOME_VIEW, VIEW_NAMES, close_view
from orbitviz.model.ruler_ends import CENTRE, end_name, ruler_named
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import State
from orbitviz.model.view import (
    LEAST_SCALE,
    MOST_SCALE,
    Background,
    CameraPose,
    Layers,
    Look,
    Reference,
    SatellitePath,
)
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.registry import COLOURS

MAX_SIDE_PX = 16_384
_COLOURS = tuple(colour.key for colour in COLOURS)
_LAYERS = tuple(field.name.replace("_", "-") for field in fields(Layers))


def render(
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
        str, typer.Option(help=f"Quantity shown by colour: {', '.join(_COLOURS)}.")
    ] = GROUP.key,
    look: Annotated[
        Look,
        typer.Option(help="What brightness says: density, none (dots), or how bright they look."),
    ] = Look.DENSITY,
    exposure: Annotated[
        float,
        typer.Option(help="Stops by which satellites are exposed more."),
    ] = 0.0,
    show: Annotated[str, typer.Option(help=f"Layers to show: {', '.join(_LAYERS)}.")] = "",
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
    satellites: Annotated[
        SatellitePath,
        typer.Option(help="How satellites are drawn; the picture is the same either way."),
    ] = SatellitePath.AUTO,
    supersample: Annotated[
        int, typer.Option(min=1, max=4, help="Samples per pixel along each axis.")
    ] = 2,
) -> None:
    """Draw a picture of designs and catalogues; works without a display."""
    writer = PICTURES.for_path(output)
    check_writable(output)
    pixels = _size(size)
    is_transparent = background is Background.TRANSPARENT
    check_picture(output, writer, is_transparent=is_transparent)
    if color not in _COLOURS:
        raise UserError(f'--color is "{color}"', allowed=", ".join(_COLOURS))
    # Here, because it loads OpenGL: wrong input is refused before that.
    with loading_opengl():
        from orbitviz.scene.offscreen import Renderer

    with progress_bar("reading") as progress:
        state = open_state(files or [], progress, strict=strict)
        instant = Instant.parse(time) if time is not None else state.playback.at
        camera = replace(state.view.camera, reference=reference)
        shown = replace(
            state.view,
            camera=_close(state, instant, satellite, view, camera)
            if satellite
            else view_named(view, state, camera, sky_geometry_at(instant)),
            layers=_layers(show, hide),
            colour_mode=color,
            look=look,
            brightness=_brightness(exposure),
            satellite_path=satellites,
            overlays=overlays,
        ).before(background)
        measured = ruler_named(state, *ruler) if ruler else None
        state = replace(state, view=shown, selection=_selection(state, select), ruler=measured)
        reading = _reading(state, instant)
        with Renderer() as renderer:
            bands, caption = renderer.render_bands(
                state, instant, pixels, supersample=supersample, progress=progress
            )
            writer.write(PictureBands(pixels, is_transparent, lambda: bands), output)
    told = "\n".join([str(output), caption, *(reading.lines if reading else ())])
    say(told, err=is_stdout(output))
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)[xX](\d+)", text.strip())
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (16 <= width <= MAX_SIDE_PX and 16 <= height <= MAX_SIDE_PX):
        raise UserError(
            f'"{text}" is not a size', allowed=f"WIDTHxHEIGHT, each 16 to {MAX_SIDE_PX:,} pixels"
        )
    return width, height


def _brightness(stops: float) -> float:
    """Return an exposure as the window sets it."""
    least, most = math.log2(LEAST_SCALE), math.log2(MOST_SCALE)
    if not least <= stops <= most:
        raise UserError(f"--exposure is {stops:g}", allowed=f"{least:.1f} to {most:.1f} stops")
    return float(2.0**stops)


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


def _layers(show: str, hide: str) -> Layers:
    changes = {}
    for names, value in ((show, True), (hide, False)):
        for name in names_in(names):
            if name not in _LAYERS:
                raise UserError(f'there is no layer named "{name}"', allowed=", ".join(_LAYERS))
            changes[name.replace("-", "_")] = value
    return Layers(**changes)


def _selection(state: State, names: str) -> Selection:
    constellation = state.document.constellation
    chosen: list[int] = []
    for name in names_in(names):
        if name not in constellation.group_name:
            raise UserError(
                f'there is no group named "{name}"', allowed=", ".join(constellation.group_name)
            )
        group = constellation.group_name.index(name)
        chosen += [k for k, g in enumerate(constellation.shell_group) if g == group]
    return Selection(keys_of_shells(chosen))
