"""Groups of shells, and sites on the ground: tables of a design file.

The models mirror the TOML file key by key: angles in degrees, altitudes in km. They hold what
was written, checked; orbitviz.model.design.expand makes satellites of it.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from orbitviz.base.constants import (
    EARTH_RADIUS_KM,
    MAX_ALTITUDE_KM,
    MAX_DESIGN_SATELLITES,
    MIN_ALTITUDE_KM,
)
from orbitviz.model.design.builtin import BUILTIN
from orbitviz.model.design.links import Links
from orbitviz.model.design.ranges import Number, fault, plain, shown, text
from orbitviz.model.design.tables import Table
from orbitviz.orbits.sun_synchronous import highest_sun_synchronous_altitude_km

SUN_SYNCHRONOUS = "sun-synchronous"
MAX_SHELLS = 10_000  # of a design
# For routes from sites without one of their own, and where cover is compared: that of Starlink's
# user terminals (FCC 21-48).
TERMINAL_MIN_ELEVATION_DEG = 25.0

Pattern = Literal["walker-delta", "walker-star", "sun-synchronous", "planes"]
OneOrMany = float | tuple[float, ...]

Altitude = Annotated[OneOrMany, Number(MIN_ALTITUDE_KM, MAX_ALTITUDE_KM, "km", many=True)]
Inclination = Annotated[
    OneOrMany | Literal["sun-synchronous"],
    Number(0, 180, "degrees", many=True, words=(SUN_SYNCHRONOUS,)),
]
Eccentricity = Annotated[OneOrMany, Number(0, 1, many=True, high_open=True)]
Angles = Annotated[OneOrMany, Number(-360, 360, "degrees", many=True)]
Angle = Annotated[float, Number(-360, 360, "degrees")]
Hours = Annotated[OneOrMany, Number(0, 24, "hours", many=True)]
SlotCount = Annotated[
    int | tuple[int, ...], Number(1, MAX_DESIGN_SATELLITES, whole=True, many=True)
]
Count = Annotated[int, Number(1, MAX_DESIGN_SATELLITES, whole=True)]
ShellCount = Annotated[int, Number(1, MAX_SHELLS, whole=True)]
Phasing = Annotated[int, Number(0, MAX_DESIGN_SATELLITES, whole=True)]


def _colour(value: Any) -> Any:
    if not (isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value)):
        raise fault(f"is {shown(value)}", 'a colour such as "#ffb000"')
    return value.lower()


def _name(value: Any) -> Any:
    if not text(value).strip():
        raise fault("is empty", "text of at least one character")
    return value


Name = Annotated[str, BeforeValidator(_name), Field(min_length=1)]
Colour = Annotated[str, BeforeValidator(_colour), Field(pattern="^#[0-9a-fA-F]{6}$")]


class Site(Table):
    """A place on the ground."""

    name: Name = Field(description="Name displayed next to the site.")
    lat_deg: Annotated[float, Number(-90, 90, "degrees")] = Field(
        description="Geodetic latitude (WGS 84), degrees, north positive."
    )
    lon_deg: Annotated[float, Number(-180, 360, "degrees")] = Field(
        description="Longitude, degrees, east positive."
    )
    alt_m: Annotated[float, Number(-500, 100_000, "m")] = Field(
        0.0, description="Height above the WGS 84 ellipsoid, m."
    )
    min_elevation_deg: Annotated[float, Number(0, 89, "degrees")] | None = Field(
        None,
        description="Lowest elevation at which a route goes between the site and satellites, "
        f"degrees; {TERMINAL_MIN_ELEVATION_DEG:g} if omitted. A check counts from it on.",
    )


class Group(Table):
    """Shells that belong together: the same pattern at one altitude or over a range of them."""

    name: Annotated[str, BeforeValidator(text)] = Field(
        "", title="Name", description='Name of the group; if omitted, "Group 1" and so on.'
    )
    pattern: Pattern = Field(
        title="Pattern",
        description="Arrangement of the planes of a shell: walker-delta spreads the nodes over 360 "
        "degrees, walker-star over 180, sun-synchronous places them by ltan_h (or raan_deg), "
        "planes takes one raan_deg and phase_deg per plane.",
    )
    altitude_km: Altitude = Field(
        title="Altitude",
        description="Mean altitude, km: mean semi-major axis minus 6378.137 km. One number, "
        "[first, last] spread evenly over the shells, or one number per shell.",
    )
    shells: ShellCount = Field(
        1, title="Shells", description="Number of shells; all groups together have at most 10,000."
    )
    inclination_deg: Inclination = Field(
        title="Inclination",
        description="Inclination, degrees: one number, [first, last] over the shells, one per "
        'shell, or "sun-synchronous" to compute it from the altitude.',
    )
    eccentricity: Eccentricity = Field(
        0.0,
        title="Eccentricity",
        description="Eccentricity: one number, [first, last] over the shells, or one per shell.",
    )
    argp_deg: Angles = Field(
        0.0,
        title="Argument of perigee",
        description="Argument of perigee at the epoch, degrees: one number, [first, last] over the "
        "shells, or one per shell.",
    )
    planes: Count = Field(title="Planes", description="Number of orbital planes per shell.")
    satellites_per_plane: SlotCount = Field(
        title="Satellites per plane",
        description="Number of evenly spaced slots per plane; with pattern "
        '"planes", a list of one number per plane.',
    )
    phasing: Phasing = Field(
        0,
        title="Phasing",
        description="Walker phasing factor F: adjacent planes are shifted by 360 F / T degrees of "
        "argument of latitude, where T is the number of satellites in the shell; 0 to planes - 1.",
    )
    raan_deg: Angles | None = Field(
        None,
        title="Node (RAAN)",
        description="Right ascension of the ascending node of the first plane at the epoch, "
        'degrees, TEME of date; with "planes" and "sun-synchronous", a list gives one per plane.',
    )
    ltan_h: Hours | None = Field(
        None,
        title="Local time of the node",
        description="Local mean time of the ascending node at the epoch, hours, instead of "
        "raan_deg for sun-synchronous planes: a list gives one per plane; one number spaces the "
        "planes evenly over 24 hours from there.",
    )
    phase_deg: Angles = Field(
        0.0,
        title="Phase",
        description="Mean argument of latitude of slot 0 of the first plane at the epoch, "
        'degrees; with "planes", a list of one per plane.',
    )
    raan_step_deg: Angle = Field(
        0.0,
        title="Node step",
        description="Increment of the nodes from one shell of the group to the next, degrees.",
    )
    phase_step_deg: Angle = Field(
        0.0,
        title="Phase step",
        description="Increment of the phases from one shell of the group to the next, degrees.",
    )
    satellite: Annotated[str, BeforeValidator(text)] | None = Field(
        None,
        title="Satellite",
        description="Name of the satellite design: one of [satellites], or built in: "
        + ", ".join(BUILTIN),
    )
    links: Links | None = Field(
        None, description="Links between the satellites of each shell; none if omitted."
    )
    colour: Colour | None = Field(
        None,
        title="Colour",
        description="Colour of the group, #rrggbb (sRGB); if omitted, chosen from a palette.",
    )

    @property
    def slots_per_shell(self) -> int:
        """Number of slots in one shell."""
        slots = self.satellites_per_plane
        return sum(slots) if isinstance(slots, tuple) else slots * self.planes

    @property
    def slots(self) -> int:
        """Number of slots in the group."""
        return self.slots_per_shell * self.shells

    def per_shell(self, value: OneOrMany) -> list[float]:
        """Return one number for each shell from one number, [first, last] or one each."""
        if not isinstance(value, tuple):
            return [value] * self.shells
        if len(value) == self.shells:
            return list(value)
        first, last = value
        return [first + (last - first) * k / (self.shells - 1) for k in range(self.shells)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        self._check_shell_lists()
        self._check_plane_lists()
        self._check_phasing()
        self._check_perigee()
        self._check_sun_synchronous()
        return self

    def _check_shell_lists(self) -> None:
        for key in ("altitude_km", "inclination_deg", "eccentricity", "argp_deg"):
            value = getattr(self, key)
            if not isinstance(value, tuple) or len(value) == self.shells:
                continue
            if self.shells == 1:
                raise fault(
                    f"has {len(value)} numbers, but shells is 1",
                    "one number, or shells set to the number of values",
                    key,
                )
            if len(value) != 2:
                raise fault(
                    f"has {len(value)} numbers for {self.shells:,} shells",
                    f"one number, [first, last], or {self.shells:,} numbers",
                    key,
                )

    def _check_plane_lists(self) -> None:
        explicit, sso = self.pattern == "planes", self.pattern == SUN_SYNCHRONOUS
        by_plane = {
            "raan_deg": explicit or sso,
            "ltan_h": sso,
            "phase_deg": explicit,
            "satellites_per_plane": explicit,
        }
        for key, listed in by_plane.items():
            value = getattr(self, key)
            if not isinstance(value, tuple):
                continue
            if not listed:
                raise fault(f'is a list, but the pattern is "{self.pattern}"', "one number", key)
            if len(value) != self.planes:
                raise fault(
                    f"has {len(value):,} numbers, but planes is {self.planes:,}",
                    "one number for each plane",
                    key,
                )
        if explicit and self.planes > 1 and not isinstance(self.raan_deg, tuple):
            raise fault(
                f"is missing, but the {self.planes:,} planes are given individually"
                if self.raan_deg is None
                else f"is one number, but planes is {self.planes:,}",
                "a list of one number for each plane",
                "raan_deg",
            )

    def _check_phasing(self) -> None:
        if self.pattern == "planes" and self.phasing:
            raise fault(f'is {self.phasing}, but the pattern is "planes"', "phase_deg", "phasing")
        if self.phasing >= self.planes:
            raise fault(f"is {self.phasing:,}", f"0 to {self.planes - 1:,} (planes - 1)", "phasing")

    def _check_perigee(self) -> None:
        lows = zip(self.per_shell(self.altitude_km), self.per_shell(self.eccentricity), strict=True)
        for altitude_km, ecc in lows:
            perigee_km = (EARTH_RADIUS_KM + altitude_km) * (1.0 - ecc) - EARTH_RADIUS_KM
            if perigee_km < MIN_ALTITUDE_KM - 1e-9:
                raise fault(
                    f"is {plain(ecc)}, which puts the perigee at {perigee_km:,.1f} km",
                    f"a perigee of at least {plain(MIN_ALTITUDE_KM)} km",
                    "eccentricity",
                )

    def _check_sun_synchronous(self) -> None:
        sso = self.inclination_deg == SUN_SYNCHRONOUS
        if self.pattern == SUN_SYNCHRONOUS and not sso:
            raise fault(
                "is a number, but the pattern is sun-synchronous",
                '"sun-synchronous", or pattern = "walker-delta" for a fixed inclination',
                "inclination_deg",
            )
        if self.ltan_h is not None and self.pattern != SUN_SYNCHRONOUS:
            raise fault(
                f'is not used by pattern "{self.pattern}"',
                'raan_deg, or pattern = "sun-synchronous"',
                "ltan_h",
            )
        if self.ltan_h is not None and self.raan_deg is not None:
            raise fault("is given together with raan_deg", "only one of the two", "ltan_h")
        if not sso:
            return
        for altitude_km, ecc in zip(
            self.per_shell(self.altitude_km), self.per_shell(self.eccentricity), strict=True
        ):
            highest_km = highest_sun_synchronous_altitude_km(ecc)
            if altitude_km > highest_km:
                raise fault(
                    f"is {plain(altitude_km)} km, where no inclination is sun-synchronous",
                    f"at most {highest_km:,.0f} km, or inclination_deg as a number",
                    "altitude_km",
                )
