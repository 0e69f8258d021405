"""The panel of findings: the list, and below it the chosen one with what would mend it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from orbitviz.analysis.check.checking import Checked
from orbitviz.analysis.check.finding import Finding
from orbitviz.analysis.remark import Severity
from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.findings.finding_delegate import FindingDelegate
from orbitviz.ui.findings.finding_model import FindingModel
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel, plain_tip

_LEAST_WIDTH = 300
_COMPUTING = "Computing…"
_NOTHING = "Nothing was found."


class FindingsPanel(QWidget):
    """A line with their number, the list, and the sentence of the chosen one."""

    cameIntoView = Signal()
    findingChosen = Signal(object)  # Finding: by a click or Enter

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._is_in_front = True
        self._checked: Checked | None = None
        self._actions = actions
        self.heading = PlainLabel(_COMPUTING)
        self.heading.setFont(title_font(10))
        self.heading.setWordWrap(True)
        self.aside = PlainLabel()
        self.aside.setObjectName("caption")
        self.model = FindingModel(self)
        self.view = self._make_view()
        self._why, self._fix, self._source = (_wrapped(name) for name in ("", "", "footnote"))
        self._apply = _button(actions, "apply_fix")
        self._phasing = _button(actions, "best_phasing")
        self._detail = self._make_detail()
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.aside, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.view, 3)
        box.addWidget(self._detail, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self._apply)
        buttons.addStretch(1)
        buttons.addWidget(self._phasing)
        box.addLayout(buttons)
        self._show_chosen()

    # What is shown -----------------------------------------------------------------------

    @property
    def is_in_view(self) -> bool:
        """Whether the panel can be seen."""
        return self.isVisible() and self._is_in_front

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen in the list."""
        index = self.view.currentIndex()
        return self.model.finding_at(index.row()) if index.isValid() else None

    def set_in_front(self, in_front: bool) -> None:
        """Set whether the panel's tab is the front one: to Qt those behind are visible too."""
        self._is_in_front = in_front
        if self.is_in_view:
            self.cameIntoView.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen."""
        super().showEvent(event)
        self.cameIntoView.emit()

    def show_checked(self, checked: Checked) -> None:
        """Show what a check found; the finding that was chosen stays so if it is still there."""
        before = self.chosen
        self._checked = checked
        self.model.show_findings(checked.findings, checked.rules)
        self.heading.setText(_counts(checked))
        self.aside.setText(f"as of {checked.time.partition('T')[0]}")
        if checked.findings:
            row = max(self.model.row_of(before), 0)
            self.view.setCurrentIndex(self.model.index(row))
        self._set_current(True)

    def show_pending(self) -> None:
        """Say that a check is under way; what was found before stays, quieter."""
        if self._checked is None:
            self.heading.setText(_COMPUTING)
        else:
            self.aside.setText(_COMPUTING)
        self._set_current(False)

    def show_absence(self, reason: str) -> None:
        """Say why there is nothing to check."""
        self._checked = None
        self.model.show_findings((), ())
        self.heading.setText(reason)
        self.aside.setText("")
        self._set_current(False)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        self.view.viewport().update()

    def _set_current(self, on: bool) -> None:
        self._is_current = on
        for part in (self._why, self._fix):
            part.setEnabled(on)
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        finding = self.chosen
        self._detail.setVisible(finding is not None)
        fix = finding.fix if finding is not None else None
        can_apply = fix is not None and fix.can_be_applied
        is_ready = can_apply and self._is_current
        if not is_ready and self._apply.hasFocus():
            self.view.setFocus()  # or Qt would give the keys to Best Phasing
        self._actions["apply_fix"].setEnabled(is_ready)
        self._apply.setVisible(can_apply)
        if finding is None or self._checked is None:
            return
        rule = next(one for one in self._checked.rules if one.name == finding.rule)
        self._why.setText(finding.why)
        self._fix.setText("" if fix is None else f"Would mend it: {fix.label}.")
        self._fix.setVisible(fix is not None)
        self._source.setText(f"{rule.reason} Source: {rule.source}.")

    # Parts -------------------------------------------------------------------------------

    _is_current = False

    def _make_view(self) -> QListView:
        view = _View(self)
        view.setAccessibleName("Findings")
        view.setModel(self.model)
        view.setItemDelegate(FindingDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.chosen.connect(self._choose)
        view.selectionModel().currentChanged.connect(self._show_chosen)
        return view

    def _make_detail(self) -> QScrollArea:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for label in (self._why, self._fix, self._source):
            column.addWidget(label)
        column.addStretch(1)
        self._fix.setFont(title_font(9.5))
        area = QScrollArea()
        area.setAccessibleName("The chosen finding")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(card)
        return area

    def _choose(self, index: QModelIndex) -> None:
        self.findingChosen.emit(self.model.finding_at(index.row()))


def _counts(checked: Checked) -> str:
    """Return how many findings there are of each severity."""
    counts = [(checked.count(severity), str(severity)) for severity in Severity]
    words = [f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
    return ", ".join(words) or _NOTHING


def _wrapped(name: str) -> PlainLabel:
    label = PlainLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(actions: ActionSet, name: str) -> QPushButton:
    """Return a button that triggers an action."""
    action = actions[name]
    button = QPushButton(action.text())
    button.setToolTip(plain_tip(action.toolTip()))
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    button.clicked.connect(action.trigger)
    return button


class _View(QListView):
    """A list whose rows are chosen by a click or Enter."""

    chosen = Signal(QModelIndex)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(index)
        else:
            super().keyPressEvent(event)
