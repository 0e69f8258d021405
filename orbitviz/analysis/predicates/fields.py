"""What predicates may compare: the quantities of a satellite, who it is, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.site_observer import observer_of
from orbitviz.base.arrays import Floats
from orbitviz.model.design.groups import Site
from orbitviz.orbits.geodesy import geodetic
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.subsystems.quantities.orbit import (
    ALTITUDE,
    BETA,
    DENSITY,
    GROUP,
    LOCAL_TIME,
    NODE,
    SUNLIGHT,
)
from orbitviz.subsystems.quantities.registry import ALL
from orbitviz.subsystems.quantity import (
    CYCLIC,
    DEGREE,
    KILOMETRE,
    NO_UNIT,
    Lookup,
    Quantity,
    SatelliteBatch,
    Unit,
)

# Geodetic latitudes and verticals differ from geocentric ones by at most 0.193 degrees.
OBLATE_RAD = math.radians(0.21)


class Batch(SatelliteBatch, Protocol):
    """Some satellites or objects at one instant; arrays (n,)."""

    @property
    def geometry(self) -> SkyGeometry:
        """The sky that they stand in."""

    @property
    def r_km(self) -> Floats:
        """Positions, (n, 3) TEME."""

    @property
    def shell(self) -> NDArray[np.int32]:
        """Shell of the design."""

    @property
    def plane_number(self) -> NDArray[np.int32]:
        """Plane of the shell, counted from 1."""

    @property
    def slot_number(self) -> NDArray[np.int32]:
        """Slot of the plane, counted from 1."""


Values = Callable[[Batch, Site | None], NDArray[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Field:
    """One thing that predicates compare; known by its identity.

    name         in predicates
    title        heads a column for people, column one for programs, in the unit that ends it
    unit         of bare numbers and of columns for people
    column_unit  of columns for programs
    values       of satellites, SI; numbers of `words` if it has any
    rough        bounds of the values (n,), quicker than they are
    words        "group", "shell" or "limit": it is compared with words
    is_whole     its values are whole numbers
    of_site      it depends on a site
    by_plane     satellites of a plane have the same
    of_objects   objects of catalogues have it too
    ends         range of its values, in `unit`, where there is one
    is_cyclic    after the one end comes the other
    quantity     that it is, if it is one
    cost         about ns for one satellite
    """

    name: str
    title: str
    column: str
    unit: Unit = NO_UNIT
    column_unit: Unit = NO_UNIT
    values: Values
    rough: Callable[[Batch], tuple[Floats, Floats]] | None = None
    words: str = ""
    is_whole: bool = False
    of_site: bool = False
    by_plane: bool = False
    of_objects: bool = False
    ends: tuple[float, float] | None = None
    is_cyclic: bool = False
    quantity: Quantity | None = None
    cost: int = 0

    @property
    def words_of_quantity(self) -> tuple[str, ...]:
        """The words of a quantity that has categories, none for others."""
        if self.quantity is None:
            return ()
        return tuple(category.word for category in self.quantity.categories)

    @property
    def needs_maps(self) -> bool:
        """Whether operating maps must be solved for it."""
        return self.quantity is not None and self.quantity.lookup in (
            Lookup.TABLE,
            Lookup.CATEGORY,
        )


@dataclass(frozen=True)
class Measure:
    """A field, and the site if it depends on one."""

    field: Field
    site: Site | None = None

    def values(self, batch: Batch) -> NDArray[Any]:
        """Return the values (n,) of satellites, SI."""
        return self.field.values(batch, self.site)

    @property
    def column(self) -> str:
        """Name of its column for programs: the unit, then the site in brackets."""
        return f"{self.field.column}({self.site.name})" if self.site else self.field.column

    @property
    def title(self) -> str:
        """Heading of its column for people, without the unit."""
        return f"{self.field.title} at {self.site.name}" if self.site else self.field.title


def _elevation_rad(batch: Batch, site: Site | None) -> Floats:
    assert site is not None
    return observer_of(site, batch.geometry).elevation_rad(batch.r_km)


def _range_km(batch: Batch, site: Site | None) -> Floats:
    assert site is not None
    return observer_of(site, batch.geometry).range_km(batch.r_km)


def _latitude_rad(batch: Batch, _: Site | None) -> Floats:
    return geodetic(batch.r_km @ batch.geometry.teme_to_itrs.T)[0]


def _rough_latitude_rad(batch: Batch) -> tuple[Floats, Floats]:
    """Return geocentric latitudes, 0.193 degrees at most from geodetic ones, less and more."""
    r_km = batch.r_km
    along_axis_km = r_km @ batch.geometry.teme_to_itrs[2]
    radius_km = np.sqrt(np.einsum("ij,ij->i", r_km, r_km))
    geocentric = np.arcsin(along_axis_km / radius_km)
    return geocentric - OBLATE_RAD, geocentric + OBLATE_RAD


def _longitude_rad(batch: Batch, _: Site | None) -> Floats:
    x, y = (batch.r_km @ axis for axis in batch.geometry.teme_to_itrs[:2])
    return np.asarray(np.arctan2(y, x))


def _of_quantity(quantity: Quantity) -> Field:
    needs_map = quantity.lookup in (Lookup.TABLE, Lookup.CATEGORY)
    return Field(
        name="node" if quantity is NODE else quantity.key,
        # Of objects it is not the mean one.
        title="Altitude" if quantity is ALTITUDE else quantity.title,
        column=quantity.column,
        unit=quantity.unit,
        values=lambda batch, _: quantity.at(batch),
        words=quantity.key if quantity.categories else "",
        by_plane=quantity in (ALTITUDE, DENSITY, BETA, LOCAL_TIME, NODE),
        of_objects=not needs_map and quantity is not DENSITY,
        ends=quantity.ends,
        is_cyclic=quantity.ramp is CYCLIC,
        quantity=quantity,
        cost=200 if needs_map else 0 if quantity.lookup is not Lookup.SHELL else 80,
    )


NAME = Field(
    name="name",
    title="Name",
    column="name",
    values=lambda batch, _: np.zeros(0),
    of_objects=True,
    cost=10,
)
SUNLIT = Field(
    name="sunlit",
    title=SUNLIGHT.title,
    column=SUNLIGHT.column,
    unit=SUNLIGHT.unit,
    values=lambda batch, _: batch.sunlit,
    of_objects=True,
    quantity=SUNLIGHT,
    cost=80,
)
GROUPS = Field(
    name="group",
    title="Group",
    column="group",
    values=lambda batch, _: batch.group,
    words="group",
    by_plane=True,
    of_objects=True,
)
SHELL = Field(
    name="shell",
    title="Shell",
    column="shell",
    values=lambda batch, _: batch.shell,
    words="shell",
    by_plane=True,
)
PLANE = Field(
    name="plane",
    title="Plane",
    column="plane",
    values=lambda batch, _: batch.plane_number,
    is_whole=True,
    by_plane=True,
)
SLOT = Field(
    name="slot",
    title="Slot",
    column="slot",
    values=lambda batch, _: batch.slot_number,
    is_whole=True,
    cost=3,
)
LATITUDE = Field(
    name="latitude",
    title="Latitude",
    column="lat_deg",
    unit=DEGREE,
    column_unit=DEGREE,
    values=_latitude_rad,
    rough=_rough_latitude_rad,
    ends=(-90.0, 90.0),
    of_objects=True,
    cost=250,
)
LONGITUDE = Field(
    name="longitude",
    title="Longitude",
    column="lon_deg",
    unit=DEGREE,
    column_unit=DEGREE,
    values=_longitude_rad,
    of_objects=True,
    ends=(-180.0, 180.0),
    is_cyclic=True,
    cost=100,
)
ELEVATION = Field(
    name="elevation",
    title="Elevation",
    column="elevation_deg",
    unit=DEGREE,
    column_unit=DEGREE,
    values=_elevation_rad,
    ends=(-90.0, 90.0),
    of_site=True,
    of_objects=True,
    cost=120,
)
RANGE = Field(
    name="range",
    title="Range",
    column="range_km",
    unit=KILOMETRE,
    values=_range_km,
    of_site=True,
    of_objects=True,
    cost=90,
)
_OWN = (
    NAME, GROUPS, SHELL, PLANE, SLOT, SUNLIT, LATITUDE, LONGITUDE, ELEVATION, RANGE,
)  # fmt: skip
# In the order of the documentation. The keys "shell" and "plane" of quantities are of colours: here
# they stand for what is in a satellite's name.
FIELDS: Mapping[str, Field] = MappingProxyType(
    {field.name: field for field in (*_OWN, *map(_of_quantity, (q for q in ALL if q is not GROUP)))}
)
