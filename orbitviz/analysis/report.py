"""Everything the program knows of a design at one instant, in SI units, by shell and in total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.assumptions import ASSUMPTIONS, motion_models
from orbitviz.analysis.census import (
    Census,
    Figures,
    figures,
    restricted_to,
    take_census,
)
from orbitviz.analysis.findings import findings
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.sunlit import sunlit_by_shell
from orbitviz.analysis.year import YearSun, year_sun, year_sunlit
from orbitviz.base.constants import (
    DAY_S,
    EARTH_RADIUS_KM,
)
from orbitviz.model.design.satellite import fields, source_of
from orbitviz.model.state import State
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.quantities.heat import REJECTED
from orbitviz.subsystems.quantities.power import ARRAY, LOAD, SHED
from orbitviz.subsystems.quantities.work import COMPUTE, LIMIT, LIMIT_CATEGORIES

ShellMask = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Reporter:
    """Gathers the report of one state at one instant."""

    def __init__(self, state: State, geometry: SkyGeometry, fleet: Fleet) -> None:
        self._state, self._instant, self._fleet = state, geometry.instant, fleet
        self._constellation = state.document.constellation
        everything = np.ones(self._constellation.shell_count, bool)
        self._census: Census = take_census(fleet, geometry, everything)
        self.year: YearSun = year_sun(self._constellation, geometry.instant)
        self._lit_now = sunlit_by_shell(self._constellation, geometry.instant, geometry.sun_teme_km)
        eclipsed_days = np.count_nonzero(self.year.eclipse > 0.0, axis=0)
        self._days = eclipsed_days * (365.25 / len(self.year.instants))

    def report(self, mask: ShellMask) -> dict[str, Any]:
        """Return the report of the shells marked (s,); None is what no satellites have."""
        constellation, design = self._constellation, self._state.document.design
        group = constellation.shell_group
        groups = []
        for index in np.unique(group[mask]).tolist():
            members = mask & (group == index)
            shells = [
                self._entry(constellation.shell_name[k], _only(k, len(mask)))
                for k in np.flatnonzero(members).tolist()
            ]
            entry = self._entry(constellation.group_name[index], members)
            groups.append({**entry, "satellite": design.satellite_name(index), "shells": shells})
        return {
            "design": design.name,
            "time": self._instant.isoformat(),
            "model": "; ".join(motion_models(self._state)),
            "total": self._entry(design.name, mask),
            "groups": groups,
            "findings": self.findings(mask),
            "assumptions": [*ASSUMPTIONS, *self._satellite_words(mask)],
        }

    def figures(self, mask: ShellMask) -> Figures:
        """Return the totals of the shells marked."""
        return figures(restricted_to(self._census, mask))

    def census(self, mask: ShellMask) -> Census:
        """Return the census of the shells marked."""
        return restricted_to(self._census, mask)

    def findings(self, mask: ShellMask) -> list[str]:
        """Return what a designer must hear about the shells marked."""
        return findings(self.census(mask))

    def sunlit_through_year(self, mask: ShellMask) -> Floats:
        """Return (d,) share of the marked shells in sunlight, day by day."""
        return year_sunlit(self.year, mask)[0]

    def _entry(self, name: str, mask: ShellMask) -> dict[str, Any]:
        constellation = self._constellation
        now = self.figures(mask)
        umbra, beside = self.census(mask).dark_over_orbit
        count = now.satellites or np.nan
        sizes = np.diff(constellation.plane_first) * mask[constellation.plane_shell]
        flying = sizes > 0
        beta = np.degrees(self._census.sun.beta_rad)
        altitude = constellation.sma_km[mask] - EARTH_RADIUS_KM
        inclination = np.degrees(constellation.inc_rad[mask])
        lit_year, longest_s = year_sunlit(self.year, mask)
        umbra_s = self._census.shadows.umbra_rad / np.pi * self.year.period_s
        per_shell = np.diff(constellation.shell_first) * mask
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

    def _satellite_words(self, mask: ShellMask) -> list[str]:
        words = []
        for part in self._fleet.parts:
            if not mask[part.shells].any():
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
        ARRAY.column: now.total(ARRAY),
        LOAD.column: now.total(LOAD),
        SHED.column: now.total(SHED),
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
        REJECTED.column: now.total(REJECTED),
        "throttled_share": now.throttled,
    }


def _work(now: Figures) -> dict[str, float | str]:
    return {
        "flops_installed": now.installed_flops,
        "flops_available": now.available_flops,
        "flops_delivered": now.total(COMPUTE),
        LIMIT.column: LIMIT_CATEGORIES[now.binding].word,
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


def _only(shell: int, count: int) -> ShellMask:
    return np.asarray(np.arange(count) == shell)
