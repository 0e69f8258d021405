"""Bus, optical links, dishes and antennas: what a satellite is recognised by, not measured by."""

from __future__ import annotations

import numpy as np

from orbitviz.analysis.bodies.mesh import Frame, Mesh, Part
from orbitviz.analysis.bodies.style import Fins, Style
from orbitviz.base.constants import TAU

Sides = tuple[float, float, float]


def add_fittings(mesh: Mesh, style: Style, bus: Sides, *, cells_on_top: bool) -> None:
    """Add the bus of sides x, y, z in m and what is on it."""
    mesh.box(Part.BUS, Frame.BODY, (0.0, 0.0, 0.0), bus)
    if style.fins is Fins.BEHIND:
        _add_manifolds(mesh, bus)
    _add_links(mesh, style.links, bus)
    _add_dishes(mesh, style.dishes, bus)
    _add_flat_antennas(mesh, style.flat_antennas, bus)
    if cells_on_top:
        _add_whips(mesh, bus)


def _add_manifolds(mesh: Mesh, bus: Sides) -> None:
    """Add the pipes that carry the coolant from the bus into the fins, and racks on the bus."""
    x, y, z = bus
    for side in (-1.0, 1.0):
        for height in (-0.15, 0.15):
            mesh.tube(Part.STRUCTURE, Frame.BODY, (side * 0.5 * x, height * y, -0.3 * z),
                      (side * 0.75 * x, 0.4 * height * y, -0.3 * z), 0.05 * z)  # fmt: skip
    racks = 4
    for k in range(racks):
        at = (k - 0.5 * (racks - 1)) * y / (racks + 0.4)
        mesh.box(Part.BUS, Frame.BODY, (0.0, at, 0.56 * z), (0.86 * x, 0.82 * y / racks, 0.12 * z))
        mesh.box(Part.BUS, Frame.BODY, (0.0, at, -0.54 * z), (0.7 * x, 0.7 * y / racks, 0.08 * z))


def _add_links(mesh: Mesh, count: int, bus: Sides) -> None:
    """Add optical heads around the lower rim of the bus, looking outwards."""
    x, y, z = bus
    size = 0.17 * float(np.cbrt(x * y * z))
    for k in range(count):
        turn = TAU * (k + 0.5) / count
        out = np.array([np.cos(turn), np.sin(turn)])
        rim = out * 0.44 * np.array([x, y])
        base = -0.5 * z
        mesh.tube(Part.STRUCTURE, Frame.BODY, (rim[0], rim[1], base),
                  (rim[0], rim[1], base - 0.9 * size), 0.35 * size, cap=Part.STRUCTURE)  # fmt: skip
        at = base - 0.95 * size
        tip, root = rim + out * 0.75 * size, rim - out * 0.45 * size
        mesh.tube(Part.STRUCTURE, Frame.BODY, (root[0], root[1], at), (tip[0], tip[1], at),
                  0.5 * size, cap=Part.LENS, sides=16)  # fmt: skip
        mesh.tube(Part.STRUCTURE, Frame.BODY, (tip[0], tip[1], at), (root[0], root[1], at),
                  0.5 * size, cap=Part.STRUCTURE, sides=16)  # fmt: skip


def _add_dishes(mesh: Mesh, count: int, bus: Sides) -> None:
    """Add dishes below the bus."""
    x, y, z = bus
    radius = 0.17 * float(np.cbrt(x * y * max(z, 0.3 * min(x, y))))
    for k in range(count):
        at_y = (k - 0.5 * (count - 1)) * 0.6 * y
        at_x = 0.22 * x if count > 1 else 0.0
        top = -0.5 * z
        mesh.tube(Part.STRUCTURE, Frame.BODY, (at_x, at_y, top), (at_x, at_y, top - 0.6 * radius),
                  0.12 * radius)  # fmt: skip
        mesh.tube(Part.ANTENNA, Frame.BODY, (at_x, at_y, top - 0.55 * radius),
                  (at_x, at_y, top - radius), 0.12 * radius, far_radius_m=radius, cap=Part.ANTENNA,
                  sides=24)  # fmt: skip
        mesh.tube(Part.STRUCTURE, Frame.BODY, (at_x, at_y, top - radius),
                  (at_x, at_y, top - 1.6 * radius), 0.05 * radius, cap=Part.STRUCTURE)  # fmt: skip


def _add_flat_antennas(mesh: Mesh, count: int, bus: Sides) -> None:
    """Add phased arrays on the face of the bus that looks down."""
    x, y, z = bus
    for k in range(count):
        at = (k - 0.5 * (count - 1)) * y / (count + 0.3)
        mesh.box(Part.LENS, Frame.BODY, (-0.16 * x, at, -0.5 * z - 0.02 * y),
                 (0.52 * x, 0.8 * y / (count + 0.3), 0.04 * y))  # fmt: skip


def _add_whips(mesh: Mesh, bus: Sides) -> None:
    """Add the tape antennas of a small satellite."""
    x, y, z = bus
    for side_x, side_y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        start = (0.48 * side_x * x, 0.48 * side_y * y, -0.5 * z)
        end = (2.2 * side_x * x, 2.2 * side_y * y, -0.62 * z)
        mesh.tube(Part.STRUCTURE, Frame.BODY, start, end, 0.012 * x, sides=4)
