"""When one satellite is in the Earth's shadow next."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.base.constants import DAY_S
from orbitviz.orbits.motion import Motion
from orbitviz.orbits.next_eclipse import last_position_s, next_eclipse
from orbitviz.orbits.timescale import LAST_INSTANT, Instant

SEARCHED_DAYS = 400.0  # more than a year of eclipse seasons


@dataclass(frozen=True)
class NextEclipse:
    """The eclipse that runs at an instant, or else the next one.

    begin, end               while any part of the Sun's disc is covered; `begin` lies before the
                             instant if the eclipse runs already; None if there is none
    umbra_begin, umbra_end   while all of it is, None if it never is
    note                     why there is none, in a sentence
    """

    begin: Instant | None = None
    end: Instant | None = None
    umbra_begin: Instant | None = None
    umbra_end: Instant | None = None
    note: str = ""


def next_eclipse_of(motion: Motion, instant: Instant) -> NextEclipse:
    """Return the next eclipse along a motion that begins at an instant within the ephemeris."""
    known_s = LAST_INSTANT.seconds_since(instant)
    within_s = min(SEARCHED_DAYS * DAY_S, known_s)
    found = next_eclipse(motion, instant, within_s)
    if found is not None:
        begin, end, umbra_begin, umbra_end = (
            None if seconds is None else instant.plus_s(seconds) for seconds in found
        )
        return NextEclipse(begin, end, umbra_begin, umbra_end)
    last_s = last_position_s(motion, within_s)
    if last_s is not None:
        day = f"{instant.plus_s(last_s).to_datetime():%Y-%m-%d}"
        note = f"no eclipse until about {day}, when SGP4 gives its last position"
    elif within_s == known_s:
        day = f"{LAST_INSTANT.to_datetime():%Y-%m-%d}"
        note = f"no eclipse until {day}, the end of the ephemeris"
    else:
        note = f"no eclipse within {SEARCHED_DAYS:.0f} days"
    return NextEclipse(note=note)
