"""What a tour shows at each of its moments: a pure function of the time."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from orbitviz.base.errors import UserError
from orbitviz.base.progress import Check, no_check
from orbitviz.engine.engine import snapshot_at
from orbitviz.engine.home import home_pose
from orbitviz.engine.on_stage import OnStage
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.tours.camera_path import CameraPath, PoseKey, pose_of_key
from orbitviz.engine.tours.captions import darkness
from orbitviz.engine.tours.edited_design import EditedDesign
from orbitviz.engine.tours.figures import Figures, Found, Shown
from orbitviz.engine.tours.flat_looks import flat_look, sky_options
from orbitviz.engine.tours.laid_over import LaidOver
from orbitviz.engine.tours.opened_tour import OpenedTour
from orbitviz.engine.tours.shot_seen import aside_at, hidden_shells, shells_of, view_options
from orbitviz.engine.tours.shots import instants_of
from orbitviz.engine.viewpoints import tied_as
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.selection import Selection
from orbitviz.model.state import Playback, State
from orbitviz.model.tour.easing import eased
from orbitviz.model.view import CameraPose, MapProjection, Reference
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

T = TypeVar("T")

_RATE_OVER_S = 0.1  # in which the rate of time is found


@dataclass(frozen=True, eq=False)
class Moment:
    """What is shown at a time of a tour.

    shot      its number, from 0
    time_s    seconds from the beginning of the shot
    on_stage  what is laid over the picture, or shown in place of the globe
    """

    state: State
    instant: Instant
    shot: int
    time_s: float
    on_stage: OnStage


class Moments:
    """The moments of a tour. Of one time there is one moment, in whatever order they are asked for.

    Raises UserError, when it is built, for every name of the tour that means nothing.
    """

    def __init__(
        self, opened: OpenedTour, *, found: Found | None = None, check: Check = no_check
    ) -> None:
        """Build.

        found   where figures come from, None for all of them are found at once
        check   called while operating maps are solved for them
        """
        self._opened, self._file = opened, opened.file
        self.tour = opened.file.tour
        self._begins_s = self.tour.begins_s
        self._designs = EditedDesign(opened)
        self._spans = self._instants()
        self._path = lru_cache(maxsize=None)(self._path_of)
        self._laid_over = LaidOver(
            self._file, lambda k, t: Shown(self._dated(k, t), self._snapshot(k, t)), found, check
        )
        for k, shot in enumerate(self.tour.shots):
            for track in shot.values:
                for time_s in track.at_s:
                    self._designs.at(k, time_s)
            state = self._shown(k, 0.0)
            self._named(partial(flat_look, shot, state, 0.0), "shots", k, "map", "site")
            self._path(k)
            self._named(partial(self._fleet_date, k, 0.0), "shots", k, "fleet")
        self._laid_over.check()

    @property
    def figures(self) -> Figures:
        """The figures of captions and charts, found when they are asked for."""
        return self._laid_over.figures

    @property
    def duration_s(self) -> float:
        """Duration of the tour, s."""
        return self.tour.duration_s

    def at(self, time_s: float) -> Moment:
        """Return the moment at a time of the tour, s; before and after it, its first and last."""
        shots = len(self.tour.shots)
        shot = min(max(bisect_right(self._begins_s, time_s) - 1, 0), shots - 1)
        return self.of_shot(shot, time_s - self._begins_s[shot])

    def of_shot(self, shot: int, time_s: float) -> Moment:
        """Return the moment of a shot, from 0, at a time from its beginning, s."""
        time_s = min(max(time_s, 0.0), self.tour.shots[shot].duration_s)
        instant = self._instant(shot, time_s)
        state = self._shown(shot, time_s)
        camera = self._path(shot).pose(time_s)
        state = replace(
            state,
            view=replace(state.view, camera=camera),
            playback=Playback(instant, playing=False),
            fleet_date=self._fleet_date(shot, time_s),
        )
        about = self.tour.shots[shot]
        on_stage = OnStage(
            captions=self._laid_over.captions(shot, time_s),
            callouts=self._laid_over.callouts(shot, time_s),
            charts=self._laid_over.charts(shot, time_s),
            logo=self._opened.logo,
            flat=flat_look(about, state, time_s / about.duration_s),
            darkness=darkness(about, time_s),
            aside=aside_at(self.tour, shot, time_s),
            rate=self._rate(shot, time_s),
        )
        return Moment(state, instant, shot, time_s, on_stage)

    def number_text(self, shot: int, caption: int) -> str:
        """Return the number of a caption as it is at its beginning, with its unit."""
        return self._laid_over.number_text(shot, caption)

    # Time ------------------------------------------------------------------------------------

    def _instants(self) -> list[tuple[Instant, Instant]]:
        """Return the instants at which each shot begins and ends."""
        found: list[tuple[Instant, Instant]] = []
        then = self._opened.state.document.design.epoch_instant
        for k, shot in enumerate(self.tour.shots):
            begin, end = instants_of(shot, then)
            if not FIRST_INSTANT <= end <= LAST_INSTANT:
                raise self._file.error_at(
                    UserError(f"the shot ends at {end.isoformat()}", allowed="1990 to 2052"),
                    "shots",
                    k,
                    "time",
                )
            found.append((begin, end))
            then = end
        return found

    def _instant(self, shot: int, time_s: float) -> Instant:
        begin, end = self._spans[shot]
        share = eased(time_s / self.tour.shots[shot].duration_s, self.tour.shots[shot].time.ease)
        return begin.plus_s(share * end.seconds_since(begin))

    def _rate(self, shot: int, time_s: float) -> float:
        """Return the simulated seconds per second at a time of a shot."""
        duration_s = self.tour.shots[shot].duration_s
        begin_s = min(max(time_s - 0.5 * _RATE_OVER_S, 0.0), max(duration_s - _RATE_OVER_S, 0.0))
        end_s = min(begin_s + _RATE_OVER_S, duration_s)
        passed_s = self._instant(shot, end_s).seconds_since(self._instant(shot, begin_s))
        return float(f"{passed_s / (end_s - begin_s):.4g}")

    def _dated(self, shot: int, time_s: float) -> State:
        """Return the state but for camera and time, with the date of its fleet."""
        return replace(self._shown(shot, time_s), fleet_date=self._fleet_date(shot, time_s))

    def _fleet_date(self, shot: int, time_s: float) -> FleetDate | None:
        """Return the date of the fleet. Raises UserError if the design cannot be planned."""
        about = self.tour.shots[shot]
        first, last = about.fleet.at_year, about.fleet.to_year
        if first is None:
            return None
        from orbitviz.analysis.deployment.planned_fleet import planned_fleet

        share = eased(time_s / about.duration_s, about.fleet.ease)
        year = first + share * ((first if last is None else last) - first)
        calendar = planned_fleet(self._of_shot(shot, time_s).document).calendar
        # Playing at no rate: ages, which operating maps are solved for, follow in larger steps.
        return FleetDate(max(calendar.since_year(year), 0.0), rate=0.0, playing=True)

    # What is seen -------------------------------------------------------------------------------

    def _shown(self, shot: int, time_s: float) -> State:
        """Return the state but for camera and time."""
        state = self._of_shot(shot, time_s)
        about = self.tour.shots[shot]
        seen, place = about.view.over(self.tour.view), ("shots", shot, "view")
        view = replace(
            view_options(seen, state.view),
            sky=self._named(lambda: sky_options(about, state), "shots", shot, "sky", "site"),
            map_projection=MapProjection(about.map.projection),
        )
        return replace(
            state,
            view=view,
            hidden=self._named(lambda: hidden_shells(seen, state), *place, "groups"),
            selection=Selection(
                self._named(lambda: shells_of(seen.select or (), state), *place, "select")
            ),
        )

    def _of_shot(self, shot: int, time_s: float) -> State:
        """Return the state in which the designs of a shot are open."""
        return self._opened.state_with(shot, self._designs.at(shot, time_s))

    # The camera ---------------------------------------------------------------------------------

    def _path_of(self, shot: int) -> CameraPath:
        about = self.tour.shots[shot]
        keys: list[PoseKey] = []
        if not about.camera or about.camera[0].at_s > 0.0:
            keys.append(PoseKey(0.0, self._pose_before(shot)))
        keys += [self._key(shot, k) for k in range(len(about.camera))]
        return CameraPath(
            keys,
            about.duration_s,
            math.radians(about.turn_deg),
            self._of_shot(shot, 0.0),
            lambda time_s: self._snapshot(shot, time_s),
        )

    def _key(self, shot: int, number: int) -> PoseKey:
        """Return a key of the camera of a shot with the pose that it means."""
        about = self.tour.shots[shot]
        key = about.camera[number]
        state, snapshot = self._shown(shot, key.at_s), self._snapshot(shot, key.at_s)
        camera = CameraPose(reference=Reference(about.reference))
        pose = self._named(
            lambda: pose_of_key(key, state, snapshot, camera), "shots", shot, "camera", number
        )
        return PoseKey(key.at_s, pose, key.ease)

    def _pose_before(self, shot: int) -> CameraPose:
        """Return the pose at the end of the shot before, in the axes of this one."""
        about = self.tour.shots[shot]
        reference = Reference(about.reference)
        if shot == 0:
            return home_pose(self._of_shot(0, 0.0), self._snapshot(0, 0.0).geometry, reference)
        end_s = self.tour.shots[shot - 1].duration_s
        pose, state = self._path(shot - 1).pose(end_s), self._of_shot(shot - 1, end_s)
        if pose.follows and state.document.flies_as(self._of_shot(shot, 0.0).document):
            return pose
        return tied_as(
            state, self._snapshot(shot - 1, end_s), pose, CameraPose(reference=reference)
        )

    def _snapshot(self, shot: int, time_s: float) -> Snapshot:
        """Return what flies where, without figures and maps."""
        state, instant = self._of_shot(shot, time_s), self._instant(shot, time_s)
        return snapshot_at(state, instant, with_survey=False, with_maps=False)

    def _named(self, find: Callable[[], T], *key: str | int) -> T:
        """Return what a name of the tour means. Raises UserError with the place of its key."""
        try:
            return find()
        except UserError as error:
            raise self._file.error_at(error, *key) from None
