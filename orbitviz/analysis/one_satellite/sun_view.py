"""How the orbit of one satellite stands to the Sun."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.orbits.sun import ltan_h


@dataclass(frozen=True, kw_only=True)
class SunView:
    """Angles between an orbit and the Sun.

    beta_rad    from the orbit plane to the Sun, positive on the side of the angular momentum
    phase_rad   of the satellite from orbit noon in the sense of its flight, -pi to pi
    ltan_h      local mean time of the ascending node, 0 to 24
    sunlit      share of the Sun's disc in view
    """

    beta_rad: float
    phase_rad: float
    ltan_h: float
    sunlit: float


def sun_view_of(r_km: Floats, normal: Floats, geometry: SkyGeometry) -> SunView:
    """Return the angles of a satellite at r (3,) km, TEME.

    normal   (3,) unit vector normal to its orbit, on the side of the angular momentum, TEME
    """
    sun = geometry.sun_direction
    noon = sun - (sun @ normal) * normal
    return SunView(
        beta_rad=float(np.arcsin(np.clip(sun @ normal, -1.0, 1.0))),
        phase_rad=float(np.arctan2(np.cross(noon, r_km) @ normal, noon @ r_km)),
        ltan_h=ltan_h(float(np.arctan2(normal[0], -normal[1])), geometry.instant),
        sunlit=float(sunlit(r_km[None], geometry.sun_teme_km)[0]),
    )
