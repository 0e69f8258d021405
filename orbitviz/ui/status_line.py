"""The status bar: model, epoch, counts, frame time, renderer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.status_caption import status_caption
from orbitviz.model.state import State
from orbitviz.ui.theme import number_font
from orbitviz.ui.widgets.fitting_labels import ElidedLabel
from orbitviz.ui.widgets.plain_text import PlainLabel

_DRAWS = "Renderer in use"


class StatusLine(QStatusBar):
    """What the picture is based on, always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._caption = ElidedLabel("Model, epoch, and numbers of satellites drawn and modelled")
        self._frame = _label("Time to draw one picture, mean of the last thirty")
        self._renderer = ElidedLabel(_DRAWS)
        self._frame.setFont(number_font(9))
        # Of fixed size: a label that may grow makes Qt lay out and compose the whole window again.
        self._frame.setText("00,000 ms")
        self._frame.setFixedSize(self._frame.sizeHint())
        self._frame.clear()
        self._frame.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._caption, 1)
        self.addPermanentWidget(self._frame)
        self.addPermanentWidget(self._renderer)

    @property
    def text(self) -> str:
        """The whole line."""
        labels = (self._caption, self._frame, self._renderer)
        return "  ·  ".join(label.text() for label in labels if label.text())

    def show_state(self, state: State, snapshot: Snapshot) -> None:
        """Show model, epoch, counts and what is missing."""
        _show(self._caption, status_caption(state, snapshot))

    def show_frame(self, milliseconds: float) -> None:
        """Show the time of a frame."""
        _show(self._frame, f"{milliseconds:,.0f} ms" if milliseconds else "")

    def show_renderer(self, renderer: str, refused: str = "") -> None:
        """Show what draws; the tooltip says why the compute shader cannot."""
        _show(self._renderer, renderer)
        tip = f"{_DRAWS}; no compute shader: {refused}" if refused else _DRAWS
        self._renderer.show_about(tip)


def _label(tip: str) -> QLabel:
    label = PlainLabel()
    label.setToolTip(tip)
    label.setAccessibleName(tip)
    return label


def _show(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
