"""The findings of a check as rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from orbitviz.analysis.check.finding import Finding, Rule, limit_text, value_text
from orbitviz.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
TITLE_ROLE = Qt.ItemDataRole.UserRole + 2
VALUE_ROLE = Qt.ItemDataRole.UserRole + 3
LIMIT_ROLE = Qt.ItemDataRole.UserRole + 4


class FindingModel(QAbstractListModel):
    """Rows of severity, place, title of the rule, value and limit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self._titles: Mapping[str, str] = {}

    def show_findings(self, findings: Sequence[Finding], rules: Sequence[Rule]) -> None:
        """Show findings, the gravest first, and the rules they are of."""
        self.beginResetModel()
        self._findings = findings
        self._titles = {rule.name: rule.title for rule in rules}
        self.endResetModel()

    def finding_at(self, row: int) -> Finding:
        """Return the finding of a row."""
        return self._findings[row]

    def row_of(self, finding: Finding | None) -> int:
        """Return the row of a finding of the same rule and place, -1 if there is none."""
        if finding is None:
            return -1
        about = finding.rule, finding.place
        rows = (k for k, one in enumerate(self._findings) if (one.rule, one.place) == about)
        return next(rows, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of findings."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return place, severity, title, value, limit and the sentence of a finding."""
        one = self._findings[index.row()]
        title = self._titles.get(one.rule, one.rule)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.place
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.severity}: {one.place}, {title}, {value_text(one)}"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(one.why)
        if role == SEVERITY_ROLE:
            return one.severity
        if role == TITLE_ROLE:
            return title
        if role == VALUE_ROLE:
            return value_text(one)
        return limit_text(one) if role == LIMIT_ROLE else None
