"""What the cost of a kW of computers depends on, in orbit and on the ground."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class CostInputs:
    """Bare numbers; money is USD, prices per kW are of the rated power of the computers.

    kg_per_kw              satellite with everything in it
    delivered_share        FLOP/s that a fleet delivers, of those installed
    flops_per_w            FLOP/s per W of computers
    build_usd_per_kw       satellite without chips
    spares                 satellites beyond those that work, as a share of these
    insurance              share of the value launched, beyond what is paid back
    operations_per_year    share of the satellite's price that operations take a year
    failures_per_year      rate at which satellites are lost; each is replaced at once
    ground_usd_per_kw      building with its cooling and its supply, without chips
    ground_upkeep_per_year share of the building's price that upkeep takes a year
    chip_failures_per_year share of the chips that is replaced a year on the ground
    ground_utilisation    share of the time that computers on the ground work
    """

    kg_per_kw: float
    delivered_share: float
    flops_per_w: float
    kw_per_gpu: float
    life_years: float
    launch_usd_per_kg: float
    build_usd_per_kw: float
    chips_usd_per_kw: float
    development_usd_per_kw: float
    ground_segment_usd_per_kw: float
    spares: float
    insurance: float
    operations_per_year: float
    failures_per_year: float
    discount_rate: float
    ground_usd_per_kw: float
    ground_life_years: float
    ground_upkeep_per_year: float
    ground_staff_usd_per_kw_year: float
    ground_utilisation: float
    chips_life_years: float
    chip_failures_per_year: float
    energy_usd_per_kwh: float
    pue: float

    def with_value(self, name: str, value: float) -> CostInputs:
        """Return the inputs with one of them changed."""
        changed = copy(self)  # a tenth of the time of `replace`, and there are thousands
        object.__setattr__(changed, name, value)
        return changed


NAMES = tuple(field.name for field in fields(CostInputs))


@dataclass(frozen=True)
class Range:
    """What the literature has for an input, low to high, and what is taken of it."""

    low: float
    mid: float
    high: float

    @classmethod
    def of(cls, value: float | tuple[float, float, float]) -> Range:
        """Return the range of one number, or of three, as a design file has it."""
        return cls(*value) if isinstance(value, tuple) else cls(value, value, value)

    @property
    def is_wide(self) -> bool:
        """Whether there is more than one value."""
        return self.low < self.high

    def with_mid(self, value: float) -> Range:
        """Return the range with another value taken; a single one stays so, ends give way."""
        if not self.is_wide:
            return Range(value, value, value)
        return Range(min(self.low, value), value, max(self.high, value))

    @property
    def written(self) -> float | tuple[float, float, float]:
        """One number, or three, as a design file has it."""
        return (self.low, self.mid, self.high) if self.is_wide else self.mid


@dataclass(frozen=True)
class CostRanges:
    """Input -> its range, each of NAMES."""

    by_name: dict[str, Range]

    @property
    def middle(self) -> CostInputs:
        """Every input in the middle of its range."""
        return CostInputs(**{name: self.by_name[name].mid for name in NAMES})

    @property
    def wide(self) -> tuple[str, ...]:
        """The inputs with more than one value."""
        return tuple(name for name in NAMES if self.by_name[name].is_wide)
