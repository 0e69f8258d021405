"""What can be said about one satellite at an instant, as cards of plain text."""

from __future__ import annotations

from collections.abc import Callable

from orbitviz.analysis.one_satellite.neighbour import Neighbour
from orbitviz.analysis.one_satellite.record import OneSatellite
from orbitviz.analysis.one_satellite.shadow import NextEclipse
from orbitviz.base.constants import DAY_S, EARTH_RADIUS_KM, HOUR_S, MINUTE_S
from orbitviz.base.errors import UserError
from orbitviz.base.units import MISSING, clock_text, degrees_text, fixed_text, share_text
from orbitviz.engine.inspector import inspected
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.quantities.registry import TABLES
from orbitviz.ui.panels.body_card import body_card
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.panels.satellite_curves import OPERATING_NOTE

Inspect = Callable[[State, Snapshot, SatelliteKey, int], OneSatellite]

POWER_TITLE = "Power, heat, compute"
_NEIGHBOURS = 5


def satellite_cards(
    state: State, snapshot: Snapshot, key: SatelliteKey, inspect: Inspect = inspected
) -> tuple[Card, ...]:
    """Return the cards of a satellite; of one without a position only why it has none.

    Of one that the camera follows, its dimensions too.
    """
    try:
        record = inspect(state, snapshot, key, _NEIGHBOURS)
    except UserError as error:
        return (Card("Satellite", (), (str(error),)),)
    power = () if record.identity.is_object else (_power_card(record),)
    is_seen = state.view.camera.follows == key and not record.identity.is_object
    return (
        _identity_card(record),
        *((body_card(state, record),) if is_seen else ()),
        _place_card(record),
        _sun_card(record),
        *power,
        _neighbours_card(record),
        _elements_card(record),
        _vectors_card(record),
    )


_FRAME_NOTES = {
    "TEME": "True equator, mean equinox of date: the axes of SGP4 and of this program.",
    "GCRS": "Axes of the stars, IAU 2000A/2006 precession and nutation.",
    "ITRS": "Axes of the turning Earth; the velocity is that against the ground.",
}


def _identity_card(record: OneSatellite) -> Card:
    who = record.identity
    if not who.is_object:
        facts = [
            Fact("Group", who.group),
            Fact("Plane", f"{who.plane:,}", "Counted from 1 within its shell."),
            Fact("Slot", f"{who.slot:,}", "Counted from 1 within its plane."),
            Fact("Design", str(who.satellite)),
        ]
        return Card("Satellite", tuple(facts), footnote="Secular J2 motion; no drag.")
    age_days = record.instant.seconds_since(who.epoch) / DAY_S
    facts = [
        Fact("Catalogue number", str(who.number)),
        Fact("Designator", who.designator or MISSING, "International: launch and piece."),
        Fact("Catalogue", who.source),
        Fact("Epoch", f"{who.epoch.to_datetime():%Y-%m-%d %H:%M}", "Of the elements, UTC."),
        Fact("Age of elements", f"{fixed_text(age_days, 1)} days", "From the epoch to now."),
    ]
    return Card(
        "Object",
        tuple(facts),
        footnote="SGP4 from published elements; accurate to about a kilometre at epoch, degrading "
        "by the day.",
    )


def _place_card(record: OneSatellite) -> Card:
    place = record.place
    return Card(
        "Position",
        (
            Fact("Latitude", degrees_text(place.lat_rad, 3),
                 "Geodetic, of the point below it on the WGS 84 ellipsoid."),
            Fact("Longitude", degrees_text(place.lon_rad, 3), "East positive."),
            Fact("Altitude", f"{fixed_text(place.alt_km, 2)} km", "Above the WGS 84 ellipsoid."),
            Fact("Speed", f"{fixed_text(place.speed_km_s, 3)} km/s", "Against the stars."),
            Fact("Over ground", f"{fixed_text(place.ground_speed_km_s, 3)} km/s",
                 "Of the point below it, along the turning Earth."),
        ),
    )  # fmt: skip


def _sun_card(record: OneSatellite) -> Card:
    sun, eclipse = record.sun, record.eclipse
    enters, leaves = (_time(at, record.instant) for at in (eclipse.begin, eclipse.end))
    return Card(
        "Sun",
        (
            Fact("Sun in view", share_text(sun.sunlit), "Share of the Sun's disc."),
            Fact("Beta angle", degrees_text(sun.beta_rad, 2),
                 "Angle from the orbit plane to the Sun."),
            Fact("Phase", degrees_text(sun.phase_rad, 1),
                 "From orbit noon, in the direction of flight."),
            Fact("Local time of node", clock_text(sun.ltan_h), "Mean solar time, ascending node."),
            Fact("Eclipse", _countdown(eclipse, record.instant),
                 "While any part of the Sun's disc is covered."),
            Fact("Enters", enters, "Begin of the penumbra, UTC."),
            Fact("Leaves", leaves, "End of the penumbra, UTC."),
        ),
        (eclipse.note,) if eclipse.note else (),
        "Conical shadow of a spherical Earth without atmosphere.",
    )  # fmt: skip


