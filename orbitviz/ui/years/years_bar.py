"""The bar of the years: the date of the fleet, how its years run, and who is there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from orbitviz.base.units import share_text
from orbitviz.model.fleet_date import FleetDate
from orbitviz.model.fleet_date_texts import fleet_date_text, parse_fleet_date
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.timeline.control_bar import ControlBar, action_button
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.segment import Choice, Segment
from orbitviz.ui.widgets.value_entry import ValueEntry
from orbitviz.ui.years.years_scale import YearsScale

if TYPE_CHECKING:
    from orbitviz.analysis.deployment.fleet_at_date import FleetAtDate
    from orbitviz.analysis.deployment.planned_fleet import PlannedFleet

_RATES = ((0.25, "¼"), (0.5, "½"), (1.0, "1"), (2.0, "2"))  # years per second
_PLANNING, _REFUSED = "planning the fleet…", "this design cannot be planned"


class YearsBar(ControlBar):
    """Shows the date of the fleet and emits requests for others."""

    yearsRequested = Signal(object)  # float: years since the first launch
    dateRequested = Signal(object)  # Instant
    rateRequested = Signal(object)  # float

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("yearsBar")
        self._actions = actions
        self._planned: PlannedFleet | None = None
        self._is_playing: bool | None = None
        self.play_button = self._make_play_button()
        self.date_entry = self._make_date_entry()
        self.scale = YearsScale()
        self.scale.setAccessibleName("Years of the fleet")
        self.scale.setToolTip(
            "Drag to move through the years of the fleet. Behind it: its working satellites. "
            "The sky keeps the time of the bar above."
        )
        self.scale.positionMoved.connect(self._scrub)
        self.rate_choice = self._make_rate_choice()
        self.words = PlainLabel()
        self.words.setObjectName("caption")
        self.words.setMinimumWidth(150)
        self.show_nothing(is_refused=False)
        self._lay_out()

    def show_nothing(self, *, is_refused: bool) -> None:
        """Show that the fleet is not known yet, or that it never will be as the design is."""
        self._planned = None
        self.scale.setEnabled(False)
        self.scale.show_marks(())
        self.scale.show_curve(())
        self.date_entry.show_text("")
        self.words.setText(_REFUSED if is_refused else _PLANNING)

    def show_fleet(self, shown: FleetDate, fleet: FleetAtDate, years: float) -> None:
        """Show a fleet, and how its years run.

        years   since the first launch; the fleet may be of a moment before
        """
        planned = fleet.planned
        if planned is not self._planned:
            self._planned = planned
            self.scale.setEnabled(True)
            self.scale.show_marks(_marks(planned))
            self.scale.show_curve(planned.working_shares)
        if not self.scale.is_dragged:
            self.scale.show_position(2.0 * years / planned.last_years - 1.0)
        self.date_entry.show_text(fleet_date_text(planned.calendar.instant(years)))
        self.words.setText(_summary(fleet))
        self._show_playing(shown.playing)
        for button, (rate, _) in zip(self.rate_choice.buttons, _RATES, strict=True):
            button.setChecked(rate == shown.rate)

    def refresh_icons(self) -> None:
        """Redraw the icons in the colours of the theme."""
        playing, self._is_playing = self._is_playing, None
        self._show_playing(bool(playing))
        self.close_button.setIcon(icon("close"))

    def _show_playing(self, playing: bool) -> None:
        if playing is not self._is_playing:
            self._is_playing = playing
            self.play_button.setIcon(icon("pause" if playing else "play"))
            self.play_button.setAccessibleName("Pause the years" if playing else "Play the years")

    def _scrub(self, position: float) -> None:
        if self._planned is not None:
            self.yearsRequested.emit(0.5 * (position + 1.0) * self._planned.last_years)

    # Parts -------------------------------------------------------------------------------

    def _make_play_button(self) -> QToolButton:
        button = action_button("play", self._actions["fleet_play"])
        button.setAccessibleName("Play the years")
        return button

    def _make_date_entry(self) -> ValueEntry:
        return self.make_entry(
            parse_fleet_date,
            "Date of the fleet",
            "Date of the fleet (Shift+U to type): 2031, 2031-06 or 2031-06-15",
            "2031-06-15",
            self.dateRequested,
        )

    def _make_rate_choice(self) -> Segment:
        emit = self.rateRequested.emit
        choices = (
            Choice(text, f"Run at {rate:g} years per second", partial(emit, rate))
            for rate, text in _RATES
        )
        return Segment("Years per second", choices)

    def _lay_out(self) -> None:
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Show the complete fleet again (U)")
        close.setAccessibleName("Close the years of the fleet")
        close.clicked.connect(self._actions["fleet_years"].trigger)
        self.close_button = close
        first = QHBoxLayout()
        first.setSpacing(4)
        title = PlainLabel("Fleet")
        title.setObjectName("caption")
        for widget in (self.play_button, title, self.date_entry):
            first.addWidget(widget)
        rates = QHBoxLayout()
        rates.setSpacing(6)
        unit = PlainLabel("years/s")
        unit.setObjectName("caption")
        rates.addWidget(self.rate_choice)
        rates.addWidget(unit)
        rates.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 4, 12, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.addLayout(first, 0, 0)
        grid.addLayout(rates, 1, 0)
        grid.addWidget(self.scale, 0, 1, 2, 1)
        grid.addWidget(self.words, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(close, 0, 3, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)


def _marks(planned: PlannedFleet) -> tuple[tuple[float, str, bool], ...]:
    """Return place, label and rank of the beginnings of years; those of five go first."""
    calendar, last = planned.calendar, planned.last_years
    return tuple(
        (2.0 * since / last - 1.0, str(year), year % 5 == 0)
        for year, since in enumerate(calendar.edges_years.tolist()[1:], start=calendar.first + 1)
    )


def _summary(fleet: FleetAtDate) -> str:
    """Return how many satellites in orbit do what, a line each; the working ones as a share too."""
    counts = fleet.planned.in_orbit.at(fleet.years)
    share = share_text(int(counts.working) / max(len(fleet.states), 1), 1)
    parts = [f"{counts.working:,} working ({share})"]
    others = ((counts.raising, "raising"), (counts.retiring, "retiring"), (counts.dead, "dead"))
    parts += [f"{number:,} {word}" for number, word in others if number]
    return "\n".join(parts)
