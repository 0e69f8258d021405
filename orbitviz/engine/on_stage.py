"""What a tour lays over the picture at one moment, and what it shows in place of the globe."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    projection: str
    azimuth_rad: float
    fov_rad: float


@dataclass(frozen=True)
class OnStage:
    """All that a tour adds to the picture of a state.

    flat       what is shown in place of the globe, None for the globe
    darkness   share of the picture that is faded to black, 0..1
    """

    captions: tuple[ShownCaption, ...] = ()
    flat: MapLook | SkyLook | None = None
    darkness: float = 0.0
