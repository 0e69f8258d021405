"""Snapshots of a running window; what takes longer than a frame runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import Enum, auto
from functools import partial
from typing import TypeVar

from orbitviz.analysis.coverage.cover_grid import cover_grid
from orbitviz.analysis.fleet import Fleet, solve_fleet, stand_in, sun_step_at
from orbitviz.analysis.satellite_sets import need_maps, sets_at
from orbitviz.base.errors import Cancelled
from orbitviz.base.progress import Check, no_check, run_to_end
from orbitviz.engine.beside import Beside, beside_at
from orbitviz.engine.clock import Clock
from orbitviz.engine.fleet_seen import fleet_of, seen_at
from orbitviz.engine.keyframes import SPAN_S, Keyframes, keyframes, keyframes_in_steps
from orbitviz.engine.live_cover import LiveCover
from orbitviz.engine.live_fleet_date import LiveFleetDate
from orbitviz.engine.live_route import LiveRoute, route_at
from orbitviz.engine.live_sets import LiveSets
from orbitviz.engine.pace import Pace
from orbitviz.engine.snapshot import Snapshot, counts
from orbitviz.engine.survey import Survey, survey, survey_in_steps
from orbitviz.engine.worker import Topic, Worker
from orbitviz.model.design.constellation import Design
from orbitviz.model.source import SourceId
from orbitviz.model.state import Document, State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.orbits.sky_geometry import SkyGeometry, sky_geometry_at
from orbitviz.orbits.timescale import Instant
from orbitviz.subsystems.stations import Fineness

Result = TypeVar("Result")

_REST_S = 0.25  # without a change, until a drag counts as ended
_LEAD_SHARE = 0.8  # of the time that the last keyframes took: the next may be faster
_LONGEST_LEAD_S = 0.4 * SPAN_S  # beyond it the estimate of the lead is worthless
_SURVEY_EVERY = 4  # turns of the worker: keyframes, which pictures wait for, go first
_SURVEY_REST = 2.0  # pause between surveys, in durations of the last one


class WorkTopic(Enum):
    """What runs on the worker, the latest request of each only.

    Keyframes have the SourceId of their catalogue as topic, slow answers their need.
    """

    FLEET = auto()
    SURVEY = auto()
    PANELS = auto()
    SETS = auto()
    TOTALS = auto()
    BESIDE = auto()
    COVER = auto()
    ROUTE = auto()
    FLEET_DATE = auto()


class Engine:
    """Snapshots for a running window; what takes longer than a frame runs on two worker threads."""

    def __init__(
        self,
        deliver: Callable[[Callable[[], None]], None],
        failed: Callable[[Exception], None],
        clock: Clock | None = None,
        on_maps_solved: Callable[[], None] = lambda: None,
        on_figures: Callable[[], None] = lambda: None,
        on_fleet_date: Callable[[], None] = lambda: None,
        *,
        on_stage: bool = False,
    ) -> None:
        """Build.

        on_maps_solved   called whenever new operating maps are ready
        on_figures       called whenever a survey or keyframes are ready
        on_fleet_date    called whenever the fleet of another date is found
        on_stage         solve operating maps only of states whose picture shows them, and those
                         only as drafts: others find the full ones, see `adopt`
        """
        self.clock = clock or Clock()
        self._worker = Worker(deliver, failed)
        self._aside = Worker(deliver, failed)  # for work that must not wait for operating maps
        self._workers = self._worker, self._aside
        self._on_maps_solved, self._on_figures = on_maps_solved, on_figures
        self._keyframes: dict[SourceId, Keyframes] = {}
        self._keyframes_took_s: dict[SourceId, float] = {}
        self._survey: Survey | None = None
        self._survey_pace = Pace(
            self._worker,
            WorkTopic.SURVEY,
            self.clock.wall_time,
            rest=_SURVEY_REST,
            every=_SURVEY_EVERY,
        )
        self._sets = LiveSets(self._worker, WorkTopic.SETS, self.clock.wall_time, on_figures)
        self._beside = Beside(self._worker, WorkTopic.BESIDE, on_maps_solved)
        self._cover = LiveCover(self._aside, WorkTopic.COVER, self.clock.wall_time, on_figures)
        self._route = LiveRoute(self._aside, WorkTopic.ROUTE, self.clock.wall_time, on_figures)
        self._fleet_date = LiveFleetDate(
            self._aside, WorkTopic.FLEET_DATE, self.clock, on_fleet_date
        )
        self._opening: object = None  # of the design that the maps are of
        self._on_stage = on_stage
        self._fleet: Fleet | None = None
        self._stand_in: tuple[Fleet, Constellation, Fleet | None] | None = None
        self._solved_before: dict[bool, Fleet] = {}  # by whether it is a draft
        self._fleet_asked: Design | None = None
        self._failed: tuple[Design, float, Fineness] | None = None  # the last failed attempt
        self._asked_at_s = 0.0

    def snapshot(self, state: State) -> Snapshot:
        """Return what is shown now; ask the worker for what will be needed next."""
        fleet_at_date = self._fleet_date.request(state)
        state = seen_at(state, fleet_at_date)
        instant = self.clock.now(state.playback)
        for source, catalogue in state.catalogues.items():
            self._request_keyframes(source, catalogue, state, instant)
        frames = {
            source: self._current_keyframes(source, catalogue)
            for source, catalogue in state.catalogues.items()
        }
        drawn, modelled = counts(state, frames)
        geometry = sky_geometry_at(instant)
        is_needed = not self._on_stage or state.view.colour.needs_map or need_maps(state)
        fleet = self._request_fleet(state, geometry) if is_needed else None
        first = Snapshot(
            instant=instant,
            geometry=geometry,
            survey=self._survey or Survey(instant),
            keyframes=frames,
            drawn=drawn,
            modelled=modelled,
            fleet=fleet,
            sets=self._sets.request(state, geometry, fleet),
            cover=self._cover.request(state, geometry),
            route=self._route.request(state, instant),
            fleet_at_date=fleet_at_date,
        )
        return self._beside.added_to(first, state, self.check_of(state.document.design))

    def request_survey(self, state: State, *, at_once: bool = False) -> None:
        """Request the slow figures of the present instant.

        at_once   without a rest after the last ones: those are of other objects
        """
        if not self._survey_pace.is_due(at_once=at_once):
            return
        instant = self.clock.now(state.playback)
        state = seen_at(state, self._fleet_date.request(state))

        def surveyed(survey: Survey) -> None:
            self._survey = survey
            self._on_figures()

        self._survey_pace.search(
            lambda: survey_in_steps(state, instant, sky_geometry_at(instant)), surveyed
        )

    def run(self, topic: Topic, job: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Run other work on the worker; a newer request replaces a pending one of its topic."""
        self._worker.submit(topic, job, done)

    def run_aside(
        self,
        topic: Topic,
        job: Callable[[], Generator[None, None, Result]],
        done: Callable[[Result], None],
        every: int = 1,
    ) -> None:
        """Run work that is a generator on the worker that operating maps do not hold up.

        every   it gets one turn in so many while there is other work; see Worker.submit

        A newer request replaces a pending one of its topic; several topics take turns.
        """
        self._aside.submit(topic, job, done, every)

    def check_of(self, design: Design) -> Check:
        """Return what raises Cancelled once another design is shown than this one."""

        def check() -> None:
            if design is not self._fleet_asked:
                raise Cancelled

        return check

    def cannot_plan(self, document: Document) -> bool:
        """Whether the fleet of a design has no dates: its plan was refused."""
        return self._fleet_date.has_failed(document)

    def is_busy(self, topic: Topic) -> bool:
        """Whether work of a topic waits or runs."""
        return any(worker.is_busy(topic) for worker in self._workers)

    def wait(self, timeout_s: float) -> bool:
        """Wait until no worker has a job left; return False on timeout."""
        return all(worker.wait(timeout_s) for worker in self._workers)

    def close(self) -> None:
        """End the workers."""
        self._fleet_asked = None
        for worker in self._workers:
            worker.close()

    def _current_keyframes(self, source: SourceId, catalogue: Catalogue) -> Keyframes | None:
        """Return the keyframes of a catalogue, None if they are of an earlier one of that id."""
        frames = self._keyframes.get(source)
        return frames if frames is not None and frames.catalogue is catalogue else None

    def _request_keyframes(
        self, source: SourceId, catalogue: Catalogue, state: State, instant: Instant
    ) -> None:
        rate = state.playback.rate if state.playback.playing else 0.0
        current = self._current_keyframes(source, catalogue)
        # Simulated time until they are ready: a million objects take more than a second.
        lead_s = rate * self._keyframes_took_s.get(source, 0.0)
        soon = instant.plus_s(_within(rate * 0.5 + lead_s, SPAN_S / 2))
        if current is not None and current.covers(instant) and current.covers(soon):
            return
        if self._worker.is_busy(source):
            return
        asked_s = self.clock.wall_time()

        def propagated(frames: Keyframes) -> None:
            self._keyframes[source] = frames
            self._keyframes_took_s[source] = self.clock.wall_time() - asked_s
            self._on_figures()

        then = instant.plus_s(_within(_LEAD_SHARE * lead_s, _LONGEST_LEAD_S))
        self._worker.submit(source, lambda: keyframes_in_steps(catalogue, then, rate), propagated)

    def _request_fleet(self, state: State, geometry: SkyGeometry) -> Fleet | None:
        """Return the latest maps, and request those of the present design and Sun.

        Changed satellites get a draft first and, once they have rested, the full maps.
        """
        document = state.document
        self._begin(document)
        known = self._fleet
        if not len(document.constellation):  # catalogues alone have no satellite design
            return None
        sun_km = sun_step_at(geometry)
        now_s = self.clock.wall_time()
        if document.design is not self._fleet_asked:
            self._fleet_asked, self._asked_at_s = document.design, now_s
            is_known = known is not None and not known.is_draft and known.is_about(document)
            # Colours and costs change no map; but one of another edit may be under way.
            if not is_known or self._worker.is_busy(WorkTopic.FLEET):
                self._solve(document, sun_km, Fineness.FULL if is_known else Fineness.DRAFT)
        elif known is not None and not self._on_stage and not self._worker.is_busy(WorkTopic.FLEET):
            rested = now_s - self._asked_at_s > _REST_S
            if (known.is_draft and rested) or (not known.is_draft and known.sun_km != sun_km):
                self._solve(document, sun_km, Fineness.FULL)
        if known is None:
            return None
        if known.constellation is not document.constellation:
            return self._stand_in_for(known, document)
        # Until its own are there, a changed design is shown by the maps of the one before it.
        is_lost = self._failed is not None and self._failed[0] is document.design
        return None if is_lost and known.design is not document.design else known

    def adopt(self, document: Document, fleet: Fleet) -> None:
        """Show the full maps of a document, which were found elsewhere."""
        self._begin(document)
        self._fleet_asked, self._stand_in = document.design, None
        self._fleet = self._solved_before[False] = fleet

    def _begin(self, document: Document) -> None:
        """Forget maps of what was open before a document."""
        if document.opening is not self._opening:
            self._opening = document.opening
            self._fleet = self._fleet_asked = self._failed = self._stand_in = None
            self._solved_before.clear()

    def _stand_in_for(self, known: Fleet, document: Document) -> Fleet | None:
        """Return the maps of before an edit of orbits, flown by the new ones."""
        held = self._stand_in
        if held is None or held[0] is not known or held[1] is not document.constellation:
            held = self._stand_in = (known, document.constellation, stand_in(known, document))
        return held[2]

    def _solve(self, document: Document, sun_km: float, fineness: Fineness) -> None:
        about = (document.design, sun_km, fineness)
        if self._failed == about:
            return  # already reported; the same attempt would fail again
        before = self._solved_before.get(fineness is Fineness.DRAFT, self._fleet)
        # Drafts come to their end: they are all that is seen while a slider moves.
        check = no_check if fineness is Fineness.DRAFT else self.check_of(document.design)

        def solve() -> Fleet:
            try:
                return solve_fleet(document, sun_km, before, fineness=fineness, check=check)
            except Cancelled:
                raise
            except Exception:
                self._failed = about
                raise

        self._worker.submit(WorkTopic.FLEET, solve, partial(self._solved, document.opening))

    def _solved(self, opening: object, fleet: Fleet) -> None:
        if opening is self._opening:
            self._stand_in = None
            self._fleet = self._solved_before[fleet.is_draft] = fleet
            self._on_maps_solved()


