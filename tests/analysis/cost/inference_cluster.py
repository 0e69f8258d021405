"""The text inference of spacedc-mdao 0.4.2: 64 satellites of 18 GPUs against a hall on the ground.

Prices, masses and losses are those of its catalogues; what its models of orbit, heat and radiation
find is taken as found: shares delivered, failures, areas (github.com/jman4162/spacedc-mdao).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

DAYS_PER_YEAR = 365.25
_GPU_PFLOPS = 0.989
_GPU_USD = 25_000.0
_GPU_KG = 3.0  # with what carries it
_STRUCTURE_AND_MARGIN = 1.2 * 1.2


@dataclass(frozen=True, kw_only=True)
class InferenceCluster:
    """Satellites and what happens to them in five years.

    array_kg, battery_kg, coolant_kg, propellant_kg   of all satellites
    availability            share of the time that light gets through the clouds to the ground
    sustained               share of the peak that software sustains, times that of losses
    failures                GPUs that fail
    learning                price of a GPU and of a bus once their number has doubled, of the first
    """

    satellites: int = 64
    gpus: int = 1_152
    it_kw: float = 1_008.0
    array_usd: float = 102_044_323.0
    battery_usd: float = 833_954.0
    bus_usd: float = 2e6
    links_usd: float = 5e5
    radiator_m2: float = 1_434.338
    radiator_usd_per_m2: float = 5_000.0
    radiator_kg_per_m2: float = 7.0
    array_kg: float = 20_408.865
    battery_kg: float = 11_119.384
    coolant_kg: float = 3_960.0
    bus_and_links_kg: float = 90.0
    propellant_kg: float = 426.0
    launch_usd_per_kg: float = 3_000.0
    ground_segment_usd: float = 20e6
    operations_usd_a_year: float = 5e6
    availability: float = 0.75
    sustained: float = 0.55 * 0.817955
    utilisation: float = 0.85
    failures: float = 473.927
    learning: float = 1.0
    years: int = 5
    discount_rate: float = 0.08

    @property
    def delivered_share(self) -> float:
        """What is delivered, of the peak of all GPUs."""
        return self.availability * self.sustained * self.utilisation

    @property
    def launch_kg(self) -> float:
        """Mass of all satellites at launch."""
        parts = (
            self.gpus * _GPU_KG,
            self.array_kg,
            self.battery_kg,
            self.radiator_m2 * self.radiator_kg_per_m2 + self.coolant_kg,
            self.satellites * self.bus_and_links_kg,
        )
        return sum(parts) * _STRUCTURE_AND_MARGIN + self.propellant_kg

    @property
    def capital_usd(self) -> Mapping[str, float]:
        """What is paid at the beginning, by what it is for."""
        return {
            "gpus": self.gpus * _GPU_USD * self._learned(self.gpus),
            "array": self.array_usd,
            "battery": self.battery_usd,
            "radiator": self.radiator_m2 * self.radiator_usd_per_m2,
            "bus": self.satellites * self.bus_usd * self._learned(self.satellites),
            "links": self.satellites * self.links_usd,
            "launch": self.launch_kg * self.launch_usd_per_kg,
            "ground segment": self.ground_segment_usd,
        }

    @property
    def replaced_usd_a_year(self) -> float:
        """GPUs that have failed, bought and launched again."""
        return self.failures * (_GPU_USD + _GPU_KG * self.launch_usd_per_kg) / self.years

    @property
    def usd_per_pflop_day(self) -> float:
        """Levelised price of a day of 1 PFLOP/s."""
        return _levelised(
            sum(self.capital_usd.values()),
            self.operations_usd_a_year + self.replaced_usd_a_year,
            self.gpus * _GPU_PFLOPS * self.delivered_share,
            self.years,
            self.discount_rate,
        )

    def _learned(self, number: int) -> float:
        return math.pow(self.learning, math.log2(number))


@dataclass(frozen=True, kw_only=True)
class InferenceHall:
    """The same GPUs on the ground; upkeep is a share of everything that is bought."""

    gpus: int = 1_152
    it_kw: float = 1_008.0
    building_usd_per_kw: float = 12_000.0
    pue: float = 1.1
    energy_usd_per_kwh: float = 0.06
    upkeep_per_year: float = 0.05
    sustained: float = 0.55 * 0.995
    utilisation: float = 0.85
    years: int = 5
    discount_rate: float = 0.08

    @property
    def usd_per_pflop_day(self) -> float:
        """Levelised price of a day of 1 PFLOP/s."""
        capital = self.gpus * _GPU_USD + self.building_usd_per_kw * self.it_kw
        kwh = self.it_kw * self.pue * 24.0 * DAYS_PER_YEAR * self.utilisation
        return _levelised(
            capital,
            self.upkeep_per_year * capital + kwh * self.energy_usd_per_kwh,
            self.gpus * _GPU_PFLOPS * self.sustained * self.utilisation,
            self.years,
            self.discount_rate,
        )


def _levelised(capital: float, a_year: float, pflops: float, years: int, rate: float) -> float:
    """Return USD per PFLOP-day; what is paid and delivered in a year counts at its end."""
    worth = sum((1.0 + rate) ** -year for year in range(1, years + 1))
    return (capital + a_year * worth) / (pflops * DAYS_PER_YEAR * worth)
