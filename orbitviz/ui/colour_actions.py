"""One action for every quantity that satellites can be coloured by."""

from __future__ import annotations

from collections.abc import Iterator

from orbitviz.subsystems.quantities.registry import COLOURS
from orbitviz.subsystems.quantity import Quantity
from orbitviz.ui.action_set import Action

_COLOUR_KEYS = (
    "shell", "sunlight", "altitude", "array", "charge", "radiator", "chip", "compute", "limit",
)  # fmt: skip
_COLOUR_ICONS = ("shell", "sunlight", "altitude")


def colour_action_id(colour: Quantity) -> str:
    """Return the id of the action that colours satellites by a quantity."""
    return f"colour_{colour.key}"


def colour_actions() -> Iterator[Action]:
    """Yield an action for each quantity that satellites can be coloured by."""
    for colour in COLOURS:
        is_basic = colour.key in _COLOUR_ICONS
        number = _COLOUR_KEYS.index(colour.key) + 1 if colour.key in _COLOUR_KEYS else 0
        yield Action(
            colour_action_id(colour),
            f"Colour by {colour.menu or colour.title}",
            "View/Satellites",
            colour.help,
            shortcuts=(f"Ctrl+{number}",) if number else (),
            icon=colour_action_id(colour) if is_basic else "",
            toolbar=is_basic,
            checkable=True,
            group="colour",
            section=0 if not colour.needs_map else 1 if colour.table is not None else 2,
        )