def _within(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)


def snapshot_at(
    state: State,
    instant: Instant,
    *,
    with_survey: bool = True,
    with_maps: bool = True,
    known: Fleet | None = None,
) -> Snapshot:
    """Return the snapshot of one instant, everything computed before it returns.

    with_maps   with the operating maps; a picture needs them only if its colours do
    known       maps from an earlier call, taken over if they are the same
    """
    fleet_at_date = fleet_of(state)
    state = seen_at(state, fleet_at_date)
    geometry = sky_geometry_at(instant)
    frames = {
        source: keyframes(catalogue, instant, 1.0) for source, catalogue in state.catalogues.items()
    }
    drawn, modelled = counts(state, frames)
    figures = survey(state, instant, geometry) if with_survey else Survey(instant)
    fleet = None
    if (with_maps or need_maps(state)) and len(state.document.constellation):
        sun_km = sun_step_at(geometry)
        is_known = known is not None and known.is_full_of(state.document, sun_km)
        fleet = known if is_known else solve_fleet(state.document, sun_km)
    first = Snapshot(
        instant=instant,
        geometry=geometry,
        survey=figures,
        keyframes=frames,
        drawn=drawn,
        modelled=modelled,
        fleet=fleet,
        sets=sets_at(state, geometry, fleet),
        cover=run_to_end(cover_grid(state, geometry)) if state.view.layers.coverage else None,
        route=route_at(state, instant),
        fleet_at_date=fleet_at_date,
    )
    return beside_at(first, state)
