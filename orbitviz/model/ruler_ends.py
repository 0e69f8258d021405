"""The ends of the ruler as words."""

from __future__ import annotations

import re

from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.model.ruler import EarthCentre, Ruler, RulerEnd
from orbitviz.model.satellite_names import satellite_name, satellite_named
from orbitviz.model.sites import coordinates_text, site_named
from orbitviz.model.source import SatelliteKey
from orbitviz.model.state import State

CENTRE = "centre"
_CENTRE_WORDS = frozenset({CENTRE, "center", "earth's centre", "earth's center"})
_COORDINATES = re.compile(r"\s*[-+]?\d[\d.]*\s*,")
_HINT = re.compile(", did you mean .*")
_ALLOWED = (
    "a satellite's name, a city, an observatory, latitude,longitude such as "
    f'"52.5,13.4", or {CENTRE}'
)


def end_name(state: State, end: RulerEnd) -> str:
    """Return how an end is called; a design or catalogue that it is of must be open."""
    if isinstance(end, EarthCentre):
        return "Earth's centre"
    return satellite_name(state, end) if isinstance(end, SatelliteKey) else end.name


def ground_end(lat_deg: float, lon_deg: float, alt_m: float = 0.0) -> Site:
    """Return a place on the ground, degrees and m, named by its coordinates."""
    site = Site(name="place", lat_deg=lat_deg, lon_deg=lon_deg, alt_m=alt_m)
    return site.model_copy(update={"name": coordinates_text(site)})


def end_named(state: State, text: str) -> RulerEnd:
    """Return the end that a text means: a satellite, a site, "latitude,longitude" or "centre".

    Satellites as satellite_named, sites as site_named; a satellite comes before a site of the same
    name. Raises UserError if there is neither, or if a satellite's name is that of several.
    """
    if " ".join(text.split()).lower() in _CENTRE_WORDS:
        return EarthCentre()
    if _COORDINATES.match(text):
        site = site_named(text)
        return ground_end(site.lat_deg, site.lon_deg, site.alt_m)
    try:
        return satellite_named(state, text)
    except UserError as error:
        if "stands for" in error.wrong:
            raise
        no_satellite = error
    try:
        return site_named(text, state.document.design.sites)
    except UserError as no_site:
        hint = _HINT.search(no_satellite.wrong) or _HINT.search(no_site.wrong)
        raise UserError(
            f'there is no satellite or place named "{text}"{hint[0] if hint else ""}',
            allowed=None if hint else _ALLOWED,
        ) from None


def ruler_named(state: State, one: str, other: str) -> Ruler:
    """Return the ruler between two ends as end_named. Raises UserError if both are the same."""
    ruler = Ruler(end_named(state, one), end_named(state, other))
    if ruler.one == ruler.other:
        raise UserError(
            f"the ruler would begin and end at {end_name(state, ruler.one)}",
            allowed="two different things",
        )
    return ruler
