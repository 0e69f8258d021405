"""A satellite design: everything a designer would change, with unit, range and source.

Keys mirror the file: kW, kWh, degrees Celsius. A value that is left out is that of the built-in
satellite named by `like`. orbitviz.model.design.aging derives the kernels' parameters from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from orbitviz.model.design.builtin import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.design.ranges import Number, fault, text

MAX_AGE_YEARS = 10.0


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
        title="Area", description="Area of the whole array."
    )
    efficiency: Annotated[float, Number(0.01, 0.6)] = Field(
        title="Efficiency", description="Of the cells at the beginning of life, losses included."
    )
    packing: SomeShare = Field(
        title="Packing", description="Share of the area that is covered with cells."
    )
    pointing: Literal["tracking", "fixed", "edge-on"] = Field(
        title="Pointing",
        description="tracking: square to the Sun; fixed: face to the zenith; edge-on: edge-on to "
        "the air flow and turned about the direction of flight towards the Sun.",
    )
    degradation_per_year: Loss = Field(
        title="Degradation", description="Share of its power that the array loses every year."
    )


class Battery(Part):
    """The battery."""

    energy_kwh: Annotated[float, Number(0.000_1, 1_000_000, "kWh")] = Field(
        title="Energy", description="Energy of the full battery."
    )
    charge_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Charge efficiency", description="Share of the charging power that is stored."
    )
    discharge_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Discharge efficiency", description="Share of the stored energy that comes out."
    )
    max_depth_of_discharge: SomeShare = Field(
        title="Depth of discharge",
        description="The computers may use the battery down to 1 less this; housekeeping may "
        "empty it.",
    )
    max_charge_kw: Annotated[float, Number(0.000_1, 1_000_000, "kW")] = Field(
        title="Charge limit", description="Most power that the battery takes."
    )


class Bus(Part):
    """What the satellite needs before it computes."""

    conversion_efficiency: Annotated[float, Number(0.5, 1)] = Field(
        title="Conversion", description="Share of the power drawn that reaches the loads."
    )
    housekeeping_kw: Annotated[float, Number(0, 100_000, "kW")] = Field(
        title="Housekeeping",
        description="Attitude, links, pumps, thrusters, payloads other than computers: always on, "
        "shed last.",
    )


class Radiator(Part):
    """The radiator, and the heat that the satellite holds."""

    area_m2: Annotated[float, Number(0.000_1, 1_000_000, "m²")] = Field(
        title="Area", description="Area of the panel: of one face, not of both together."
    )
    faces: Annotated[int, Number(0, 2, whole=True)] = Field(
        title="Faces", description="Faces that radiate: 2, 1, or 0: there is no radiator."
    )
    emissivity: SomeShare = Field(
        title="Emissivity", description="Infrared emissivity at the beginning of life."
    )
    end_emissivity: SomeShare = Field(
        title="Emissivity, end of life", description="Infrared emissivity after life_years."
    )
    absorptivity: Share = Field(
        title="Absorptivity", description="Share of sunlight that the radiator absorbs."
    )
    earth_view: Annotated[float, Number(0, 1)] | None = Field(
        None,
        title="View of the Earth",
        description="View factor of each face to the Earth; from pointing and altitude if left "
        "out.",
    )
    pointing: Literal["edge-on", "zenith", "orbit-normal"] = Field(
        title="Pointing",
        description="edge-on: edge-on to Sun and Earth; zenith: one face away from the Earth; "
        "orbit-normal: faces along the normal of the orbit plane.",
    )
    heat_capacity_kj_k: Annotated[float, Number(0.01, 100_000_000, "kJ/K")] = Field(
        title="Heat capacity", description="Heat that warms radiator and computers by 1 K."
    )


class Compute(Part):
    """The computers."""

    rated_kw: Annotated[float, Number(0, 100_000, "kW")] = Field(
        title="Rated power", description="Power of all chips at full rate."
    )
    tflops_per_w: Annotated[float, Number(0.001, 1_000, "TFLOP/s per W")] = Field(
        title="Efficiency", description="What the chips do with a watt at their rated power."
    )
    precision: Annotated[str, BeforeValidator(text)] = Field(
        title="Precision", description="Number format that the FLOP/s are counted in."
    )
    power_exponent: Annotated[float, Number(0.3, 1)] = Field(
        title="Power exponent",
        description="Performance is (power / rated power) to this exponent: below 1, slower chips "
        "do more with a watt.",
    )
    chip_to_radiator_k_per_kw: Annotated[float, Number(0, 1_000_000, "K/kW")] = Field(
        title="Chip to radiator", description="How much hotter than the radiator the chips run."
    )
    soft_limit_c: Celsius = Field(
        title="Soft limit", description="Chip temperature at which throttling begins."
    )
    hard_limit_c: Celsius = Field(
        title="Hard limit", description="Chip temperature at which the chips stand still."
    )
    failures_per_year: Loss = Field(
        title="Failures", description="Share of the chips that fails every year."
    )
    radiation_loss: Annotated[float, Number(0, 0.9)] = Field(
        title="Radiation loss", description="Share of the work lost to upsets and their repair."
    )
    eclipse_policy: Literal["ride-through", "idle", "scale"] = Field(
        title="In eclipse",
        description="ride-through: on the battery at full power as long as it may be used; idle: "
        "rest in the dark; scale: the steady power that array and battery bear all the orbit.",
    )
    workload: Literal["constant", "follow-the-sun", "duty-cycle"] = Field(
        title="Workload",
        description="constant: all that the chips can do; follow-the-sun: by local time below, "
        "taken as the angle from orbit noon, which is exact for orbits along the equator; "
        "duty-cycle: a share of the time, taken as its mean.",
    )
    demand: SomeShare = Field(
        title="Demand",
        description="Share of the rated power asked for: at the peak of follow-the-sun, or the "
        "duty cycle.",
    )
    least_demand: Share = Field(
        title="Least demand", description="Share asked for where follow-the-sun is lowest."
    )
    peak_local_h: Annotated[float, Number(0, 24, "h")] = Field(
        title="Peak at", description="Local solar time below at which follow-the-sun peaks."
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


class SatelliteDesign(Part):
    """What one satellite is."""

    like: Annotated[str, BeforeValidator(text)] = Field(
        DEFAULT_SATELLITE,
        description="Built-in satellite that gives every value left out: " + ", ".join(BUILTIN),
    )
    mass_kg: Annotated[float, Number(0.01, 10_000_000, "kg")] = Field(
        title="Mass", description="Mass at launch."
    )
    life_years: Annotated[float, Number(0.1, 50, "years")] = Field(
        title="Design life", description="Life that the end-of-life emissivity belongs to."
    )
    age_years: Annotated[float, Number(0, MAX_AGE_YEARS, "years")] = Field(
        0.0, title="Age", description="Age for which everything is computed."
    )
    array: SolarArray = Field(title="Solar array", description="What makes the power.")
    battery: Battery = Field(title="Battery", description="What carries it through the dark.")
    bus: Bus = Field(title="Bus", description="Losses, and loads that are always on.")
    radiator: Radiator = Field(title="Radiator", description="What gives the heat away.")
    compute: Compute = Field(title="Compute", description="What the power is for.")

    @model_validator(mode="before")
    @classmethod
    def _from_base(cls, data: Any) -> Any:
        """Fill in what was left out from the built-in satellite."""
        if not isinstance(data, dict):
            return data
        like = data.get("like", DEFAULT_SATELLITE)
        if not isinstance(like, str):
            return data
        if like not in BUILTIN:
            known = ", ".join(f'"{name}"' for name in BUILTIN)
            raise fault(f'is "{like}", which is not a built-in satellite', known, "like")
        merged = dict(data)
        for key, published in BUILTIN[like].values.items():
            if isinstance(published, dict):
                own = merged.get(key, {})
                if isinstance(own, dict):
                    merged[key] = {name: value for name, (value, _) in published.items()} | own
            else:
                merged.setdefault(key, published[0])
        return merged

    def base(self) -> SatelliteDesign:
        """Return the built-in satellite that gives what is left out."""
        return builtin_satellite(self.like)


def builtin_satellite(name: str) -> SatelliteDesign:
    """Return a built-in satellite. Raises KeyError if there is none of that name."""
    return _BUILTIN[name]


_BUILTIN = {name: SatelliteDesign.model_validate({"like": name}) for name in BUILTIN}


def satellite_values(design: SatelliteDesign) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield key path and value of every field of a satellite design but `like`."""
    for key in type(design).model_fields:
        value = getattr(design, key)
        if isinstance(value, Part):
            yield from (((key, name), getattr(value, name)) for name in type(value).model_fields)
        elif key != "like":
            yield (key,), value


def source_of(design: SatelliteDesign, path: tuple[str, ...]) -> str:
    """Return where the built-in value of a field comes from, in words."""
    published: Any = BUILTIN[design.like].values
    for key in path:
        published = published.get(key, {}) if isinstance(published, dict) else {}
    return published[1] if isinstance(published, tuple) else ""
