"""Quantities of a satellite: each is declared once, and everything else reads it.

Colours and legends, charts, menus, the command line and the tables of the operating map take key,
title, unit, range and colour map from here. The list of them:
orbitviz.subsystems.quantities.registry.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.base.constants import CELSIUS_0_K
from orbitviz.base.units import celsius_text, share_text, si_text
from orbitviz.subsystems.operation import Flows, Forcing
from orbitviz.subsystems.satellite import Satellite


class Lookup(IntEnum):
    """How a shader finds the value of a satellite: u_quantity of shaders/lib/operating_map.glsl."""

    SHELL = 0  # by its shell or its place: no operating map is needed
    TABLE = 1  # in a table of the operating map, on straight lines between its nodes
    CATEGORY = 2  # in a table of whole numbers, at the nearest node
    BETA = 3  # the angle from orbit plane to Sun
    LOCAL_TIME = 4  # of the ascending node
    NODE = 5  # right ascension of the ascending node


class OperatingPoint(NamedTuple):
    """One satellite design at k places on each of l orbits; arrays (l, k).

    light        share of the Sun's disc in view
    forcing      by Sun, Earth, workload and policy
    flows        power, heat and rates
    soc          state of charge 0..1; radiator_k in K
    share        share of the orbit's time; step_s seconds to the next place
    """

    satellite: Satellite
    light: Floats
    forcing: Forcing
    flows: Flows
    soc: Floats
    radiator_k: Floats
    share: Floats
    step_s: Floats


class SatelliteBatch(Protocol):
    """n satellites at one instant; arrays (n,)."""

    @property
    def altitude_km(self) -> Floats:
        """Mean semi-major axis less the equatorial radius of the Earth."""

    @property
    def shell_density_per_km3(self) -> Floats:
        """Satellites of the design per km3 at the altitude of the shell."""

    @property
    def group(self) -> NDArray[np.int32]:
        """Group of the design."""

    @property
    def sunlit(self) -> Floats:
        """Share of the Sun's disc in view."""

    @property
    def beta_rad(self) -> Floats:
        """Angle from orbit plane to Sun."""

    @property
    def raan_rad(self) -> Floats:
        """Right ascension of the ascending node, TEME of date."""

    @property
    def mean_sun_ra_rad(self) -> float:
        """Right ascension of the mean Sun."""

    def looked_up(self, quantity: Quantity) -> Floats:
        """Return the values of a quantity that has a table in the operating map."""


class Category(NamedTuple):
    """One category of a quantity: a word for tables, a line of the legend, a colour."""

    word: str
    label: str
    colour: str  # #rrggbb


class ColourRamp(NamedTuple):
    """A colour map by its name in cmap, safe for the colour-blind, and the range in use.

    The darkest part of most maps would be invisible against the night side.
    """

    name: str
    used: tuple[float, float] = (0.22, 1.0)


VIRIDIS = ColourRamp("viridis")
CIVIDIS = ColourRamp("cividis")
INFERNO = ColourRamp("inferno", (0.28, 1.0))
DIVERGING = ColourRamp("crameri:vik", (0.06, 0.94))
CYCLIC = ColourRamp("crameri:romao", (0.0, 1.0))


class Unit(NamedTuple):
    """A unit of legends and charts; a value v in SI is shown as factor * v + offset.

    name   as it is written
    si     of texts with a prefix: "W", "FLOP/s", or empty
    """

    name: str
    si: str = ""
    factor: float = 1.0
    offset: float = 0.0


NO_UNIT = Unit("")
PER_CENT = Unit("%", factor=100.0)
KILOWATT = Unit("kW", "W", 1e-3)
PETAFLOPS = Unit("PFLOP/s", "FLOP/s", 1e-15)
CELSIUS = Unit("°C", "K", offset=-CELSIUS_0_K)
KILOMETRE = Unit("km")
PER_MILLION_KM3 = Unit("per million km³", factor=1e6)
DEGREE = Unit("°", factor=180.0 / math.pi)
HOUR_ANGLE = Unit("h", factor=12.0 / math.pi)


@dataclass(frozen=True, kw_only=True, eq=False)
class Quantity:
    """One quantity of a satellite; known by its identity.

    key          on the command line and in settings
    column       its name in tables for other programs: SI, unit as suffix
    title        heads a legend or a chart; menu, in a menu, the title if left out
    help         a sentence for the menu
    unit         of legends, charts and texts
    ramp         colour map, None: not offered as a colour
    categories   of a quantity that has categories in place of a scale, by their number
    ends         range of the colours that never changes, in `unit`; None: that of the values
    centred      the range is symmetric about zero
    adds_up      its sum over satellites is meaningful
    lookup       how a shader finds it
    table        computes its table of the operating map; None: it has none
    orbit_mean   mean over the orbit (l,) where the mean of the table would be too coarse
    evaluate     its values (n,) at satellites; by default looked up in the operating map
    """

    key: str
    column: str
    title: str
    menu: str = ""
    help: str = ""
    unit: Unit = NO_UNIT
    ramp: ColourRamp | None = None
    categories: tuple[Category, ...] = ()
    ends: tuple[float, float] | None = None
    centred: bool = False
    adds_up: bool = False
    lookup: Lookup = Lookup.TABLE
    table: Callable[[OperatingPoint], NDArray[Any]] | None = None
    orbit_mean: Callable[[OperatingPoint], Floats] | None = None
    evaluate: Callable[[SatelliteBatch], NDArray[Any]] | None = None

    @property
    def is_colour(self) -> bool:
        """Whether satellites can be coloured by it."""
        return self.ramp is not None or bool(self.categories) or self.lookup is Lookup.SHELL

    @property
    def needs_map(self) -> bool:
        """Whether its colour waits for the operating maps."""
        return self.lookup is not Lookup.SHELL

    def at(self, satellites: SatelliteBatch) -> NDArray[Any]:
        """Return the values (n,) at satellites, SI."""
        return satellites.looked_up(self) if self.evaluate is None else self.evaluate(satellites)

    def shown(self, values: NDArray[Any]) -> NDArray[Any]:
        """Return SI values converted to the unit of legends and charts."""
        return np.asarray(self.unit.factor * values + self.unit.offset)

    def text(self, value: float) -> str:
        """Return one SI value with its unit, as tables and cards write it."""
        if self.unit is CELSIUS:
            return celsius_text(value)
        return share_text(value) if self.unit is PER_CENT else si_text(value, self.unit.si)
