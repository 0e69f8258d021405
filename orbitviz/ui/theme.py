"""Dark and light: colours, fonts, one small style sheet over Fusion."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from orbitviz.base.errors import UserError
from orbitviz.base.resources import asset_path
from orbitviz.model.view import Theme
from orbitviz.ui.colours import DARK, LIGHT, Colours
from orbitviz.ui.style_sheet import style_sheet

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
    """Apply a theme to the whole program and return its colours."""
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
    """Register the bundled fonts; without them those of the desktop are used."""
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


def _first_family(preferred: tuple[str, ...]) -> str:
    installed = set(QFontDatabase.families())
    return next((family for family in preferred if family in installed), QFont().defaultFamily())


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
