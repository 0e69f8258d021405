"""Commands that concern the sky of a place, pure functions State -> State."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.base.untrusted_text import printable
from orbitviz.model.design.groups import Site
from orbitviz.model.sky_options import LEAST_ELEVATION_DEG, MOST_ELEVATION_DEG, SkyOptions
from orbitviz.model.state import State
from orbitviz.model.store import Command


def set_site(site: Site | None) -> Command:
    """Choose the place whose sky is shown."""
    return set_sky(site=site)


def set_sky(**changes: Any) -> Command:
    """Change fields of SkyOptions."""

    def command(state: State) -> State:
        sky: SkyOptions = replace(state.view.sky, **changes)
        return state if sky == state.view.sky else replace(state, view=replace(state.view, sky=sky))

    return command


def elevation_typed(text: str) -> float:
    """Return a least elevation in degrees. Raises UserError if a text is none."""
    allowed = f"{LEAST_ELEVATION_DEG:.0f} to {MOST_ELEVATION_DEG:.0f} degrees"
    try:
        value = float(text.strip().removesuffix("°"))
    except ValueError:
        raise UserError(f'"{printable(text)}" is no elevation', allowed=allowed) from None
    if not LEAST_ELEVATION_DEG <= value <= MOST_ELEVATION_DEG:  # nan neither
        raise UserError(f"the least elevation is {text.strip()}", allowed=allowed)
    return value
