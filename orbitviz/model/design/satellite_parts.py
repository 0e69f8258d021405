"""The parts of a satellite design: one table of the file each."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from orbitviz.model.design.ranges import Number, fault, text

FROM_ARRAY: Literal["from-array"] = "from-array"
UNMEASURED: Literal["unmeasured"] = "unmeasured"


class Part(BaseModel):
    """A table of the file: frozen, and no key but the known ones."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # A file may leave out everything: the built-in satellite has it.
        json_schema_extra=lambda schema: schema.pop("required", None),
    )


Share = Annotated[float, Number(0, 1)]
SomeShare = Annotated[float, Number(0.01, 1)]
Loss = Annotated[float, Number(0, 0.5, "a year")]
Celsius = Annotated[float, Number(-100, 300, "°C")]


class SolarArray(Part):
    """The solar array."""

    area_m2: Annotated[float, Number(0.001, 1_000_000, "m²")] = Field(
        title="Area", description="Total area of the array."
    )
    efficiency: Annotated[float, Number(0.01, 0.6)] = Field(
        title="Efficiency",
        description="Efficiency of the cells at beginning of life, including losses, at "
        "efficiency_at_c.",
    )
    efficiency_at_c: Celsius = Field(
        title="Efficiency at", description="Cell temperature at which the efficiency holds."
    )
    cell_temperature_c: Celsius = Field(
        title="Cell temperature", description="Temperature of the cells in sunlight."
    )
    loss_per_k: Annotated[float, Number(0, 0.01, "per K")] = Field(
        title="Loss by heat",
        description="Share of its power that the array loses for each K above efficiency_at_c.",
    )
    packing: SomeShare = Field(title="Packing", description="Share of the area covered with cells.")
    pointing: Literal["tracking", "fixed", "edge-on"] = Field(
        title="Pointing",
        description="tracking: normal to the Sun; fixed: facing the zenith; edge-on: edge-on to "
        "the air flow, rotated about the direction of flight towards the Sun.",
    )
    degradation_per_year: Loss = Field(
        title="Degradation", description="Share of its power that the array loses per year."
    )


class Battery(Part):
    """The battery."""

    energy_kwh: Annotated[float, Number(0.000_1, 1_000_000, "kWh")] = Field(
        title="Energy", description="Energy of the fully charged battery."
    )
    charge_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Charge efficiency", description="Share of the charging power that is stored."
    )
    discharge_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Discharge efficiency", description="Share of the stored energy that is delivered."
    )
    max_depth_of_discharge: SomeShare = Field(
        title="Depth of discharge",
        description="The computers may discharge the battery down to 1 minus this value; "
        "housekeeping may empty it. Below, it is charged before the computers run.",
    )
    max_charge_kw: Annotated[float, Number(0.000_1, 1_000_000, "kW")] = Field(
        title="Charge limit", description="Maximum charging power of the battery."
    )
    fade_per_year: Loss = Field(
        title="Fade", description="Share of its energy that the battery loses per year."
    )


class Bus(Part):
    """What the satellite needs before it computes."""

    conversion_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Conversion", description="Share of the power drawn that reaches the loads."
    )
    housekeeping_kw: Annotated[float, Number(0, 100_000, "kW")] = Field(
        title="Housekeeping",
        description="Attitude, links, pumps, thrusters, payloads other than computers: always on, "
        "cut last.",
    )


class Radiator(Part):
    """The radiator, and the heat that the satellite holds."""

    area_m2: Annotated[float, Number(0.000_1, 1_000_000, "m²")] = Field(
        title="Area", description="Area of the panel: one face only, not both together."
    )
    faces: Annotated[int, Number(0, 2, whole=True)] = Field(
        title="Faces", description="Number of radiating faces: 2, 1, or 0 for no radiator."
    )
    emissivity: SomeShare = Field(
        title="Emissivity", description="Infrared emissivity at beginning of life."
    )
    end_emissivity: SomeShare = Field(
        title="Emissivity, end of life", description="Infrared emissivity after life_years."
    )
    effectiveness: SomeShare = Field(
        title="Effectiveness",
        description="Share of what an ideal panel of this area emits: fins are cooler than their "
        "roots, and part of the view is the satellite's own array.",
    )
    absorptivity: Share = Field(
        title="Absorptivity", description="Share of sunlight that the radiator absorbs."
    )
    earth_view: Annotated[float, Number(0, 1)] | None = Field(
        None,
        title="View of the Earth",
        description="View factor of each face to the Earth; if omitted, computed from pointing and "
        "altitude.",
    )
    pointing: Literal["edge-on", "zenith", "orbit-normal"] = Field(
        title="Pointing",
        description="edge-on: edge-on to Sun and Earth; zenith: one face away from the Earth; "
        "orbit-normal: faces pointing along the orbit normal.",
    )
    heat_capacity_kj_k: Annotated[float, Number(0.01, 100_000_000, "kJ/K")] = Field(
        title="Heat capacity",
        description="Heat needed to warm the radiator and computers by 1 K: sets how fast they "
        "warm and cool.",
    )


