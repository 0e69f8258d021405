"""The left panel: the tree of shells with its filter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from orbitviz.model.commands import edit_document
from orbitviz.model.design_edits import recolour
from orbitviz.model.group_colours import group_colours
from orbitviz.model.selecting import select
from orbitviz.model.source import ShellKey
from orbitviz.model.store import Store
from orbitviz.ui.shells.cell_texts import TreeColumn
from orbitviz.ui.shells.shell_delegate import ShellDelegate
from orbitviz.ui.shells.shell_model import ShellModel
from orbitviz.ui.theme import text_font

_WIDEST = {
    TreeColumn.COUNT: "888,888",
    TreeColumn.ALTITUDE: "888–1,888",
    TreeColumn.INCLINATION: "88–88",
    TreeColumn.PERIOD: "88–188 min",
    TreeColumn.SUNLIT: "188 %",
}
_PICTURE_WIDTH = 22
_LEAST_NAME = "ODC 888-8888 km SSO"  # so much of a name can be read, whatever the width
_MARGIN, _SCROLL_BAR = 8, 10
# In a narrow panel columns give way to names, the first one here first.
_GIVE_WAY = (
    TreeColumn.PERIOD, TreeColumn.INCLINATION, TreeColumn.ALTITUDE, TreeColumn.SUNLIT,
    TreeColumn.COUNT,
)  # fmt: skip


class ShellTree(QWidget):
    """Tree and filter; the selection of the tree is that of the state."""

    flyRequested = Signal(object)  # ShellKey: a row was double-clicked
    menuRequested = Signal(QPoint)  # of the rows that are selected, at a place on the screen

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self._store = store
        self._is_user_selecting = True
        self.model = ShellModel(store, self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self.model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setAutoAcceptChildRows(True)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = self._make_filter()
        self._widths: dict[TreeColumn, int] = {}
        self.view = self._make_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 0, 0, 0)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, _MARGIN, 0)
        head.addWidget(self.filter)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addStretch()
        self.setMinimumWidth(self._least_width())
        self.model.modelReset.connect(self._expand_single)
        self._expand_single()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for, and whole rows."""
        super().resizeEvent(event)
        self._show_whole_rows()
        rest = event.size().width() - self.minimumWidth()
        for column in reversed(_GIVE_WAY):
            rest -= self._widths[column]
            self.view.setColumnHidden(column, rest < 0)

    def _show_whole_rows(self) -> None:
        top, row = self.view.header().height(), self.view.sizeHintForRow(0)
        if row > 0:
            rows = max((self.height() - self.view.y() - top) // row, 1)
            self.view.setMaximumHeight(top + rows * row)

    def show_sunlit(self, shares: Mapping[ShellKey, float]) -> None:
        """Show new sunlit shares; selection and scroll stay."""
        self.model.show_sunlit(shares)

    def focus_filter(self) -> None:
        """Let the user type a filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def selected_keys(self) -> frozenset[ShellKey]:
        """Return the shells of the selected rows."""
        rows = self.view.selectionModel().selectedRows()
        return frozenset().union(*(self.model.keys_at(self._proxy.mapToSource(i)) for i in rows))

    def show_selection(self) -> None:
        """Select the rows of the selected shells."""
        keys = self._store.state.selection.shells
        if keys == self.selected_keys():
            return
        chosen = QItemSelection()
        for index in self.model.indexes_of(keys):
            row = self._proxy.mapFromSource(index)
            if row.isValid():
                chosen.select(row, row)
        flags = QItemSelectionModel.SelectionFlag
        self._is_user_selecting = False
        self.view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self._is_user_selecting = True
        if chosen.indexes():
            self.view.scrollTo(chosen.indexes()[0])

    def select_next(self) -> None:
        """Select the row below the selected one, opening a group on the way."""
        current = self._selected_row(last=True)
        if current.isValid():
            self.view.expand(current)
        self._select_row(self.view.indexBelow(current))

    def select_previous(self) -> None:
        """Select the row above the selected one."""
        self._select_row(self.view.indexAbove(self._selected_row(last=False)))

    def _selected_row(self, *, last: bool) -> QModelIndex:
        rows = self.view.selectionModel().selectedRows()
        return rows[-1 if last else 0] if rows else QModelIndex()

    def _select_row(self, row: QModelIndex) -> None:
        """Select a row, or the first one if nothing is selected yet; none beyond the ends."""
        if not self.view.selectionModel().hasSelection():
            row = self._proxy.index(0, 0)
        if row.isValid():
            self.view.setCurrentIndex(row.siblingAtColumn(0))

    def edit_selected_colour(self) -> None:
        """Let the user choose the colour of the first selected group."""
        rows = self.view.selectionModel().selectedRows()
        for row in rows:
            index = self._proxy.mapToSource(row)
            if self.model.group_of(index) is not None:
                self._choose_colour(index)
                return

    def set_colour(self, group: int, colour: str) -> None:
        """Give a group another colour: an edit of the design that can be undone."""
        document = recolour(self._store.state.document, group, colour)
        self._store.do(edit_document(document), undo="Change Colour")

    def _make_filter(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("Filter shells")
        field.setClearButtonEnabled(True)
        field.setAccessibleName("Filter shells")
        field.setToolTip("Show only groups and shells whose name contains this text (Ctrl+Shift+F)")
        field.textChanged.connect(self._filter)
        return field

    def _make_view(self) -> QTreeView:
        view = QTreeView()
        view.setAccessibleName("Shells")
        view.setAccessibleDescription(
            "Groups of shells, and catalogues; panels and commands apply to the selected rows"
        )
        view.setModel(self._proxy)
        view.setItemDelegate(ShellDelegate(view))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setUniformRowHeights(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what tells names apart is at the end
        view.setFont(text_font(9))
        view.setIndentation(12)
        view.setAllColumnsShowFocus(True)
        view.setExpandsOnDoubleClick(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.selectionModel().selectionChanged.connect(self._selected)
        view.clicked.connect(self._clicked)
        view.doubleClicked.connect(self._double_clicked)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._request_menu)
        self._size_columns(view)
        return view

    def _size_columns(self, view: QTreeView) -> None:
        header = view.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setFont(text_font(8))
        header.moveSection(TreeColumn.NAME, TreeColumn.COLOUR)
        metrics = QFontMetrics(text_font(8))
        for column in TreeColumn:
            # Fixed, all but the name, which gets the rest and could be squeezed otherwise.
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            widths = [metrics.horizontalAdvance(text) for text in (_WIDEST.get(column, ""), head)]
            self._widths[column] = max(widths) + 8 if head else _PICTURE_WIDTH
            header.resizeSection(column, self._widths[column])
        header.setSectionResizeMode(TreeColumn.NAME, QHeaderView.ResizeMode.Stretch)

    def _least_width(self) -> int:
        """Return the width at which names can be read, beside tick and colour."""
        name = QFontMetrics(self.view.font()).horizontalAdvance(_LEAST_NAME)
        pictures = self._widths[TreeColumn.VISIBLE] + self._widths[TreeColumn.COLOUR]
        return _MARGIN + pictures + 2 * self.view.indentation() + name + _SCROLL_BAR

    def _expand_single(self) -> None:
        if self._proxy.rowCount() == 1:
            self.view.expandAll()
        self.show_selection()

    def _filter(self, text: str) -> None:
        self._is_user_selecting = False  # rows that are filtered out stay selected in the state
        self._proxy.setFilterFixedString(text.strip())
        self._is_user_selecting = True
        if text.strip():
            self.view.expandAll()
        self.show_selection()

    def _selected(self) -> None:
        if self._is_user_selecting:
            self._store.do(select(self.selected_keys()))

    def _clicked(self, row: QModelIndex) -> None:
        index = self._proxy.mapToSource(row)
        if row.column() == TreeColumn.COLOUR and self.model.group_of(index) is not None:
            self._choose_colour(index)
        elif row.column() != TreeColumn.VISIBLE and self._store.state.selection.members:
            # The rows of single satellites' shells are selected already: Qt sees no change.
            self._selected()

    def _double_clicked(self, row: QModelIndex) -> None:
        if row.column() in (TreeColumn.COLOUR, TreeColumn.VISIBLE):
            return
        keys = sorted(self.model.keys_at(self._proxy.mapToSource(row)))
        self.flyRequested.emit(keys[len(keys) // 2])

    def _request_menu(self, place: QPoint) -> None:
        """Have the menu of the selection opened; a row that is not selected becomes it."""
        row = self.view.indexAt(place)
        if row.isValid() and not self.view.selectionModel().isSelected(row):
            self.view.setCurrentIndex(row.siblingAtColumn(0))
        if self._store.state.selection:
            self.menuRequested.emit(self.view.viewport().mapToGlobal(place))

    def _choose_colour(self, index: QModelIndex) -> None:
        group = self.model.group_of(index)
        if group is None:
            return
        design = self._store.state.document.design
        dialog = QColorDialog(QColor(group_colours(design)[group]), self)
        dialog.setWindowTitle(f"Colour of {design.group_names[group]}")
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(partial(self._colour_chosen, group))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _colour_chosen(self, group: int, colour: QColor) -> None:
        self.set_colour(group, colour.name())
