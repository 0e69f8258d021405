"""The figures of a scale by topic, in the order in which they are read."""

from __future__ import annotations

from orbitviz.analysis.scale import published
from orbitviz.analysis.scale.air import alumina_t
from orbitviz.analysis.scale.kardashev import SAGAN, kardashev, power_of_type
from orbitviz.analysis.scale.manoeuvres import manoeuvres_a_year
from orbitviz.analysis.scale.rows import Grade, ScaleRow, Spread, one
from orbitviz.analysis.scale.scaling import Scale
from orbitviz.base.constants import YEAR_DAYS
from orbitviz.model.design.deployment import FLOWN_PAYLOAD_T

Figures = dict[str, tuple[ScaleRow, ...]]  # topic -> its figures

POWER, LAUNCH, SKY, DEBRIS, AIR = "Power", "Launching it", "Sky", "Debris", "Air"
_GAS = (
    "n σ v of those within 5 km of its altitude (Kessler & Cour-Palais 1978): whole satellites as "
    "spheres of their mean projection, nodes at random. Nobody gets out of the way, and fragments "
    "are left out."
)
_PLAN = "The plan of the design, seed 0."


def figures_of(scale: Scale) -> Figures:
    """Return topic -> figures; no topic without any."""
    found = {
        POWER: _power(scale),
        LAUNCH: _launch(scale),
        SKY: _sky(scale),
        DEBRIS: _debris(scale),
        AIR: _air(scale),
    }
    return {topic: rows for topic, rows in found.items() if rows}


def _row(
    key: str, name: str, unit: str, value: float | Spread, source: str, grade: Grade
) -> ScaleRow:
    spread = value if isinstance(value, Spread) else one(value)
    return ScaleRow(key=key, name=name, unit=unit, value=spread, source=source, grade=grade)


def _power(scale: Scale) -> tuple[ScaleRow, ...]:
    power_w = scale.power_w
    used = "Drawn by the loads of the complete fleet, mean over its orbits."
    return (
        _row("power_w", "Power used", "W", power_w, used, Grade.COMPUTED),
        _row("kardashev", "On Kardashev's scale", "", kardashev(power_w), f"{SAGAN}.",
             Grade.COMPUTED),
        _row("fleets_to_type_1", "Such fleets to type I", "", power_of_type(1.0) / power_w,
             "1e16 W over the power of the fleet.", Grade.COMPUTED),
        _row("share_of_humanity", "Of humanity's power", "%",
             100.0 * power_w / published.HUMANITY_W, f"Against {published.HUMANITY}.",
             Grade.SECONDARY),
        _row("kardashev_gain", "Humanity's type rises by", "",
             kardashev(published.HUMANITY_W + power_w) - kardashev(published.HUMANITY_W),
             f"{SAGAN}, with the fleet and without it, from {published.HUMANITY}.",
             Grade.SECONDARY),
    )  # fmt: skip


def _launch(scale: Scale) -> tuple[ScaleRow, ...]:
    back = scale.payback
    propellant = f"Methane and oxygen of Starship: {published.PROPELLANT}; {published.OXYGEN}."
    launched = "One fleet launched once, again what launches lose."
    life_days = YEAR_DAYS * scale.life_years
    return (
        _row("mass_t", "Mass", "t", back.mass_t, "Counted from the design.", Grade.DEFINED),
        _row("launches", "Launches", "", back.launches,
             f"{launched} {scale.payload_t:g} t each, as the design says.", Grade.COMPUTED),
        _row("launch_energy_j", "Energy to launch it", "J", back.energy_j,
             f"{propellant} Liquefying methane is left out.", Grade.SECONDARY),
        _row("payback_days", "Launch is paid back in", "days", back.days,
             f"Energy of full propellant over the power used: {published.PROPELLANT}.",
             Grade.SECONDARY),
        *_flown(back.flown_days),
        _row("life_over_payback", "Life over payback", "",
             Spread(*(life_days / days for days in reversed(back.days))),
             "What it uses in its life over the energy to launch it.", Grade.SECONDARY),
        _row("making_days", "More for 100 MJ/kg", "days", back.making_days,
             "What making satellites takes is not published for any of these and is left out: each "
             "100 MJ for a kilogram adds so much.", Grade.COMPUTED),
    )  # fmt: skip


