"""The plan of a design: its tables of deployment, reliability and life in arrays."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from orbitviz.analysis.deployment.calendar import Calendar, launches_in
from orbitviz.analysis.deployment.disposal import altitudes_km, disposal_success, disposals
from orbitviz.analysis.deployment.passive_decay import DATES_A_YEAR, death_years, decay_years
from orbitviz.analysis.deployment.plan import MAX_YEARS, Plan, Repair
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.base.errors import UserError
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.deployment import EVENLY
from orbitviz.model.design.key_path import KeyLocator, KeyPath
from orbitviz.model.design.satellite import SatelliteDesign
from orbitviz.orbits.constellation import Constellation, Ints
from orbitviz.orbits.timescale import Instant

DEFAULT_YEARS = 20
_KG_PER_T = 1e3
_BATCH = 0.05  # of a group, at most, wait for one another if the design does not say


def calendar_of(design: Design, years: int) -> Calendar:
    """Return the calendar years of a plan. Raises UserError as check_years."""
    check_years(years)
    start = design.deployment.start
    return Calendar(design.epoch_instant if start is None else Instant.from_datetime(start), years)


def check_years(years: int) -> None:
    """Raise UserError if the years of a plan are too many, or none."""
    if not 1 <= years <= MAX_YEARS:
        raise UserError(f"a plan of {years:,} years", allowed=f"1 to {MAX_YEARS:.0f} years")


def plan_of(
    design: Design,
    constellation: Constellation,
    calendar: Calendar,
    places: KeyLocator,
    file: Path | None = None,
) -> Plan:
    """Return the plan of a design through calendar years.

    places, file   where the keys of the design stand

    Raises UserError if a satellite is heavier than the payload, or lives shorter than it takes to
    get to its orbit.
    """
    deployment, reliability, life = design.deployment, design.reliability, design.life
    groups = range(len(design.groups))
    satellites = [design.satellite_of(group) for group in groups]
    mass_t = np.array([one.mass_kg / _KG_PER_T for one in satellites])
    life_years = np.array([life.years or one.life_years for one in satellites])
    _check(design, mass_t, life_years, places, file)
    shell_group = constellation.shell_group
    slot_group = shell_group[constellation.plane_shell[constellation.plane_index]]
    slots = np.bincount(slot_group, minlength=len(groups))
    # Round-off: 200 t of 2,000 kg are 100 satellites.
    per_launch = np.floor(deployment.payload_t / mass_t + 1e-9).astype(np.int64)
    if deployment.satellites_per_launch is not None:
        per_launch = np.minimum(per_launch, deployment.satellites_per_launch)
    batch = np.minimum(per_launch, np.ceil(_BATCH * slots).astype(np.int64))
    if reliability.batch is not None:
        batch = np.full(len(groups), reliability.batch)
    order = _group_order(design)
    return Plan(
        slot_group=slot_group,
        filling=_filling(constellation, slot_group, order, evenly=deployment.filling == EVENLY),
        group_order=order,
        per_launch=per_launch,
        mass_t=mass_t,
        life_years=life_years,
        decay_years=decay_years(design, altitudes_km(design), death_years(design, calendar)),
        decay_step_years=1.0 / DATES_A_YEAR,
        degraded_years=_degraded_years(satellites, reliability.degraded_below),
        disposal=disposals(design),
        batch=np.minimum(batch, np.maximum(slots, 1)),
        spares=np.ceil(deployment.spares * slots - 1e-9).astype(np.int64),
        rate=calendar.rate(deployment),
        years=float(calendar.edges_years[-1]),
        raising_days=deployment.raising_days,
        drift_days=deployment.drift_days,
        transit_days=deployment.transit_days,
        disposal_years=life.disposal_days / YEAR_DAYS,
        built_per_year=deployment.satellites_per_year or math.inf,
        ground_spares=math.ceil(deployment.ground_spares * len(slot_group) - 1e-9),
        launch_success=deployment.launch_success,
        early_failures=reliability.early_failures,
        disposal_success=disposal_success(design),
        failures_per_year=reliability.failures_per_year,
        weibull_shape=reliability.weibull_shape,
        repair=Repair(reliability.repair),
    )


def never_reached(
    design: Design, plan: Plan, calendar: Calendar, places: KeyLocator, file: Path | None = None
) -> UserError | None:
    """Return why launches, or the factory, never keep all slots filled at once; None if they may.

    At most as many satellites are in orbit as are launched in one life; shares that are lost make
    it fewer.
    """
    slots = np.bincount(plan.slot_group, minlength=len(plan.mass_t))
    built = float(np.sum(slots / plan.life_years))
    if plan.built_per_year < built:
        return UserError(
            f"is {plan.built_per_year:,.10g}, which never keeps {plan.slots:,} satellites in orbit",
            file=file,
            place=places.place(("deployment", "satellites_per_year")),
            allowed=f"{np.ceil(built):,.0f} satellites a year or more for this life",
        )
    last = calendar.first + calendar.count - 1
    most = max(launches_in(design.deployment, year, calendar.first)
               for year in range(calendar.first, last + 1))  # fmt: skip
    in_one_life = plan.per_launch * plan.life_years
    needed = float(np.sum(slots / in_one_life)) / plan.launch_success
    if most >= needed:
        return None
    return UserError(
        f"is at most {most:,.0f} until {last}, which never keeps {plan.slots:,} satellites in "
        "orbit",
        file=file,
        place=places.place(("deployment", "launches_per_year")),
        allowed=f"{np.ceil(needed):,.0f} launches a year or more for this life and payload",
    )


def _check(
    design: Design, mass_t: Floats, life_years: Floats, places: KeyLocator, file: Path | None
) -> None:
    payload_t = design.deployment.payload_t
    transit_days = design.deployment.transit_days
    for group, (mass, life) in enumerate(zip(mass_t.tolist(), life_years.tolist(), strict=True)):
        if mass > payload_t:
            raise UserError(
                f"is {mass * _KG_PER_T:,.10g} kg, and a launch carries {payload_t:,.10g} t",
                file=file,
                place=places.place(_satellite_key(design, group, "mass_kg")),
                allowed=f"up to {payload_t * _KG_PER_T:,.10g} kg, or more payload_t",
            )
        if life * YEAR_DAYS <= transit_days:
            own = design.life.years is None
            path = _satellite_key(design, group, "life_years") if own else ("life", "years")
            raise UserError(
                f"is {life:g} years, and it takes {transit_days} days to begin to work",
                file=file,
                place=places.place(path),
                allowed="more than raising_days, drift_days and checkout_days together",
            )


def _degraded_years(satellites: list[SatelliteDesign], below: float) -> Floats:
    """Return (g,) years of work until so much is left of the array or the chips of each."""
    loss = [max(one.array.degradation_per_year, one.compute.failures_per_year)
            for one in satellites]  # fmt: skip
    if not below:
        return np.full(len(loss), np.inf)
    return np.array([math.log(below) / math.log1p(-one) if one else np.inf for one in loss])


def _satellite_key(design: Design, group: int, key: str) -> KeyPath:
    name = design.satellite_name(group)
    if name in design.satellites:
        return ("satellites", name, key)
    return ("groups", group, "satellite")


def _group_order(design: Design) -> tuple[int, ...]:
    names = design.group_names
    first = [names.index(name) for name in design.deployment.order]
    return (*first, *(group for group in range(len(names)) if group not in first))


def _filling(
    constellation: Constellation, slot_group: Ints, order: tuple[int, ...], *, evenly: bool
) -> Ints:
    """Return (n,) int32: the slots in the order in which they are filled."""
    rank = np.empty(len(order), np.int32)
    rank[list(order)] = np.arange(len(order), dtype=np.int32)
    if not evenly:
        return np.argsort(rank[slot_group], kind="stable").astype(np.int32)
    share = constellation.slot_index / constellation.plane_slots[constellation.plane_index]
    return np.lexsort((share, rank[slot_group])).astype(np.int32)
