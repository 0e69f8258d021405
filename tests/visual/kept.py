"""A few of the fixed views, kept as small pictures that the next ones are compared with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from coloraide import Color
from numpy.typing import NDArray
from PIL import Image

from orbitviz.scene.offscreen import Renderer
from tests.visual.views import VIEWS

FOLDER = Path(__file__).parent / "kept"
NAMES = ("home", "day", "night", "terminator", "above-550", "sun-behind-limb", "day-radiator")
_SIDE_PX = 200  # height of a kept picture
_BLOCK_PX = 20


def small_picture(renderer: Renderer, name: str) -> NDArray[np.uint8]:
    """Return the view in small, without texts, (200, w, 3) uint8 sRGB."""
    view = VIEWS[name]()
    layers = replace(view.state.view.layers, legend=False, scale_bar=False, status_caption=False)
    state = replace(view.state, view=replace(view.state.view, layers=layers))
    width = round(view.size[0] * _SIDE_PX / view.size[1] / _BLOCK_PX) * _BLOCK_PX
    return renderer.render(state, view.instant, (width, _SIDE_PX)).pixels


def keep(renderer: Renderer) -> None:
    """Draw the kept pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        Image.fromarray(small_picture(renderer, name)).save(FOLDER / f"{name}.png", optimize=True)


def colour_differences(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return CIEDE2000 between the mean colours of blocks of two pictures, (rows, columns)."""
    ours, theirs = _blocks(a), _blocks(b)
    pairs = zip(ours.reshape(-1, 3), theirs.reshape(-1, 3), strict=True)
    found = [Color("srgb", p.tolist()).delta_e(Color("srgb", q.tolist()), method="2000")
             for p, q in pairs]  # fmt: skip
    return np.array(found).reshape(ours.shape[:2])


def contrast_differences(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the difference of the standard deviations of grey in blocks, 0..255."""
    return np.abs(_contrast(a) - _contrast(b))


def _blocks(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    h, w, _ = pixels.shape
    split = (h // _BLOCK_PX, _BLOCK_PX, w // _BLOCK_PX, _BLOCK_PX, 3)
    return (pixels / 255.0).reshape(split).mean(axis=(1, 3))


def _contrast(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    h, w, _ = pixels.shape
    split = (h // _BLOCK_PX, _BLOCK_PX, w // _BLOCK_PX, _BLOCK_PX)
    return pixels.mean(axis=2).reshape(split).std(axis=(1, 3))
