"""The years of a fleet, step by step; every step is a few operations on arrays.

In each step it is seen which satellites have ended. Spares take the place of those that failed;
the launches of the step go first to replacements that are due, then to slots that are still new,
group after group. How long a satellite works is drawn when it is launched, from the seed, its slot
and how many the slot has had.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.deployment.draws import Stream, draw
from orbitviz.analysis.deployment.factory import Factory
from orbitviz.analysis.deployment.history import History
from orbitviz.analysis.deployment.plan import Plan, Repair
from orbitviz.analysis.deployment.rows import Rows, Satellites
from orbitviz.analysis.deployment.state import End
from orbitviz.analysis.deployment.waiting import Slots, Waiting
from orbitviz.base.progress import Progress, no_progress

STEPS_A_YEAR = 73  # five days
_LOOK_AHEAD = 32  # steps for which all places are looked through at once
_NEVER = np.iinfo(np.int16).max
_OF_SATELLITES = (Stream.DISPOSAL, Stream.FAILURE, Stream.EARLY)


def simulate(plan: Plan, seed: int = 0, progress: Progress = no_progress) -> History:
    """Return what becomes of every satellite of a plan, the same bytes for the same seed.

    Raises UserError if far too many are launched.
    """
    return _Simulation(plan, seed).run(progress)


class _Simulation:
    """Places are the slots of the design, then one for each spare."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan, self.seed = plan, seed
        groups = np.arange(len(plan.spares), dtype=np.int32)
        self.place_group = np.concatenate([plan.slot_group, np.repeat(groups, plan.spares)])
        places = len(self.place_group)
        self.due = np.full(places, _NEVER, np.int16)  # step in which its satellite has ended
        self.soon: list[Slots] = []  # those due in each step before the next look at all of them
        self.sooner: list[Slots] = []  # those that have become due before it since the last look
        self.cause = np.zeros(places, np.uint8)
        self.had = np.zeros(places, np.uint16)  # satellites launched for it
        self.flown = np.zeros(places, bool)  # whether one of them got to orbit
        self.worked = np.zeros(places, bool)  # whether one of them came to work
        self.new = [Waiting() for _ in groups]
        self.waiting = [Waiting() for _ in groups]
        self.ready = [Waiting() for _ in groups]
        filled_group = plan.slot_group[plan.filling]
        first_spare = plan.slots + np.cumsum([0, *plan.spares])
        self.spare_places = [slice(*ends) for ends in pairwise(first_spare.tolist())]
        for group, spares in enumerate(self.spare_places):
            self.new[group].add(plan.filling[filled_group == group].astype(np.int64))
            self.new[group].add(np.arange(spares.start, spares.stop))
        most = plan.rate.number_by(plan.years) * int(plan.per_launch.max())
        self.rows = Rows(places - plan.slots, plan.slots, most)
        self.factory = Factory(plan.built_per_year / STEPS_A_YEAR, plan.ground_spares)
        self.first_drawn, self.lost = 0, np.empty(0, bool)  # launches of a year that are lost
        self.launch_at: list[NDArray[np.float32]] = []
        self.replacing: list[NDArray[np.int32]] = []

    def run(self, progress: Progress) -> History:
        plan = self.plan
        steps = int(np.ceil(plan.years * STEPS_A_YEAR - 1e-9))
        on_ground = np.zeros(steps, np.int32)
        for step in range(steps):
            if step % STEPS_A_YEAR == 0:
                progress(step / steps, "years")
                self._draw_launches(step // STEPS_A_YEAR)
            ended = self._ended(step)
            if len(ended):
                self.due[ended] = _NEVER
                self._repair(ended, step)
            if step:
                self.factory.build(sum(map(len, (*self.ready, *self.waiting, *self.new))))
            first = plan.rate.number_by(step / STEPS_A_YEAR)
            end = plan.rate.number_by(min((step + 1) / STEPS_A_YEAR, plan.years))
            if end > first:
                self._launch(first, end, step)
            on_ground[step] = self.factory.waiting
        slot, launched, transit, end_at, cause = self.rows.columns()
        return History(
            plan=plan,
            slot=slot,
            launched=launched,
            transit=transit,
            end=end_at,
            cause=cause,
            launch_at=np.concatenate([np.empty(0, np.float32), *self.launch_at]),
            replacing=np.concatenate([np.empty(0, np.int32), *self.replacing]),
            place_group=self.place_group,
            on_ground=on_ground,
        )

    def _ended(self, step: int) -> Slots:
        """Return the places, rising, whose satellite has ended in a step."""
        if step % _LOOK_AHEAD == 0:
            places = np.flatnonzero(self.due < step + _LOOK_AHEAD)
            due = self.due[places]
            order = np.argsort(due, kind="stable")
            bounds = np.searchsorted(due[order], step + 1 + np.arange(_LOOK_AHEAD - 1))
            self.soon, self.sooner = np.split(places[order], bounds), []
        places = np.concatenate([self.soon[step % _LOOK_AHEAD], *self.sooner])
        ended = np.sort(places[self.due[places] == step])  # np.unique takes twice as long
        once = np.ones(len(ended), bool)
        np.greater(ended[1:], ended[:-1], out=once[1:])
        return ended[once]

    def _repair(self, ended: Slots, step: int) -> None:
        plan = self.plan
        is_spare = ended >= plan.slots
        self.rows.end_spares(ended[is_spare])
        group = self.place_group[ended]
        for one in range(len(self.ready)):
            mine = ended[group == one]
            if plan.spares[one]:
                mine = self._with_spares(mine, step)
            self._wait(mine, one)

    def _wait(self, places: Slots, group: int) -> None:
        if self.plan.repair is Repair.NONE:
            return
        # A place that has never been filled is as good as new.
        worked = self.worked[places]
        self.new[group].add(places[~worked], first=True)
        places = places[worked]
        match self.plan.repair:
            case Repair.REPLACE:
                self.ready[group].add(places)
            case Repair.BATCH:
                waiting, batch = self.waiting[group], int(self.plan.batch[group])
                waiting.add(places)
                self.ready[group].add(waiting.take(len(waiting) // batch * batch))

    def _with_spares(self, ended: Slots, step: int) -> Slots:
        """Return the places that need a satellite once spares have gone where one has failed."""
        if not len(ended):
            return ended
        now = step / STEPS_A_YEAR
        failed = (self.cause[ended] <= End.FAILURE) & (ended < self.plan.slots)
        needy = ended[failed]
        places = self.spare_places[self.place_group[ended[0]]]
        spares = self.rows.spares_at(now, places, self.plan.transit_years)[: len(needy)]
        served = needy[: len(spares)]
        end, cause = self.rows.use_spares(spares, served, now)
        self._note_ends(served, end, cause, step)
        self.worked[served] = True
        self.due[spares] = _NEVER
        return np.concatenate([ended[~failed], needy[len(spares) :], spares])

    def _draw_launches(self, year: int) -> None:
        """Draw which launches of a year are lost."""
        self.first_drawn = self.plan.rate.number_by(year)
        numbers = np.arange(self.first_drawn, self.plan.rate.number_by(year + 1))
        (chance,) = draw(self.seed, (Stream.LAUNCH,), numbers, np.zeros_like(numbers))
        self.lost = chance >= self.plan.launch_success

    def _launch(self, first: int, end: int, step: int) -> None:
        """Fill the launches of these numbers, as many as are needed."""
        loads: list[tuple[Slots, int]] = []  # slots, and how many of them a launch takes
        number = first
        for waiting in (self.ready, self.new):
            for group in self.plan.group_order:
                if not len(waiting[group]):
                    continue
                per = int(self.plan.per_launch[group])
                slots = self._load(waiting, group, end - number)
                if len(slots):
                    loads.append((slots, per))
                    number += -(-len(slots) // per)
        if not loads:
            return
        places = np.concatenate([slots for slots, _ in loads])
        counts = [-(-len(slots) // per) for slots, per in loads]
        starts = np.cumsum([0, *counts[:-1]])
        index = np.concatenate(
            [
                at + np.arange(len(slots)) // per
                for at, (slots, per) in zip(starts, loads, strict=True)
            ]
        )
        at = self.plan.rate.times(first, number)
        lost = self.lost[first - self.first_drawn : number - self.first_drawn]
        self.launch_at.append(at.astype(np.float32))
        follows = np.bincount(index[self.flown[places]], minlength=len(at))
        self.replacing.append(follows.astype(np.int32))
        self._fill(places, at[index], lost[index], step)

    def _load(self, waiting: list[Waiting], group: int, launches: int) -> Slots:
        """Return the places for which the next launches, at most so many, carry satellites."""
        per, is_ready = int(self.plan.per_launch[group]), waiting is self.ready
        count = min(len(waiting[group]), launches * per)
        built = self.factory.ready(to_replace=is_ready)
        if count > built:  # launches wait until they are full, but where each is replaced at once
            at_once = is_ready and self.plan.repair is Repair.REPLACE
            count = built if at_once else built // per * per
        slots = waiting[group].take(count)
        self.factory.launch(len(slots))
        if is_ready:  # what room there is left is for new slots
            room = min(-len(slots) % per, self.factory.ready(to_replace=False))
            others = self.new[group].take(room)
            self.factory.launch(len(others))
            slots = np.concatenate([slots, others])
        return slots

    def _fill(
        self, places: Slots, launched: NDArray[np.float64], lost: NDArray[np.bool_], step: int
    ) -> None:
        """Launch a satellite for each place."""
        end, cause = self._fate(places, launched)
        end[lost], cause[lost] = launched[lost], End.LAUNCH
        self.had[places] += 1
        self.flown[places[~lost]] = True
        self.worked[places[cause >= End.FAILURE]] = True
        self._note_ends(places[~lost], end[~lost], cause[~lost], step)
        self.rows.add(
            Satellites(
                places.astype(np.int32),
                launched.astype(np.float32),
                np.full(len(places), self.plan.transit_days, np.uint16),
                end.astype(np.float32),
                cause,
            )
        )
        again = places[lost]
        groups = self.place_group[again]
        for group in range(len(self.ready)) if len(again) else ():
            self.ready[group].add(again[groups == group], first=True)

    def _fate(
        self, places: Slots, launched: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        """Return when satellites launched now for these places end, and how."""
        plan, had = self.plan, self.had[places]
        group = self.place_group[places]
        life = plan.life_years[group]
        end, cause = life, np.full(len(places), End.RETIRED, np.uint8)
        disposal, failure, early = draw(self.seed, _OF_SATELLITES, places, had)
        cause[disposal >= plan.disposal_success[group]] = End.STRANDED
        if plan.failures_per_year > 0.0:
            age = (-np.log(failure)) ** (1.0 / plan.weibull_shape) / plan.failures_per_year
            cause[age < life] = End.FAILURE
            end = np.minimum(age, life)
        fails_early = early < plan.early_failures
        cause[fails_early] = End.EARLY
        return launched + plan.transit_years + np.where(fails_early, 0.0, end), cause

    def _note_ends(
        self,
        places: Slots,
        end: NDArray[np.floating],
        cause: NDArray[np.uint8],
        step: int,
    ) -> None:
        """Note when places will need another satellite: as these retire, or when they fail."""
        ahead = np.where(cause >= End.RETIRED, self.plan.transit_years, 0.0)
        due = np.ceil((end - ahead) * STEPS_A_YEAR)
        self.due[places] = due = np.clip(due, step + 1, _NEVER).astype(np.int16)
        self.sooner.append(places[due < (step // _LOOK_AHEAD + 1) * _LOOK_AHEAD])
        self.cause[places] = cause
