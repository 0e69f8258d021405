"""Appearance of the satellites: colour and weight of each shell and catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import cmap
import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.density.of_shells import shell_densities_per_km3
from orbitviz.base.arrays import Floats
from orbitviz.base.colours import rgb_of_hex, to_linear, to_srgb
from orbitviz.base.constants import EARTH_RADIUS_KM
from orbitviz.model.design.brightness import zeta_m2
from orbitviz.model.design.constellation import Design
from orbitviz.model.group_colours import catalogue_colour, group_colours
from orbitviz.model.source import MAIN_DESIGN, ShellKey, SourceId
from orbitviz.model.state import Document, State
from orbitviz.model.view import Look
from orbitviz.orbits.sgp4.catalogue import Catalogue
from orbitviz.scene.satellites.density import density_per_km2, mean_density_per_km2
from orbitviz.scene.satellites.looks import DARK_COLOUR, LIT_COLOUR
from orbitviz.subsystems.quantities.orbit import ALTITUDE, DENSITY
from orbitviz.subsystems.quantity import INFERNO, VIRIDIS

_ALTITUDE_MAP, _DENSITY_MAP = cmap.Colormap(VIRIDIS.name), cmap.Colormap(INFERNO.name)
_STEPS = 1024  # of the colour map; finer ones are invisible
UNSELECTED_WEIGHT = 0.18
_CATALOGUE_KM = 600.0  # height of most catalogue objects, where there is no design
_NEAREST_REFERENCE_KM = 500.0  # nearer satellites are brighter than full light
UNMODELLED = (0.42, 0.45, 0.50)  # sRGB: catalogue objects have no power model
_ONE_ALTITUDE_KM = 1.0  # shells less far apart are on one altitude
# Shells of a group run from darker to lighter, this far apart, so that neighbours differ.
_LIGHTNESS_SPREAD = 0.30


@dataclass(frozen=True)
class Altitudes:
    """Range of the altitude colour map, km."""

    low_km: float
    high_km: float

    def colours(self, altitude_km: Floats) -> Floats:
        """Return (n, 3) float64 sRGB of mean altitudes (n,) km."""
        span = max(self.high_km - self.low_km, 1e-9)
        share = np.clip((altitude_km - self.low_km) / span, 0.0, 1.0)
        first, last = VIRIDIS.used
        return np.asarray(_ALTITUDE_MAP(first + (last - first) * share))[..., :3]


def density_range_per_km3(state: State) -> tuple[float, float]:
    """Return the least and greatest density at the altitudes of the design's shells."""
    values = shell_densities_per_km3(state.document.constellation)
    known = values[values > 0.0]
    return (float(known.min()), float(known.max())) if len(known) else (1e-12, 1e-12)


def density_colours(density_per_km3: Floats, ends_per_km3: tuple[float, float]) -> Floats:
    """Return (n, 3) float64 sRGB of densities (n,) on a logarithmic scale."""
    low, high = ends_per_km3
    span = max(float(np.log(high / low)), 1e-9)
    share = np.clip(np.log(np.maximum(density_per_km3, low) / low) / span, 0.0, 1.0)
    first, last = INFERNO.used
    return np.asarray(_DENSITY_MAP(first + (last - first) * share))[..., :3]


def light_of(srgb: Floats) -> NDArray[np.float32]:
    """Return the linear light of satellites that have a colour (..., 3) sRGB of the legend.

    Hue and saturation are the same, but a dark colour shines brighter: of little light no colour
    is left over bright ground. Their order by brightness stays.
    """
    linear = to_linear(srgb)
    strongest = np.max(linear, axis=-1, keepdims=True)
    return np.asarray(linear / np.sqrt(np.maximum(strongest, 1e-6)), np.float32)


def altitudes(state: State) -> Altitudes:
    """Return the range of mean altitude over the shells of the design, or of both compared.

    Where they have one altitude, or there are none, it is the range of the first catalogue.
    """
    flown = [one.constellation for one in state.designs.values() if len(one.constellation)]
    km = np.concatenate([np.zeros(0), *(one.sma_km - EARTH_RADIUS_KM for one in flown)])
    if state.catalogues and (not len(km) or np.ptp(km) < _ONE_ALTITUDE_KM):
        km = np.append(km, next(iter(state.catalogues.values())).extent.middle_km)
    return Altitudes(float(np.min(km)), float(np.max(km)))


def mean_altitude_km(catalogue: Catalogue) -> Floats:
    """Return (n,) float64 km: halfway between perigee and apogee."""
    return np.asarray((catalogue.perigee_km + catalogue.apogee_km) / 2)


def rgb(colour: str) -> Floats:
    """Return (3,) float64 sRGB 0..1 of "#rrggbb"."""
    return np.array(rgb_of_hex(colour)) / 255.0


def shell_colours(design: Design) -> Floats:
    """Return (s, 3) float64 sRGB: the group's colour, from darker to lighter over its shells."""
    out = []
    for colour, group in zip(group_colours(design), design.groups, strict=True):
        base = rgb(colour)
        steps = np.linspace(-0.5, 0.5, group.shells) if group.shells > 1 else np.zeros(1)
        for step in steps * _LIGHTNESS_SPREAD:
            towards = np.ones(3) if step > 0 else np.zeros(3)
            out.append(base + (towards - base) * abs(step))
    return np.array(out).reshape(-1, 3)


