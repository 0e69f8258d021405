"""What the program is, in a small dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from orbitviz.app.crash import versions
from orbitviz.ui.widgets.plain_text import PlainBox


def about_box(parent: QWidget, renderer: str) -> QMessageBox:
    """Return the dialog with version, assumptions and licence."""
    box = PlainBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("About orbitviz")
    box.show_texts(
        "orbitviz: see a satellite constellation as one machine",
        "Designs move by secular J2 theory from their epoch, without drag or manoeuvres; "
        "catalogues move by SGP4. Sunlight is computed with a conical shadow. Times are UTC.\n\n"
        f"{versions()}\nOpenGL: {renderer or 'not started'}\n\n"
        "MIT licence. Origins and licences of pictures and data are in assets/LICENCES.md. "
        "Qt is used under the LGPL version 3.",
    )
    return box
