"""A tour: the whole of one file, from shots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from orbitviz.model.design.groups import Name
from orbitviz.model.design.ranges import Number, fault
from orbitviz.model.design.tables import Table
from orbitviz.model.tour.callout import Callout
from orbitviz.model.tour.camera_key import MAX_SHOT_S, CameraKey
from orbitviz.model.tour.caption import Caption
from orbitviz.model.tour.fleet_span import FleetSpan
from orbitviz.model.tour.shot_chart import ShotChart
from orbitviz.model.tour.shot_pictures import PictureKind, ShotMap, ShotSky
from orbitviz.model.tour.shot_view import ShotView
from orbitviz.model.tour.time_span import TimeSpan
from orbitviz.model.tour.value_track import ValueTrack

TOUR_FORMAT = "orbitviz-tour/1"
Fade = Annotated[float, Number(0, 10, "s")]
MAX_SHOTS = 200
LEAST_SHOT_S = 0.1
_TIDY_DECIMALS = 9


def tidy(sum_: float) -> float:
    """Return a sum without what adding has left in its last bits: 0.3 for 0.1 and 0.2.

    So frame 3 of 10 a second, at 3 / 10 s, is the first one of a shot that begins there.
    """
    return round(sum_, _TIDY_DECIMALS)


class Shot(Table):
    """A part of a tour that is seen without a break."""

    name: Name = Field(description="Name of the shot.")
    duration_s: Annotated[float, Number(LEAST_SHOT_S, MAX_SHOT_S, "s")] = Field(
        description="Duration, s."
    )
    design: Name | None = Field(
        None, description="Design of this shot, as that of the tour; that one if omitted."
    )
    compare: Name | None = Field(
        None, description="A second design in this shot: beside the first, or wiped."
    )
    waits: bool = Field(
        False,
        description="Whether a live tour rests at the end of the shot until the presenter goes on.",
    )
    notes: str = Field("", description="What the presenter wants to say.")
    reference: Literal["inertial", "earth", "sun"] = Field(
        "inertial", description="Axes that the camera is tied to, in which it stands still."
    )
    turn_deg: Annotated[float, Number(-3_600, 3_600, "degrees")] = Field(
        0.0,
        description="Angle by which the camera goes around, eastwards, while the shot lasts; by "
        "which an outlook or panorama of the sky turns.",
    )
    picture: PictureKind = Field(
        "globe", description="What is shown: the globe, the map or the sky of a place."
    )
    map: ShotMap = Field(default_factory=ShotMap, description="How the map is shown.")
    sky: ShotSky = Field(default_factory=ShotSky, description="The sky of a place.")
    fade_in_s: Fade = Field(
        0.0, description="Seconds in which the picture comes out of black at the beginning."
    )
    fade_out_s: Fade = Field(0.0, description="Seconds in which it goes to black at the end.")
    time: TimeSpan = Field(default_factory=TimeSpan, description="Simulated time.")
    fleet: FleetSpan = Field(default_factory=FleetSpan, description="Years of the fleet.")
    view: ShotView = Field(default_factory=ShotView, description="What is visible.")
    camera: tuple[CameraKey, ...] = Field(
        (),
        description="Keyframes of the camera, in order. If the first is later than 0 s, the camera "
        "comes from where the shot before ended.",
    )
    values: tuple[ValueTrack, ...] = Field((), description="Values of the design that move.")
    captions: tuple[Caption, ...] = Field((), description="Words over the picture.")
    callouts: tuple[Callout, ...] = Field((), description="Words that point at something.")
    charts: tuple[ShotChart, ...] = Field((), description="Charts over the picture.")

    @model_validator(mode="after")
    def _is_one_picture(self) -> Self:
        if self.picture == "sky" and self.sky.site is None:
            raise fault("is missing", 'a city, or "52.5,13.4"', "sky", "site")
        for k, chart in enumerate(self.charts):
            if chart.kind.startswith("night") and self.sky.site is None:
                raise fault(f'is "{chart.kind}"', "with sky.site", "charts", k, "kind")
        if self.picture != "globe" and self.compare is not None:
            raise fault(f"is there with the {self.picture}", "with the globe", "compare")
        return self

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        for k, (before, after) in enumerate(pairwise(self.camera), start=1):
            if after.at_s <= before.at_s:
                raise fault(
                    f"is {after.at_s:g} s",
                    f"later than that of the key before, {before.at_s:g} s",
                    "camera",
                    k,
                    "at_s",
                )
        for kind, ends in (
            ("camera", [key.at_s for key in self.camera]),
            *(
                (kind, [one.begin_s for one in getattr(self, kind)])
                for kind in ("captions", "callouts", "charts")
            ),
        ):
            for k, at_s in enumerate(ends):
                if at_s > self.duration_s:
                    key = "at_s" if kind == "camera" else "begin_s"
                    limit = f"at most the shot's duration, {self.duration_s:g} s"
                    raise fault(f"is {at_s:g} s", limit, kind, k, key)
        return self


def begins_of(shots: Sequence[Shot]) -> tuple[float, ...]:
    """Return the seconds from the beginning of a tour to that of each shot, and to the end."""
    return tuple(map(tidy, accumulate((shot.duration_s for shot in shots), initial=0.0)))


class Tour(Table):
    """A tour: the whole of one file."""

    format: Literal["orbitviz-tour/1"] = Field(description="Format and version of the file.")
    title: Name = Field(description="Title of the tour.")
    design: Name = Field(
        description="Design that is shown: id of a built-in one, or a file, its path relative to "
        "the tour."
    )
    catalogues: tuple[Name, ...] = Field((), description="Catalogues, relative to the tour.")
    logo: Name | None = Field(
        None, description="Picture in a corner of all shots, PNG or JPEG, relative to the tour."
    )
    logo_place: Literal["lower-left", "lower-right", "upper-left", "upper-right"] = Field(
        "upper-right", description="Its corner."
    )
    view: ShotView = Field(
        default_factory=ShotView, description="What is visible in all shots that say nothing else."
    )
    shots: tuple[Shot, ...] = Field(description="The shots.", json_schema_extra={"minItems": 1})

    @property
    def begins_s(self) -> tuple[float, ...]:
        """Seconds from the beginning of the tour to that of each shot, and to the end."""
        return begins_of(self.shots)

    @property
    def duration_s(self) -> float:
        """Duration of the tour, s."""
        return self.begins_s[-1]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.shots:
            raise fault("is empty", "at least one [[shots]]", "shots")
        if len(self.shots) > MAX_SHOTS:
            raise fault(f"are {len(self.shots):,}", f"at most {MAX_SHOTS}", "shots")
        first = self.shots[0].camera
        if first and first[0].at_s > 0.0:
            raise fault(
                f"is {first[0].at_s:g} s", "0 s in the first shot", "shots", 0, "camera", 0, "at_s"
            )
        return self
