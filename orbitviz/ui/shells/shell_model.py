"""Qt's item model of the shell tree: groups, their shells, catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from orbitviz.model.commands import set_visible
from orbitviz.model.members import Members
from orbitviz.model.source import ShellKey
from orbitviz.model.store import Store
from orbitviz.ui.glossary import with_terms
from orbitviz.ui.shells.cell_texts import (
    HEADING_TIPS,
    HEADINGS,
    TreeColumn,
    cell_text,
    cell_tip,
)
from orbitviz.ui.shells.rows import GroupRow, ShellRow, groups_of
from orbitviz.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SUNLIT_ROLE = Role.UserRole + 1  # share 0..1, or None while unknown
COLOUR_ROLE = Role.UserRole + 2  # #rrggbb
HIDDEN_ROLE = Role.UserRole + 3  # bool: every shell of the row is hidden

_NONE = QModelIndex()
_LAST = max(TreeColumn)


class ShellModel(QAbstractItemModel):
    """Shows the state of the store as of the last update; ticks are commands to the store."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._groups: tuple[GroupRow, ...] = groups_of(store.state)
        self._sunlit: Mapping[ShellKey, float] = {}
        self._group_shares: dict[int, float | None] = {}  # by id of the row

    # Rows and keys -------------------------------------------------------------------

    def row_at(self, index: Index) -> GroupRow | ShellRow:
        """Return the row of a valid index."""
        parent = index.internalId()
        if parent == 0:
            return self._groups[index.row()]
        return self._groups[parent - 1].shells[index.row()]

    def keys_at(self, index: Index) -> frozenset[ShellKey]:
        """Return the shells of the row of a valid index."""
        return self.row_at(index).keys

    def group_of(self, index: Index) -> int | None:
        """Return the design's group of a valid index, None for a catalogue."""
        parent = index.internalId()
        return self._groups[index.row() if parent == 0 else parent - 1].index

    def indexes_of(self, keys: frozenset[ShellKey]) -> list[QModelIndex]:
        """Return the rows that show `keys`: whole groups as their row, else single shells."""
        found = []
        for number, group in enumerate(self._groups):
            top = self.index(number, 0)
            if group.keys <= keys:
                found.append(top)
                continue
            found += [
                self.index(row, 0, top)
                for row, shell in enumerate(group.shells)
                if shell.key in keys
            ]
        return found

    def show_sunlit(self, shares: Mapping[ShellKey, float]) -> None:
        """Show new sunlit shares; nothing else is touched."""
        if shares is self._sunlit:
            return
        self._sunlit = shares
        self._group_shares.clear()
        self._emit_changed([Role.DisplayRole, SUNLIT_ROLE], TreeColumn.SUNLIT, TreeColumn.SUNLIT)

    def update_design(self) -> None:
        """Show the store's design; rows are kept if they are the same."""
        groups = groups_of(self._store.state)
        if groups == self._groups:
            return
        same = [_shape(group) for group in groups] == [_shape(group) for group in self._groups]
        if not same:
            self.rebuild()
            return
        self._groups = groups
        self._group_shares.clear()
        self._emit_changed([])

    def update_visibility(self) -> None:
        """Show which shells are hidden."""
        self._emit_changed([Role.CheckStateRole, HIDDEN_ROLE])

    def rebuild(self) -> None:
        """Rebuild the rows of groups and catalogues."""
        self.beginResetModel()
        self._groups = groups_of(self._store.state)
        self._sunlit = {}
        self._group_shares.clear()
        self.endResetModel()

    # QAbstractItemModel ------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """Return the index of a cell; its internal id is 0 or 1 + the row of its group."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NONE) -> Any:
        """Return the index of the group above a shell."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Return the number of groups, or of a group's shells."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        group = self._groups[parent.row()]
        return 0 if group.is_leaf else len(group.shells)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return the number of columns."""
        return len(TreeColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return head, explanation or alignment of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return HEADINGS[section]
        if role == Role.ToolTipRole:
            return HEADING_TIPS[section]
        if role == Role.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be selected and ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TreeColumn.VISIBLE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self.row_at(index), TreeColumn(index.column())
        if role == Role.DisplayRole:
            return cell_text(row, column, self._share(row))
        if role == Role.CheckStateRole and column is TreeColumn.VISIBLE:
            return self._tick(index)
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        if role == SUNLIT_ROLE:
            return self._share(row)
        if role == COLOUR_ROLE:
            return row.colour
        if role == HIDDEN_ROLE:
            return self.keys_at(index) <= self._store.state.hidden
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            tip = cell_tip(row, column, self._share(row), self._selected(row))
            words = row.name if column is TreeColumn.NAME else ""
            return plain_tip(with_terms(tip, words)) if role == Role.ToolTipRole else tip
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Show or hide the shells of a row."""
        if role != Role.CheckStateRole or index.column() != TreeColumn.VISIBLE:
            return False
        visible = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        self._store.do(set_visible(self.keys_at(index), visible))
        return True

    def _tick(self, index: Index) -> Qt.CheckState:
        keys, hidden = self.keys_at(index), self._store.state.hidden
        if keys <= hidden:
            return Qt.CheckState.Unchecked
        is_part = keys & hidden or self._count(self._store.state.hidden_satellites, keys)
        return Qt.CheckState.PartiallyChecked if is_part else Qt.CheckState.Checked

    def _selected(self, row: GroupRow | ShellRow) -> int:
        """Return how many satellites of a row are selected one by one."""
        return self._count(self._store.state.selection.members, row.keys)

    def _count(self, members: Members, keys: frozenset[ShellKey]) -> int:
        # There may be 10,000 shells, and cells are painted often.
        return self._store.state.count_in(members, keys) if members else 0

    def _share(self, row: GroupRow | ShellRow) -> float | None:
        """Return the sunlit share, of a group weighted by satellites; None while unknown."""
        if isinstance(row, ShellRow):
            share = self._sunlit.get(row.key, float("nan"))
            return share if share == share else None
        # Cells are painted far more often than shares change, and a group may have 10,000 shells.
        if id(row) not in self._group_shares:
            shares = [(self._share(shell), shell.count) for shell in row.shells]
            known = [(share, count) for share, count in shares if share is not None]
            total = sum(count for _, count in known)
            mean = sum(share * count for share, count in known) / total if total else None
            self._group_shares[id(row)] = mean
        return self._group_shares[id(row)]

    def _emit_changed(
        self,
        roles: list[Any],
        first: TreeColumn = TreeColumn.NAME,
        final: TreeColumn = _LAST,
    ) -> None:
        """Say that cells of some columns have changed, all columns at once: each costs a sort."""
        if not self._groups:
            return
        self.dataChanged.emit(self.index(0, first), self.index(len(self._groups) - 1, final), roles)
        for number in range(len(self._groups)):
            top = self.index(number, 0)
            last = self.rowCount(top) - 1
            if last >= 0:
                self.dataChanged.emit(
                    self.index(0, first, top), self.index(last, final, top), roles
                )


def _shape(group: GroupRow) -> tuple[object, ...]:
    """Return what decides which rows there are."""
    return group.index, group.name, tuple(row.key for row in group.shells)


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = (
        Qt.AlignmentFlag.AlignLeft if column <= TreeColumn.COLOUR else Qt.AlignmentFlag.AlignRight
    )
    return across | Qt.AlignmentFlag.AlignVCenter
