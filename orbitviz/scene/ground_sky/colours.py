"""Colours of satellites in the sky of a place: by sunlight, or as on the globe."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.satellite_rows import SatelliteRows
from orbitviz.analysis.sky_above import SeenSatellites
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.sky_options import SkyColours
from orbitviz.model.state import State
from orbitviz.orbits.plane_slots import Rows
from orbitviz.scene.colouring import SHADES, colour_scale, shades
from orbitviz.scene.satellites.appearance import (
    UNMODELLED,
    catalogue_light,
    light_of,
    rgb,
    shell_light,
)
from orbitviz.subsystems.quantities.orbit import SUNLIGHT

LIT = np.array([1.0, 0.62, 0.20])
SHADOWED = np.array([0.16, 0.30, 0.62])


def satellite_colours(state: State, snapshot: Snapshot, seen: SeenSatellites) -> Floats:
    """Return (n, 3) float64 linear light of satellites at the instant of a snapshot."""
    if state.view.sky.colours is SkyColours.LIGHT or state.view.colour is SUNLIGHT:
        return np.where(seen.sunlit[:, None], LIT, SHADOWED)
    out = np.empty((len(seen.row), 3))
    for source, part in seen.parts():
        rows = seen.row[part]
        if source.is_design:
            out[part] = _of_design(state, snapshot, rows)
        else:
            light, _ = catalogue_light(state, source)
            out[part] = light[rows] if light.ndim > 1 else light
        for one in snapshot.shown_sets if state.view.layers.satellite_sets else ():
            out[part][one.members.include(source, rows)] = light_of(rgb(one.colour))
    return out


def _of_design(state: State, snapshot: Snapshot, rows: Rows) -> Floats32:
    constellation, quantity = state.document.constellation, state.view.colour
    if not quantity.needs_map:
        colour, _ = shell_light(state)
        return np.asarray(colour[constellation.plane_shell[constellation.plane_index[rows]]])
    scale = colour_scale(state.view, snapshot.fleet)
    if scale is None or snapshot.fleet is None:  # until the maps are solved
        return np.tile(light_of(np.array(UNMODELLED)), (len(rows), 1))
    values = SatelliteRows(snapshot.fleet, snapshot.geometry, rows).values(quantity)
    shade = values if quantity.categories else scale.share(values) * (SHADES - 1)
    return light_of(shades(quantity)[np.rint(shade).astype(np.int64)] / 255.0)
