"""The sky of a place as a picture, drawn without OpenGL: what one sees looking up."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from orbitviz.analysis.night_sky import from_horizon
from orbitviz.analysis.site_observer import observer_of
from orbitviz.analysis.sky_above import (
    SeenSatellites,
    figures_above,
    satellites_above,
    sun_place_rad,
)
from orbitviz.base.arrays import Floats
from orbitviz.model.design.groups import Site
from orbitviz.model.sites import coordinates_text
from orbitviz.model.state import State
from orbitviz.orbits.observer import Observer
from orbitviz.orbits.sky_geometry import SkyGeometry
from orbitviz.scene.ground_sky.bodies import add_stars, add_sun_and_moon, night_share
from orbitviz.scene.ground_sky.colours import LIT, SHADOWED
from orbitviz.scene.ground_sky.light import (
    add_dots,
    dot_look,
    encoded,
    light_of,
    shadowed_dots,
    sky_light,
    sunlit_dots,
)
from orbitviz.scene.ground_sky.projection import Dome
from orbitviz.scene.ground_sky.writing import COMPASS
from orbitviz.scene.overlay.faces import face

SIDE_PX = 1400
_RADIUS = 0.44  # of the horizon, over the side
_PAGE = (9, 12, 19)
_INK, _SOFT = (226, 233, 243, 255), (150, 163, 181, 255)
_LINE, _FIGURE = (170, 190, 220, 62), (150, 178, 225, 46)
_FINER = 2  # lines are drawn so much larger, then shrunk
_SCALE = (0, 2, 4, 6)  # magnitudes of the legend
_MOST_RINGED = 2_500  # satellites; of more the dots alone are plain to see
_RINGED, _RINGED_DARK = (255, 190, 92, 150), (96, 140, 220, 110)


def draw_sky_chart(state: State, site: Site, geometry: SkyGeometry) -> NDArray[np.uint8]:
    """Return the sky of a place at the instant of `geometry` as (1400, 1400, 3) uint8 sRGB.

    North is up and east left; the middle is the zenith, the rim the horizon. Satellites in sunlight
    are gold, their size by magnitude as that of stars, the faintest as of magnitude 5; those in the
    shadow faint and blue. Those whose brightness is not known are drawn as of magnitude 5.
    """
    observer = observer_of(site, geometry)
    dome = Dome(SIDE_PX, SIDE_PX, SIDE_PX * _RADIUS)
    sun_rad = sun_place_rad(observer, geometry)
    light = sky_light(dome, sun_rad)
    night = night_share(math.degrees(sun_rad[1]))
    satellites = satellites_above(state, observer, geometry)
    add_stars(light, dome, observer, geometry, night)
    _add_satellites(light, dome, satellites, night)
    add_sun_and_moon(light, dome, observer, geometry, sun_rad)
    picture = _on_page(encoded(light), dome)
    picture.alpha_composite(_lines(dome, observer, geometry, satellites, night))
    draw = ImageDraw.Draw(picture)
    _write_compass(draw, dome)
    _write_corners(picture, draw, site, geometry, satellites, math.degrees(sun_rad[1]))
    return np.asarray(picture.convert("RGB"))


def _add_satellites(light: Floats, dome: Dome, seen: SeenSatellites, night: float) -> None:
    x, y = dome.place(seen.azimuth_rad, seen.elevation_rad)
    lit = seen.sunlit
    dark = ~lit
    radius, shine = shadowed_dots(int(np.count_nonzero(dark)))
    add_dots(light, x[dark], y[dark], radius, night * shine, SHADOWED)
    radius, shine = sunlit_dots(seen.magnitude[lit])
    add_dots(light, x[lit], y[lit], radius, night * shine, LIT)


def _on_page(pixels: NDArray[np.uint8], dome: Dome) -> Image.Image:
    """Return the sky within the horizon on the page around it."""
    _, elevation_rad = dome.directions()
    inside = elevation_rad / (0.5 * np.pi) * dome.radius + 0.5
    mask = Image.fromarray(np.asarray(255.0 * np.clip(inside, 0.0, 1.0), np.uint8))
    page = Image.new("RGB", (SIDE_PX, SIDE_PX), _PAGE)
    page.paste(Image.fromarray(pixels), (0, 0), mask)
    return page.convert("RGBA")


def _lines(
    dome: Dome, observer: Observer, geometry: SkyGeometry, seen: SeenSatellites, night: float
) -> Image.Image:
    """Return rings of elevation, the horizon, constellations, and rings of few satellites."""
    large = Image.new("RGBA", (SIDE_PX * _FINER, SIDE_PX * _FINER), (*_LINE[:3], 0))
    draw = ImageDraw.Draw(large)
    fine = Dome(dome.width * _FINER, dome.height * _FINER, dome.radius * _FINER)
    x_zenith, y_zenith = zenith = fine.middle
    if night > 0.2:
        azimuth_rad, elevation_rad = figures_above(observer, geometry)
        x, y = fine.place(azimuth_rad, elevation_rad)
        for (x0, x1), (y0, y1) in zip(x.tolist(), y.tolist(), strict=True):
            draw.line((x0, y0, x1, y1), _FIGURE, _FINER)
    if len(seen.light) <= _MOST_RINGED:
        x, y = fine.place(seen.azimuth_rad, seen.elevation_rad)
        for x_px, y_px, lit in zip(x.tolist(), y.tolist(), seen.sunlit.tolist(), strict=True):
            _circle(draw, (x_px, y_px), 5.5 * _FINER, _RINGED if lit else _RINGED_DARK, 3)
    for degrees in (30, 60):
        _circle(draw, zenith, fine.radius * (1.0 - degrees / 90.0), _LINE, _FINER)
    _circle(draw, zenith, fine.radius, (190, 205, 228, 190), 3)
    for degrees in range(0, 360, 10):
        length = 14 if degrees % 30 == 0 else 7
        turn = math.radians(degrees)
        ends = [(x_zenith - out * math.sin(turn), y_zenith - out * math.cos(turn))
                for out in (fine.radius, fine.radius + length * _FINER)]  # fmt: skip
        draw.line([*ends[0], *ends[1]], (*_SOFT[:3], 150), 3)
    return large.resize((SIDE_PX, SIDE_PX), Image.Resampling.BOX)


def _circle(
    draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float,
    ink: tuple[int, ...], width: int,
) -> None:  # fmt: skip
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=width)


def _write_compass(draw: ImageDraw.ImageDraw, dome: Dome) -> None:
    x_zenith, y_zenith = dome.middle
    for k, letter in enumerate(COMPASS):
        font = face(False, len(letter) == 1, 26 if len(letter) == 1 else 17)
        turn, out = math.radians(45.0 * k), dome.radius + 34.0
        x, y = x_zenith - out * math.sin(turn), y_zenith - out * math.cos(turn)
        ink = _INK if len(letter) == 1 else _SOFT
        font.draw(draw, (x - font.length(letter) / 2.0, y), letter, ink, "lm")
    small = face(False, False, 15)
    for degrees in (30, 60):
        y = y_zenith + dome.radius * (1.0 - degrees / 90.0)
        small.draw(draw, (x_zenith + 6, y - 11), f"{degrees}°", _SOFT, "lm")


def _write_corners(
    picture: Image.Image,
    draw: ImageDraw.ImageDraw,
    site: Site,
    geometry: SkyGeometry,
    seen: SeenSatellites,
    sun_deg: float,
) -> None:
    """Write place, time and counts, and the scale of magnitudes."""
    head, text = face(False, True, 30), face(False, False, 18)
    margin, line = 40, 27
    head.draw(draw, (margin, margin), site.name, _INK)
    text.draw(draw, (margin, margin + 42), coordinates_text(site), _SOFT)
    when = geometry.instant.isoformat().replace("T", "  ").replace("Z", " UTC")
    right = SIDE_PX - margin
    head_right = face(False, True, 24)
    head_right.draw(draw, (right - head_right.length(when), margin + 4), when, _INK)
    sun = f"Sun {from_horizon(sun_deg)} the horizon"
    text.draw(draw, (right - text.length(sun), margin + 42), sun, _SOFT)
    sunlit = int(np.count_nonzero(seen.sunlit))
    bright = int(np.count_nonzero(seen.magnitude < 6.0))
    below = SIDE_PX - margin - 2 * line
    seen_words = f"{bright:,} brighter than magnitude 6" if sun_deg < 0.0 else "none seen by day"
    lines = (f"{len(seen.light):,} satellites above the horizon", f"{sunlit:,} in sunlight",
             seen_words)  # fmt: skip
    for number, words in enumerate(lines):
        text.draw(draw, (margin, below - line + number * line), words, _SOFT)
    _draw_scale(picture, draw, (right, below))


def _draw_scale(
    picture: Image.Image, draw: ImageDraw.ImageDraw, corner: tuple[float, float]
) -> None:
    """Draw dots of satellites and of stars by magnitude, to the left of a corner."""
    text, step = face(False, False, 16), 44
    width, height = step * len(_SCALE), 34
    left, top = round(corner[0]) - width, round(corner[1]) - 34
    for row, (name, colour) in enumerate((("satellites", LIT), ("stars", np.ones(3)))):
        light = np.full((height, width, 3), light_of(_PAGE))
        radius, shine = dot_look(np.array(_SCALE, np.float64))
        x = np.asarray(step * (np.arange(len(_SCALE)) + 0.5), np.float64)
        add_dots(light, x, np.full(len(_SCALE), height / 2.0), radius, shine, colour)
        picture.paste(Image.fromarray(encoded(light)), (left, top + row * height))
        middle = top + (row + 0.5) * height
        text.draw(draw, (left - 12 - text.length(name), middle), name, _SOFT, "lm")
    for k, magnitude in enumerate(_SCALE):
        word = str(magnitude)
        x_word = left + step * (k + 0.5) - text.length(word) / 2.0
        text.draw(draw, (x_word, top + 2 * height + 8), word, _SOFT, "lm")
    title = "magnitude"
    text.draw(draw, (left - 12 - text.length(title), top + 2 * height + 8), title, _SOFT, "lm")
