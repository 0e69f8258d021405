"""The report of a design at one instant: figures in SI units by shell, group and in total."""

from __future__ import annotations

from typing import Any

import numpy as np

from orbitviz.analysis.answers.equivalents import installed_tflops_per_w
from orbitviz.analysis.census import Census, restricted_to, take_census
from orbitviz.analysis.figures import Figures, figures
from orbitviz.analysis.findings import findings
from orbitviz.analysis.fleet import Fleet
from orbitviz.analysis.life import life_of
from orbitviz.analysis.report.assumptions import ASSUMPTIONS, motion_models
from orbitviz.analysis.report.rows import GroupReport, Report, ReportLife, ReportRow
from orbitviz.analysis.sunlit import sunlit_by_shell, sunlit_one_by_one
from orbitviz.analysis.year import YearSun, year_sun, year_sunlit
from orbitviz.base.arrays import Floats
from orbitviz.base.constants import EARTH_RADIUS_KM, YEAR_DAYS
from orbitviz.base.progress import run_to_end
from orbitviz.model.design.aging import age_words
from orbitviz.model.design.field_words import value_words
from orbitviz.model.design.satellite import satellite_values, source_of
from orbitviz.model.selection import ShellMask
from orbitviz.model.state import State
from orbitviz.orbits.constellation import Constellation
from orbitviz.orbits.eclipse import eclipse_fraction
from orbitviz.orbits.secular import draconic_period_s
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.quantities.heat import CHIP, RADIATOR, REJECTED
from orbitviz.subsystems.quantities.power import ARRAY, CHARGE, LOAD, SHED
from orbitviz.subsystems.quantities.work import COMPUTE


