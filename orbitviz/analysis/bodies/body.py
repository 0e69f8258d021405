"""From a satellite design to its body: areas by its values, proportions by its style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from orbitviz.analysis.bodies.fittings import add_fittings
from orbitviz.analysis.bodies.mesh import Frame, Mesh, Part, Plate, Triangles
from orbitviz.analysis.bodies.style import STYLES, Fins, Style
from orbitviz.base.arrays import Floats
from orbitviz.model.design.aging import satellite_at_age
from orbitviz.model.design.satellite import SatelliteDesign, builtin_satellite
from orbitviz.subsystems.satellite import ArrayPointing, RadiatorPointing

_THICKNESS = 0.004  # of a plate, as a share of its shorter side
_MAST = 0.012  # radius of the mast behind a wing, as a share of the wing's width
_GAP = 0.12  # between body and fins, as a share of the body's size


@dataclass(frozen=True, kw_only=True, eq=False)
class Body:
    """A satellite as triangles.

    plates      what casts shadows apart from the bus
    bus_m       (3,) sides of the bus, a box in the axes of the body
    span_m      longest extent
    reach_m     from its middle to its farthest vertex
    packing     share of the array covered with cells
    bays        hinged panels of a wing
    """

    triangles: Triangles
    plates: tuple[Plate, ...]
    bus_m: tuple[float, float, float]
    span_m: float
    reach_m: float
    array_pointing: ArrayPointing
    radiator_pointing: RadiatorPointing
    radiator_faces: int
    faces_sun: bool
    packing: float
    bays: int
    gold: bool


@lru_cache(maxsize=64)
def body_of(design: SatelliteDesign) -> Body:
    """Return the body of a satellite design; while a slider moves, each value has its own."""
    style = STYLES[design.like]
    satellite = satellite_at_age(design)
    bus = _bus_sides(design.mass_kg, style)
    mesh = Mesh()
    _add_array(mesh, design, style, bus)
    if design.radiator.faces:
        _add_radiator(mesh, design, style, bus)
    add_fittings(mesh, style, bus, cells_on_top=not style.wings)
    triangles = mesh.triangles()
    reach = float(np.linalg.norm(triangles.position_m, axis=1).max())
    extents = triangles.position_m.max(axis=0) - triangles.position_m.min(axis=0)
    return Body(
        triangles=triangles,
        plates=tuple(mesh.plates),
        bus_m=bus,
        span_m=float(extents.max()),
        reach_m=reach,
        array_pointing=satellite.array_pointing,
        radiator_pointing=satellite.radiator_pointing,
        radiator_faces=satellite.faces,
        faces_sun=style.faces_sun,
        packing=design.array.packing,
        bays=style.bays,
        gold=style.gold,
    )


@lru_cache(maxsize=1)
def unknown_body() -> Body:
    """Return what stands for an object of which nothing but the orbit is known: a grey bus."""
    return replace(body_of(builtin_satellite("bus-500kg")), gold=False)


def _bus_sides(mass_kg: float, style: Style) -> tuple[float, float, float]:
    volume = mass_kg / style.kg_per_m3
    scale = (volume / float(np.prod(style.sides))) ** (1.0 / 3.0)
    x, y, z = (scale * side for side in style.sides)
    return x, y, z


def _add_array(
    mesh: Mesh, design: SatelliteDesign, style: Style, bus: tuple[float, float, float]
) -> None:
    """Add the array: two wings along y, or a plate on the face of the body that looks along z."""
    area, faces = design.array.area_m2, (Part.ARRAY, Part.ARRAY_BACK)
    if not style.wings:
        side = np.sqrt(area)
        thickness = _THICKNESS * side
        centre = np.array([0.0, 0.0, 0.5 * bus[2] + thickness])
        half = 0.5 * side
        mesh.sheet(faces, Frame.ARRAY, centre, half * _X, half * _Y, thickness)
        return
    width = np.sqrt(area / style.wings / style.wing_aspect)
    length = area / style.wings / width
    root = 0.5 * bus[1] * (1.0 + 2.0 * style.boom)
    for side in (-1.0, 1.0):
        centre = side * (root + 0.5 * length) * _Y
        thickness = _THICKNESS * width
        mesh.sheet(faces, Frame.ARRAY, centre, 0.5 * width * _X, 0.5 * length * _Y, thickness)
        mast = _MAST * width
        start, end = side * 0.45 * bus[1], side * (root + 0.98 * length)
        below = -mast - thickness
        mesh.tube(Part.STRUCTURE, Frame.ARRAY, (0.0, start, below), (0.0, end, below), mast,
                  cap=Part.STRUCTURE, sides=8)  # fmt: skip
        yoke = side * root
        mesh.box(Part.STRUCTURE, Frame.ARRAY, (0.0, yoke, below), (width, 2.0 * mast, 2.0 * mast))


def _add_radiator(
    mesh: Mesh, design: SatelliteDesign, style: Style, bus: tuple[float, float, float]
) -> None:
    """Add the fins; their faces look along y and, where there are two, the other way."""
    second = Part.RADIATOR if design.radiator.faces == 2 else Part.STRUCTURE
    count = 1 if style.fins is Fins.SIDE else 2
    area = design.radiator.area_m2 / count
    depth = np.sqrt(area / style.fin_aspect)
    length = area / depth
    for centre in _fin_centres(style.fins, length, depth, bus):
        _add_fin(mesh, second, centre, length, depth)


def _add_fin(mesh: Mesh, second: Part, centre: Floats, length: float, depth: float) -> None:
    """Add a fin whose face looks along y; `second` is its other side."""
    thickness = 2.0 * _THICKNESS * min(length, depth)
    mesh.sheet(
        (Part.RADIATOR, second), Frame.RADIATOR, centre, 0.5 * depth * _Z, 0.5 * length * _X,
        thickness,
    )  # fmt: skip


def _fin_centres(
    fins: Fins, length: float, depth: float, bus: tuple[float, float, float]
) -> list[Floats]:
    """Return the middles of the fins in their own axes."""
    gap = _GAP * min(bus)
    match fins:
        case Fins.BEHIND:
            out = 0.5 * bus[0] + gap + 0.5 * length
            return [side * out * _X - 0.5 * depth * _Z for side in (-1.0, 1.0)]
        case Fins.ON_TOP:
            up = 0.5 * bus[2] + gap + 0.5 * depth
            return [side * 0.28 * bus[1] * _Y + up * _Z for side in (-1.0, 1.0)]
        case Fins.SIDE:
            return [-(0.5 * bus[0] + gap + 0.5 * length) * _X]


_X, _Y, _Z = np.eye(3)
