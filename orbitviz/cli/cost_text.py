"""What a fleet costs, as people read it on the terminal."""

from __future__ import annotations

import sys

from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.base.units import number_text
from orbitviz.cli.table import Page
from orbitviz.formats.reports.cost_texts import (
    COST_ROWS,
    band_text,
    capital_rows,
    crossing_text,
    lead_text,
    origin_rows,
    parity_rows,
    planned_text,
    solved_text,
    swing_rows,
)

_SHOWN = 6  # inputs that move the ratio most
_BAND = ("low", "middle", "high")


def print_cost(found: Costing) -> None:
    """Print bands in orbit and on the ground, parity, and what moves the ratio most."""
    if sys.stdout is None:  # closed by the caller
        return
    page = Page()
    page.print(f"{found.design}, {lead_text(found)}", "italic")
    if found.solved:
        page.print(solved_text(found), "bold red")
    page.print_table(
        ["", *(f"orbit, {end}" for end in _BAND), *(f"ground, {end}" for end in _BAND)],
        [
            [words, *map(number_text, found.orbit[name]), *map(number_text, found.ground[name])]
            for name, words in COST_ROWS.items()
        ],
    )
    page.print(f"Orbit over ground, for a kW and year: {band_text(found.ratio)}")
    page.print(crossing_text(found))
    fleet = planned_text(found)
    if fleet:
        page.print(fleet)
    page.print_table(["Life, losses, spares", "is", "of"], list(map(list, origin_rows(found))))
    page.print_table(
        ["Capital of a kW in orbit", "USD/kW", "share"], list(map(list, capital_rows(found)))
    )
    page.print_table(
        ["Parity, all else in the middle", "is", "would have to be"],
        list(map(list, parity_rows(found))),
    )
    page.print_table(
        ["What moves the ratio most", "low", "high", "ratio from", "to"],
        list(map(list, swing_rows(found)[:_SHOWN])),
    )
    for words in (
        found.missing,
        NOT_COUNTED,
        "--json has every input with its source.",
    ):
        if words:
            page.print(words)
