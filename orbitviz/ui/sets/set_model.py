"""The sets of satellites as rows of a list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

COLOUR_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
FAULT_ROLE = Qt.ItemDataRole.UserRole + 3
_UNKNOWN = "…"


class SetModel(QAbstractListModel):
    """Rows of name, colour and count; where not all of a set is there, a fault."""

    renameRequested = Signal(str, str)  # old name, new name

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sets: tuple[SatelliteSet, ...] = ()
        self._wheres: tuple[str, ...] = ()
        self._is_known = False

    def show_sets(
        self, sets: tuple[SatelliteSet, ...], wheres: tuple[str, ...], *, is_known: bool
    ) -> None:
        """Show sets and their predicates.

        is_known   whether their satellites have been looked up
        """
        if is_known is self._is_known and sets is self._sets and wheres == self._wheres:
            return
        same_rows = [one.name for one in sets] == [one.name for one in self._sets]
        if not same_rows:
            self.beginResetModel()
        self._sets, self._wheres, self._is_known = sets, wheres, is_known
        if not same_rows:
            self.endResetModel()
        elif sets:
            self.dataChanged.emit(self.index(0), self.index(len(sets) - 1))

    def set_at(self, row: int) -> SatelliteSet:
        """Return the set of a row."""
        return self._sets[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of sets."""
        return 0 if parent.isValid() else len(self._sets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, colour, count and what is said of a set."""
        one = self._sets[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return one.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.name}, {self._count(one)} satellites"
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(index.row()))
        if role == COLOUR_ROLE:
            return one.colour
        if role == COUNT_ROLE:
            return self._count(one)
        return one.fault if role == FAULT_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that names can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Have a set renamed; the row changes when the design does."""
        if role == Qt.ItemDataRole.EditRole and value != self._sets[index.row()].name:
            self.renameRequested.emit(self._sets[index.row()].name, str(value))
        return False

    def _count(self, one: SatelliteSet) -> str:
        return f"{len(one.members):,}" if self._is_known else _UNKNOWN

    def _tip(self, row: int) -> str:
        one = self._sets[row]
        parts = [one.name, f"where {self._wheres[row]}" if self._wheres[row] else "", one.fault]
        return "\n".join(part for part in parts if part)
