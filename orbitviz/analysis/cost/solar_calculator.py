"""McCalip's calculator: a constellation of solar satellites against gas turbines on the ground.

Computers are in neither. The formulas are those of `static/js/math.js`, commit e59571e of
github.com/andrewmccalip/thoughts; the values of its sliders when it opens are the defaults.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from orbitviz.analysis.cost.laws import HOURS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class SolarFleet:
    """What the calculator asks about satellites.

    mean_w               power to be delivered on average over the years
    build_usd_per_w      satellite, per W of a new array
    operations_per_year  share of what the satellites cost that operations take a year
    failures_per_year    share of what the satellites cost that replacing computers takes a year
    degradation_per_year share of its power that an array loses a year
    """

    mean_w: float = 1e9
    years: int = 5
    satellite_w: float = 27_000.0
    w_per_kg: float = 36.5
    build_usd_per_w: float = 22.0
    launch_usd_per_kg: float = 500.0
    sunlit: float = 0.98
    degradation_per_year: float = 0.025
    operations_per_year: float = 0.01
    failures_per_year: float = 0.09
    development_usd: float = 1e9
    payload_kg: float = 100_000.0


@dataclass(frozen=True, kw_only=True)
class SolarBill:
    """What the calculator answers about satellites; USD over all its years.

    mean_share   mean power of an array over the years, of its first
    """

    mean_share: float
    satellites: int
    mass_kg: float
    launches: int
    build_usd: float
    launch_usd: float
    operations_usd: float
    failures_usd: float
    development_usd: float
    usd_per_w: float
    usd_per_mwh: float

    @property
    def total_usd(self) -> float:
        """Everything together."""
        running = self.operations_usd + self.failures_usd
        return self.build_usd + self.launch_usd + running + self.development_usd


def solar_bill(fleet: SolarFleet) -> SolarBill:
    """Return what satellites cost that deliver a power on average over some years."""
    kept = [(1.0 - fleet.degradation_per_year) ** year for year in range(fleet.years)]
    mean_share = sum(kept) / fleet.years
    satellites = math.ceil(fleet.mean_w / (mean_share * fleet.sunlit) / fleet.satellite_w)
    mass_kg = satellites * fleet.satellite_w / fleet.w_per_kg
    build = fleet.build_usd_per_w * satellites * fleet.satellite_w
    launch = fleet.launch_usd_per_kg * mass_kg
    operations = build * fleet.operations_per_year * fleet.years
    failures = build * fleet.failures_per_year * fleet.years
    total = build + launch + operations + failures + fleet.development_usd
    return SolarBill(
        mean_share=mean_share,
        satellites=satellites,
        mass_kg=mass_kg,
        launches=math.ceil(mass_kg / fleet.payload_kg),
        build_usd=build,
        launch_usd=launch,
        operations_usd=operations,
        failures_usd=failures,
        development_usd=fleet.development_usd,
        usd_per_w=total / fleet.mean_w,
        usd_per_mwh=total / (fleet.mean_w * 1e-6 * HOURS_PER_YEAR * fleet.years),
    )


@dataclass(frozen=True, kw_only=True)
class GasPlant:
    """What the calculator asks about a building on the ground with turbines of its own.

    turbine_usd_per_kw       per kW generated; the other prices are per W of computers
    heat_rate_btu_per_kwh    heat of the gas per kWh generated
    capacity_factor          mean power of the computers, of their rated power
    """

    years: int = 5
    turbine_usd_per_kw: float = 1_800.0
    electrical_usd_per_w: float = 5.25
    cooling_usd_per_w: float = 3.0
    building_usd_per_w: float = 2.5
    fitting_usd_per_w: float = 1.75
    pue: float = 1.2
    gas_usd_per_mmbtu: float = 4.30
    heat_rate_btu_per_kwh: float = 6_200.0
    capacity_factor: float = 0.85


@dataclass(frozen=True)
class GasBill:
    """What the calculator answers about the ground, per W and per MWh of computers."""

    capital_usd_per_w: float
    fuel_usd_per_w: float
    usd_per_mwh: float

    @property
    def usd_per_w(self) -> float:
        """Capital and fuel of all the years."""
        return self.capital_usd_per_w + self.fuel_usd_per_w


def gas_bill(plant: GasPlant) -> GasBill:
    """Return what a W of computers costs on the ground over some years."""
    capital = (
        plant.turbine_usd_per_kw * plant.pue / 1e3
        + plant.electrical_usd_per_w
        + plant.cooling_usd_per_w
        + plant.building_usd_per_w
        + plant.fitting_usd_per_w
    )
    mwh_per_w = 1e-6 * HOURS_PER_YEAR * plant.years * plant.capacity_factor
    fuel_usd_per_mwh = plant.heat_rate_btu_per_kwh * plant.gas_usd_per_mmbtu / 1e3
    fuel = fuel_usd_per_mwh * plant.pue * mwh_per_w
    return GasBill(capital, fuel, (capital + fuel) / mwh_per_w)
