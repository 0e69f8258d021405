"""What a person designs: groups of shells, satellite designs, ground sites.

The models mirror the TOML file key by key: angles in degrees, altitudes in km, times in UTC.
They hold what was written, checked; orbitviz.model.expand makes satellites of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from orbitviz.facts.constants import (
    EARTH_RADIUS_KM,
    MAX_ALTITUDE_KM,
    MAX_DESIGN_SATELLITES,
    MIN_ALTITUDE_KM,
)
from orbitviz.model.builtin_satellites import BUILTIN, DEFAULT_SATELLITE
from orbitviz.model.ranges import Number, fault, plain, shown
from orbitviz.model.satellite import SatelliteDesign, builtin_satellite
from orbitviz.orbits.secular import highest_sun_synchronous_altitude_km
from orbitviz.orbits.timescale import FIRST_INSTANT, LAST_INSTANT, Instant

FORMAT = "orbitviz/1"
SUN_SYNCHRONOUS = "sun-synchronous"
MAX_SHELLS = 10_000  # of one group
MAX_FLOWN = 100  # satellite designs; each has a map of its own

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


def _epoch(value: Any) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    allowed = "a date and time from 1990-01-01 to 2053-01-01 such as 2026-11-22T00:00:00Z"
    if not isinstance(value, datetime):
        raise fault(f"is {shown(value)}", allowed)
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if not FIRST_INSTANT <= Instant.from_datetime(aware) <= LAST_INSTANT:
        raise fault(f"is {aware:%Y-%m-%d}", allowed)
    return aware


def _colour(value: Any) -> Any:
    if not (isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value)):
        raise fault(f"is {shown(value)}", 'a colour such as "#ffb000"')
    return value.lower()


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise fault(f"is {shown(value)}", "a text in quotes")
    return value


def _name(value: Any) -> Any:
    if not _text(value).strip():
        raise fault("is empty", "a text of at least one letter")
    return value


Name = Annotated[str, BeforeValidator(_name), Field(min_length=1)]
Colour = Annotated[str, BeforeValidator(_colour), Field(pattern="^#[0-9a-fA-F]{6}$")]


class _Written(BaseModel):
    """A table of the file: frozen, and no key but the known ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Site(_Written):
    """A place on the ground."""

    name: Name = Field(description="Name shown beside the site.")
    lat_deg: Annotated[float, Number(-90, 90, "degrees")] = Field(
        description="Geodetic latitude (WGS 84), degrees, north positive."
    )
    lon_deg: Annotated[float, Number(-180, 360, "degrees")] = Field(
        description="Longitude, degrees, east positive."
    )
    alt_m: Annotated[float, Number(-500, 100_000, "m")] = Field(
        0.0, description="Height above the WGS 84 ellipsoid, m."
    )


class Group(_Written):
    """Shells that belong together: the same pattern at one altitude or over a range of them."""

    name: Annotated[str, BeforeValidator(_text)] = Field(
        "", description='Name of the group; "Group 1" and so on if left out.'
    )
    pattern: Pattern = Field(
        description="How the planes of a shell stand: walker-delta spreads the nodes over 360 "
        "degrees, walker-star over 180, sun-synchronous places them by ltan_h (or raan_deg), "
        "planes takes one raan_deg and phase_deg for each plane."
    )
    altitude_km: Altitude = Field(
        description="Mean altitude, km: mean semi-major axis less 6378.137 km. One number, "
        "[first, last] spread evenly over the shells, or one number for each shell."
    )
    shells: ShellCount = Field(1, description="Number of shells.")
    inclination_deg: Inclination = Field(
        description="Inclination, degrees: one number, [first, last] over the shells, one for "
        'each shell, or "sun-synchronous" to compute it from the altitude.'
    )
    eccentricity: Eccentricity = Field(
        0.0, description="Eccentricity: one number, [first, last] over the shells, or one each."
    )
    argp_deg: Angles = Field(
        0.0,
        description="Argument of perigee at the epoch, degrees: one number, [first, last] over "
        "the shells, or one each.",
    )
    planes: Count = Field(description="Orbital planes of one shell.")
    satellites_per_plane: SlotCount = Field(
        description="Evenly spaced slots of one plane; a list of one for each plane with "
        'pattern "planes".'
    )
    phasing: Phasing = Field(
        0,
        description="Walker phasing factor F: neighbouring planes are shifted by 360 F / T "
        "degrees of argument of latitude, T the satellites of the shell; 0 to planes - 1.",
    )
    raan_deg: Angles | None = Field(
        None,
        description="Right ascension of the ascending node of the first plane at the epoch, "
        'degrees, TEME of date; with "planes" and "sun-synchronous" a list has one a plane.',
    )
    ltan_h: Hours | None = Field(
        None,
        description="Local mean time of the ascending node at the epoch, hours, in place of "
        "raan_deg for sun-synchronous planes: a list has one for each plane; with one number "
        "the planes stand evenly over 24 hours from there.",
    )
    phase_deg: Angles = Field(
        0.0,
        description="Mean argument of latitude of slot 0 of the first plane at the epoch, "
        'degrees; with "planes" a list has one for each plane.',
    )
    raan_step_deg: Angle = Field(
        0.0, description="Added to every node from shell to shell of the group, degrees."
    )
    phase_step_deg: Angle = Field(
        0.0, description="Added to every phase from shell to shell of the group, degrees."
    )
    satellite: Annotated[str, BeforeValidator(_text)] | None = Field(
        None,
        description="Name of the satellite design flown: one of [satellites], or built in: "
        + ", ".join(BUILTIN),
    )
    colour: Colour | None = Field(
        None, description="Colour of the group, #rrggbb (sRGB); chosen from a palette if left out."
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
                    "one number, or shells set to how many there are",
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
                f"is missing, but {self.planes:,} planes are given one by one"
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
                f'has no meaning in pattern "{self.pattern}"',
                'raan_deg, or pattern = "sun-synchronous"',
                "ltan_h",
            )
        if self.ltan_h is not None and self.raan_deg is not None:
            raise fault("stands beside raan_deg", "one of the two", "ltan_h")
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


