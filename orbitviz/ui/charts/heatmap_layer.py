"""Draws the cells of a heatmap on the axes of a chart, and their colours in its key."""

from __future__ import annotations

import cmap
import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF

from orbitviz.analysis.heatmap import Heatmap
from orbitviz.base.arrays import Floats
from orbitviz.base.units import number_text

_MAP = cmap.Colormap("cividis")  # the same to every colour vision, and even in grey
_STEPS = 7  # of the key


class HeatmapLayer:
    """One image in a plot; it takes the place of the cells before."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._image = pg.ImageItem(axisOrder="row-major")
        self._image.setZValue(-20)
        plot.addItem(self._image, ignoreBounds=True)
        self._plot = plot
        self._image.hide()

    def show(self, heatmap: Heatmap | None) -> None:
        """Show cells, None for none, and set the ranges of the axes to them."""
        self._image.setVisible(heatmap is not None)
        if heatmap is None:
            return
        x, y = heatmap.x, heatmap.y
        self._image.setImage(_pixels(heatmap.shares), levels=(0, 255))
        # Cells of one axis are equally wide.
        self._image.setRect(QRectF(x[0], y[0], x[-1] - x[0], y[-1] - y[0]))
        self._plot.setXRange(float(x[0]), float(x[-1]), padding=0.0)
        self._plot.setYRange(float(y[0]), float(y[-1]), padding=0.0)


def key_of(heatmap: Heatmap) -> str:
    """Return the scale of colours as rich text."""
    colours = (_MAP(share).hex for share in np.linspace(0.0, 1.0, _STEPS))
    blocks = "".join(f'<span style="color:{colour}">■</span>' for colour in colours)
    low, high = (number_text(end, 2) for end in heatmap.ends)
    return f"{low} {blocks} {high} {heatmap.unit}"


def _pixels(shares: Floats) -> np.ndarray:
    """Return (b, a, 4) uint8: empty cells are clear."""
    pixels = np.asarray(_MAP(np.nan_to_num(shares)) * 255.0, np.uint8)
    pixels[..., 3] = np.where(np.isnan(shares), 0, 255)
    return pixels
