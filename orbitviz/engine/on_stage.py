"""What a tour lays over the picture at one moment, and what it shows in place of the globe."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.analysis.chart import Chart


@dataclass(frozen=True)
class ShownCaption:
    """The words of one caption; empty ones are left out.

    place     corner of the picture or its centre, see Caption in model/tour/caption.py
    opacity   0..1
    """

    title: str
    number: str
    text: str
    small: str
    place: str
    opacity: float


@dataclass(frozen=True)
class PointAnchor:
    """A place that a callout points at, km TEME."""

    r_km: tuple[float, float, float]


@dataclass(frozen=True)
class EdgeAnchor:
    """The edge of a belt: a circle around the axis of the Earth, km TEME."""

    radius_km: float
    z_km: float


@dataclass(frozen=True)
class RingAnchor:
    """An orbit: its radius, and unit vectors to its node and 90 degrees ahead of that, TEME."""

    radius_km: float
    node: tuple[float, float, float]
    ahead: tuple[float, float, float]


Anchor = PointAnchor | EdgeAnchor | RingAnchor


@dataclass(frozen=True)
class ShownCallout:
    """Words that point at something; opacity 0..1."""

    text: str
    small: str
    anchor: Anchor
    opacity: float


@dataclass(frozen=True)
class ShownChart:
    """A chart over the picture.

    mark      place on its axis of the time that is shown, None for none
    width     share of the picture's shorter side
    place, opacity   see ShownCaption
    """

    chart: Chart
    mark: float | None
    place: str
    width: float
    opacity: float


@dataclass(frozen=True)
class ShownLogo:
    """A picture in a corner.

    content   of its file
    """

    content: bytes
    place: str


@dataclass(frozen=True)
class MapLook:
    """Which part of the map is shown: zoom 1 is all of it; the place in its middle, rad."""

    zoom: float
    lat_rad: float
    lon_rad: float


@dataclass(frozen=True)
class SkyLook:
    """How the sky of the site in the state's view is shown; angles in rad.

    projection    see ShotSky in model/tour/shot_pictures.py
    azimuth_rad   in the middle of the picture
    fov_rad       across its longer side
    as_seen       satellites as bright as one sees them, none in the shadow
    """

    projection: str
    azimuth_rad: float
    fov_rad: float
    as_seen: bool = True


@dataclass(frozen=True)
class OnStage:
    """All that a tour adds to the picture of a state.

    flat       what is shown in place of the globe, None for the globe
    darkness   share of the picture that is faded to black, 0..1
    aside      how far right of the middle stands what the camera looks at, share of the width
    rate       simulated seconds per second
    on_white   whether words are dark, for the background is white
    """

    captions: tuple[ShownCaption, ...] = ()
    callouts: tuple[ShownCallout, ...] = ()
    charts: tuple[ShownChart, ...] = ()
    logo: ShownLogo | None = None
    flat: MapLook | SkyLook | None = None
    darkness: float = 0.0
    aside: float = 0.0
    rate: float = 1.0
    on_white: bool = False
