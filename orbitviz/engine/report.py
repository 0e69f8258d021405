"""Everything the program knows of a design at one instant, in SI units, by shell and in total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.engine.census import (
    BINDING_WORDS,
    Census,
    Figures,
    figures,
    narrowed,
    take_census,
)
from orbitviz.engine.findings import findings
from orbitviz.engine.fleet import Fleet
from orbitviz.engine.honesty import honesty_parts
from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.sunlit import sunlit_by_shell
from orbitviz.engine.year import YearSun, year_sun, year_sunlit
from orbitviz.facts.constants import (
    DAY_S,
    EARTH_ALBEDO,
    EARTH_IR_W_M2,
    EARTH_RADIUS_KM,
    SOLAR_FLUX_W_M2,
)
from orbitviz.model.satellite import fields, source_of
from orbitviz.model.state import State
from orbitviz.subsystems.compute import PLANNED_SHARE
from orbitviz.subsystems.power import FADE_SOC, TAPER_SOC

Marks = NDArray[np.bool_]
Floats = NDArray[np.float64]

ASSUMPTIONS = (
    "Orbits: J2-secular mean elements; circular for power and heat.",
    "Shadow of a spherical Earth without air: with its penumbra now and over the orbit, as a "
    "cylinder for the year.",
    "Battery and temperature are those of orbits that repeat; one thermal node a satellite; "
    f"albedo {EARTH_ALBEDO:.2f}, infrared of the Earth {EARTH_IR_W_M2:.0f} W/m2, sunlight "
    f"{SOLAR_FLUX_W_M2:,.0f} W/m2 at 1 au.",
    "All power drawn on board becomes heat of the node. Charging tapers over the last "
    f"{100.0 * TAPER_SOC:.0f} % of the battery, limits set in over {100.0 * FADE_SOC:.0f} %.",
    "Chips throttle evenly between their soft and hard limit; performance is (power / rated "
    "power) to the exponent of the design.",
    f'The policy "scale" plans with {100.0 * PLANNED_SHARE:.0f} % of what the array gives in an '
    "orbit and of what the charger can put by.",
    "A workload that follows the Sun takes the angle from orbit noon for local time below: exact "
    "along the equator, a wave of the same mean elsewhere.",
    "kW per tonne counts the rated power of the computers, as the filing does.",
    "W and FLOP/s are sums over the satellites named, at the instant of the report.",
)


class Reporter:
    """Gathers the report of one state at one snapshot."""

    def __init__(self, state: State, snapshot: Snapshot, fleet: Fleet) -> None:
        self._state, self._snapshot, self._fleet = state, snapshot, fleet
        self._constellation = state.document.constellation
        everything = np.ones(self._constellation.shell_count, bool)
        self._census: Census = take_census(fleet, snapshot.moment, everything)
        self.year: YearSun = year_sun(self._constellation, snapshot.instant)
        self._lit_now = sunlit_by_shell(
            self._constellation, snapshot.instant, snapshot.moment.sun_teme_km
        )
        eclipsed_days = np.count_nonzero(self.year.eclipse > 0.0, axis=0)
        self._days = eclipsed_days * (365.25 / len(self.year.instants))

    def report(self, marks: Marks) -> dict[str, Any]:
        """Return the report of the shells marked (s,); None is what no satellites have."""
        constellation, design = self._constellation, self._state.document.design
        group = constellation.shell_group
        groups = []
        for index in np.unique(group[marks]).tolist():
            members = marks & (group == index)
            shells = [
                self._entry(constellation.shell_name[k], _only(k, len(marks)))
                for k in np.flatnonzero(members).tolist()
            ]
            entry = self._entry(constellation.group_name[index], members)
            groups.append({**entry, "satellite": design.satellite_name(index), "shells": shells})
        return {
            "design": design.name,
            "time": self._snapshot.instant.isoformat(),
            "model": "; ".join(honesty_parts(self._state, self._snapshot)[:1]),
            "total": self._entry(design.name, marks),
            "groups": groups,
            "findings": self.findings(marks),
            "assumptions": [*ASSUMPTIONS, *self._satellite_words(marks)],
        }

    def figures(self, marks: Marks) -> Figures:
        """Return the totals of the shells marked."""
        return figures(narrowed(self._census, marks))

    def census(self, marks: Marks) -> Census:
        """Return the census of the shells marked."""
        return narrowed(self._census, marks)

    def findings(self, marks: Marks) -> list[str]:
        """Return what a designer must hear about the shells marked."""
        return findings(self.census(marks))

    def sunlit_through_year(self, marks: Marks) -> Floats:
        """Return (d,) share of the marked shells in sunlight, day by day."""
        return year_sunlit(self.year, marks)[0]

    def _entry(self, name: str, marks: Marks) -> dict[str, Any]:
        constellation = self._constellation
        now = self.figures(marks)
        umbra, beside = self.census(marks).dark_over_orbit
        count = now.satellites or np.nan
        sizes = np.diff(constellation.plane_first) * marks[constellation.plane_shell]
        flying = sizes > 0
        beta = np.degrees(self._census.sun.beta_rad)
        altitude = constellation.sma_km[marks] - EARTH_RADIUS_KM
        inclination = np.degrees(constellation.inc_rad[marks])
        lit_year, longest_s = year_sunlit(self.year, marks)
        umbra_s = self._census.shadows.umbra_rad / np.pi * self.year.period_s
        per_shell = np.diff(constellation.shell_first) * marks
        lit_now = float(np.nansum(per_shell * self._lit_now) / count)
        entry = {
            "name": name,
            "satellites": now.satellites,
            "altitude_km": _range(altitude),
            "inclination_deg": _range(inclination),
            "beta_deg": float(sizes @ beta) / count,
            "beta_min_deg": _extreme(np.min, beta[flying]),
            "beta_max_deg": _extreme(np.max, beta[flying]),
            "sunlit_now": lit_now,
            "sunlit_orbit": 1.0 - umbra - 0.5 * beside,
            "sunlit_year_mean": float(lit_year.mean()),
            "sunlit_year_worst": float(lit_year.min()),
            "eclipse_min_now": _extreme(np.max, umbra_s[flying]) / 60.0,
            "eclipse_min_worst": _extreme(np.max, longest_s[np.isfinite(lit_year)]) / 60.0,
            "eclipse_days_per_year": float(sizes @ self._days) / count,
            **_power(now),
            **_heat(now),
            **_work(now),
            "mass_kg": now.mass_kg,
            "kw_per_tonne": now.rated_w / (now.mass_kg or np.nan),
            "settled": now.settled,
        }
        return {key: None if value != value else value for key, value in entry.items()}

    def _satellite_words(self, marks: Marks) -> list[str]:
        words = []
        for part in self._fleet.parts:
            if not marks[part.shells].any():
                continue
            for path, value in fields(part.design):
                source = source_of(part.design, path)
                words.append(
                    f"{part.name}.{'.'.join(path)} = {'auto' if value is None else value}"
                    + (f" (built in: {source})" if source else "")
                )
        return words


def _power(now: Figures) -> dict[str, float]:
    return {
        "array_w": now.sums["array_w"],
        "load_w": now.sums["load_w"],
        "shed_w": now.sums["shed_w"],
        "soc_mean": now.soc_mean,
        "soc_min": now.soc_least,
        "dod": 1.0 - now.soc_least,
    }


def _heat(now: Figures) -> dict[str, float]:
    return {
        "radiator_k_mean": now.radiator_mean_k,
        "radiator_k_max": now.radiator_most_k,
        "chip_k_mean": now.chip_mean_k,
        "chip_k_max": now.chip_most_k,
        "rejected_w": now.sums["rejected_w"],
        "throttled_share": now.throttled,
    }


def _work(now: Figures) -> dict[str, float | str]:
    return {
        "flops_installed": now.installed_flops,
        "flops_available": now.available_flops,
        "flops_delivered": now.sums["flops"],
        "binding": BINDING_WORDS[now.binding],
    }


def year_days(year: YearSun) -> Floats:
    """Return (d,) days since the first."""
    first = year.instants[0]
    return np.array([instant.seconds_since(first) / DAY_S for instant in year.instants])


def _extreme(pick: Callable[[Floats], Any], values: Floats) -> float:
    return float(pick(values)) if len(values) else float("nan")


def _range(values: Floats) -> list[float] | float:
    """Return one number, or the least and the greatest where they differ."""
    if len(values) == 1:
        return float(values[0])
    return [float(values.min()), float(values.max())]


def _only(shell: int, count: int) -> Marks:
    return np.asarray(np.arange(count) == shell)
