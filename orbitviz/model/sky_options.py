"""The sky of a place on the ground: which place, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from orbitviz.model.design.groups import Site

LEAST_ELEVATION_DEG, MOST_ELEVATION_DEG = 0.0, 89.0  # from which on satellites can be counted
DEFAULT_MIN_ELEVATION_DEG = 10.0


class SkyProjection(StrEnum):
    """How directions come onto the picture of a sky."""

    FISHEYE = "fisheye"  # the zenith in the middle, the horizon around it
    PANORAMA = "panorama"  # azimuth across, elevation up


class SkyColours(StrEnum):
    """What the colours of satellites in a sky say."""

    LIGHT = "light"  # in sunlight or in the shadow
    GLOBE = "globe"  # what they say on the globe


@dataclass(frozen=True, kw_only=True)
class SkyOptions:
    """A place whose sky is shown, None for no place, and how."""

    site: Site | None = None
    projection: SkyProjection = SkyProjection.FISHEYE
    colours: SkyColours = SkyColours.LIGHT
    min_elevation_deg: Annotated[
        float, Field(ge=LEAST_ELEVATION_DEG, le=MOST_ELEVATION_DEG, allow_inf_nan=False)
    ] = DEFAULT_MIN_ELEVATION_DEG
