"""Dark and light: colours, fonts, one small style sheet over Fusion."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.model.view import Theme
from orbitviz.ui.style_sheet import style_sheet


@dataclass(frozen=True)
class Colours:
    """The named colours of one theme, as #rrggbb."""

    window: str  # behind everything
    panel: str  # docks, bars
    field: str  # tree, text fields
    raised: str  # buttons, cards
    line: str  # borders, separators
    text: str
    muted: str  # captions, units
    faint: str  # disabled
    accent: str  # the selected, the active
    on_accent: str
    selection: str  # a selected row
    sun: str  # sunlit
    shade: str  # in shadow
    error: str


DARK = Colours(
    window="#0b0e13",
    panel="#12161d",
    field="#0e1218",
    raised="#1b212b",
    line="#262e3a",
    text="#e4e9f0",
    muted="#9ba8ba",
    faint="#566172",
    accent="#5aa7ff",
    on_accent="#08111d",
    selection="#1d3a5c",
    sun="#ffc35c",
    shade="#3f5f8a",
    error="#ff7b72",
)

LIGHT = Colours(
    window="#e9ecf1",
    panel="#f6f7f9",
    field="#ffffff",
    raised="#ffffff",
    line="#d3d9e2",
    text="#18202b",
    muted="#566274",
    faint="#98a3b3",
    accent="#1764c8",
    on_accent="#ffffff",
    selection="#d3e5fb",
    sun="#b87400",
    shade="#8fa6c6",
    error="#b3261e",
)

_current = DARK


def colours() -> Colours:
    """Return the colours of the theme in use."""
    return _current


def is_dark(theme: Theme) -> bool:
    """Return whether a theme is dark now; Theme.SYSTEM asks the desktop."""
    if theme is Theme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
    return theme is Theme.DARK


def apply_theme(app: QApplication, theme: Theme) -> Colours:
    """Dress the whole program and return the colours in use."""
    global _current
    hints = QGuiApplication.styleHints()
    if theme is Theme.SYSTEM:
        hints.unsetColorScheme()
    else:
        dark = theme is Theme.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    _current = DARK if is_dark(theme) else LIGHT
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setFont(text_font())
    app.setStyleSheet(style_sheet(_current))
    return _current


def load_fonts() -> None:
    """Make the bundled fonts known; without them the desktop's own are used."""
    try:
        folder = asset_path("fonts")
    except UserError:
        return
    for file in sorted([*folder.rglob("*.ttf"), *folder.rglob("*.otf")]):
        QFontDatabase.addApplicationFont(str(file))


def text_font(points: float = 9.5) -> QFont:
    """Return the font of text."""
    font = QFont(_first_family(("Inter", "Inter Variable", "Noto Sans", "DejaVu Sans")))
    font.setPointSizeF(points)
    _align_digits(font)
    return font


def title_font(points: float = 9.5) -> QFont:
    """Return the font of headings."""
    font = text_font(points)
    font.setWeight(QFont.Weight.DemiBold)
    font.setVariableAxis(QFont.Tag("wght"), 600)
    return font


def number_font(points: float = 9.5) -> QFont:
    """Return the font of running numbers: digits of one width, so that they do not dance."""
    font = QFont(_first_family(("JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono")))
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSizeF(points)
    return font


def _align_digits(font: QFont) -> None:
    """Ask for digits of one width where the font has them."""
    font.setFeature(QFont.Tag("tnum"), 1)


def _first_family(wanted: tuple[str, ...]) -> str:
    there = set(QFontDatabase.families())
    return next((family for family in wanted if family in there), QFont().defaultFamily())


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, c.panel),
        (role.WindowText, c.text),
        (role.Base, c.field),
        (role.AlternateBase, c.panel),
        (role.Text, c.text),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.BrightText, c.error),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.faint),
        (role.Highlight, c.selection),
        (role.HighlightedText, c.text),
        (role.Link, c.accent),
        (role.Light, c.raised),
        (role.Mid, c.line),
        (role.Dark, c.line),
        (role.Accent, c.accent),
    ):
        palette.setColor(target, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(off, target, QColor(c.faint))
    return palette
