"""What is seen now, as the keys of a shot: short, as a person would write them."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any

from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.engine.home import view_named
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.viewpoints import tied_as
from orbitviz.model.camera import MIN_CAMERA_ALTITUDE_KM, MIN_TARGET_DISTANCE_KM
from orbitviz.model.camera_views import HOME_VIEW, VIEW_NAMES
from orbitviz.model.satellite_names import satellite_name
from orbitviz.model.source import COMPARED_DESIGN
from orbitviz.model.state import State
from orbitviz.model.tour.camera_key import CameraKey
from orbitviz.model.tour.fleet_span import FleetSpan
from orbitviz.model.tour.shot_view import ShotView
from orbitviz.model.view import CameraPose, Comparing, Layers, Look, Ride, ViewOptions

_SAME_RAD = math.radians(0.3)  # angle within which a view is one that has a name
_SAME_SHARE = 0.01  # of its distance
_OFF_CENTRE_KM = 1.0  # nearer to the centre a target is none


@dataclass(frozen=True)
class Captured:
    """The present picture.

    key         of the camera
    reference   axes that it is tied to
    view        what is visible, as far as the tour's own view does not say so
    rate        of time, 0 while it rests
    fleet       the date of the fleet
    lost        what a tour cannot say, a few words each
    """

    key: CameraKey
    reference: str
    view: ShotView
    rate: float
    fleet: FleetSpan
    lost: tuple[str, ...]


def captured(state: State, snapshot: Snapshot, defaults: ShotView) -> Captured:
    """Return what a state shows at the instant of a snapshot.

    defaults   what is visible where a shot says nothing
    """
    camera, playback = state.view.camera, state.playback
    return Captured(
        key=_key(state, snapshot),
        reference=str(camera.reference),
        view=_unlike(seen(state), defaults, state),
        rate=playback.rate if playback.playing else 0.0,
        fleet=_fleet(snapshot),
        lost=tuple(_lost(state)),
    )


def _fleet(snapshot: Snapshot) -> FleetSpan:
    found = snapshot.fleet_at_date
    if found is None:
        return FleetSpan()
    return FleetSpan(at_year=round(found.planned.calendar.year_at(found.years), 2))


def seen(state: State) -> ShotView:
    """Return what is visible in a state, keys at their default left out."""
    view, usual = state.view, ViewOptions()
    is_wiped = COMPARED_DESIGN in state.designs and view.comparing is Comparing.WIPE
    return ShotView(
        show=tuple(_layers(view.layers, on=True)) or None,
        hide=tuple(_layers(view.layers, on=False)) or None,
        groups=_shown_groups(state),
        select=_groups_of(state, state.selection.design_shells()) or None,
        colour=None if view.colour_mode == usual.colour_mode else view.colour_mode,
        colour_range=view.colour_range,
        look=None if view.look is Look.DENSITY else view.look.value,
        exposure_stops=round(view.exposure_stops, 2) or None,
        wipe=round(view.wipe_share, 2) if is_wiped else None,
    )


def _unlike(wanted: ShotView, defaults: ShotView, state: State) -> ShotView:
    """Return the keys that differ from the defaults; those that are to be off again, as such."""
    off: dict[str, Any] = {
        "show": (),
        "hide": (),
        "groups": state.document.constellation.group_name,
        "select": (),
        "colour": ViewOptions().colour_mode,
        "look": Look.DENSITY.value,
        "exposure_stops": 0.0,
    }
    own = {}
    for key in type(wanted).model_fields:
        value, usual = getattr(wanted, key), getattr(defaults, key)
        if value != usual:
            own[key] = off.get(key) if value is None else value
    return ShotView(**own)


def _layers(layers: Layers, *, on: bool) -> list[str]:
    usual = Layers()
    return [
        one.name.replace("_", "-")
        for one in fields(layers)
        if getattr(layers, one.name) is on and getattr(usual, one.name) is not on
    ]


def _shown_groups(state: State) -> tuple[str, ...] | None:
    shown = state.shown_shells
    if shown.all():
        return None
    return _groups_of(state, [k for k, one in enumerate(shown) if one])


def _groups_of(state: State, shells: list[int]) -> tuple[str, ...]:
    """Return the names of the groups that shells belong to, in order."""
    constellation = state.document.constellation
    groups = sorted({int(constellation.shell_group[shell]) for shell in shells})
    return tuple(constellation.group_name[group] for group in groups)


def _lost(state: State) -> list[str]:
    constellation, shown = state.document.constellation, state.shown_shells
    groups = {int(one) for one in constellation.shell_group[~shown]}
    is_part = any(shown[constellation.shell_group == group].any() for group in groups)
    lost = []
    if is_part or state.hidden_satellites:
        lost.append("which shells or satellites of a group are hidden")
    if any(not state.shows(source) for source in state.catalogues):
        lost.append("that a catalogue is hidden")
    if (
        state.view.camera.follows is not None
        and state.view.camera.follows.source == COMPARED_DESIGN
    ):
        lost.append("a camera that follows a satellite of the other design")
    return lost


def _follows_other(pose: CameraPose) -> bool:
    return pose.follows is not None and pose.follows.source == COMPARED_DESIGN


# The camera -----------------------------------------------------------------------------


def _key(state: State, snapshot: Snapshot) -> CameraKey:
    pose = state.view.camera
    if _follows_other(pose):
        pose = tied_as(state, snapshot, pose, CameraPose(reference=pose.reference))
    if pose.follows is not None:
        name = satellite_name(state, pose.follows)
        if pose.ride is not Ride.LOCAL:
            local = replace(pose, ride=Ride.LOCAL, neighbour=None)
            pose = tied_as(state, snapshot, pose, local)
        return CameraKey(
            satellite=name,
            view=_numbers(pose, pose.distance_km),
            target_km=_target(pose, 6),
        )
    target = _target(pose, 0)
    if target is not None:
        return CameraKey(view=_numbers(pose, pose.distance_km), target_km=target)
    named = _named(state, snapshot, pose)
    altitude_km = max(pose.distance_km - EARTH_RADIUS_KM, MIN_CAMERA_ALTITUDE_KM + 1.0)
    level = replace(pose, distance_km=EARTH_RADIUS_KM + altitude_km)
    return CameraKey(view=named or _numbers(level, altitude_km))


def _named(state: State, snapshot: Snapshot, pose: CameraPose) -> str | None:
    """Return the name of the view that a pose is."""
    for name in (HOME_VIEW, *VIEW_NAMES):
        other = view_named(name, state, pose, snapshot.geometry)
        turned = math.remainder(pose.azimuth_rad - other.azimuth_rad, math.tau)
        is_near = abs(turned) * math.cos(pose.elevation_rad) < _SAME_RAD
        is_high = abs(pose.elevation_rad - other.elevation_rad) < _SAME_RAD
        is_far = abs(pose.distance_km / other.distance_km - 1.0) < _SAME_SHARE
        if is_near and is_high and is_far:
            return name
    return None


def _numbers(pose: CameraPose, depth_km: float) -> str:
    """Return a pose as "azimuth,elevation,distance".

    depth_km   of what is seen: the nearer, the more decimals the numbers have
    """
    places = 0 if depth_km > 20_000.0 else 1 if depth_km > 2_000.0 else 2
    distance_km = round(pose.distance_km, -1 if depth_km > 5_000.0 else 0)
    if pose.follows is not None or any(pose.target_km):
        places = 1
        distance_km = float(f"{max(pose.distance_km, MIN_TARGET_DISTANCE_KM):.3g}")
    angles = (math.remainder(pose.azimuth_rad, math.tau), pose.elevation_rad)
    texts = [f"{math.degrees(one):.{places}f}" for one in angles]
    texts = [one.rstrip("0").rstrip(".") if "." in one else one for one in texts]
    return ",".join([*("0" if one == "-0" else one for one in texts), f"{distance_km:.10g}"])


def _target(pose: CameraPose, places: int) -> tuple[float, float, float] | None:
    """Return the point that a camera turns about, None for the centre of what it is tied to."""
    far = _OFF_CENTRE_KM if pose.follows is None else 10.0**-places
    if math.hypot(*pose.target_km) < far:
        return None
    x, y, z = (round(one, places) for one in pose.target_km)
    return x, y, z
