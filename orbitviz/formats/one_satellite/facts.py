"""One satellite as facts for people: groups of names and texts with units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from orbitviz.analysis.one_satellite.elements import Elements
from orbitviz.analysis.one_satellite.neighbour import Neighbour
from orbitviz.analysis.one_satellite.record import OneSatellite
from orbitviz.base.constants import DAY_S, MINUTE_S
from orbitviz.base.units import MISSING, clock_text, degrees_text, fixed_text, share_text
from orbitviz.orbits.frames import Frame
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import TABLES

Facts = tuple[tuple[str, str], ...]


class FactGroup(NamedTuple):
    """A title, and names with their texts."""

    title: str
    facts: Facts


def fact_groups(record: OneSatellite) -> tuple[FactGroup, ...]:
    """Return the record without its neighbours; groups that a satellite lacks are left out."""
    groups = (
        FactGroup("Satellite", tuple(_identity(record))),
        FactGroup("Position", tuple(_position(record))),
        FactGroup("Sun", tuple(_sun(record))),
        FactGroup("State", tuple(_state(record))),
        FactGroup(f"Mean elements at {record.elements.at.isoformat()}", _elements(record.elements)),
        FactGroup("State vectors", tuple(_vectors(record))),
    )
    return tuple(group for group in groups if group.facts)


NEIGHBOUR_HEADINGS = ("Neighbour", "Distance", "Range rate", "Shell or catalogue")


def neighbour_rows(record: OneSatellite) -> list[tuple[str, str, str, str]]:
    """Return a row for each neighbour, under NEIGHBOUR_HEADINGS."""
    return [
        (
            one.name,
            f"{fixed_text(one.distance_km, 3)} km",
            f"{fixed_text(one.range_rate_km_s, 4)} km/s",
            _shell_text(one),
        )
        for one in record.neighbours
    ]


def neighbours_text(record: OneSatellite) -> str:
    """Return what is to be said of the neighbours, in a sentence or two."""
    if not record.neighbours:
        return "No neighbours: no other satellite is open."
    sign = "Below 0, the range rate says that they come closer."
    ours = record.neighbours_in_shell
    if ours is None:
        return sign
    return f"{ours:,} of the {len(record.neighbours):,} nearest fly in its shell. {sign}"


def _identity(record: OneSatellite) -> Iterator[tuple[str, str]]:
    who = record.identity
    yield "Name", who.name
    if who.is_object:
        yield "Catalogue number", str(who.number)
        yield "International designator", who.designator or MISSING
        yield "Catalogue", str(who.file or who.source)
        age = record.instant.seconds_since(who.epoch) / DAY_S
        side = "before" if age >= 0.0 else "after"
        yield "Epoch of elements", f"{who.epoch.isoformat()}, {fixed_text(abs(age), 1)} days {side}"
        return
    yield "Design", f"{who.source}, {who.file}" if who.file else who.source
    yield "Group", who.group
    yield "Shell", str(who.shell)
    yield "Plane, slot", f"{who.plane}, {who.slot}"
    yield "Satellite design", str(who.satellite)


def _position(record: OneSatellite) -> Iterator[tuple[str, str]]:
    place = record.place
    yield "Time", f"{record.instant.isoformat('auto')} (UTC)"
    yield "Latitude", degrees_text(place.lat_rad, 4)
    yield "Longitude", degrees_text(place.lon_rad, 4)
    yield "Altitude", f"{fixed_text(place.alt_km, 3)} km"
    yield "Speed", f"{fixed_text(place.speed_km_s, 4)} km/s"
    yield "Speed over ground", f"{fixed_text(place.ground_speed_km_s, 4)} km/s"


def _sun(record: OneSatellite) -> Iterator[tuple[str, str]]:
    sun, eclipse = record.sun, record.eclipse
    yield "Sun in view", share_text(sun.sunlit)
    yield "Beta angle", degrees_text(sun.beta_rad, 2)
    yield "Phase from orbit noon", degrees_text(sun.phase_rad, 2)
    yield "Local time of node", clock_text(sun.ltan_h)
    if eclipse.begin is None or eclipse.end is None:
        yield "Next eclipse", eclipse.note
        return
    runs = eclipse.begin <= record.instant
    yield "Eclipse" if runs else "Next eclipse", _span(eclipse.begin, eclipse.end)
    if eclipse.umbra_begin is not None and eclipse.umbra_end is not None:
        yield "Umbra", _span(eclipse.umbra_begin, eclipse.umbra_end)
    else:
        yield "Umbra", "none: part of the Sun's disc stays in view"


def _state(record: OneSatellite) -> Iterator[tuple[str, str]]:
    for quantity in TABLES:
        value = record.quantities.get(quantity)
        if value is None:
            continue
        category = quantity.categories[int(value)] if quantity.categories else None
        yield quantity.title, quantity.text(value) if category is None else category.label


def _elements(elements: Elements) -> Facts:
    argp = elements.argp_rad
    return (
        ("Semi-major axis", f"{fixed_text(elements.sma_km, 3)} km"),
        ("Altitude", f"{fixed_text(elements.altitude_km, 3)} km"),
        ("Eccentricity", fixed_text(elements.ecc, 7)),
        ("Inclination", degrees_text(elements.inc_rad, 4)),
        ("Ascending node", degrees_text(elements.raan_rad, 4)),
        ("Argument of perigee", MISSING if argp is None else degrees_text(argp, 4)),
        ("Mean argument of latitude", degrees_text(elements.arglat_rad, 4)),
        ("Keplerian period", f"{fixed_text(elements.kepler_period_s / MINUTE_S, 3)} min"),
        ("Nodal period", f"{fixed_text(elements.nodal_period_s / MINUTE_S, 3)} min"),
    )


def _vectors(record: OneSatellite) -> Iterator[tuple[str, str]]:
    for frame in Frame:
        r_km, v_km_s = record.place.states[frame]
        yield f"{frame} position", f"{', '.join(fixed_text(x, 6) for x in r_km)} km"
        yield f"{frame} velocity", f"{', '.join(fixed_text(x, 9) for x in v_km_s)} km/s"


def _shell_text(one: Neighbour) -> str:
    return "the same" if one.is_of_same_shell else one.shell or one.group


def _span(begin: Instant, end: Instant) -> str:
    minutes = end.seconds_since(begin) / MINUTE_S
    times = f"{begin.isoformat('milliseconds')} to {end.isoformat('milliseconds')}"
    return f"{times}, {fixed_text(minutes, 2)} min"