class Reporter:
    """Makes reports of one state at one instant.

    The constellation may be a part of that of the design: figures are of its satellites.
    """

    def __init__(self, state: State, geometry: SkyGeometry, fleet: Fleet) -> None:
        self._state, self._instant, self._fleet = state, geometry.instant, fleet
        self._constellation = state.document.constellation
        everything = np.ones(self._constellation.shell_count, bool)
        self._census: Census = take_census(fleet, geometry, everything)
        self.year: YearSun = year_sun(self._constellation, geometry.instant)
        self._lit_now = _lit_now(self._constellation, geometry)
        self._days = self.year.dark_days * (YEAR_DAYS / len(self.year.instants))
        self._period_s = draconic_period_s(
            self._constellation.sma_km, self._constellation.ecc, self._constellation.inc_rad
        )

    def report(self, mask: ShellMask, where: str | None = None) -> Report:
        """Return the report of the shells marked, (s,) bool; where: see Report."""
        # The window starts without what only a report needs.
        from orbitviz.analysis.report.cost_of_report import report_cost

        document = self._state.document
        design = document.design
        groups = np.unique(self._constellation.shell_group[mask]).tolist()
        life = self._life(mask)
        return Report(
            design=design.name,
            time=self._instant.isoformat(),
            where=where,
            model="; ".join(motion_models(self._state)),
            ages=self._ages(mask),
            life=life,
            cost=report_cost(document, self.census(mask), self.figures(mask), life.steady),
            total=self._row(design.name, mask),
            groups=tuple(self._group(index, mask) for index in groups),
            findings=tuple(self.findings(mask)),
            assumptions=(*ASSUMPTIONS, *self._satellite_words(mask)),
        )

    def figures(self, mask: ShellMask) -> Figures:
        """Return the totals of the shells marked."""
        return figures(restricted_to(self._census, mask))

    def census(self, mask: ShellMask) -> Census:
        """Return the census of the shells marked."""
        return restricted_to(self._census, mask)

    def findings(self, mask: ShellMask) -> list[str]:
        """Return what is wrong with the design of the shells marked, in sentences."""
        return findings(self.census(mask))

    def sunlit_through_year(self, mask: ShellMask) -> Floats:
        """Return (d,) share of the marked shells in sunlight, day by day."""
        return year_sunlit(self.year, mask)[0]

    def _group(self, index: int, mask: ShellMask) -> GroupReport:
        constellation = self._constellation
        members = mask & (constellation.shell_group == index)
        return GroupReport(
            **vars(self._row(constellation.group_name[index], members)),
            satellite=self._state.document.design.satellite_name(index),
            shells=tuple(
                self._row(constellation.shell_name[k], _only(k, len(mask)))
                for k in np.flatnonzero(members).tolist()
            ),
        )

    def value(self, mask: ShellMask, key: str) -> object:
        """Return one figure of the shells marked, by its name in ReportRow.

        Without what takes longest, where the FLOP/s go, unless it is that.
        """
        quick = self._quick(mask)
        return quick[key] if key in quick else getattr(self._row("", mask), key)

    def _row(self, name: str, mask: ShellMask) -> ReportRow:
        losses = self.figures(mask).losses
        return ReportRow(
            name=name,
            **self._quick(mask),
            flops_available=losses.available,
            flops_lost={cause.name.lower(): lost for cause, lost in losses.by_cause.items()},
            limited_by=losses.limited_by,
        )

    def _quick(self, mask: ShellMask) -> dict[str, Any]:
        """Return the figures of a row by name, but for those of where the FLOP/s go."""
        constellation = self._constellation
        ours = self.census(mask)
        now = figures(ours)
        count = now.satellites or np.nan
        umbra, penumbra = ours.dark_over_orbit
        flying = ours.satellites > 0.0
        beta_deg = np.degrees(ours.sun.beta_rad)
        sizes = np.diff(constellation.shell_first) * mask
        lit_now = np.nansum(sizes * self._lit_now)
        lit_year, longest_s = year_sunlit(self.year, mask)
        period_s = self._period_s[ours.orbits.shell]
        umbra_s = ours.shadows.umbra_rad / np.pi * period_s
        sma_km = constellation.sma_km[ours.orbits.shell]
        eclipse_s = eclipse_fraction(ours.sun.beta_rad, sma_km) * period_s
        return {
            "satellites": now.satellites,
            "altitude_km": _span(constellation.sma_km[mask] - EARTH_RADIUS_KM),
            "inclination_deg": _span(np.degrees(constellation.inc_rad[mask])),
            "beta_min_deg": _least(beta_deg[flying]),
            "beta_max_deg": _greatest(beta_deg[flying]),
            "beta_size_deg": _ends(np.abs(beta_deg[flying])),
            "sunlit_now": _known(float(lit_now / count)),
            "sunlit_orbit": _known(1.0 - umbra - 0.5 * penumbra),
            "sunlit_year_mean": _known(float(lit_year.mean())),
            "sunlit_year_worst": _known(float(lit_year.min())),
            "eclipse_min_now": _minutes(_greatest(eclipse_s[flying])),
            "umbra_min_now": _minutes(_greatest(umbra_s[flying])),
            "eclipse_min_worst": _minutes(_greatest(longest_s[np.isfinite(lit_year)])),
            "eclipse_days_per_year": _known(float(sizes @ self._days) / count),
            "array_w": now.total(ARRAY),
            "load_w": now.total(LOAD),
            "shed_w": now.total(SHED),
            "soc_mean": _known(now.spread(CHARGE).mean),
            "soc_min": _known(now.spread(CHARGE).minimum),
            "dod": _known(1.0 - now.spread(CHARGE).minimum),
            "radiator_k_mean": _known(now.spread(RADIATOR).mean),
            "radiator_k_max": _known(now.spread(RADIATOR).maximum),
            "chip_k_mean": _known(now.spread(CHIP).mean),
            "chip_k_max": _known(now.spread(CHIP).maximum),
            "rejected_w": now.total(REJECTED),
            "throttled_share": _known(now.throttled),
            "flops_installed": now.hardware.installed_flops,
            "flops_delivered": now.total(COMPUTE),
            "mass_kg": now.hardware.mass_kg,
            "kw_per_tonne": _known(now.hardware.average_w / (now.hardware.mass_kg or np.nan)),
            "peak_kw_per_tonne": _known(now.hardware.peak_w / (now.hardware.mass_kg or np.nan)),
            "tflops_per_w": _known(installed_tflops_per_w(now)),
            "settled": now.settled,
        }

    def _ages(self, mask: ShellMask) -> str:
        parts = [part for part in self._fleet.parts if mask[part.shells].any()]
        words = list(dict.fromkeys(age_words(part.design) for part in parts))
        if len(words) == 1:
            return words[0]
        named = dict.fromkeys(f"{part.name}: {age_words(part.design)}" for part in parts)
        return "; ".join(named)

    def _life(self, mask: ShellMask) -> ReportLife:
        life = life_of(self._state.document, self.census(mask))
        return ReportLife(
            begin=life.begin.total(COMPUTE),
            steady=life.steady.total(COMPUTE),
            end=life.end.total(COMPUTE),
        )

    def _satellite_words(self, mask: ShellMask) -> list[str]:
        words = []
        for part in self._fleet.parts:
            if not mask[part.shells].any():
                continue
            built_in = dict(satellite_values(part.design.base()))
            for path, value in satellite_values(part.design):
                source = source_of(part.design, path)
                own = "" if value == built_in[path] else ", given by the design"
                words.append(
                    f"{part.name}, {value_words(path, value)}{own}"
                    + (f" (built in: {source})" if source else "")
                )
        return words


def _lit_now(constellation: Constellation, geometry: SkyGeometry) -> Floats:
    """Return (s,) share of each shell's satellites in sunlight."""
    if constellation.is_even:
        return sunlit_by_shell(constellation, geometry.instant, geometry.sun_teme_km)
    return run_to_end(sunlit_one_by_one(constellation, geometry, np.arange(len(constellation))))


def _known(value: float) -> float | None:
    """Return the value, None for NaN."""
    return None if np.isnan(value) else value


def _least(values: Floats) -> float | None:
    return float(values.min()) if len(values) else None


def _greatest(values: Floats) -> float | None:
    return float(values.max()) if len(values) else None


def _ends(values: Floats) -> tuple[float, float] | None:
    return (float(values.min()), float(values.max())) if len(values) else None


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60.0


def _span(values: Floats) -> float | tuple[float, float]:
    if len(values) == 1:
        return float(values[0])
    return float(values.min()), float(values.max())


def _only(shell: int, count: int) -> ShellMask:
    return np.asarray(np.arange(count) == shell)
