"""Passes as a table and as JSON."""

from __future__ import annotations

import math
from typing import Any

from orbitviz.analysis.passes import SatellitePass, SitePasses
from orbitviz.base.json_text import json_text
from orbitviz.base.units import degrees_text, fixed_text
from orbitviz.formats.json_time import json_time
from orbitviz.model.sites import place_words
from orbitviz.orbits.timescale import Instant

HEADINGS = ("Date", "Rise", "Culmination", "Set", "Range", "Mag.", "Sun", "Light")
_WINDS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip


def passes_json(found: SitePasses) -> str:
    """Return passes as JSON: angles in degrees, times in UTC."""
    site = found.site
    return json_text(
        {
            "site": {
                "name": site.name,
                "lat_deg": site.lat_deg,
                "lon_deg": site.lon_deg,
                "alt_m": site.alt_m,
            },
            "satellite": {
                "name": found.satellite,
                "number": found.number,
                "designator": found.designator or None,
            },
            "from": json_time(found.begin),
            "to": json_time(found.end),
            "passes": [_pass_fields(one) for one in found.passes],
            "remarks": list(found.remarks),
        }
    )


def heading_of(found: SitePasses, min_elevation_deg: float) -> str:
    """Return what the table shows."""
    number = "" if found.number is None else f" ({found.number})"
    return (
        f"{found.satellite}{number} over {place_words(found.site)}, above "
        f"{min_elevation_deg:g} degrees, from {found.begin.isoformat('minutes')} to "
        f"{found.end.isoformat('minutes')}; times are UTC"
    )


def pass_rows(found: SitePasses) -> list[tuple[str, ...]]:
    """Return the rows of the table, a text for each of HEADINGS."""
    return [pass_cells(one) for one in found.passes]


def pass_cells(one: SatellitePass) -> tuple[str, ...]:
    """Return a pass as a text for each of HEADINGS."""
    return (
        f"{_rounded(one.rise or one.culmination):%Y-%m-%d}",
        _at(one.rise, one.rise_az_rad) or "up before",
        f"{_clock(one.culmination)} {degrees_text(one.max_elev_rad)} "
        f"{_wind(one.culmination_az_rad)}",
        _at(one.set, one.set_az_rad) or "up after",
        f"{fixed_text(one.range_km)} km",
        "" if one.magnitude is None else fixed_text(one.magnitude, 1),
        degrees_text(one.sun_elev_rad),
        _light(one),
    )


def _pass_fields(one: SatellitePass) -> dict[str, Any]:
    return {
        "rise": json_time(one.rise),
        "culmination": json_time(one.culmination),
        "set": json_time(one.set),
        "max_elevation_deg": math.degrees(one.max_elev_rad),
        "rise_azimuth_deg": _in_degrees(one.rise_az_rad),
        "culmination_azimuth_deg": math.degrees(one.culmination_az_rad),
        "set_azimuth_deg": _in_degrees(one.set_az_rad),
        "range_km": one.range_km,
        "sunlit": one.sunlit,
        "enters_shadow": [json_time(time) for time in one.enters_shadow],
        "leaves_shadow": [json_time(time) for time in one.leaves_shadow],
        "sun_elevation_deg": math.degrees(one.sun_elev_rad),
        "magnitude": one.magnitude,
        "visible": one.visible,
    }


def _in_degrees(angle_rad: float | None) -> float | None:
    return None if angle_rad is None else math.degrees(angle_rad)


def _rounded(instant: Instant) -> Any:
    """Return a datetime to the nearest second; formats cut."""
    return instant.plus_s(0.5).to_datetime()


def _clock(instant: Instant) -> str:
    return f"{_rounded(instant):%H:%M:%S}"


def _at(instant: Instant | None, azimuth_rad: float | None) -> str:
    if instant is None or azimuth_rad is None:
        return ""
    return f"{_clock(instant)} {_wind(azimuth_rad)}"


def _wind(azimuth_rad: float) -> str:
    """Return the point of the compass."""
    return _WINDS[round(azimuth_rad / math.tau * len(_WINDS)) % len(_WINDS)]


def _light(one: SatellitePass) -> str:
    """Return when the satellite is sunlit, and whether it can be seen."""
    edges = [(time, f"into shadow {_clock(time)}") for time in one.enters_shadow]
    edges += [(time, f"out of shadow {_clock(time)}") for time in one.leaves_shadow]
    words = [text for _, text in sorted(edges)] or ["sunlit" if one.sunlit else "in shadow"]
    return ", ".join([*words, "visible"] if one.visible else words)
