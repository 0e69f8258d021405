"""Options that the verbs which draw share: size, colours, layers, exposure, selection."""

from __future__ import annotations

import math
import re

from orbitviz.base.errors import UserError
from orbitviz.cli.opening import names_in
from orbitviz.formats.pictures.content import LEAST_SIDE_PX, MOST_SIDE_PX
from orbitviz.model.selection import Selection
from orbitviz.model.source import keys_of_shells
from orbitviz.model.state import State
from orbitviz.model.view import LAYER_NAMES, LEAST_SCALE, MOST_SCALE, Layers
from orbitviz.subsystems.quantities.registry import COLOUR_KEYS


def picture_size(text: str) -> tuple[int, int]:
    """Return width and height of WIDTHxHEIGHT. Raises UserError for anything else."""
    match = re.fullmatch(r"(\d+)[xX](\d+)", text.strip())
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(LEAST_SIDE_PX <= side <= MOST_SIDE_PX for side in (width, height)):
        raise UserError(
            f'"{text}" is not a size',
            allowed=f"WIDTHxHEIGHT, each {LEAST_SIDE_PX} to {MOST_SIDE_PX:,} pixels",
        )
    return width, height


def check_colour(key: str) -> None:
    """Raise UserError if a quantity is none that satellites are coloured by."""
    if key not in COLOUR_KEYS:
        raise UserError(f'--color is "{key}"', allowed=", ".join(COLOUR_KEYS))


def brightness_of(stops: float) -> float:
    """Return an exposure as the window sets it. Raises UserError beyond its limits."""
    least, most = math.log2(LEAST_SCALE), math.log2(MOST_SCALE)
    if not least <= stops <= most:
        raise UserError(f"--exposure is {stops:g}", allowed=f"{least:.1f} to {most:.1f} stops")
    return float(2.0**stops)


def layers_of(show: str, hide: str) -> Layers:
    """Return the layers with some shown or hidden. Raises UserError for a name of none."""
    changes = {}
    for names, value in ((show, True), (hide, False)):
        for name in names_in(names):
            if name not in LAYER_NAMES:
                raise UserError(f'there is no layer named "{name}"', allowed=", ".join(LAYER_NAMES))
            changes[name.replace("-", "_")] = value
    return Layers(**changes)


def groups_selected(state: State, names: str) -> Selection:
    """Return groups by name, comma-separated, selected. Raises UserError for a name of none."""
    constellation = state.document.constellation
    chosen: list[int] = []
    for name in names_in(names, constellation.group_name):
        if name not in constellation.group_name:
            raise UserError(
                f'there is no group named "{name}"', allowed=", ".join(constellation.group_name)
            )
        group = constellation.group_name.index(name)
        chosen += [k for k, g in enumerate(constellation.shell_group) if g == group]
    return Selection(keys_of_shells(chosen))
