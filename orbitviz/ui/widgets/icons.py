"""Icons drawn as strokes on a 24 x 24 grid, tinted by the theme, sharp at any pixel ratio."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from orbitviz.ui.colours import Colours
from orbitviz.ui.theme import colours

_GLOBE = "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17Z"

# Path data; a name ending in ! is filled instead of stroked.
ICON_PATHS: dict[str, tuple[str, ...]] = {
    "add": ("M12 5v14M5 12h14",),
    "open": ("M3.5 18.5v-13h6l2 2.5h8v3", "M3.5 18.5l3-7.5h15l-3 7.5Z"),
    "save": ("M4.5 4.5h12l3 3v12h-15Z", "M8 4.5v5h7v-5", "M8 19.5v-6h8v6"),
    "undo": ("M8 5.5l-4 4l4 4", "M4 9.5h10a5 5 0 0 1 0 10h-4"),
    "redo": ("M16 5.5l4 4l-4 4", "M20 9.5h-10a5 5 0 0 0 0 10h4"),
    "home": ("M4 11.5l8-7l8 7", "M6.5 9.5v10h11v-10"),
    "pole": (_GLOBE, "M12 12m-1.2 0a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0",
             "M12 12m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"),
    "equator": (_GLOBE, "M3.5 12c3 2.6 14 2.6 17 0"),
    "sunview": ("M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z",
                "M12 2.5v2.5M12 19v2.5M2.5 12h2.5M19 12h2.5"
                "M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M5.3 18.7l1.8-1.8M16.9 7.1l1.8-1.8"),
    "inertial": ("M12 3l2.2 6.2l6.3 .2l-5 3.9l1.8 6.2l-5.3-3.6l-5.3 3.6l1.8-6.2l-5-3.9l6.3-.2Z",),
    "earthfixed": (_GLOBE, "M12 3.5c-5 4.5-5 12.5 0 17c5-4.5 5-12.5 0-17", "M3.5 12h17"),
    "sunfixed": ("M8 12m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
                 "M15.5 12h5.5M18.5 9.5l2.5 2.5l-2.5 2.5"),
    "fly": ("M20.5 3.5l-17 7l7 3l3 7Z", "M20.5 3.5l-10 10"),
    "rings": ("M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z",
              "M5 15.5c-2.5 2.5-2.5 4 0 3.5c4-.8 13.200-9.5 14-13.5c.4-2.3-1-2.4-3.5 0"),
    "map": ("M3 6h18v12h-18Z", "M3 12h18M9 6v12M15 6v12"),
    "map_poles": ("M7 7.5a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9Z",
                  "M17 7.5a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9Z",
                  "M7 12v.1M17 12v.1"),
    "map_centre": ("M3.5 5h17v14h-17Z", "M7 9h10v6h-10Z"),
    "grid": (_GLOBE, "M12 3.5v17M3.5 12h17M5.5 7.5h13M5.5 16.5h13"),
    "shadow": ("M8 6a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z", "M8 6h13M8 18h13"),
    "colour_shell": ("M4 7h16M4 12h16M4 17h16",),
    "colour_sunlight": ("M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16Z", "!M12 4a8 8 0 0 1 0 16Z"),
    "colour_altitude": ("M12 20v-16M7 9l5-5l5 5M5 20h14",),
    "search": ("M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z", "M15.5 15.5l5 5"),
    "help": (_GLOBE, "M9.5 9.5a2.5 2.5 0 1 1 3.600 2.3c-.8.4-1.100.9-1.100 1.700",
             "M12 16.5v.2"),
    "camera": ("M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v11.5h-17Z",
               "M12 9.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7Z"),
    "fullscreen": ("M4 9v-5h5M15 4h5v5M20 15v5h-5M9 20h-5v-5",),
    "panels": ("M3.5 5h17v14h-17Z", "M9 5v14"),
    "play": ("!M7.5 4.800v14.4l11.5-7.200Z",),
    "pause": ("!M7 5h3.600v14h-3.600ZM13.4 5h3.600v14h-3.600Z",),
    "reverse": ("M18 8h-12l3.5-3.5M6 16h12l-3.5 3.5",),
    "faster": ("!M4 6.5v11l7.5-5.5ZM12.5 6.5v11l7.5-5.5Z",),
    "slower": ("!M20 6.5v11l-7.5-5.5ZM11.5 6.5v11l-7.5-5.5Z",),
    "now": (_GLOBE, "M12 7v5l3.5 2"),
    "epoch": ("M6 21v-17M6 4.5h12l-3 4l3 4h-12",),
    "chevron": ("M5.5 9l6.5 6.5l6.5-6.5",),
    "more": ("M6 6l6 6l-6 6M13 6l6 6l-6 6",),
    "close": ("M6.5 6.5l11 11M17.5 6.5l-11 11",),
    "tear_off": ("M10 5h9v9h-9Z", "M14 17.5v1.5h-9v-9h1.5"),
    "copy": ("M8.5 8.5h11v11h-11Z", "M15.5 8.5v-4h-11v11h4"),
    "filter": ("M4 5.5h16l-6.200 7v6.5l-3.600-2v-4.5Z",),
}  # fmt: skip

_SIZES = (16, 20)  # of menus and buttons
_FINE_RATIO = 2.0  # rendered too, for a finer screen that the window may be moved to


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return an icon in the colours of the theme in use (or one colour)."""
    c: Colours = colours()
    result = QIcon()
    ratios = {_FINE_RATIO, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
    off = QIcon.State.Off
    for mode, state, tint in (
        (QIcon.Mode.Normal, off, colour or c.text),
        (QIcon.Mode.Disabled, off, c.faint),
        (QIcon.Mode.Normal, QIcon.State.On, colour or c.accent),
    ):
        renderer = QSvgRenderer(QByteArray(_svg(name, tint).encode()))
        for size in _SIZES:
            for ratio in ratios:
                result.addPixmap(_render(renderer, size, ratio), mode, state)
    return result


def _render(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _svg(name: str, colour: str) -> str:
    strokes = []
    for path in ICON_PATHS[name]:
        fill, data = (colour, path[1:]) if path.startswith("!") else ("none", path)
        line = "none" if fill != "none" else colour
        strokes.append(f'<path d="{data}" fill="{fill}" stroke="{line}"/>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke-width="1.7" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(strokes)}</svg>'
    )