class Design(_Written):
    """A constellation design: the whole of one file."""

    format: Literal["orbitviz/1"] = Field(description="Kind and version of the file.")
    name: Name = Field(description="Name of the design.")
    epoch: Annotated[datetime, BeforeValidator(_epoch)] = Field(
        description="Instant (UTC) at which nodes and phases hold."
    )
    max_satellites: Count | None = Field(
        None,
        description="How many satellites fly: slots are left empty, evenly in every plane, so "
        "that exactly this many fly; all slots are filled if left out.",
    )
    satellites: Mapping[str, SatelliteDesign] = Field(
        default_factory=dict, description="Satellite designs, by name."
    )
    groups: tuple[Group, ...] = Field(
        description="Groups of shells.", json_schema_extra={"minItems": 1}
    )
    sites: tuple[Site, ...] = Field((), description="Ground sites.")

    @cached_property
    def epoch_instant(self) -> Instant:
        """The epoch as an Instant."""
        return Instant.from_datetime(self.epoch)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Names of the groups, "Group 1" and so on where none was given."""
        return tuple(group.name or f"Group {k}" for k, group in enumerate(self.groups, start=1))

    def satellite_name(self, group: int) -> str:
        """Return the name of the satellite design that a group flies."""
        return self.groups[group].satellite or DEFAULT_SATELLITE

    def satellite_of(self, group: int) -> SatelliteDesign:
        """Return the satellite design that a group flies, the plain bus if it names none."""
        name = self.satellite_name(group)
        return self.satellites[name] if name in self.satellites else builtin_satellite(name)

    @property
    def slots(self) -> int:
        """Number of slots, filled or not."""
        return sum(group.slots for group in self.groups)

    @property
    def satellite_count(self) -> int:
        """Number of satellites that fly."""
        return min(self.slots, self.max_satellites or self.slots)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.groups:
            raise fault("is empty", "at least one [[groups]]", "groups")
        if self.slots > MAX_DESIGN_SATELLITES:
            raise fault(
                f"make {self.slots:,} satellites", f"at most {MAX_DESIGN_SATELLITES:,}", "groups"
            )
        flown = {self.satellite_name(group) for group in range(len(self.groups))}
        if len(flown) > MAX_FLOWN:
            raise fault(
                f"fly {len(flown):,} satellite designs", f"at most {MAX_FLOWN} of them", "groups"
            )
        names = list(dict.fromkeys([*self.satellites, *BUILTIN]))
        known = ", ".join(f'"{name}"' for name in names)
        for k, group in enumerate(self.groups):
            if group.satellite is not None and group.satellite not in names:
                raise fault(
                    f'is "{group.satellite}", which is neither in [satellites] nor built in',
                    known,
                    "groups",
                    k,
                    "satellite",
                )
        return self
