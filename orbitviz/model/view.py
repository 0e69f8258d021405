"""View options: camera, layers, colours. Frozen, without GL and Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from orbitviz.model.sky_options import SkyOptions
from orbitviz.model.source import SatelliteKey
from orbitviz.subsystems.quantities.orbit import GROUP
from orbitviz.subsystems.quantities.registry import quantity_of
from orbitviz.subsystems.quantity import Quantity


class Reference(StrEnum):
    """The axes the camera is tied to."""

    INERTIAL = "inertial"  # TEME: the stars stand still
    EARTH = "earth"  # ITRS: the continents stand still
    SUN = "sun"  # x to the Sun, z towards the north pole: the terminator stands still


class Ride(StrEnum):
    """The axes of a camera that follows a satellite."""

    LOCAL = "local"  # x the satellite's flight, z its zenith
    INERTIAL = "inertial"  # TEME: the stars stand still
    SUN = "sun"  # x to the Sun, z towards the north pole
    NEIGHBOUR = "neighbour"  # x to another satellite, z towards the zenith


class Theme(StrEnum):
    """Colours of the window around the picture."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class SatellitePath(StrEnum):
    """Renderer of the satellites of a design."""

    AUTO = "auto"  # the compute shader where the driver has one that works
    COMPUTE = "compute"
    POINTS = "points"  # GL_POINTS: every driver has them


class Look(StrEnum):
    """What the brightness of the satellites says."""

    DENSITY = "density"  # light adds up, and where many overlap each gives less
    DOTS = "dots"  # all alike
    MAGNITUDE = "magnitude"  # as bright as they look from the camera, those in sunlight alone


class Comparing(StrEnum):
    """How two designs are shown in one picture."""

    SIDE_BY_SIDE = "side by side"  # the whole of each, in half of the picture
    WIPE = "wipe"  # one picture, with the first design left of a line and the other right of it


class Background(StrEnum):
    """What is behind Earth and satellites."""

    SKY = "sky"  # as the layers say
    BLACK = "black"
    WHITE = "white"
    TRANSPARENT = "transparent"  # in files; on a screen as black


class MapProjection(StrEnum):
    """How the map shows the Earth."""

    EQUIRECTANGULAR = "equirectangular"
    POLAR = "polar"  # a pair, azimuthal equidistant: the halves north and south of the equator


class Quality(StrEnum):
    """How finely the Earth is drawn."""

    AUTO = "auto"  # full, but draft while the camera moves where the processor draws
    FULL = "full"
    DRAFT = "draft"  # half as many pixels each way


@dataclass(frozen=True, kw_only=True)
class CameraPose:
    """Where the camera is and looks, in the axes of `reference`, or of a satellite it rides with.

    The camera is at target + distance * (cos el cos az, cos el sin az, sin el), looks at
    the target, and its up lies in the half-plane of the z axis, but for a roll to the right. The
    field of view is that across the shorter side of the picture.
    With `follows`, the target is counted from that satellite, in the axes of `ride`.

    neighbour   to which the x axis points if it rides that way
    """

    reference: Reference = Reference.INERTIAL
    target_km: tuple[float, float, float] = (0.0, 0.0, 0.0)
    distance_km: float = 26_000.0
    azimuth_rad: float = math.radians(-60.0)
    elevation_rad: float = math.radians(18.0)
    fov_rad: float = math.radians(40.0)
    roll_rad: float = 0.0
    follows: SatelliteKey | None = None
    ride: Ride = Ride.LOCAL
    neighbour: SatelliteKey | None = None

    @property
    def is_off_centre(self) -> bool:
        """Whether the camera turns about something else than the Earth's centre."""
        return self.follows is not None or any(self.target_km)


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What the picture shows; every field is one toggle of the View menu and of `render`."""

    satellites: bool = True
    satellite_sets: bool = True  # in the colours of the sets that they are in
    stars: bool = True
    milky_way: bool = True
    sun: bool = True
    moon: bool = True
    earth_maps: bool = True
    clouds: bool = True
    atmosphere: bool = True
    night_lights: bool = True
    coastlines: bool = False
    borders: bool = False
    graticule: bool = False
    axes: bool = False
    constellations: bool = False
    orbit_rings: bool = True
    links: bool = False
    satellite_orbits: bool = True  # these four of the satellites that are followed or selected
    trails: bool = False
    ground_tracks: bool = False
    footprints: bool = False
    shadow_cone: bool = False
    coverage: bool = False  # satellites in view of the ground, as colour over it
    names: bool = True  # on the globe
    sites: bool = True  # of the design, and that whose sky is shown
    size_reference: bool = False  # beside the satellite that the camera rides with
    legend: bool = True
    scale_bar: bool = True
    status_caption: bool = True
    driver_name: bool = False  # in the status caption


LAYER_NAMES = tuple(one.name.replace("_", "-") for one in fields(Layers))  # for people
LEAST_SCALE, MOST_SCALE = 0.1, 10.0  # of point size and brightness
MOST_MAP_ZOOM = 32.0


@dataclass(frozen=True, kw_only=True)
class ViewOptions:
    """Camera, layers and colours."""

    camera: CameraPose = CameraPose()
    layers: Layers = Layers()
    colour_mode: str = GROUP.key  # of the quantity that satellites are coloured by
    colour_range: tuple[float, float] | None = None  # in the unit of the legend, None: automatic
    point_scale: float = 1.0  # size of single satellites, times the default
    brightness: float = 1.0  # of the satellites' light, times the default
    min_elevation_rad: float = 0.0  # over the edge of footprints; 0 is the horizon
    look: Look = Look.DENSITY
    satellite_path: SatellitePath = SatellitePath.AUTO
    quality: Quality = Quality.AUTO
    map_projection: MapProjection = MapProjection.EQUIRECTANGULAR
    theme: Theme = Theme.DARK
    background: Background = Background.SKY
    overlays: bool = True  # legend, captions, scale bar, ruler, marks and names
    sky: SkyOptions = field(default_factory=SkyOptions)  # of a place on the ground
    comparing: Comparing = Comparing.SIDE_BY_SIDE
    wipe_share: float = 0.5  # of the width of the picture, left of the line

    def before(self, background: Background) -> ViewOptions:
        """Return the options with another background; one without a sky has no Sun and Moon."""
        if background is Background.SKY:
            return replace(self, background=background)
        layers = replace(
            self.layers,
            stars=False, milky_way=False, constellations=False, sun=False, moon=False,
        )  # fmt: skip
        return replace(self, background=background, layers=layers)

    @property
    def exposure_stops(self) -> float:
        """The brightness of the satellites as photographers count it: one stop doubles it."""
        return math.log2(self.brightness)

    @property
    def colour(self) -> Quantity:
        """The quantity that satellites are coloured by."""
        return quantity_of(self.colour_mode)
