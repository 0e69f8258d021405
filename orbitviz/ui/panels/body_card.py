"""The body of a satellite that the camera follows: its dimensions and temperatures."""

from __future__ import annotations

from orbitviz.analysis.one_satellite.record import OneSatellite
from orbitviz.base.units import MISSING, number_text
from orbitviz.engine.nearby import body_of_satellite
from orbitviz.model.state import State
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.panels.satellite_curves import OPERATING_NOTE

_FACES = {0: "none", 1: "one face", 2: "two faces"}


def body_card(state: State, record: OneSatellite) -> Card:
    """Return the card of a satellite of the design."""
    body = body_of_satellite(state, record.key)
    document = state.designs[record.key.source]
    constellation = document.constellation
    design = document.design.satellite_of(
        int(constellation.shell_group[state.shell_of(record.key).shell])
    )
    sides = " × ".join(number_text(side, 2) for side in sorted(body.bus_m, reverse=True))
    radiator = f"{number_text(design.radiator.area_m2)} m²" if design.radiator.faces else "none"
    temperatures = [
        Fact(title, quantity.text(value) if value is not None else MISSING, OPERATING_NOTE)
        for title, quantity in (("Radiator now", RADIATOR), ("Chips now", CHIP))
        for value in (record.quantities.get(quantity),)
    ]
    return Card(
        "Body",
        (
            Fact("Longest extent", f"{number_text(body.span_m)} m",
                 "Of the body as it is drawn: areas by the design, proportions by eye."),
            Fact("Bus", f"{sides} m", "A box by the mass, its proportions by eye."),
            Fact("Array", f"{number_text(design.array.area_m2)} m²", "Of the design."),
            Fact("Radiator", radiator, "Area of the design: one face of it."),
            Fact("Radiating", _FACES[design.radiator.faces], "Of the design."),
            Fact("Mass", f"{number_text(design.mass_kg, 4)} kg", "Of the design, at launch."),
            *temperatures,
        ),
    )  # fmt: skip
