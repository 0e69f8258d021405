"""Pictures that a shot of a tour shows in place of the globe: the map, the sky of a place."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from orbitviz.model.design.ranges import Number
from orbitviz.model.design.tables import Table
from orbitviz.model.sky_options import (
    DEFAULT_MIN_ELEVATION_DEG,
    LEAST_ELEVATION_DEG,
    MOST_ELEVATION_DEG,
)
from orbitviz.model.tour.camera_key import Words
from orbitviz.model.view import MOST_MAP_ZOOM

PictureKind = Literal["globe", "map", "sky"]


class ShotMap(Table):
    """How a shot shows the map."""

    projection: Literal["equirectangular", "polar"] = Field(
        "equirectangular", description="The Earth as one rectangle, or as seen over both poles."
    )
    zoom: Annotated[float, Number(1, MOST_MAP_ZOOM)] = Field(
        1.0, description="How much larger than all of the Earth."
    )
    site: Words | None = Field(
        None, description="City, observatory or latitude,longitude in the middle of the picture."
    )


class ShotSky(Table):
    """The sky of a place on the ground, and how a shot shows it."""

    site: Words | None = Field(
        None,
        description="City, observatory or latitude,longitude under that sky; on the globe it is "
        "marked.",
    )
    projection: Literal["outlook", "panorama", "fisheye"] = Field(
        "outlook",
        description="What one sees over a part of the horizon, all of the horizon, or all of the "
        "sky with the zenith in the middle.",
    )
    azimuth_deg: Annotated[float, Number(-360, 360, "degrees")] | None = Field(
        None,
        description="Direction in the middle of an outlook or panorama, from north through east; "
        "if omitted, where the Sun culminates.",
    )
    fov_deg: Annotated[float, Number(20, 150, "degrees")] = Field(
        120.0, description="Field of view across the longer side of an outlook."
    )
    colours: Literal["light", "globe"] = Field(
        "light",
        description="What the colours of satellites say: whether they are in sunlight, or what "
        "they say on the globe.",
    )
    brightness: Literal["seen", "plain"] = Field(
        "seen",
        description="Satellites as bright as one sees them beside the stars, none of those in the "
        "shadow; or all of them plain to see.",
    )
    min_elevation_deg: Annotated[
        float, Number(LEAST_ELEVATION_DEG, MOST_ELEVATION_DEG, "degrees")
    ] = Field(
        DEFAULT_MIN_ELEVATION_DEG,
        description="Degrees over the horizon from which the numbers of the sky count.",
    )
