"""The panel of costs: the answer, the scenario, a slider for every input, charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from orbitviz.analysis.cost.bands import Swing
from orbitviz.analysis.cost.break_even_chart import break_even_chart
from orbitviz.analysis.cost.charts import cash_chart, ratio_chart
from orbitviz.analysis.cost.costing import NOT_COUNTED, Costing
from orbitviz.analysis.cost.inputs import Range
from orbitviz.analysis.cost.of_design import SourcedInput
from orbitviz.base.units import number_text
from orbitviz.formats.reports.cost_texts import NO_VALUE, solved_text
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.design.economics import Economics
from orbitviz.ui.charts.chart_card import chart_card
from orbitviz.ui.charts.chart_view import ChartView
from orbitviz.ui.cost.cost_fields import CostField, changes, field_of, ordered, shown_of
from orbitviz.ui.cost.cost_head import CostHead
from orbitviz.ui.cost.ratio_map_card import RatioMapCard
from orbitviz.ui.cost.tornado import Tornado
from orbitviz.ui.cost.unit_bands import UnitBands
from orbitviz.ui.design.change_list import ChangeList
from orbitviz.ui.design.field_cards import FieldCards
from orbitviz.ui.design.field_row import ChoiceBox
from orbitviz.ui.design.fields import DesignField, Shown
from orbitviz.ui.panels.card_view import CardView
from orbitviz.ui.panels.facts import Card, Fact
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.scroll_panel import ScrollPanel

_LEAST_WIDTH = 316
_REST_MS = 80  # without another answer, until the charts follow
_CHARTS = (ratio_chart, break_even_chart, cash_chart)


class CostPanel(QWidget):
    """The answer stays above; what it rests on scrolls below."""

    scenarioChosen = Signal(str)
    changeRequested = Signal(str, object, bool)  # input, Range or its middle as filed, drag goes on
    pointChosen = Signal(object)  # input -> its middle as filed: on the map
    resetRequested = Signal(object)  # path of a value of the design
    resetAllRequested = Signal()
    errorOccurred = Signal(object)  # UserError: of saving a chart
    cameIntoView = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._is_in_front = True
        self._subject: object = None  # opening and scenario whose inputs are in order
        self._inputs: dict[str, tuple[SourcedInput, SourcedInput]] = {}  # and of the scenario
        self._found: Costing | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.show_charts)
        self.head = CostHead()
        self.column = ScrollPanel("Cost", _LEAST_WIDTH)
        self.column.heading.hide()
        self.column.aside.hide()
        self.scenario = ChoiceBox()
        self.scenario.setAccessibleName("Scenario")
        # Or the panel would be as wide as the longest title.
        self.scenario.setSizeAdjustPolicy(
            self.scenario.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for name, one in SCENARIOS.items():
            self.scenario.addItem(one.title, name)
        self.scenario.activated.connect(self._choose_scenario)
        self._missing = _wrapped("footnote", "")
        self.change_list = ChangeList("Differs from the scenario", with_fit=False)
        self.change_list.resetRequested.connect(self.resetRequested)
        self.change_list.resetAllRequested.connect(self.resetAllRequested)
        self.bands, self.tornado, self.map = UnitBands(), Tornado(), RatioMapCard()
        self.map.pointChosen.connect(self.pointChosen)
        self.tornado.inputChosen.connect(self._go_to)
        self.cards = FieldCards("Cost", tells_faults=True)
        self.cards.valueEdited.connect(self._request_change)
        self._parity: CardView | None = None
        self.charts = tuple(ChartView() for _ in _CHARTS)
        self._choices = (self._scenario_card(), self.change_list, self.cards)
        self._parts = (
            *self._choices[:2], self.bands, self.cards, self.tornado,
            self.map, *map(chart_card, self.charts), _wrapped("footnote", NOT_COUNTED),
        )  # fmt: skip
        for part in self._parts:
            self.column.append(part)
        for chart in self.charts:
            chart.errorOccurred.connect(self.errorOccurred)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.column, 1)
        self._show_parts(False)

    # Whether it can be seen ---------------------------------------------------------------

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        if self.is_in_view:
            self.cameIntoView.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen."""
        super().showEvent(event)
        self.cameIntoView.emit()

    # What is shown ------------------------------------------------------------------------

    def show_costing(
        self,
        found: Costing,
        usual: tuple[SourcedInput, ...],
        economics: Economics,
        opening: object,
    ) -> None:
        """Show what computing costs.

        usual      the inputs as the scenario has them
        economics  what it was computed from
        opening    of the design: of another one, or of another scenario, inputs are put in order
        """
        self._show_parts(True)
        self._show_inputs(found.inputs, usual, economics, opening, found.swings)
        self.head.show_costing(found)
        self.bands.show_costing(found)
        self.tornado.show_costing(found)
        self._show_words("\n".join(filter(None, (found.missing, solved_text(found)))))
        self._show_parity(found)
        self._found = found
        self._rest.start()
        self.column.fit_height()

    def show_pending(self, word: str = "") -> None:
        """Say that another answer is on its way, or another word; the one before stays."""
        self.head.show_pending(word)

    def show_absence(self, reason: str) -> None:
        """Say why there is nothing to price."""
        self.head.show_reason(reason)
        self._forget_answer()
        self._show_parts(False)

    def show_refusal(
        self,
        sentence: str,
        inputs: tuple[SourcedInput, ...],
        usual: tuple[SourcedInput, ...],
        economics: Economics,
        opening: object,
    ) -> None:
        """Say why there is no answer to what is chosen; the sliders stay, to choose otherwise.

        inputs     what is chosen; the others as show_costing has them
        """
        self.head.show_reason(sentence)
        self._forget_answer()
        self._show_parts(False)
        for part in self._choices:
            part.show()
        self._show_inputs(inputs, usual, economics, opening)
        self._show_words("")
        self.column.fit_height()

    def show_charts(self) -> None:
        """Show the charts of the last answer: they follow when the hand rests."""
        found = self._found
        if found is not None:
            caption = f"{found.design}, scenario {found.scenario}"
            self.map.show_costing(found)
            for view, chart_of in zip(self.charts, _CHARTS, strict=True):
                view.set_chart_when_visible(chart_of(found), caption)

    def usual(self, name: str) -> Range:
        """Return what the scenario has for an input."""
        return self._inputs[name][1].range

    def revert(self) -> None:
        """Show the values of the design again: an edit was refused."""
        if self._inputs:
            self.cards.show_values(self._shown_of)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        for chart in self.charts:
            chart.refresh_theme()
        self.tornado.refresh_theme()
        self.update()

    def _shown_of(self, field: DesignField) -> Shown:
        assert isinstance(field, CostField)
        return shown_of(field, *self._inputs[field.name])

    def _show_inputs(
        self,
        inputs: tuple[SourcedInput, ...],
        usual: tuple[SourcedInput, ...],
        economics: Economics,
        opening: object,
        swings: tuple[Swing, ...] = (),
    ) -> None:
        """Show what an answer rests on, or would."""
        with QSignalBlocker(self.scenario):
            self.scenario.setCurrentIndex(self.scenario.findData(economics.scenario))
        self._inputs = {one.name: (one, other) for one, other in zip(inputs, usual, strict=True)}
        subject = (opening, economics.scenario)
        if subject != self._subject:
            self._subject = subject
            self.cards.discard_typing()
            self.cards.show_fields(ordered(swings))
        self.revert()
        self.change_list.show_changes(changes(economics, inputs, usual), "that of the scenario")

    def _forget_answer(self) -> None:
        self._rest.stop()
        self._found = None

    def _show_words(self, words: str) -> None:
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def _show_parity(self, found: Costing) -> None:
        card = Card("What would bring parity, each alone", tuple(_parity_facts(found)))
        if self._parity is None:
            self._parity = CardView(card)
            self.column.insert(self.column.index_of(self.tornado) + 1, self._parity)
        self._parity.show_card(card)
        self._parity.show()

    def _show_parts(self, on: bool) -> None:
        for part in (*self._parts, *((self._parity,) if self._parity else ())):
            part.setVisible(on)

    # What is asked for --------------------------------------------------------------------

    def _choose_scenario(self, index: int) -> None:
        self.scenarioChosen.emit(self.scenario.itemData(index))

    def _request_change(self, path: tuple[str, ...], value: object, dragging: bool) -> None:
        field = next(row.field for row in self.cards.rows if row.field.path == path)
        assert isinstance(field, CostField)
        if isinstance(value, Range):
            self.changeRequested.emit(field.name, field.in_file(value), dragging)
        elif isinstance(value, float | int):
            single = field.in_file(Range.of(float(value)))
            self.changeRequested.emit(field.name, single.mid, dragging)

    def _go_to(self, name: str) -> None:
        row = self.cards.row(field_of(name).path)
        self.column.ensureWidgetVisible(row, 0, row.height())
        if row.slider is not None:
            row.slider.setFocus()

    def _scenario_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(10, 10, 10, 8)
        box.setSpacing(6)
        title = PlainLabel("Scenario")
        title.setFont(title_font())
        for widget in (title, self.scenario, self._missing):
            box.addWidget(widget)
        return card


def _parity_facts(found: Costing) -> Iterator[Fact]:
    """Yield what each input would have to be for parity."""
    middle = {one.name: one.range for one in found.inputs}
    for name, value in asdict(found.parity).items():
        field = field_of(name)
        unit = f" {field.number.unit}" if field.number and field.number.unit else ""
        wanted = NO_VALUE if value is None else f"{number_text(field.factor * value)}{unit}"
        now = f"Now {number_text(field.factor * middle[name].mid)}{unit}"
        yield Fact(field.title, wanted, f"{now}; all else in the middle.")


def _wrapped(name: str, text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
