"""In what light passes happen: sunlight on the satellite, night at the place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.base.arrays import Floats
from orbitviz.orbits.eclipse import sun_above_limb_rad
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.passes import Passes, Positions
from orbitviz.orbits.searching import samples_between, zeros_between
from orbitviz.orbits.sky_span import SkySpan

# Civil twilight: with the Sun lower, bright satellites are seen.
DARK_RAD = np.radians(-6.0)
_STEP_S, _LEAST_STEPS, _MOST_STEPS = 15.0, 8, 100_000
_WITHIN_S = 1e-3


@dataclass(frozen=True, eq=False)
class PassLight:
    """The light of p passes, and the e times at which satellites cross the edge of the shadow.

    sunlit          (p,) bool     at culmination, at least half of the Sun's disc
    sun_elev_rad    (p,) float64  of the Sun at the place, at culmination
    is_visible      (p,) bool     at some time of the pass the satellite is sunlit and the Sun at
                                  least 6 degrees below the horizon
    edge_pass       (e,) int      pass, ascending
    edge_s          (e,) float64  time, ascending within a pass
    enters_shadow   (e,) bool     else it leaves the shadow
    """

    sunlit: NDArray[np.bool_]
    sun_elev_rad: Floats
    is_visible: NDArray[np.bool_]
    edge_pass: NDArray[np.intp]
    edge_s: Floats
    enters_shadow: NDArray[np.bool_]


def pass_light(
    passes: Passes, positions: Positions, observer: Observer, sky: SkySpan, span_s: float
) -> PassLight:
    """Return the light of passes over a place.

    positions, observer, span_s   as for find_passes

    Shadows are sought every 15 s of a pass, in one of two months every 52 s: one that is shorter,
    because it is only grazed, may be missed.
    """

    def limb(rows: NDArray[np.integer], seconds: Floats) -> Floats:
        return sun_above_limb_rad(positions(rows, seconds), sky.sun_itrs_km(seconds))

    def sun(seconds: Floats) -> Floats:
        return observer.look_angles(sky.sun_itrs_km(seconds)).elevation_rad

    if not len(passes):
        none = np.zeros(0)
        return PassLight(none > 0, none, none > 0, none.astype(np.intp), none, none > 0)
    which, times, _ = samples_between(*passes.ends(span_s), _STEP_S, _LEAST_STEPS, _MOST_STEPS)
    is_lit = limb(passes.row[which], times) >= 0.0
    seen = is_lit & (sun(times) <= DARK_RAD)
    (edges,) = np.nonzero((is_lit[1:] != is_lit[:-1]) & (which[1:] == which[:-1]))
    rows = passes.row[which[edges]]
    return PassLight(
        sunlit=limb(passes.row, passes.culmination_s) >= 0.0,
        sun_elev_rad=sun(passes.culmination_s),
        is_visible=np.bincount(which, seen, len(passes)) > 0,
        edge_pass=which[edges],
        edge_s=zeros_between(
            lambda k, seconds: limb(rows[k], seconds), times[edges], times[edges + 1], _WITHIN_S
        ),
        enters_shadow=is_lit[edges],
    )
