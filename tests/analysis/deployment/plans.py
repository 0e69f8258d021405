"""Plans of a few groups for tests, from the values that matter to one."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.deployment.launch_rate import LaunchRate
from orbitviz.analysis.deployment.plan import Disposal, Plan, Repair

STEP_YEARS = 0.25


def plan_for(
    slots=1_000, *, launches=100.0, years=20.0, per_launch=10, life=5.0, decay=3.0, **more
):
    """Return a plan that is perfect but for what is given; lists are values by group."""
    slots = np.atleast_1d(slots)
    groups = len(slots)
    slot_group = np.repeat(np.arange(groups, dtype=np.int32), slots)

    def each(value, kind=np.float64):
        return np.broadcast_to(np.asarray(value, kind), groups).copy()

    rate = launches
    if not isinstance(rate, LaunchRate):
        rate = LaunchRate(np.array([0.0, years]), np.array([float(launches)]))
    per_launch = each(per_launch, np.int64)
    return Plan(
        slot_group=slot_group,
        filling=more.pop("filling", np.arange(len(slot_group), dtype=np.int32)),
        group_order=more.pop("group_order", tuple(range(groups))),
        per_launch=per_launch,
        mass_t=each(more.pop("mass_t", 1.0)),
        life_years=each(life),
        decay_years=more.pop("decay_by_date", each(decay)[:, None]),
        degraded_years=each(more.pop("degraded", np.inf)),
        disposal_success=each(more.pop("disposal_success", 1.0)),
        disposal=each(more.pop("disposal", Disposal.DEORBIT), np.uint8),
        batch=np.minimum(each(more.pop("batch", per_launch), np.int64), slots),
        spares=each(more.pop("spares", 0), np.int64),
        rate=rate,
        years=years,
        **more,
    )


def random_plan(seed):
    """Return a plan of a few hundred satellites of which everything is drawn."""
    dice = np.random.default_rng(seed)
    groups = int(dice.integers(1, 4))
    slots = dice.integers(40, 250, groups)
    per_launch = dice.integers(1, 25, groups)
    years = float(dice.uniform(4.0, 12.0))
    life = dice.uniform(0.8, 6.0, groups)
    # From far too few launches to far too many.
    needed = np.sum(slots / per_launch / life)
    edges = np.array([0.0, *np.sort(dice.uniform(0.1, years, 2)), years])
    rates = needed * dice.choice([0.0, 0.3, 1.0, 2.0, 6.0], 3)
    rates[dice.integers(3)] = needed * dice.uniform(0.8, 5.0)
    repair = Repair(str(dice.choice(list(Repair))))
    more = np.random.default_rng([seed, 1])
    transit_days = int(more.choice([0, 20, 150]))
    decay = dice.choice([0.1, 1.0, 4.0, np.inf], groups)
    by_date, dates = more.random() < 0.5, np.arange(0.0, years + 1.0, STEP_YEARS)
    raising_days, drift_days = transit_days // 3, int(more.choice([0, transit_days // 2]))
    return plan_for(
        slots,
        launches=LaunchRate(edges, rates),
        years=years,
        per_launch=per_launch,
        life=life,
        decay_by_date=decay[:, None] * (1.0 + 0.15 * np.sin(dates) if by_date else np.ones(1)),
        decay_step_years=STEP_YEARS,
        group_order=tuple(dice.permutation(groups).tolist()),
        disposal=dice.integers(0, 3, groups),
        batch=dice.integers(1, 40, groups),
        spares=dice.choice([0, 0, 5, 20], groups),
        degraded=more.choice([0.0, 0.5, 2.0, np.inf], groups),
        raising_days=raising_days,
        drift_days=drift_days,
        transit_days=transit_days,
        disposal_years=float(dice.choice([0.0, 0.5])),
        launch_success=float(dice.choice([1.0, 0.95, 0.7])),
        early_failures=float(dice.choice([0.0, 0.02, 0.3])),
        disposal_success=dice.choice([1.0, 0.9, 0.0], groups),
        failures_per_year=float(dice.choice([0.0, 0.01, 0.1, 0.6])),
        weibull_shape=float(dice.choice([0.6, 1.0, 2.5])),
        repair=repair,
    )
