"""Keyframes of the camera in a shot of a tour."""

from __future__ import annotations

import math
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.camera import MAX_DISTANCE_KM, MIN_CAMERA_ALTITUDE_KM
from orbitviz.model.camera_views import HOME_VIEW
from orbitviz.model.design.ranges import Number, fault, text
from orbitviz.model.design.tables import Table

MAX_SHOT_S = 3_600.0
_MAX_HEIGHT_KM = MAX_DISTANCE_KM - EARTH_RADIUS_KM

Ease = Literal["smooth", "linear", "in", "out"]
Seconds = Annotated[float, Number(0, MAX_SHOT_S, "s")]
Words = Annotated[str, BeforeValidator(text)]


class CameraKey(Table):
    """Where the camera is at one time of a shot."""

    at_s: Seconds = Field(0.0, description="Seconds from the beginning of the shot.")
    view: Words = Field(
        HOME_VIEW,
        description="Named view, or azimuth, elevation (degrees) and distance from the Earth's "
        'centre (km) such as "-60,18,26000"; with a satellite, from its flight, from the '
        'horizontal and from it, such as "-60,18,0.15".',
    )
    satellite: Words | None = Field(
        None, description='Satellite that the camera follows, such as "550 km p001 s0001".'
    )
    shell: Words | None = Field(
        None, description="Shell or group over which the camera is, so near that one sees single "
        "satellites.",
    )  # fmt: skip
    site: Words | None = Field(
        None, description='City, observatory or "latitude,longitude" that the camera looks down on.'
    )
    target_km: tuple[float, float, float] | None = Field(
        None,
        description="Point that the camera turns about, km in its axes from the Earth's centre, or "
        "from the satellite; the distance of the view is that from it.",
    )
    height_km: Annotated[float, Number(MIN_CAMERA_ALTITUDE_KM, _MAX_HEIGHT_KM, "km")] | None = (
        Field(None, description="Height of the camera over the site, km; 6,000 if omitted.")
    )
    ease: Ease = Field(
        "smooth",
        description="How the camera arrives here from the key before: smooth along a curve that "
        "rests at the first and the last key, linear at an even rate, in begins and out ends as "
        "smooth does.",
    )

    @property
    def is_at_something(self) -> bool:
        """Whether the camera is at a satellite, over a shell or over a site."""
        return any(one is not None for one in (self.satellite, self.shell, self.site))

    @model_validator(mode="after")
    def _is_at_one_place(self) -> Self:
        named = [key for key in ("satellite", "shell", "site") if getattr(self, key) is not None]
        if len(named) > 1:
            raise fault(f"is there beside {named[0]}", "one of satellite, shell, site", named[1])
        if self.height_km is not None and self.site is None:
            raise fault("is there without site", "with a site", "height_km")
        is_over = self.shell is not None or self.site is not None
        if self.target_km is not None and (self.view == HOME_VIEW or is_over):
            raise fault("is there without a view in numbers", "with one", "target_km")
        if self.target_km is not None and not all(map(math.isfinite, self.target_km)):
            raise fault("is not a place", "three finite numbers, km", "target_km")
        if self.view != HOME_VIEW and is_over:
            raise fault(f"is there beside {named[0]}", "one of both", "view")
        return self