def _power_card(record: OneSatellite) -> Card:
    facts = []
    for quantity in TABLES:
        value = record.quantities.get(quantity)
        if value is None:
            text = MISSING
        elif quantity.categories:
            text = quantity.categories[int(value)].word
        else:
            text = quantity.text(value)
        facts.append(Fact(quantity.title, text, OPERATING_NOTE))
    waiting = () if record.quantities else ("Operating maps are being computed.",)
    return Card(POWER_TITLE, tuple(facts), waiting)


def _neighbours_card(record: OneSatellite) -> Card:
    lines = tuple(_neighbour(one, record) for one in record.neighbours)
    nearest = f"{fixed_text(record.neighbours[0].distance_km, 2)} km" if lines else MISSING
    return Card(
        "Neighbours",
        (Fact("Nearest", nearest, "Of all satellites that are open."),),
        lines,
        "Below 0, the range rate says that they come closer." if lines else "",
    )


def _neighbour(one: Neighbour, record: OneSatellite) -> str:
    ours = record.identity.shell if one.is_of_same_shell else f"{record.identity.group} ·"
    name = one.name.removeprefix(f"{ours} ")
    rate = fixed_text(one.range_rate_km_s, 3)
    return f"{name}: {fixed_text(one.distance_km, 2)} km, {rate} km/s"


def _elements_card(record: OneSatellite) -> Card:
    of = record.elements
    argp = MISSING if of.argp_rad is None else degrees_text(of.argp_rad, 3)
    return Card(
        "Mean elements",
        (
            Fact("Semi-major axis", f"{fixed_text(of.sma_km, 3)} km",
                 "Mean; of an object the one that SGP4 derives from its mean motion."),
            Fact("Mean altitude", f"{fixed_text(of.altitude_km, 3)} km",
                 f"Above the equatorial radius of {EARTH_RADIUS_KM:,.3f} km."),
            Fact("Eccentricity", fixed_text(of.ecc, 7), "Mean."),
            Fact("Inclination", degrees_text(of.inc_rad, 3), "Mean, to the equator of date."),
            Fact("Ascending node", degrees_text(of.raan_rad, 3), "Right ascension, TEME."),
            Fact("Argument of perigee", argp, "From the ascending node; a circle has none."),
            Fact("Arg. of latitude", degrees_text(of.arglat_rad, 3), "Mean: perigee plus anomaly."),
            Fact("Nodal period", f"{fixed_text(of.nodal_period_s / MINUTE_S, 3)} min",
                 "From ascending node to ascending node."),
        ),
        footnote=f"At {of.at.isoformat()}.",
    )  # fmt: skip


def _vectors_card(record: OneSatellite) -> Card:
    facts = []
    for frame, (r_km, v_km_s) in record.place.states.items():
        for letter, vector, unit, places in (("r", r_km, "km", 2), ("v", v_km_s, "km/s", 4)):
            text = "\n".join(fixed_text(float(x), places) for x in vector)
            facts.append(Fact(f"{frame} {letter}, {unit}", text, _FRAME_NOTES[frame]))
    return Card("State vectors", tuple(facts))


def _countdown(eclipse: NextEclipse, now: Instant) -> str:
    if eclipse.begin is None or eclipse.end is None:
        return "none"
    wait_s = eclipse.begin.seconds_since(now)
    if wait_s > 0.0:
        return f"in {_duration(wait_s)}"
    return f"now, {_duration(eclipse.end.seconds_since(now))} more"


def _duration(seconds: float) -> str:
    if seconds < HOUR_S:
        return f"{int(seconds // MINUTE_S)} min {int(seconds % MINUTE_S):02d} s"
    if seconds < DAY_S:
        return f"{int(seconds // HOUR_S)} h {int(seconds % HOUR_S // MINUTE_S):02d} min"
    return f"{fixed_text(seconds / DAY_S, 1)} days"


def _time(at: Instant | None, now: Instant) -> str:
    """Return a time of day, with its date where that is another day."""
    if at is None:
        return MISSING
    when, today = at.to_datetime(), now.to_datetime().date()
    return f"{when:%H:%M:%S}" if when.date() == today else f"{when:%Y-%m-%d %H:%M}"
