"""The shape of each built-in satellite: proportions, which stay as sliders change the areas.

Lengths are published where a comment says so; the others are drawn by eye.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Fins(Enum):
    """Where the radiator is put."""

    BEHIND = auto()  # two fins beyond the array's edges, behind it as the Sun sees it
    ON_TOP = auto()  # two fins on the body
    SIDE = auto()  # one fin beside the body


@dataclass(frozen=True, kw_only=True)
class Style:
    """The shape of one kind of satellite.

    wings          0: the array is a face of the body; 2: one at each side
    wing_aspect    length of a wing over its width
    bays           hinged panels of a wing
    faces_sun      the body turns with the array; else its z axis is the zenith
    sides          of the body, x, y and z, as ratios
    kg_per_m3      mass over the volume of the body
    boom           between body and wing, as a share of the body's width in y
    fin_aspect     length of a fin over its depth
    gold           the body is wrapped in gold foil
    dishes, links, flat_antennas   how many of each
    """

    wings: int = 2
    wing_aspect: float
    bays: int
    faces_sun: bool
    sides: tuple[float, float, float]
    kg_per_m3: float
    boom: float
    fins: Fins
    fin_aspect: float
    gold: bool = False
    dishes: int = 0
    links: int = 0
    flat_antennas: int = 0


def _data_centre(wing_aspect: float, fin_aspect: float, bays: int) -> Style:
    return Style(
        wing_aspect=wing_aspect, bays=bays, faces_sun=True, sides=(1.0, 1.5, 1.1),
        kg_per_m3=90.0, boom=0.22, fins=Fins.BEHIND, fin_aspect=fin_aspect, links=4, dishes=1,
    )  # fmt: skip


PLAIN = Style(
    wing_aspect=1.9, bays=3, faces_sun=False, sides=(1.0, 1.0, 1.25), kg_per_m3=240.0, boom=0.35,
    fins=Fins.SIDE, fin_aspect=1.2, gold=True, dishes=1, links=0,
)  # fmt: skip

STYLES: dict[str, Style] = {
    # 75 m span, 30 m height (spacex.com/spacexai/starmind, August 2026; secondary).
    "ai1": _data_centre(2.95, 2.33, 11),
    # About 70 m by 20 m (SpaceX video of 8 June 2026; secondary).
    "ai1-june": _data_centre(3.58, 1.37, 11),
    # More than 170 m long (spacecenter.gov.ua; secondary).
    "ai-sat-mini": _data_centre(28.1, 2.0, 28),
    # Wings of 12.8 m by 4.1 m, a flat bus of 4.1 m by 2.7 m (spaceflightnow.com; not verified).
    "starlink-v2-mini": Style(
        wing_aspect=3.12, bays=16, faces_sun=False, sides=(2.7, 4.1, 0.3), kg_per_m3=173.0,
        boom=0.20, fins=Fins.ON_TOP, fin_aspect=1.6, links=3, dishes=2, flat_antennas=5,
    ),
    "suncatcher": Style(
        wing_aspect=1.15, bays=6, faces_sun=True, sides=(1.5, 1.5, 1.1), kg_per_m3=190.0,
        boom=0.35, fins=Fins.BEHIND, fin_aspect=1.5, links=8,
    ),
    "bus-500kg": PLAIN,
    "cubesat-1u": Style(
        wings=0, wing_aspect=1.0, bays=1, faces_sun=False, sides=(1.0, 1.0, 1.0),
        kg_per_m3=1330.0, boom=0.0, fins=Fins.SIDE, fin_aspect=2.0,
    ),
}  # fmt: skip
