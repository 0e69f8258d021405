"""The map and the sky that a shot of a tour shows in place of the globe."""

from __future__ import annotations

import math

from orbitviz.engine.on_stage import MapLook, SkyLook
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import site_named
from orbitviz.model.sky_options import SkyColours, SkyOptions, SkyProjection
from orbitviz.model.state import State
from orbitviz.model.tour.tour import Shot


def flat_look(shot: Shot, state: State, share: float) -> MapLook | SkyLook | None:
    """Return what a shot shows in place of the globe at a share of its time, None for the globe.

    Raises UserError if there is no such site.
    """
    if shot.picture == "map":
        site = None if shot.map.site is None else _site(shot.map.site, state)
        lat_deg, lon_deg = (0.0, 0.0) if site is None else (site.lat_deg, site.lon_deg)
        return MapLook(shot.map.zoom, math.radians(lat_deg), math.radians(lon_deg))
    site = state.view.sky.site
    if shot.picture == "globe" or site is None:
        return None
    sky = shot.sky
    culminates_deg = 180.0 if site.lat_deg >= 0.0 else 0.0
    azimuth_deg = culminates_deg if sky.azimuth_deg is None else sky.azimuth_deg
    return SkyLook(
        sky.projection,
        math.radians(azimuth_deg + share * shot.turn_deg),
        math.radians(sky.fov_deg),
        sky.brightness == "seen",
    )


def sky_options(shot: Shot, state: State) -> SkyOptions:
    """Return the place whose sky a shot speaks of. Raises UserError if there is none of that name.

    state   with the design of the shot, whose sites come before others
    """
    sky = shot.sky
    return SkyOptions(
        site=None if sky.site is None else _site(sky.site, state),
        projection=SkyProjection.FISHEYE if sky.projection == "fisheye" else SkyProjection.PANORAMA,
        colours=SkyColours(sky.colours),
        min_elevation_deg=sky.min_elevation_deg,
    )


def _site(name: str, state: State) -> Site:
    return site_named(name, state.document.design.sites)