def shell_light(state: State) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return colour (s, 3) float32 linear and weight (s,) float32 of the design's shells."""
    constellation = state.document.constellation
    if state.view.colour is ALTITUDE:
        colour = altitudes(state).colours(constellation.sma_km - EARTH_RADIUS_KM)
    elif state.view.colour is DENSITY:
        values = shell_densities_per_km3(constellation)
        colour = density_colours(values, density_range_per_km3(state))
    else:
        colour = shell_colours(state.document.design)
    # Of a selection of single satellites, the others are dimmed one by one: see styles.py.
    has_whole = bool(state.selection) and not state.selection.members
    in_focus = state.selected_shells if has_whole else True
    weight = np.where(state.shown_shells, np.where(in_focus, 1.0, UNSELECTED_WEIGHT), 0.0)
    if state.view.look is Look.MAGNITUDE:
        weight = weight * _area_shares(state.document)[constellation.shell_group]
    return light_of(colour), weight.astype(np.float32)


def _area_shares(document: Document) -> Floats:
    """Return (g,) float64: area times albedo of each group's satellite over the mean of all."""
    design, constellation = document.design, document.constellation
    groups = range(len(design.groups))
    area_m2 = np.array([zeta_m2(design.satellite_of(group)) for group in groups])
    sizes = np.diff(constellation.shell_first)
    if not sizes.sum():
        return np.ones(len(area_m2))
    mean_m2 = np.average(area_m2[constellation.shell_group], weights=sizes)
    return np.asarray(area_m2 / mean_m2)


def reference_km(state: State, eye_km: Floats) -> float:
    """Return from how far away a lit satellite is shown in full light, in the look by magnitude.

    The height of the camera over the shells, or under them; so the picture keeps its exposure
    while time runs, and changes it steadily with the camera.
    """
    constellation = state.document.constellation
    sizes = np.diff(constellation.shell_first)
    radius_km = EARTH_RADIUS_KM + _CATALOGUE_KM
    if sizes.sum():
        radius_km = float(np.average(constellation.sma_km, weights=sizes))
    return max(abs(float(np.linalg.norm(eye_km)) - radius_km), _NEAREST_REFERENCE_KM)


def catalogue_light(state: State, source: SourceId) -> tuple[NDArray[np.float32], float]:
    """Return the light of a catalogue and its weight.

    Light is linear float32: (3,) of all objects, or (n, 3) of each, by its altitude.
    """
    weight = _catalogue_weight(state, source)
    if state.view.colour is ALTITUDE:
        return _light_by_altitude(state.catalogues[source], altitudes(state)), weight
    if state.view.colour.needs_map or state.view.colour is DENSITY:
        return light_of(np.array(UNMODELLED)), weight
    return light_of(rgb(catalogue_colour(source.serial))), weight


_lights: WeakKeyDictionary[Catalogue, tuple[Altitudes, NDArray[np.float32]]] = WeakKeyDictionary()


def _light_by_altitude(catalogue: Catalogue, range_km: Altitudes) -> NDArray[np.float32]:
    """Return (n, 3) float32 linear light; the last result for each catalogue is cached."""
    cached = _lights.get(catalogue)
    if cached is None or cached[0] != range_km:
        steps_km = np.linspace(range_km.low_km, range_km.high_km, _STEPS)
        span_km = max(range_km.high_km - range_km.low_km, 1e-9)
        share = (mean_altitude_km(catalogue) - range_km.low_km) / span_km
        step = np.clip(np.rint(share * (_STEPS - 1)), 0, _STEPS - 1).astype(np.int32)
        cached = range_km, light_of(range_km.colours(steps_km))[step]
        _lights[catalogue] = cached
    return cached[1]


def number_density_per_km2(state: State) -> float:
    """Return the visible satellites of the design per km2 of the sphere they fly on."""
    constellation = state.document.constellation
    density = mean_density_per_km2(constellation, state.shown_shells)
    hidden = state.hidden_satellites.rows(MAIN_DESIGN)
    if not len(hidden):
        return density
    shell = constellation.plane_shell[constellation.plane_index[hidden]]
    shown = int(np.diff(constellation.shell_first)[state.shown_shells].sum())
    left = shown - int(np.count_nonzero(state.shown_shells[shell]))
    return density * left / max(shown, 1)


def catalogue_density_per_km2(catalogue: Catalogue) -> float:
    """Return the objects per km2 of the sphere most of them fly on."""
    radius_km = EARTH_RADIUS_KM + catalogue.extent.usual_km
    return density_per_km2(float(len(catalogue)), radius_km)


def _catalogue_weight(state: State, source: SourceId) -> float:
    if not state.shows(source):
        return 0.0
    has_whole = bool(state.selection) and not state.selection.members
    in_focus = not has_whole or ShellKey(source, 0) in state.selection.shells
    return 1.0 if in_focus else UNSELECTED_WEIGHT


def sunlight_colours() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the sRGB colours of sunlit and shadowed satellites."""
    return tuple(to_srgb(np.array(LIT_COLOUR))), tuple(to_srgb(np.array(DARK_COLOUR)))
