"""The widget of every panel of the analysis; a PanelSpec says what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from orbitviz.analysis.answers.analyst import FINDINGS
from orbitviz.analysis.answers.comparison import COMPARISON, SELECTED
from orbitviz.analysis.answers.needs import Answers
from orbitviz.analysis.chart import Chart
from orbitviz.model.selection import Selection
from orbitviz.model.state import Document
from orbitviz.orbits.timescale import Instant
from orbitviz.ui.charts import ranges
from orbitviz.ui.charts.chart_card import chart_card
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.comparison_table import ComparisonTable
from orbitviz.ui.panels.facts import Card
from orbitviz.ui.panels.findings_box import FindingsBox
from orbitviz.ui.panels.panel_spec import PanelSpec
from orbitviz.ui.panels.table_cards import TableCards
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.range_note import RangeNote
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

if TYPE_CHECKING:
    from orbitviz.ui.charts.chart_view import ChartView

_LEAST_WIDTH = 316
_COMPUTING, _DRAFT, _UPDATING = "Computing…", "draft…", "updating…"


class AnalysisPanel(ScrollPanel):
    """The first chart, a card of totals, a comparison of groups or shells, more charts.

    Draws only while in view.
    """

    cameIntoView = Signal()
    timeRequested = Signal(object)  # Instant; of the fleet, if its charts are over the years
    errorOccurred = Signal(object)  # UserError
    fitRequested = Signal()  # ranges shall follow the values again

    def __init__(self, spec: PanelSpec, parent: QWidget | None = None) -> None:
        name = spec.title if spec.over_years else f"{spec.title} of the selection"
        super().__init__(name, _LEAST_WIDTH, parent=parent)
        self.spec = spec
        self._answers: tuple[Answers, Answers | None] | None = None  # and those before an edit
        self._drawn: tuple[Answers, Answers | None] | None = None
        self._before_edits: tuple[Answers | None, dict[str, Chart]] | None = None
        self._wanted: tuple[Document, Selection, bool] | None = None
        self._is_in_front = True
        self._instant: Instant | None = None
        self._card: CardView | None = None
        self._charts: list[ChartView] = []
        self._frames: list[QFrame] = []
        self.heading.setText(_COMPUTING)
        self.heading.setContentsMargins(4, 0, 0, 2)
        # Of fixed width: a word that comes and goes while a slider moves must not move the rest.
        words = self.aside.fontMetrics()
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.aside.setFixedWidth(max(words.horizontalAdvance(word) for word in (_DRAFT, _UPDATING)))
        self.range_note = RangeNote()
        self.range_note.fitRequested.connect(self.fitRequested)
        self._findings = FindingsBox()
        self._found: Selection | None = None  # whose findings are shown
        self._absence = ""
        self._absent, self._notice = _wrapped("caption"), _wrapped("caption")
        for label in (self._absent, self._notice):
            label.setContentsMargins(4, 0, 4, 0)
            label.hide()
        self._table = ComparisonTable(spec.columns)
        self._table.hide()
        self._tables = TableCards()
        self._footnote = _wrapped("footnote")
        self._footnote.setText(spec.footnote)
        for widget in (
            self._absent, self.range_note, self._findings, self._notice, self._table, self._tables,
            self._footnote,
        ):  # fmt: skip
            self.append(widget)

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """The charts in view or below, from top to bottom; more may be hidden for later."""
        pairs = zip(self._charts, self._frames, strict=True)
        return tuple(view for view, frame in pairs if not frame.isHidden())

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        self._update_view()

    def show_answers(self, answers: Answers, earlier: Answers | None = None) -> None:
        """Show answers, now or when the panel comes into view; ignore those to other needs.

        earlier  the answers before an edit: their charts stay faintly behind, in their ranges
        """
        if answers.covers(self.spec.quick_needs):
            if earlier is not None and not earlier.covers(self.spec.quick_needs):
                earlier = None
            self._answers = (answers, earlier)
            self._draw_if_in_view()

    def show_pending(
        self, document: Document, selection: Selection, *, is_dated: bool = False
    ) -> None:
        """Mark what is shown as provisional until it is about this design and selection.

        is_dated   about its fleet at a date
        """
        self._wanted = (document, selection, is_dated)
        self._mark()

    def show_absence(self, reason: str) -> None:
        """Show a sentence instead of figures, because there are none; "" shows figures again."""
        if reason == self._absence:
            return
        self._absence = reason
        self._absent.setText(reason)
        self._absent.setVisible(bool(reason))
        self._footnote.setVisible(not reason)
        self._hide_figures()
        self._drawn = None
        self._draw_if_in_view()

    def clear(self) -> None:
        """Let go of all answers: they are about another design."""
        self._answers = self._drawn = self._before_edits = self._found = None
        self._findings.show_findings(())
        self._hide_figures()

    def _hide_figures(self) -> None:
        figures = (
            self._card, self._table, self._tables, self._findings, self._notice, self.range_note,
            *self._frames,
        )  # fmt: skip
        for widget in figures:
            if widget is not None:
                widget.hide()
        self.aside.clear()
        nothing = f"No {self.spec.title.lower()} to show"
        self.heading.setText(nothing if self._absence else _COMPUTING)

    def show_instant(self, instant: Instant | None) -> None:
        """Move the cursors of the charts to an instant; None hides them."""
        self._instant = instant
        if self.is_in_view and self._drawn is not None:
            for view in self._charts:
                view.show_instant(instant)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        for view in self._charts:
            view.refresh_theme()
        self._table.invalidate()
        self._drawn = None
        self._draw_if_in_view()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the panel was hidden."""
        super().showEvent(event)
        self._update_view()

    def _update_view(self) -> None:
        self._draw_if_in_view()
        if self.is_in_view:
            self.cameIntoView.emit()

    def _draw_if_in_view(self) -> None:
        if self._absence:
            return
        if self.is_in_view and self._answers is not None and self._answers != self._drawn:
            self._drawn = self._answers
            self._draw(*self._answers)

    def _draw(self, answers: Answers, earlier: Answers | None) -> None:
        spec = self.spec
        self.heading.setText(spec.heading(answers))
        self._show_findings(answers)
        notice = spec.notice(answers)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._show_card(Card(spec.card_title, spec.facts(answers)))
        self._tables.show_tables(spec.tables(answers))
        if spec.columns:
            self._table.show_comparison(answers[COMPARISON])
        is_empty = not (spec.over_years or answers[SELECTED].count)
        charts = () if is_empty else spec.charts(answers)
        self._add_charts(len(charts) - len(self._charts))
        for k, frame in enumerate(self._frames):
            frame.setVisible(k < len(charts))
        question = answers.question
        self._instant = question.geometry.instant
        if spec.over_years:
            self._instant = question.fleet_at_date.instant if question.fleet_at_date else None
        when = question.geometry.instant.to_datetime()
        caption = f"{spec.heading(answers)}, {when:%Y-%m-%d %H:%M} UTC"
        old = self._charts_before_edits(earlier)
        for view, chart in zip(self._charts, charts, strict=False):
            view.set_chart_when_visible(chart, caption, old.get(chart.title))
        self.range_note.show_text(_note(earlier, charts, old) if earlier else "")
        self._mark()
        self.fit_height()

    def _show_findings(self, answers: Answers) -> None:
        """Show what full runs have found: in drafts findings would come and go."""
        question = answers.question
        if not question.is_draft:
            findings: tuple[str, ...] = answers[FINDINGS]
            self._findings.show_findings(findings)
            self._found = question.selection
        elif self._found is not None and self._found != question.selection:
            self._findings.show_findings(())
            self._found = None
        else:
            self._findings.setVisible(bool(self._findings.text))

    def _mark(self) -> None:
        """Mark drafts, and what is about an earlier design or another selection."""
        if self._drawn is None or self._wanted is None or self._absence:
            return
        answers, (document, selection, is_dated) = self._drawn[0], self._wanted
        shown = answers.question
        is_edited = not shown.fleet.is_about(document)
        is_other = shown.selection != selection or shown.document.opening is not document.opening
        is_partly_old = bool(answers.before_edit & self.spec.needs)
        word = _UPDATING if is_edited or is_other or is_partly_old else ""
        self.aside.setText(_DRAFT if shown.is_draft else word)
        is_provisional = bool(self.aside.text())
        if self._card is not None:
            self._card.setEnabled(not is_provisional)
        self._table.dim(is_provisional)
        self._notice.setEnabled(not is_provisional)
        # At another date of the fleet nothing has been edited.
        is_dated = is_dated or shown.fleet_at_date is not None
        is_of_edit = not is_dated and (shown.is_draft or is_edited)
        self._findings.mark_as_before_edit(is_of_edit)

    def _charts_before_edits(self, earlier: Answers | None) -> dict[str, Chart]:
        if self._before_edits is None or self._before_edits[0] is not earlier:
            charts = self.spec.charts(earlier) if earlier is not None else ()
            self._before_edits = (earlier, {chart.title: chart for chart in charts})
        return self._before_edits[1]

    def _show_card(self, card: Card) -> None:
        if self._card is not None and self._card.shape == CardView.shape_of(card):
            self._card.show_card(card)
        else:
            if self._card is not None:
                self.take_out(self._card)
            self._card = CardView(card)
            self.insert(self.index_of(self._table), self._card)
        self._card.setVisible(bool(card.facts))

    def _add_charts(self, count: int) -> None:
        if count <= 0:
            return
        # pyqtgraph takes half a second to load: not before a panel is in view.
        from orbitviz.ui.charts.chart_view import ChartView

        for _ in range(count):
            view = ChartView()
            view.timeRequested.connect(self.timeRequested)
            view.chartShown.connect(partial(self._move_cursor, view))
            view.errorOccurred.connect(self.errorOccurred)
            frame = chart_card(view)
            # The first one stands over the figures: there it is in view in a low window too.
            above = self._tables if self._frames else self._card or self._table
            self.insert(self.index_of(above), frame)
            self._charts.append(view)
            self._frames.append(frame)

    def _move_cursor(self, view: ChartView) -> None:
        view.show_instant(self._instant)


def _note(earlier: Answers, charts: Sequence[Chart], old: Mapping[str, Chart]) -> str:
    """Return what is drawn faintly and which charts have values beyond the ranges kept."""
    pairs = [(chart, old.get(chart.title)) for chart in charts]
    if not any(ranges.comparable(*pair) for pair in pairs):
        return ""
    when = earlier.question.geometry.instant.to_datetime()
    beyond = [pair[0].title for pair in pairs if ranges.is_beyond(*pair)]
    others = f" and {len(beyond) - 1} more, as marked" if len(beyond) > 1 else ""
    more = f" Out of range: {beyond[0]}{others}." if beyond else ""
    return f"Faint: before your edits ({when:%Y-%m-%d %H:%M} UTC).{more}"


def _wrapped(name: str) -> QLabel:
    label = PlainLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