class Compute(Part):
    """The computers."""

    rated_kw: Annotated[float, Number(0, 100_000, "kW")] = Field(
        title="Rated power",
        description="Power of the computers at full performance, chips and the rest of their "
        "racks: the average that they run at all the time.",
    )
    peak_kw: Annotated[float, Number(0, 100_000, "kW")] = Field(
        title="Peak power",
        description="Power in short peaks; compared with array and battery, not simulated.",
    )
    tflops_per_w: Annotated[float, Number(0.001, 1_000, "TFLOP/s per W")] = Field(
        title="Efficiency", description="Performance per watt of the chips alone at rated power."
    )
    chip_share: SomeShare = Field(
        title="Share of chips",
        description="Share of the rated power that the chips draw; switches, network and power "
        "conversion of the rack draw the rest. 1 counts all power as that of chips.",
    )
    precision: Annotated[str, BeforeValidator(text)] = Field(
        title="Precision", description="Number format in which FLOP/s are counted."
    )
    power_exponent: Annotated[float, Number(0.3, 1)] = Field(
        title="Power exponent",
        description="Performance is (power / rated power) to this exponent: below 1, throttled "
        "chips do more per watt.",
    )
    chip_to_radiator_k_per_kw: Annotated[float, Number(0, 1_000_000, "K/kW")] = Field(
        title="Chip to radiator",
        description="Temperature rise of the chips above the radiator, per kW.",
    )
    soft_limit_c: Celsius = Field(
        title="Soft limit", description="Chip temperature at which throttling begins."
    )
    hard_limit_c: Celsius = Field(
        title="Hard limit", description="Chip temperature at which the chips stop."
    )
    coolant_c: Celsius = Field(
        title="Coolant",
        description="Temperature of the coolant that the computers are built for; compared with "
        "what the radiator emits at it, not simulated.",
    )
    failures_per_year: Loss = Field(
        title="Failures",
        description="Share of the chips that fail for good per year; none is replaced in orbit.",
    )
    interruptions_per_year: Annotated[float, Number(0, 100_000, "a year")] = Field(
        title="Interruptions",
        description="How often a year the computers of a satellite stop and start again.",
    )
    hours_per_interruption: Annotated[float, Number(0, 168, "h")] = Field(
        title="Lost by each", description="Work lost by each interruption, in hours."
    )
    radiation_loss: Annotated[float, Number(0, 0.9)] = Field(
        title="Radiation loss",
        description="Share of the work lost to radiation upsets and recovery from them.",
    )
    eclipse_policy: Literal["ride-through", "idle", "scale"] = Field(
        title="In eclipse",
        description="ride-through: run on the battery at full power as long as it may be used; "
        "idle: stop in eclipse, use the battery in sunlight; scale: run at the power that 99 % of "
        "the array's energy and the battery can sustain over the whole orbit, in eclipse at less "
        "where the battery cannot carry it.",
    )
    workload: Literal["constant", "follow-the-sun", "duty-cycle"] = Field(
        title="Workload",
        description="constant: as much as the chips can do; follow-the-sun: depends on local time "
        "at the ground point, approximated by the angle from orbit noon, which is exact for "
        "equatorial orbits; duty-cycle: on for a share of the time, modelled as its mean.",
    )
    demand: SomeShare = Field(
        title="Demand",
        description="Share of the rated power demanded: the peak of follow-the-sun, or the duty "
        "cycle.",
    )
    least_demand: Share = Field(
        title="Least demand",
        description="Share of the rated power demanded at the minimum of follow-the-sun.",
    )
    peak_local_h: Annotated[float, Number(0, 24, "h")] = Field(
        title="Peak at",
        description="Local solar time at the ground point at which follow-the-sun peaks.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.hard_limit_c <= self.soft_limit_c:
            raise fault(
                f"is {self.hard_limit_c:g} °C, and soft_limit_c {self.soft_limit_c:g} °C",
                "more than soft_limit_c",
                "hard_limit_c",
            )
        if self.workload == "follow-the-sun" and self.least_demand > self.demand:
            raise fault(
                f"is {self.least_demand:g}, and demand {self.demand:g}",
                "at most demand",
                "least_demand",
            )
        return self


class Brightness(Part):
    """How bright the satellite looks from the ground: a diffuse sphere."""

    zeta_m2: Annotated[
        float | Literal["from-array"], Number(0.000_1, 1_000_000, "m²", words=(FROM_ARRAY,))
    ] = Field(
        title="Area times albedo",
        description="Area times albedo of the diffuse sphere that is as bright; from-array: area "
        "of the array times 0.2. Used where magnitude is unmeasured.",
    )
    magnitude: Annotated[
        float | Literal["unmeasured"], Number(-10, 20, "mag", words=(UNMEASURED,))
    ] = Field(
        title="Magnitude at 1,000 km",
        description="Mean visual magnitude reduced to 1,000 km, as observers publish it: that of "
        "the sphere at a phase angle of 90 degrees; unmeasured: by zeta_m2.",
    )
