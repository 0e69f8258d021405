"""The years of a fleet by events in a heap, one satellite at a time, with dice of its own.

As in the simulation, a launch carries what was known to be wanted as its five days began.
"""

from __future__ import annotations

import heapq
import itertools
import math
import random
from collections import Counter

import numpy as np

from orbitviz.analysis.deployment.plan import Disposal, Repair
from orbitviz.analysis.deployment.simulate import STEPS_A_YEAR
from orbitviz.base.constants import YEAR_DAYS

SHARES = (0.2, 0.5, 0.8, 1.0)  # of the plan, at which satellites are counted


class BruteFleet:
    """Launches go up one after the other, each with what waits at that moment."""

    def __init__(self, plan, seed):
        self.plan, self.dice = plan, random.Random(seed)
        self.events, self.ties = [], itertools.count()
        self.new = [[] for _ in plan.mass_t]
        self.ready = [[] for _ in plan.mass_t]
        self.waiting = [[] for _ in plan.mass_t]
        self.spares = [[] for _ in plan.mass_t]  # (place, end, cause), in orbit and unused
        for slot in plan.filling.tolist():
            self.new[plan.slot_group[slot]].append(slot)
        for group, spares in enumerate(plan.spares.tolist()):
            self.new[group] += [("spare", group, k) for k in range(spares)]
        self.satellites = []  # dicts
        self.lost = [[] for _ in plan.mass_t]  # places of satellites to launch again
        self.working_in = {}  # satellite in each place, by the latest
        self.stock, self.on_ground = float(plan.ground_spares), {}
        self.launches = 0
        self.replaced = 0
        self.flown, self.worked = set(), set()

    def run(self):
        plan = self.plan
        launch_times = plan.rate.times(0, plan.rate.number_by(plan.years)).tolist()
        for step in range(math.ceil(plan.years * STEPS_A_YEAR - 1e-9)):
            begun = step / STEPS_A_YEAR
            self._events_until(begun)
            for ready, lost in zip(self.ready, self.lost, strict=True):
                known = [place for since, place in lost if since < begun]
                ready[:0] = known
                del lost[: len(known)]
            if step:
                self._build()
            while launch_times and launch_times[0] * STEPS_A_YEAR + 1e-9 < step + 1:
                self._launch(launch_times.pop(0))
            for share in SHARES:
                if begun < share * plan.years:
                    self.on_ground[share] = self._stock()
        self._events_until(plan.years)
        return self

    def count_at(self, now):
        """How many satellites are in each state, by its name."""
        return Counter(self._state(one, now) for one in self.satellites)

    def _state(self, one, now):
        if one["launched"] > now:
            return "BUILT"
        if one["cause"] == "LAUNCH":
            return "LOST"
        if one["end"] > now:
            if one["used"] is not None and one["used"] <= now:
                wears = now - one["used"] >= self.plan.degraded_years[one["group"]]
                return "DEGRADED" if wears else "OPERATIONAL"
            if one["arrived"] <= now:
                return "SPARE"
            drifted = (now - one["launched"]) * YEAR_DAYS - self.plan.raising_days
            return "DRIFTING" if 0.0 <= drifted < self.plan.drift_days else "RAISING"
        dead = one["cause"] in ("EARLY", "FAILURE", "STRANDED")
        delay = self._decay_years(one) if dead else self.plan.disposal_years
        if one["end"] + delay > now:
            return "DEAD" if dead else "RETIRING"
        down = dead or self.plan.disposal[one["group"]] == Disposal.DEORBIT
        return "REENTERED" if down else "DISPOSED"

    def _decay_years(self, one):
        by_date = self.plan.decay_years[one["group"]]
        return np.interp(one["end"], np.arange(len(by_date)) * self.plan.decay_step_years, by_date)

    def _events_until(self, now):
        while self.events and self.events[0][0] <= now:
            at, _, one, retires = heapq.heappop(self.events)
            place = one["place"]
            if self.working_in.get(place) is not one:
                continue  # a spare that has been used meanwhile
            del self.working_in[place]
            if isinstance(place, tuple):
                self.spares[one["group"]].remove(one)
            elif not retires and self._use_spare(one["group"], place, at):
                continue
            self._wait(one["group"], place)

    def _use_spare(self, group, slot, at):
        there = [one for one in self.spares[group] if one["arrived"] <= at < one["end"]]
        if not there:
            return False
        spare = there[0]
        self.spares[group].remove(spare)
        home = spare["place"]
        del self.working_in[home]
        spare["place"], spare["used"] = slot, at
        self.working_in[slot] = spare
        self.worked.add(slot)
        self._note(spare, at)
        self._wait(group, home)
        return True

    def _wait(self, group, place):
        plan = self.plan
        if plan.repair == Repair.NONE:
            return
        if place not in self.worked:
            self.new[group].insert(0, place)
            return
        if plan.repair == Repair.REPLACE:
            self.ready[group].append(place)
            return
        waiting = self.waiting[group]
        waiting.append(place)
        if len(waiting) >= plan.batch[group]:
            self.ready[group] += waiting
            waiting.clear()

    def _build(self):
        queues = (*self.ready, *self.waiting, *self.new, *self.lost)
        wanted = sum(map(len, queues)) + self.plan.ground_spares
        self.stock = min(self.stock + self.plan.built_per_year / STEPS_A_YEAR, wanted)

    def _stock(self):
        return 0 if math.isinf(self.plan.built_per_year) else math.floor(self.stock + 1e-6)

    def _available(self, queues):
        if math.isinf(self.plan.built_per_year):
            return math.inf
        return max(self._stock() - (self.plan.ground_spares if queues is self.new else 0), 0)

    def _launch(self, at):
        plan = self.plan
        for queues in (self.ready, self.new):
            at_once = queues is self.ready and plan.repair == Repair.REPLACE
            for group in plan.group_order:
                built, wanted = self._available(queues), len(queues[group])
                enough = 1 if at_once else min(wanted, int(plan.per_launch[group]))
                if wanted and built >= enough:
                    return self._fly(at, group)
        return None

    def _fly(self, at, group):
        plan = self.plan
        lost = self.dice.random() >= plan.launch_success
        self.launches += 1
        for _ in range(int(plan.per_launch[group])):
            queues = self.ready if self.ready[group] else self.new
            if not queues[group] or not self._available(queues):
                break
            place = queues[group].pop(0)
            self.stock -= 1
            self.replaced += place in self.flown
            one = self._satellite(at, group, place, lost)
            self.satellites.append(one)
            if lost:
                self.lost[group].append((at, place))
                continue
            self.flown.add(place)
            if one["cause"] != "EARLY":
                self.worked.add(place)
            self.working_in[place] = one
            if isinstance(place, tuple):
                self.spares[group].append(one)
            self._note(one, at)

    def _satellite(self, at, group, place, lost):
        plan, dice = self.plan, self.dice
        arrived = at + plan.transit_days / YEAR_DAYS
        life = float(plan.life_years[group])
        one = {"place": place, "group": group, "launched": at, "arrived": arrived, "used": None}
        if lost:
            return one | {"end": at, "cause": "LAUNCH"}
        if dice.random() < plan.early_failures:
            return one | {"end": arrived, "cause": "EARLY"}
        if not isinstance(place, tuple):
            one["used"] = arrived
        age = math.inf
        if plan.failures_per_year:
            age = dice.weibullvariate(1.0 / plan.failures_per_year, plan.weibull_shape)
        if age < life:
            return one | {"end": arrived + age, "cause": "FAILURE"}
        stranded = dice.random() >= plan.disposal_success[group]
        return one | {"end": arrived + life, "cause": "STRANDED" if stranded else "RETIRED"}

    def _note(self, one, now):
        retires = one["cause"] in ("RETIRED", "STRANDED")
        ahead = self.plan.transit_days / YEAR_DAYS if retires else 0.0
        event = (max(one["end"] - ahead, now), next(self.ties), one, retires)
        heapq.heappush(self.events, event)
