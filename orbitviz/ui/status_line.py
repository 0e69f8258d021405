"""The honesty line: which model, which epoch, how much is drawn, how fast, by what."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from orbitviz.engine.snapshot import Snapshot
from orbitviz.model.state import State
from orbitviz.ui.theme import number_font


class StatusLine(QStatusBar):
    """What the picture rests on, always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._labels = {}
        for name, tip in (
            ("model", "How satellites are moved"),
            ("epoch", "Instant at which the elements of the design hold"),
            ("counts", "Satellites and objects in the picture, of those modelled"),
            ("frame", "Time that one picture took to draw, mean of the last second"),
            ("renderer", "What draws the picture"),
        ):
            label = QLabel()
            label.setToolTip(tip)
            label.setAccessibleName(tip)
            self._labels[name] = label
            if name in ("frame", "renderer"):
                self.addPermanentWidget(label)
            else:
                self.addWidget(label)
        self._labels["frame"].setFont(number_font(9))
        self._labels["counts"].setFont(number_font(9))

    @property
    def text(self) -> str:
        """The whole line."""
        return " · ".join(label.text() for label in self._labels.values() if label.text())

    def show_state(self, state: State, snapshot: Snapshot | None) -> None:
        """Show model, epoch and counts."""
        model = "J2 secular" + (" + SGP4" if state.catalogues else "")
        self._show("model", f"{model}, TEME")
        self._show("epoch", f"Epoch {state.document.design.epoch_instant.isoformat()}")
        if snapshot is not None:
            self._show("counts", f"{snapshot.drawn:,} / {snapshot.modelled:,} drawn")

    def show_frame(self, milliseconds: float) -> None:
        """Show the time of a frame."""
        self._show("frame", f"{milliseconds:.1f} ms")

    def show_renderer(self, renderer: str) -> None:
        """Show what draws."""
        self._show("renderer", renderer)

    def _show(self, name: str, text: str) -> None:
        label = self._labels[name]
        if label.text() != text:
            label.setText(text)
