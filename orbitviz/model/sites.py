"""Places on the ground by name: sites of the design, observatories, ground stations, cities."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice

from orbitviz.base.errors import UserError
from orbitviz.base.near_words import near_words
from orbitviz.base.resources import asset_path
from orbitviz.base.units import fixed_text
from orbitviz.model.design.groups import Site
from orbitviz.model.design.ranges import Number, plain

_NUMBER = r"\s*([-+]?\d+(?:\.\d+)?)\s*"
_PLACE = re.compile(f"{_NUMBER},{_NUMBER}(?:,{_NUMBER})?")
_NOWHERE = 2  # after those whose name begins with what is typed, and those that have it
_KINDS = ("city", "site")  # of names/places.csv: cities and launch sites
_WORDS = {"lat_deg": "the latitude", "lon_deg": "the longitude", "alt_m": "the height"}


@lru_cache(maxsize=1)
def known_sites() -> tuple[Site, ...]:
    """Return observatories, ground stations, launch sites and cities, in that order.

    Heights that no source gives are 0. Raises UserError if a file is missing.
    """
    return tuple(site for site, _ in _bundled())


def site_named(text: str, own: Iterable[Site] = ()) -> Site:
    """Return the place that a text means: "lat,lon[,alt_m]" or a name, small letters or not.

    own   sites of the design, which come before the bundled ones

    Raises UserError if there is none of that name, or where a number is off the Earth.
    """
    place = _PLACE.fullmatch(text)
    if place:
        return _at_coordinates(text, *place.groups())
    wanted = _folded(text)
    named = [(_folded(site.name), site) for site in own]
    named += [(name, site) for site, names in _bundled() for name in names]
    for name, site in named:
        if name == wanted:
            return site
    near = near_words(wanted, [name for name, _ in named])
    spelt = {name: site.name for name, site in reversed(named)}
    hint = " or ".join(f'"{spelt[name]}"' for name in near)
    raise UserError(
        f'there is no site named "{text}"' + (f", did you mean {hint}?" if hint else ""),
        allowed=None
        if hint
        else "a larger city, an observatory, ground station, launch site or site of the design, or "
        'latitude,longitude such as "52.5,13.4"',
    )


def sites_beginning(text: str, own: Iterable[Site], most: int) -> list[Site]:
    """Return up to `most` places whose name begins with a text, those of the design first."""
    wanted = _folded(text)
    named = chain(
        ((_folded(site.name), site) for site in own),
        ((name, site) for site, names in _bundled() for name in names),
    )
    return list(islice((site for name, site in named if name.startswith(wanted)), most))


def sites_typed(text: str, own: Iterable[Site], most: int) -> list[Site]:
    """Return at most so many places that a text may mean while it is typed, the likeliest first.

    Those whose name begins with it come before those that have it somewhere; none for a text that
    is neither part of a name nor coordinates.
    """
    if _PLACE.fullmatch(text):
        try:
            return [site_named(text)]
        except UserError:
            return []
    wanted = _folded(text)
    if not wanted:
        return []
    named = [*((site, (_folded(site.name),)) for site in own), *_bundled()]
    found = [
        (min(_place_of(wanted, name) for name in names), k) for k, (_, names) in enumerate(named)
    ]
    ordered = [named[k][0] for place, k in sorted(found) if place < _NOWHERE]
    return list({site.name: site for site in reversed(ordered)}.values())[::-1][:most]


def _place_of(wanted: str, name: str) -> int:
    place = name.find(wanted)
    return _NOWHERE if place < 0 else min(place, 1)


def coordinates_text(site: Site) -> str:
    """Return latitude and longitude of a place in words: 52.52° N, 13.40° E."""
    lon_deg = (site.lon_deg + 180.0) % 360.0 - 180.0
    lat = f"{abs(site.lat_deg):.2f}° {'N' if site.lat_deg >= 0.0 else 'S'}"
    return f"{lat}, {abs(lon_deg):.2f}° {'E' if lon_deg >= 0.0 else 'W'}"


def place_words(site: Site) -> str:
    """Return a place with its coordinates, without a name that says no more than they do."""
    named = "" if site.name[:1] in "+-.0123456789" else f"{site.name}, "
    return f"{named}{coordinates_text(site)}, {fixed_text(site.alt_m)} m"


def _at_coordinates(text: str, *numbers: str | None) -> Site:
    values = {key: float(number or 0.0) for key, number in zip(_WORDS, numbers, strict=True)}
    for key, value in values.items():
        (limits,) = (one for one in Site.model_fields[key].metadata if isinstance(one, Number))
        if not limits.low <= value <= limits.high:
            raise UserError(
                f'"{text}" is no site: {_WORDS[key]} is {plain(value)} {limits.unit}',
                allowed=limits.allowed,
            )
    return Site(name=text.strip(), **values)


@lru_cache(maxsize=1)
def _bundled() -> tuple[tuple[Site, tuple[str, ...]], ...]:
    """Return each bundled site with its names as they are compared."""
    found = []
    for row in _rows("names/sites.csv"):
        names = [row["name"], *row["also"].split(";")]
        found.append((_site(row), tuple(_folded(name) for name in names if name.strip())))
    places = _rows("names/places.csv")
    for kind in reversed(_KINDS):
        ours = [row for row in places if row["kind"] == kind]
        found += [(_site(row), (_folded(row["name"]),)) for row in ours]
    return tuple(found)


def _site(row: dict[str, str]) -> Site:
    return Site(
        name=row["name"],
        lat_deg=float(row["latitude_deg"]),
        lon_deg=float(row["longitude_deg"]),
        alt_m=float(row.get("alt_m") or 0.0),
    )


def _rows(asset: str) -> list[dict[str, str]]:
    path = asset_path(asset)
    try:
        return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except OSError as error:
        raise UserError(f"cannot be read ({error})", file=path) from None


def _folded(name: str) -> str:
    """Return a name without marks, case and repeated blanks."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.casefold().split())
