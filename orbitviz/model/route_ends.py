"""Between which two sites a route is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orbitviz.base.errors import UserError
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named

_SAME_DEG = 1e-8  # a millimetre on the ground


@dataclass(frozen=True)
class RouteEnds:
    """Two sites, the first of which is where the route begins."""

    one: Site
    other: Site

    @property
    def sites(self) -> tuple[Site, Site]:
        """Both sites."""
        return self.one, self.other

    @property
    def name(self) -> str:
        """Both sites in words."""
        return f"{self.one.name} to {self.other.name}"


def route_named(one: str, other: str, own: Iterable[Site] = ()) -> RouteEnds:
    """Return the ends of a route by the names of its sites, those of a design first.

    Raises UserError if a site is not known, or if both are one place.
    """
    own = tuple(own)
    return ends_of(site_named(one, own), site_named(other, own))


def ends_of(one: Site, other: Site) -> RouteEnds:
    """Return the ends of a route. Raises UserError if both are one place."""
    turn_deg = (other.lon_deg - one.lon_deg + 180.0) % 360.0 - 180.0
    if max(abs(other.lat_deg - one.lat_deg), abs(turn_deg)) < _SAME_DEG:
        raise UserError(
            f"{one.name} and {other.name} are the same place", allowed="two places that are apart"
        )
    return RouteEnds(one, other)
