"""The verb `render`: a picture without a window."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, save_through
from orbitviz.cli.drawing import loading_opengl
from orbitviz.cli.opening import open_state
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.model.camera import VIEW_NAMES, named_view
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import State
from orbitviz.model.view import Layers, Reference, SatellitePath
from orbitviz.orbits.sky_geometry import sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.registry import COLOURS

MAX_SIDE_PX = 16_384
_COLOURS = tuple(colour.key for colour in COLOURS)
_LAYERS = tuple(field.name.replace("_", "-") for field in fields(Layers))


def render(
    files: Annotated[
        list[str] | None, typer.Argument(help="Designs, catalogues or built-in designs.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="PNG file to write.")] = Path(
        "orbitviz.png"
    ),
    size: Annotated[str, typer.Option(help="Pixels, WIDTHxHEIGHT.")] = "1920x1080",
    time: Annotated[str | None, typer.Option(help="UTC, ISO 8601 or now.")] = None,
    view: Annotated[
        str,
        typer.Option(
            help=f"{', '.join(VIEW_NAMES)}, or azimuth,elevation,distance (deg, deg, km)."
        ),
    ] = "earth",
    reference: Annotated[Reference, typer.Option(help="Axes of the camera.")] = Reference.INERTIAL,
    color: Annotated[
        str, typer.Option(help=f"What the colour tells: {', '.join(_COLOURS)}.")
    ] = GROUP.key,
    show: Annotated[str, typer.Option(help=f"Layers to add: {', '.join(_LAYERS)}.")] = "",
    hide: Annotated[str, typer.Option(help="Layers to leave out.")] = "",
    select: Annotated[str, typer.Option(help="Groups to select, by name, comma between.")] = "",
    satellites: Annotated[
        SatellitePath, typer.Option(help="How they are drawn; all give the same picture.")
    ] = SatellitePath.AUTO,
    supersample: Annotated[int, typer.Option(min=1, max=4, help="Samples a pixel, squared.")] = 2,
) -> None:
    """Draw a picture of designs and catalogues; works with no display."""
    check_writable(output)
    if output.suffix.lower() != ".png":
        raise UserError("is not a PNG file", file=output, allowed="a name that ends in .png")
    pixels = _size(size)
    if color not in _COLOURS:
        raise UserError(f'--color is "{color}"', allowed=", ".join(_COLOURS))
    # Here, because they load OpenGL: wrong input is refused before that.
    from PIL import Image

    with loading_opengl():
        from orbitviz.scene.offscreen import render_picture

    with progress_bar("reading") as progress:
        state = open_state(files or [], progress)
        instant = Instant.parse(time) if time is not None else state.playback.at
        camera = replace(state.view.camera, reference=reference)
        shown = replace(
            state.view,
            camera=named_view(view, camera, sky_geometry_at(instant)),
            layers=_layers(show, hide),
            colour_mode=color,
            satellite_path=satellites,
        )
        state = replace(state, view=shown, selection=_selection(state, select))
        picture, honesty = render_picture(state, instant, pixels, supersample, progress)
    image = Image.fromarray(picture)
    save_through(output, lambda path: image.save(path), ".png")
    say(f"{output}\n{honesty}")


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)[xX](\d+)", text.strip())
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (16 <= width <= MAX_SIDE_PX and 16 <= height <= MAX_SIDE_PX):
        raise UserError(
            f'"{text}" is not a size', allowed=f"WIDTHxHEIGHT, each 16 to {MAX_SIDE_PX:,} pixels"
        )
    return width, height


def _layers(show: str, hide: str) -> Layers:
    changes = {}
    for names, value in ((show, True), (hide, False)):
        for name in filter(None, (part.strip() for part in names.split(","))):
            if name not in _LAYERS:
                raise UserError(f'no layer is called "{name}"', allowed=", ".join(_LAYERS))
            changes[name.replace("-", "_")] = value
    return Layers(**changes)


def _selection(state: State, names: str) -> Selection:
    constellation = state.document.constellation
    chosen: list[int] = []
    for name in filter(None, (part.strip() for part in names.split(","))):
        if name not in constellation.group_name:
            raise UserError(
                f'no group is called "{name}"', allowed=", ".join(constellation.group_name)
            )
        group = constellation.group_name.index(name)
        chosen += [k for k, g in enumerate(constellation.shell_group) if g == group]
    return Selection(keys_of_shells(chosen))
