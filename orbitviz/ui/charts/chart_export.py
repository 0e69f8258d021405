"""Saves a chart as CSV, PNG or SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from orbitviz.analysis.chart import Chart, rows_of, separated
from orbitviz.base.errors import UserError
from orbitviz.base.files import save_through, write_atomically
from orbitviz.ui.charts.chart_plot import ChartPlot
from orbitviz.ui.theme import colours, text_font

_SHARPER = 4  # pixels of a saved picture per pixel of the screen
_MARGIN, _CAPTION_HEIGHT = 14, 22  # of a saved picture


class ChartExporter:
    """Saves one chart as its widget shows it.

    caption   a line below the picture
    redraw    redraws the chart with lines of the plot's present width
    """

    def __init__(
        self, view: QWidget, plot: ChartPlot, caption: str, redraw: Callable[[], None]
    ) -> None:
        self._view, self._plot, self._caption, self._redraw = view, plot, caption, redraw

    def save(self, chart: Chart, path: str) -> None:
        """Save in the format of the name's ending, PNG if it is none. Raises UserError."""
        if path.lower().endswith(".csv"):
            write_atomically(path, separated(rows_of(chart)))
        elif path.lower().endswith(".svg"):
            write_atomically(path, self._svg())
        else:
            picture = self._picture()
            save_through(path, lambda scratch: _save_picture(picture, scratch), ".png")

    def _svg(self) -> bytes:
        """Return the chart as SVG, by Qt: pyqtgraph's exporter fails on paths of newer Qt."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        # The axes are recordings made for the screen, which another resolution would scale.
        generator.setResolution(self._view.logicalDpiX())
        generator.setSize(self._paper().size())
        generator.setViewBox(self._paper())
        self._draw_on(generator)
        return bytes(buffer.data().data())

    def _picture(self) -> QImage:
        """Return the chart as a picture for slides, sharper than on the screen."""
        picture = QImage(self._paper().size() * _SHARPER, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(_SHARPER)
        # The width of a line counts in pixels of the picture.
        self._plot.line_width = _SHARPER
        self._redraw()
        self._draw_on(picture)
        self._plot.line_width = 1.0
        self._redraw()
        return picture

    def _paper(self) -> QRect:
        """Return the chart with a margin, and room for the caption below it."""
        view = self._view
        height = view.height() + 2 * _MARGIN + _CAPTION_HEIGHT
        return QRect(0, 0, view.width() + 2 * _MARGIN, height)

    def _draw_on(self, device: QPaintDevice) -> None:
        self._plot.cache_axes(False)
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self._paper(), self._plot.backgroundBrush())
        flags = QWidget.RenderFlag.DrawChildren
        QWidget.render(self._view, painter, QPoint(_MARGIN, _MARGIN), QRegion(), flags)
        painter.setFont(text_font(8.5))
        painter.setPen(QColor(colours().muted))
        below = self._paper().adjusted(_MARGIN, self._view.height() + _MARGIN, -_MARGIN, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._caption)
        painter.end()
        self._plot.cache_axes(True)


def ask_for_file(parent: QWidget, chart: Chart, kind: str, ending: str) -> str:
    """Let the user choose a file; return its name with the ending, "" if there is none."""
    words = re.findall(r"[a-z0-9]+", chart.title.lower())
    start = "-".join(words) + f".{ending}"
    name, _ = QFileDialog.getSaveFileName(parent, f"Save {kind}", start, f"{kind} (*.{ending})")
    return name if not name or name.lower().endswith(f".{ending}") else f"{name}.{ending}"


def _save_picture(picture: QImage, path: Path) -> None:
    """Save in the format of the name's ending."""
    # The name of a format is text in some versions of PySide6, bytes in others.
    if not picture.save(str(path)):
        raise UserError("the picture cannot be written", file=path)
