"""One satellite as JSON: keys say their unit, null is a value that it does not have."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from orbitviz.analysis.one_satellite.curves import Curves
from orbitviz.analysis.one_satellite.elements import Elements
from orbitviz.analysis.one_satellite.neighbour import Neighbour
from orbitviz.analysis.one_satellite.record import OneSatellite
from orbitviz.base.json_text import json_text
from orbitviz.formats.json_time import json_time
from orbitviz.orbits.frames import Frame
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.subsystems.quantities.work import COMPUTE
from orbitviz.subsystems.quantity import Quantity

# In place of its column in tables, where it stands among many satellites.
_KEYS = {COMPUTE: "flops_delivered"}


def satellite_json(record: OneSatellite, *, with_orbits: bool = False) -> str:
    """Return the record as JSON; with_orbits, also its curves."""
    return json_text(satellite_values(record, with_orbits=with_orbits))


def satellite_values(record: OneSatellite, *, with_orbits: bool = False) -> dict[str, Any]:
    """Return the record as values of JSON."""
    who, place, sun, eclipse = record.identity, record.place, record.sun, record.eclipse
    age_s = record.instant.seconds_since(who.epoch)
    values: dict[str, Any] = {
        "name": who.name,
        "time": json_time(record.instant),
        "source": who.source,
        "file": None if who.file is None else str(who.file),
        "group": who.group,
        "shell": who.shell,
        "plane": who.plane,
        "slot": who.slot,
        "satellite": who.satellite,
        "number": who.number,
        "designator": who.designator,
        "epoch": json_time(who.epoch),
        "age_days": age_s / 86400.0 if who.is_object else None,
        "lat_deg": math.degrees(place.lat_rad),
        "lon_deg": math.degrees(place.lon_rad),
        "alt_km": place.alt_km,
        "speed_km_s": place.speed_km_s,
        "ground_speed_km_s": place.ground_speed_km_s,
        "beta_deg": math.degrees(sun.beta_rad),
        "phase_deg": math.degrees(sun.phase_rad),
        "ltan_h": sun.ltan_h,
        "sunlit": sun.sunlit,
        "next_eclipse_start": json_time(eclipse.begin),
        "next_eclipse_end": json_time(eclipse.end),
        "next_umbra_start": json_time(eclipse.umbra_begin),
        "next_umbra_end": json_time(eclipse.umbra_end),
        "eclipse_note": eclipse.note or None,
    }
    for quantity in TABLES:
        values[quantity_key(quantity)] = _quantity(record, quantity)
    values["elements"] = _elements(record.elements)
    for frame in Frame:
        r_km, v_km_s = place.states[frame]
        values[frame.lower()] = {"r_km": r_km.tolist(), "v_km_s": v_km_s.tolist()}
    values["neighbours_in_shell"] = record.neighbours_in_shell
    values["neighbours"] = [_neighbour(one) for one in record.neighbours]
    if with_orbits:
        values["orbits"] = [] if record.curves is None else _orbits(record.curves)
    return values


def quantity_key(quantity: Quantity) -> str:
    """Return the key of a quantity."""
    return _KEYS.get(quantity, quantity.column)


def _quantity(record: OneSatellite, quantity: Quantity) -> float | str | None:
    value = record.quantities.get(quantity)
    if value is None or not quantity.categories:
        return value
    return quantity.categories[int(value)].word


def _elements(elements: Elements) -> dict[str, Any]:
    argp = elements.argp_rad
    return {
        "at": json_time(elements.at),
        "sma_km": elements.sma_km,
        "ecc": elements.ecc,
        "inc_deg": math.degrees(elements.inc_rad),
        "raan_deg": math.degrees(elements.raan_rad),
        "argp_deg": None if argp is None else math.degrees(argp),
        "arglat_deg": math.degrees(elements.arglat_rad),
        "altitude_km": elements.altitude_km,
        "perigee_km": elements.perigee_km,
        "apogee_km": elements.apogee_km,
        "kepler_period_s": elements.kepler_period_s,
        "nodal_period_s": elements.nodal_period_s,
    }


def _neighbour(one: Neighbour) -> dict[str, Any]:
    return {
        "name": one.name,
        "group": one.group,
        "shell": one.shell,
        "same_shell": one.is_of_same_shell,
        "distance_km": one.distance_km,
        "range_rate_km_s": one.range_rate_km_s,
    }


def _orbits(curves: Curves) -> list[dict[str, Any]]:
    """Return each orbit as columns of numbers, one for each station."""
    orbits = []
    for k in range(len(curves.seconds)):
        columns: dict[str, Any] = {
            "beta_deg": math.degrees(curves.beta_rad[k]),
            "after_s": np.round(curves.seconds[k], 3).tolist(),
            "phase_deg": np.round(np.degrees(curves.phase_rad[k]), 4).tolist(),
        }
        for quantity, values in curves.values.items():
            column = values[k].tolist()
            if quantity.categories:
                column = [quantity.categories[int(value)].word for value in column]
            columns[quantity_key(quantity)] = column
        orbits.append(columns)
    return orbits
