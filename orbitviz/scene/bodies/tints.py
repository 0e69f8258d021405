"""Parts of bodies in the colour of the quantity that the legend shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from orbitviz.analysis.bodies.mesh import Part
from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.engine.nearby import NearSatellite
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.scene.colouring import shades, shown_scale
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import Quantity

Tint = tuple[float, float, float, float]  # sRGB 0..1, and 1 if the part has it

PART_OF: dict[Quantity, Part] = {
    RADIATOR: Part.RADIATOR,
    ARRAY: Part.ARRAY,
    CHIP: Part.BUS,
    COMPUTE: Part.BUS,
    CHARGE: Part.BUS,
}
_PLAIN: Tint = (0.0, 0.0, 0.0, 0.0)
_PARTS = (Part.BUS, Part.ARRAY, Part.ARRAY_BACK, Part.RADIATOR)


@dataclass(frozen=True)
class Tints:
    """The colour of one part of each satellite; the other parts are plain."""

    part: Part | None = None
    colours: Mapping[SatelliteKey, Tint] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, key: SatelliteKey) -> tuple[Tint, ...]:
        """Return the colours of the parts 0 to 3 of a satellite."""
        colour = self.colours.get(key, _PLAIN)
        return tuple(colour if part is self.part else _PLAIN for part in _PARTS)


def tints_of(state: State, snapshot: Snapshot, satellites: Sequence[NearSatellite]) -> Tints:
    """Return the colours of satellites by the quantity shown, plain if it is of no part."""
    quantity, fleet = state.view.colour, snapshot.fleet
    part, scale = PART_OF.get(quantity), shown_scale(state.view, snapshot)
    ours = [one.key for one in satellites if one.key.source.is_design]
    is_known = fleet is not None and fleet.constellation is state.document.constellation
    if part is None or scale is None or not ours or not is_known or fleet is None:
        return Tints()
    rows = SatelliteRows(fleet, snapshot.geometry, np.array([key.row for key in ours]))
    share = scale.share(rows.values(quantity))
    ramp = shades(quantity) / 255.0
    shown = ramp[np.rint(share * (len(ramp) - 1)).astype(int)]
    return Tints(
        part, {key: (*colour, 1.0) for key, colour in zip(ours, shown.tolist(), strict=True)}
    )
