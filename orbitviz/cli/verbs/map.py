"""The verb `map`: a map of the Earth with the satellites over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from orbitviz.base.errors import UserError
from orbitviz.base.files import check_writable, is_stdout
from orbitviz.base.progress import run_to_end
from orbitviz.cli.opening import TimeOption, open_state, remarks
from orbitviz.cli.picture_options import (
    brightness_of,
    check_colour,
    groups_selected,
    layers_of,
    picture_size,
)
from orbitviz.cli.progress_bar import progress_bar
from orbitviz.cli.terminal import say
from orbitviz.engine.engine import snapshot_at
from orbitviz.formats.pictures import png
from orbitviz.formats.pictures.content import PictureBands
from orbitviz.model.satellite_names import satellite_named
from orbitviz.model.selecting import pick_satellite
from orbitviz.model.view import LAYER_NAMES, Look, MapProjection
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.registry import COLOUR_KEYS


def map(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Design files, catalogues or names of built-in designs."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Output file, .png; - prints it.")
    ] = Path("orbitviz-map.png"),
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Refuse a catalogue with faulty records; names all."),
    ] = False,
    size: Annotated[str, typer.Option(help="Size in pixels, WIDTHxHEIGHT.")] = "1920x1080",
    time: TimeOption = None,
    projection: Annotated[
        MapProjection,
        typer.Option(help="The Earth as one rectangle, or as seen over both poles."),
    ] = MapProjection.EQUIRECTANGULAR,
    color: Annotated[
        str, typer.Option(help=f"Quantity shown by colour: {', '.join(COLOUR_KEYS)}.")
    ] = GROUP.key,
    satellite: Annotated[
        list[str] | None,
        typer.Option(
            help='Select a satellite, with its ground track and footprint: "p001 s0001", or the '
            "name, number or international designator of an object. May be given several times."
        ),
    ] = None,
    select: Annotated[str, typer.Option(help="Groups to select, by name, comma-separated.")] = "",
    look: Annotated[
        Look,
        typer.Option(help="What brightness says: density or none (dots)."),
    ] = Look.DENSITY,
    exposure: Annotated[
        float,
        typer.Option(help="Stops by which satellites are exposed more."),
    ] = 0.0,
    show: Annotated[str, typer.Option(help=f"Layers to show: {', '.join(LAYER_NAMES)}.")] = "",
    hide: Annotated[str, typer.Option(help="Layers to hide.")] = "",
) -> None:
    """Draw a map of the Earth with the satellites over it; needs no OpenGL."""
    check_writable(output)
    if not is_stdout(output) and output.suffix.lower() != ".png":
        raise UserError("is not a PNG file", file=output, allowed="a file name ending in .png")
    pixels = picture_size(size)
    check_colour(color)
    from orbitviz.scene.world_map.projection import MapFrame, MapView
    from orbitviz.scene.world_map.world_map import MapPainter, pixel_ratio_of

    with progress_bar("reading") as progress:
        state = open_state(files or [], progress, strict=strict)
        instant = Instant.parse(time) if time is not None else state.playback.at
        shown = replace(
            state.view,
            layers=layers_of(show, hide),
            colour_mode=color,
            look=look,
            brightness=brightness_of(exposure),
            map_projection=projection,
        )
        state = replace(state, view=shown, selection=groups_selected(state, select))
        for name in satellite or []:
            state = pick_satellite(satellite_named(state, name), more=True)(state)
        progress(0.3, "drawing")
        snapshot = snapshot_at(state, instant, with_maps=state.view.colour.needs_map)
        frame = MapFrame(MapView(projection), pixels)
        ratio = pixel_ratio_of(pixels)
        steps = MapPainter().paint(state, snapshot, frame, ratio, heading=True, legend=True)
        picture = run_to_end(steps)
    png.FORMAT.write(PictureBands.of(picture.pixels), output)
    say(output, err=is_stdout(output))
    for remark in remarks(state, instant, by_default=time is None):
        say(remark, err=True)
