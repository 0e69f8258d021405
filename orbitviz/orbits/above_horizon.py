"""Which satellites of a constellation can stand above a horizon, found by plane, not one by one."""

from __future__ import annotations

import numpy as np

from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.plane_slots import Rows, rows_in_arcs
from orbitviz.orbits.propagate import plane_table
from orbitviz.orbits.timescale import Instant

_ROUND_OFF_RAD = 1e-9  # 7 mm on a low orbit: rather one satellite too many


def rows_above(constellation: Constellation, instant: Instant, observer: Observer) -> Rows:
    """Return (k,) rows, ascending, of the satellites that may stand above an observer's horizon.

    observer   in TEME at `instant`

    On a circle of radius a the height over the plane of the horizon is a rho cos(u - u0) with the
    argument of latitude u, so what stands above is an arc of each plane. It is exact for circles;
    of an ellipse that can rise with its apogee all satellites are taken.
    """
    table = plane_table(constellation, instant, slice(None))
    up = observer.axes[2]
    to_node, to_ahead = table.node @ up, table.ahead @ up
    highest_km = np.hypot(to_node, to_ahead) * table.sma_km * (1.0 + table.ecc)
    planes = np.flatnonzero(highest_km > float(observer.r_km @ up))
    half_rad = np.arccos(float(observer.r_km @ up) / highest_km[planes]) + _ROUND_OFF_RAD
    half_rad[table.ecc[planes] > 0.0] = np.pi
    middle_rad = np.arctan2(to_ahead[planes], to_node[planes])
    return rows_in_arcs(
        constellation,
        planes,
        table.arglat_rad[planes],
        middle_rad - half_rad,
        middle_rad + half_rad,
    )
