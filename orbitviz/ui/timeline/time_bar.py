"""The bar below the globe: play, rate, date and time, scrubber."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QToolButton,
    QWidget,
)

from orbitviz.base.constants import MAX_PLAYBACK_RATE
from orbitviz.base.units import fixed_text, range_text, rate_meaning
from orbitviz.model.state import Playback
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.timeline.control_bar import ControlBar, action_button
from orbitviz.ui.timeline.rate_scale import (
    marks,
    parse_rate,
    position_of,
    rate_text,
    snapped,
)
from orbitviz.ui.timeline.scrub import SPANS, Span, instant_at, position_at, scrub_marks
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.scale_bar import ScaleBar
from orbitviz.ui.widgets.segment import Choice, Segment
from orbitviz.ui.widgets.value_entry import ValueEntry


def parse_time(text: str) -> Instant:
    """Return the instant a person typed; raises UserError. "UTC" and a space are accepted."""
    cleaned = text.strip()
    if cleaned.upper().endswith("UTC"):
        cleaned = cleaned[:-3].strip()
    return Instant.parse(cleaned)


def time_text(instant: Instant) -> str:
    """Return the instant as the bar shows it: "2026-11-22 12:00:00"."""
    return instant.isoformat().removesuffix("Z").replace("T", " ")


class TimeBar(ControlBar):
    """Shows the instant and the rate, and emits requests for others."""

    timeRequested = Signal(object)  # Instant
    rateRequested = Signal(object)  # float

    def __init__(self, actions: ActionSet, instant: Instant, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeBar")
        self._actions = actions
        self._instant = instant
        self._anchor = instant
        self._span = SPANS[0]
        self._playing: bool | None = None
        self.buttons: dict[str, QToolButton] = {}
        self.time_entry = self._make_time_entry()
        self.rate_entry = self._make_rate_entry()
        self.rate_slider = self._make_rate_slider()
        self.rate_words = PlainLabel()
        self.rate_words.setObjectName("caption")
        self.rate_words.setMinimumWidth(150)
        self.span_choice = self._make_span_choice()
        self.scrubber = self._make_scrubber()
        self._lay_out()
        self._show_scale()

    def show_time(self, instant: Instant, playback: Playback) -> None:
        """Show the instant and how time runs; a field that is being edited is left alone."""
        self._instant = instant
        self.time_entry.show_text(time_text(instant))
        self.rate_entry.show_text(rate_text(playback.rate))
        self.rate_words.setText(rate_meaning(playback.rate) if playback.playing else "paused")
        if not self.rate_slider.is_dragged:
            self.rate_slider.show_position(position_of(playback.rate))
        self._show_playing(playback.playing)
        self._show_scrub()

    def refresh_icons(self) -> None:
        """Redraw the icons in the colours of the theme."""
        for name, button in self.buttons.items():
            button.setIcon(icon(name))
        playing, self._playing = self._playing, None
        self._show_playing(bool(playing))

    def _show_playing(self, playing: bool) -> None:
        if playing is self._playing:
            return
        self._playing = playing
        button = self.buttons["play"]
        button.setIcon(icon("pause" if playing else "play"))
        button.setAccessibleName("Pause" if playing else "Play")

    def _show_scrub(self) -> None:
        """Follow the time; the scale is moved when the time leaves it."""
        if self.scrubber.is_dragged:
            return
        position = position_at(self._anchor, self._span, self._instant)
        if abs(position) > 1.0:
            self._anchor = self._instant
            self._show_scale()
            position = 0.0
        self.scrubber.show_position(position)

    def _show_scale(self) -> None:
        self.scrubber.show_marks(scrub_marks(self._anchor, self._span))

    def _choose_span(self, span: Span) -> None:
        self._span = span
        self._anchor = self._instant
        self._show_scale()
        self._show_scrub()

    def _scrub(self, position: float) -> None:
        self.timeRequested.emit(instant_at(self._anchor, self._span, position))

    def _slide_rate(self, position: float) -> None:
        self.rateRequested.emit(snapped(position))

    # Parts -------------------------------------------------------------------------------

    def _make_time_entry(self) -> ValueEntry:
        return self.make_entry(
            parse_time,
            "Date and time, UTC",
            "Date and time shown, UTC (Ctrl+T to type). Every day has 86,400 s.",
            "2026-11-22 12:00:00",
            self.timeRequested,
        )

    def _make_rate_entry(self) -> ValueEntry:
        entry = self.make_entry(
            parse_rate,
            "Rate of time",
            "Simulated seconds per second (Ctrl+R to type), such as 600, -60x or 1 h/s",
            rate_text(-MAX_PLAYBACK_RATE),
            self.rateRequested,
        )
        entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        return entry

    def _make_rate_slider(self) -> ScaleBar:
        slider = ScaleBar()
        slider.setAccessibleName("Rate of time")
        slider.setToolTip(
            f"Simulated seconds per second, {range_text((-MAX_PLAYBACK_RATE, MAX_PLAYBACK_RATE))}"
        )
        slider.show_marks(
            tuple((position_of(rate), fixed_text(rate), rate == 0.0) for rate in marks())
        )
        slider.positionMoved.connect(self._slide_rate)
        return slider

    def _make_span_choice(self) -> Segment:
        choices = (
            Choice(f"± {span.text}", span.help, partial(self._choose_span, span)) for span in SPANS
        )
        segment = Segment("Range of the scrubber", choices)
        segment.buttons[SPANS.index(self._span)].setChecked(True)
        return segment

    def _make_scrubber(self) -> ScaleBar:
        scrubber = ScaleBar()
        scrubber.setAccessibleName("Time scrubber")
        scrubber.setToolTip("Drag to move through time")
        scrubber.positionMoved.connect(self._scrub)
        scrubber.released.connect(self._show_scrub)
        return scrubber

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(2)
        for name, action_id in (
            ("reverse", "reverse"),
            ("slower", "slower"),
            ("play", "pause"),
            ("faster", "faster"),
        ):
            keys.addWidget(self._make_button(name, action_id))
        moment = QHBoxLayout()
        moment.setSpacing(4)
        zone = PlainLabel("UTC")
        zone.setObjectName("caption")
        moment.addWidget(self.time_entry)
        moment.addWidget(zone)
        moment.addSpacing(4)
        moment.addWidget(self._make_button("now", "real_time"))
        moment.addWidget(self._make_button("epoch", "go_epoch"))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.addLayout(keys, 0, 0)
        grid.addWidget(self.rate_entry, 0, 1)
        grid.addWidget(self.rate_slider, 0, 2)
        grid.addWidget(self.rate_words, 0, 3)
        grid.addLayout(moment, 1, 0, 1, 2)
        grid.addWidget(self.scrubber, 1, 2)
        grid.addWidget(self.span_choice, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(2, 1)

    def _make_button(self, name: str, action_id: str) -> QToolButton:
        button = self.buttons[name] = action_button(name, self._actions[action_id])
        return button
