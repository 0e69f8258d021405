"""Where on the map satellites are, and which light each gives."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.satellite_rows import OrbitRows, SatelliteRows
from orbitviz.base.arrays import Floats, Floats32
from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.source import MAIN_DESIGN, SourceId
from orbitviz.model.state import State
from orbitviz.orbits.eclipse import sunlit
from orbitviz.orbits.geodesy import geodetic
from orbitviz.scene.colouring import SHADES, ColourScale, colour_scale, shades
from orbitviz.scene.satellites.appearance import (
    catalogue_light,
    light_of,
    shell_light,
)
from orbitviz.scene.satellites.density import closeness
from orbitviz.scene.satellites.looks import DARK_COLOUR, LIT_COLOUR
from orbitviz.scene.world_map.dots import DotRule
from orbitviz.scene.world_map.projection import MapFrame
from orbitviz.scene.world_map.singles import Singles
from orbitviz.subsystems.quantities.orbit import SUNLIGHT
from orbitviz.subsystems.quantity import Quantity

_ROWS = 1 << 14  # satellites at a time: some milliseconds
_LIT_STEPS = 16  # of the penumbra


@dataclass(frozen=True, eq=False)
class MapSatellites:
    """The satellites of a source on a frame; each array is (n,) unless it says more.

    rows    int32    in the source
    x, y    float32  pixels of the points below them; they may lie beyond the picture
    ink     int32    row of `colours`
    light   float32  of each, times its colour
    colours (k, 3) float64 linear
    """

    source: SourceId
    rows: NDArray[np.int32]
    x: Floats32
    y: Floats32
    ink: NDArray[np.int32]
    light: Floats32
    colours: Floats

    def around(self, frame: MapFrame, reach_px: float) -> MapSatellites:
        """Return those on or near what is drawn of a frame; y counts from there."""
        width, height = frame.drawn
        y = self.y - np.float32(frame.top)
        near = (y > -reach_px) & (y < height + reach_px)
        near &= (self.x > -reach_px) & (self.x < width + reach_px)
        rows = np.flatnonzero(near)
        return MapSatellites(
            self.source, self.rows[rows], self.x[rows], y[rows], self.ink[rows], self.light[rows],
            self.colours,
        )  # fmt: skip


def sub_points(r_teme_km: Floats, teme_to_itrs: Floats) -> tuple[Floats, Floats]:
    """Return geodetic latitude and longitude, (n,) rad, below positions (n, 3) km TEME."""
    lat_rad, lon_rad, _ = geodetic(r_teme_km @ teme_to_itrs.T)
    return lat_rad, lon_rad


def design_on_map(
    state: State, snapshot: Snapshot, frame: MapFrame, rule: DotRule, every: int = 1
) -> Generator[None, None, MapSatellites]:
    """Return the shown satellites of the design on a frame, in steps of some milliseconds.

    every   one of so many stands for all of them, with their light
    """
    constellation = state.document.constellation
    shell_colours, weights = shell_light(state)
    near = closeness(constellation, state.shown_shells)
    singles = Singles.of(state, snapshot, MAIN_DESIGN)
    plain, in_focus = (
        (weights * rule.energies(near * np.float32(factor))).astype(np.float32)
        for factor in (1.0, singles.closeness)
    )
    paint = _paint(state, snapshot)
    colours = np.asarray(shell_colours if paint is None else paint.colours)
    parts: list[tuple[NDArray[Any], ...]] = []
    for run in _runs(constellation.shell_first, state.shown_shells, every):
        rows = singles.shown(run)
        if not len(rows):
            continue
        batch = _batch(state, snapshot, rows)
        lat_rad, lon_rad = sub_points(batch.r_km, snapshot.geometry.teme_to_itrs)
        x, y = frame.pixels(lat_rad, lon_rad)
        shell = batch.shell
        ink = singles.painted(rows, shell if paint is None else paint.ink(batch), len(colours))
        light = np.float32(every) * singles.lit(rows, plain[shell], in_focus[shell])
        parts.append((rows, x.astype(np.float32), y.astype(np.float32), ink, light))
        yield
    return _joined(MAIN_DESIGN, parts, singles.palette(colours))


def catalogue_on_map(
    state: State, snapshot: Snapshot, source: SourceId, frame: MapFrame, rule: DotRule
) -> Generator[None, None, MapSatellites]:
    """Return the objects of a catalogue on a frame, those whose motion is known; in steps."""
    frames = snapshot.keyframes[source]
    colours, weight = catalogue_light(state, source)
    by_sunlight = state.view.colour is SUNLIGHT
    singles = Singles.of(state, snapshot, source)
    near = np.array([1.0, singles.closeness], np.float32)
    plain, in_focus = (weight * rule.energies(near)).astype(np.float32)
    palette = np.asarray(_LIT_COLOURS if by_sunlight else np.atleast_2d(colours))
    parts: list[tuple[NDArray[Any], ...]] = []
    alive = np.flatnonzero(frames.alive) if frames is not None and weight else np.zeros(0, int)
    alive = singles.shown(alive)
    for rows in np.array_split(alive, max(-(-len(alive) // _ROWS), 1)):
        if frames is None or not len(rows):
            break
        r_km = frames.positions_km(snapshot.instant, rows)
        x, y = frame.pixels(*sub_points(r_km, snapshot.geometry.teme_to_itrs))
        if by_sunlight:
            ink = _lit_ink(sunlit(r_km, snapshot.geometry.sun_teme_km))
        else:
            ink = rows if colours.ndim == 2 else np.zeros(len(rows), int)
        ink = singles.painted(rows, ink, len(palette))
        light = singles.lit(rows, np.full(len(rows), plain), np.full(len(rows), in_focus))
        parts.append((rows, x, y, ink, light))
        yield
    return _joined(source, parts, singles.palette(palette))


@dataclass(frozen=True, eq=False)
class _Paint:
    """Colours of satellites by what each does, instead of by its shell."""

    quantity: Quantity
    scale: ColourScale | None
    colours: Floats

    def ink(self, batch: OrbitRows) -> NDArray[Any]:
        """Return (n,) rows of the colours."""
        if self.scale is None:
            return _lit_ink(batch.sunlit)
        shares = self.scale.share(batch.values(self.quantity))
        return np.asarray(np.rint(shares * (SHADES - 1)))


_LIT_COLOURS = np.linspace(0.0, 1.0, _LIT_STEPS + 1)[:, None] * (
    np.array(LIT_COLOUR) - np.array(DARK_COLOUR)
) + np.array(DARK_COLOUR)


def _lit_ink(light: Floats) -> NDArray[Any]:
    return np.asarray(np.rint(light * _LIT_STEPS))


def _paint(state: State, snapshot: Snapshot) -> _Paint | None:
    quantity = state.view.colour
    if quantity is SUNLIGHT:
        return _Paint(quantity, None, _LIT_COLOURS)
    scale = colour_scale(state.view, snapshot.fleet)
    if scale is None:
        return None
    return _Paint(quantity, scale, light_of(shades(quantity) / 255.0).astype(np.float64))


def _batch(state: State, snapshot: Snapshot, rows: NDArray[np.int32]) -> OrbitRows:
    if snapshot.fleet is not None:
        return SatelliteRows(snapshot.fleet, snapshot.geometry, rows)
    return OrbitRows(state.document.constellation, snapshot.geometry, rows)


def _runs(
    shell_first: NDArray[np.int32], shown: NDArray[np.bool_], every: int
) -> Iterator[NDArray[np.int32]]:
    """Yield one of so many rows of the shells shown, rising, some at a time."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], shown, [False]]).astype(np.int8)))
    for first, end in zip(shell_first[edges[::2]], shell_first[edges[1::2]], strict=True):
        for begin in range(int(first), int(end), _ROWS * every):
            yield np.arange(begin, min(begin + _ROWS * every, int(end)), every, dtype=np.int32)


def _joined(
    source: SourceId, parts: list[tuple[NDArray[Any], ...]], colours: NDArray[Any]
) -> MapSatellites:
    rows, x, y, ink, light = (
        (np.concatenate(column) for column in zip(*parts, strict=True))
        if parts
        else (np.zeros(0) for _ in range(5))
    )
    return MapSatellites(
        source=source,
        rows=rows.astype(np.int32),
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        ink=ink.astype(np.int32),
        light=light.astype(np.float32),
        colours=np.asarray(colours, np.float64),
    )