def _flown(days: Spread | None) -> tuple[ScaleRow, ...]:
    """Return the payback with the most that has flown on a launch, if that carries a satellite."""
    if days is None:
        return ()
    return (
        _row("flown_payback_days", f"With {FLOWN_PAYLOAD_T:g} t a launch", "days", days,
             "The same with whole satellites on launches of the most that Starship has carried, "
             "28 September 2026 (secondary).", Grade.SECONDARY),
    )  # fmt: skip


def _sky(scale: Scale) -> tuple[ScaleRow, ...]:
    count = float(scale.satellites)
    return (
        _row("satellites", "Satellites", "", count, "Counted from the design.", Grade.DEFINED),
        _row("of_tracked", "Over all tracked today", "times", count / published.TRACKED,
             f"Against {published.TRACKED:,} {published.TRACKED_SOURCE}.", Grade.SECONDARY),
        _row("of_starlinks", "Over working Starlinks", "times", count / published.STARLINKS,
             f"Against {published.STARLINKS:,} {published.STARLINKS_SOURCE}.", Grade.SECONDARY),
        _row("manoeuvres_per_year", "Manoeuvres a year", "", manoeuvres_a_year(count),
             f"From {published.MANOEUVRES}: with the number of satellites (as often each), with "
             "that of pairs, and between.", Grade.EXTRAPOLATED),
    )  # fmt: skip


def _debris(scale: Scale) -> tuple[ScaleRow, ...]:
    traffic, dead = scale.traffic, max(scale.dead, 1)
    met, among = float(traffic.with_working.sum()), float(traffic.among_dead.sum())
    when = f"At the end of {scale.year[-1]}."
    return (
        _row("dead", f"Dead at the end of {scale.year[-1]}", "", float(scale.dead),
             f"{_PLAN} They come down by drag alone.", Grade.COMPUTED),
        _row("meetings_per_year", "Dead meet working ones", "a year", met,
             f"{_GAS} {when} So often those that work have to get out of the way. To compare: "
             f"{published.CRASH_CLOCK}.",
             Grade.COMPUTED),
        _row("meetings_per_dead_year", "Each of the dead", "a year", met / dead,
             f"n σ v as before. {when}", Grade.COMPUTED),
        _row("dead_collisions_per_year", "Dead meet each other", "a year", among,
             f"n σ v as before. {when} Nobody can avoid these: where it is more than a few, dead "
             "satellites do not stay whole as the plan has them.", Grade.COMPUTED),
    )  # fmt: skip


def _air(scale: Scale) -> tuple[ScaleRow, ...]:
    last, mass_t = scale.steady_years, scale.reentered_steady_t
    if not last:
        return ()
    aluminium_t = published.ALUMINIUM_SHARE * mass_t
    years = "last year" if last == 1 else f"last {last} years"
    mean = f"{_PLAN} Mean of its {years}; satellites alone."
    return (
        _row("reentered_t_per_year", "Re-enters a year", "t", mass_t, mean, Grade.COMPUTED),
        _row("of_reentered_2025", "Over all of 2025", "times",
             Spread(*(mass_t / value for value in reversed(published.REENTERED_2025_T))),
             f"Against {published.REENTERED_2025}.",
             Grade.SECONDARY),
        _row("aluminium_t_per_year", "Aluminium in it", "t", aluminium_t,
             f"30 % of a satellite: {published.FERREIRA}.", Grade.ASSUMED),
        _row("of_natural_aluminium", "Over the natural inflow", "times",
             aluminium_t / published.NATURAL_ALUMINIUM_T, f"Against {published.NATURAL}.",
             Grade.SECONDARY),
        _row("alumina_t_per_year", "Aluminium oxide a year", "t", alumina_t(mass_t),
             f"A tonne leaves 0.12, 0.57 or 1 t: {published.ALUMINA}.", Grade.SECONDARY),
        _row("of_alumina_2022", "Over that of 2022", "times",
             alumina_t(mass_t).low / published.ALUMINA_2022_T,
             f"The low figure against 16.6 t by the same reckoning: {published.FERREIRA}.",
             Grade.SECONDARY),
    )  # fmt: skip
