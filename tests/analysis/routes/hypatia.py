"""The networks of Hypatia (Kassing et al., IMC 2020), positions by python-sgp4 as there.

Recipe of snkas/hypatia, satgenpy: satellite (plane, slot) of P planes of S slots has its node at
360 plane / P and its mean anomaly at 360 slot / S, half a slot more in odd planes; eccentricity
1e-7, drag 0, epoch 2000-01-01, SGP4 with WGS 72, turned by GMST 1982. Links run to the next slot
and to the same slot of the next plane, while shorter than they may be above 80 km over a sphere of
6378.135 km; a ground station reaches satellites up to a given range. Stations stand on the WGS 72
ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sgp4.api import WGS72, Satrec, SatrecArray

from orbitviz.analysis.links.shell_links import shell_links
from orbitviz.analysis.routes.graph import LinkGraph
from orbitviz.base.constants import SPEED_OF_LIGHT_KM_S, TAU
from orbitviz.model.design.links import Links
from orbitviz.orbits.links import longest_link_km
from tests.designs import design_of, planes_at

RADIUS_KM = 6378.135
FLATTENING = 1.0 / 298.26
JD = 2451544.5  # 2000-01-01
SGP4_EPOCH_DAYS = 18263.0  # since 1949-12-31

# Degrees, from satgenpy's list of cities.
MANILA, DALIAN = (14.6042, 120.9822), (38.913811, 121.602322)
SAINT_PETERSBURG = (59.929858, 30.326228)
LUANDA, PARIS = (-8.836820, 13.234320), (48.853400, 2.348800)


@dataclass(frozen=True)
class Network:
    """Planes, slots, altitude km, inclination degrees, revolutions a day, range to the ground."""

    planes: int
    slots: int
    altitude_km: float
    inclination_deg: float
    revs_per_day: float
    ground_range_km: float

    def __post_init__(self):
        n = self.planes * self.slots
        plane, slot = np.divmod(np.arange(n), self.slots)
        self.__dict__["orbits"] = self._orbits(plane, slot)
        links = shell_links(self._design().constellation, 0, Links(pattern="+grid"))
        self.__dict__["links"] = links
        self.__dict__["graph"] = LinkGraph(n, links.one, links.other)

    def rtt_ms(self, since_s, one, other):
        """Time there and back, None without a route, and the satellites of the way."""
        r_km = self.positions_km(since_s)
        ends = [station_km(*place, since_s) for place in (one, other)]
        way = r_km[self.links.other] - r_km[self.links.one]
        lengths = np.linalg.norm(way, axis=1)
        longest = longest_link_km(RADIUS_KM + self.altitude_km, 80.0, RADIUS_KM)
        reaches = []
        for end_km in ends:
            km = np.linalg.norm(r_km - end_km, axis=1)
            near = np.flatnonzero(km <= self.ground_range_km)
            reaches.append((near, km[near]))
        path = self.graph.shortest(
            np.where(lengths <= longest, lengths, np.inf),
            *reaches,
            np.linalg.norm(r_km - ends[1], axis=1),
        )
        if path is None:
            return None, None
        way = np.vstack([ends[0], r_km[path], ends[1]])
        length_km = np.linalg.norm(np.diff(way, axis=0), axis=1).sum()
        return 2e3 * length_km / SPEED_OF_LIGHT_KM_S, path

    def positions_km(self, since_s):
        days = np.array([since_s / 86400.0])
        error, r_km, _ = self.orbits.sgp4(np.array([JD]), days)
        assert not error.any()
        return r_km[:, 0]

    def _orbits(self, plane, slot):
        found = []
        for p, s in zip(plane, slot, strict=True):
            one = Satrec()
            half = 0.5 * (p % 2)
            one.sgp4init(
                WGS72, "i", int(p * self.slots + s), SGP4_EPOCH_DAYS, 0.0, 0.0, 0.0, 1e-7, 0.0,
                np.radians(self.inclination_deg), TAU * (s + half) / self.slots,
                self.revs_per_day * TAU / 1440.0, TAU * p / self.planes,
            )  # fmt: skip
            found.append(one)
        return SatrecArray(found)

    def _design(self):
        nodes = [360.0 * k / self.planes for k in range(self.planes)]
        phases = [180.0 / self.slots * (k % 2) for k in range(self.planes)]
        group = planes_at(
            nodes, self.altitude_km, self.inclination_deg, self.slots, phase_deg=phases
        )
        return design_of(group, epoch="2000-01-01")


def ground_range_km(altitude_km, elevation_deg):
    """Range of a cone on a flat Earth, as Hypatia has it."""
    return float(np.hypot(altitude_km / np.tan(np.radians(elevation_deg)), altitude_km))


def station_km(lat_deg, lon_deg, since_s):
    """Place on the WGS 72 ellipsoid, TEME by GMST 1982 (Vallado 2013, equation 3-45)."""
    lat = np.radians(lat_deg)
    t = (JD + since_s / 86400.0 - 2451545.0) / 36525.0
    gmst_s = 67310.54841 + (876600 * 3600 + 8640184.812866) * t + 0.093104 * t**2 - 6.2e-6 * t**3
    turned = np.radians(lon_deg) + gmst_s % 86400.0 / 86400.0 * TAU
    e2 = FLATTENING * (2.0 - FLATTENING)
    foot = RADIUS_KM / np.sqrt(1.0 - e2 * np.sin(lat) ** 2)
    return np.array([
        foot * np.cos(lat) * np.cos(turned), foot * np.cos(lat) * np.sin(turned),
        foot * (1.0 - e2) * np.sin(lat),
    ])  # fmt: skip


def kuiper_630():
    return Network(34, 34, 630.0, 51.9, 14.80, ground_range_km(630.0, 30.0))


def starlink_550():
    # 940.7 km is the radius of the cone of 25 degrees on the ground (satgenpy, starlink_550).
    return Network(72, 22, 550.0, 53.0, 15.19, float(np.hypot(940.7, 550.0)))
