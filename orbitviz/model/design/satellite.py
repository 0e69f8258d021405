"""A satellite design: everything a designer would change, with unit, range and source.

Keys mirror the file: kW, kWh, degrees Celsius. A value that is left out is that of the built-in
satellite named by `like`. orbitviz.model.design.aging derives the kernels' parameters from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.model.design.builtin import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.design.ranges import Number, fault, text
from orbitviz.model.design.satellite_parts import (
    Battery,
    Brightness,
    Bus,
    Compute,
    Part,
    Radiator,
    SolarArray,
)

MAX_AGE_YEARS = 50.0  # and the longest design life
MAX_AGES = 12  # of a list; each has an operating map of its own
SPREAD: Literal["spread"] = "spread"

Age = Annotated[
    float | tuple[float, ...] | Literal["spread"],
    Number(0, MAX_AGE_YEARS, "years", many=True, words=(SPREAD,)),
]


class SatelliteDesign(Part):
    """What one satellite is."""

    like: Annotated[str, BeforeValidator(text)] = Field(
        DEFAULT_SATELLITE,
        description="Built-in satellite that supplies every omitted value: " + ", ".join(BUILTIN),
    )
    mass_kg: Annotated[float, Number(0.01, 10_000_000, "kg")] = Field(
        title="Mass", description="Mass at launch."
    )
    life_years: Annotated[float, Number(0.1, MAX_AGE_YEARS, "years")] = Field(
        title="Design life",
        description="Age at which the radiator reaches its end-of-life emissivity.",
    )
    age_years: Age = Field(
        SPREAD,
        title="Age",
        description="Age of the satellites: spread (evenly over the design life, as in a fleet "
        "that is replaced as it ages), one age for all, or a list of ages that equally many have.",
    )
    array: SolarArray = Field(title="Solar array", description="Generates the power.")
    battery: Battery = Field(title="Battery", description="Supplies power in eclipse.")
    bus: Bus = Field(title="Bus", description="Conversion losses and loads that are always on.")
    radiator: Radiator = Field(title="Radiator", description="Rejects the heat.")
    compute: Compute = Field(title="Compute", description="Uses the power.")
    brightness: Brightness = Field(
        title="Brightness", description="How bright the satellite looks from the ground."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if isinstance(self.age_years, tuple) and len(set(self.age_years)) > MAX_AGES:
            raise fault(
                f"has {len(set(self.age_years)):,} different ages",
                f"at most {MAX_AGES}",
                "age_years",
            )
        return self

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
