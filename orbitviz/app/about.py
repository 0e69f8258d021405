"""What the program is, in a small dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from orbitviz.app.crash import versions


def about_box(parent: QWidget, renderer: str) -> QMessageBox:
    """Return the dialog with version, assumptions and licence."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About orbitviz")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("orbitviz: see a satellite constellation as one machine")
    box.setInformativeText(
        "Designs move by secular J2 theory from their epoch, without drag or manoeuvres; "
        "catalogues move by SGP4. Sunlight is computed with a conical shadow. Times are UTC.\n\n"
        f"{versions()}\nOpenGL: {renderer or 'not started'}\n\n"
        "MIT licence. Origins and licences of pictures and data are in assets/LICENCES.md. "
        "Qt is used under the LGPL version 3."
    )
    return box
