"""The list of sets below the tree of shells: choose, rename, recolour, remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from orbitviz.model.satellite_sets import SatelliteSet
from orbitviz.ui.sets.set_delegate import ROW_PX, SetDelegate, swatch_of
from orbitviz.ui.sets.set_model import SetModel
from orbitviz.ui.theme import title_font
from orbitviz.ui.widgets.plain_text import PlainLabel

_MOST_ROWS = 6  # that are seen at once
_MARGIN = 8


class SetList(QWidget):
    """The sets of the design; hidden while there are none."""

    selectRequested = Signal(str)  # name
    renameRequested = Signal(str, str)  # old name, new name
    recolourRequested = Signal(str, str)  # name, #rrggbb
    removeRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self.model = SetModel(self)
        self.model.renameRequested.connect(self.renameRequested)
        head = PlainLabel("Sets")
        head.setFont(title_font(9))
        self.view = self._make_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(head)
        layout.addWidget(self.view)
        self.hide()

    def show_sets(
        self, sets: tuple[SatelliteSet, ...], wheres: tuple[str, ...], *, is_known: bool
    ) -> None:
        """Show sets with their predicates; `is_known`: their satellites are looked up."""
        self.model.show_sets(sets, wheres, is_known=is_known)
        self.view.setFixedHeight(ROW_PX * min(len(sets), _MOST_ROWS))
        self.setVisible(bool(sets))

    def _make_view(self) -> QListView:
        view = _View(self)
        view.setAccessibleName("Sets of satellites")
        view.setModel(self.model)
        view.setItemDelegate(SetDelegate(view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.chosen.connect(self._choose)
        view.swatchClicked.connect(self._choose_colour)
        view.removed.connect(self._remove)
        return view

    def _choose(self, index: QModelIndex) -> None:
        self.selectRequested.emit(self.model.set_at(index.row()).name)

    def _remove(self, index: QModelIndex) -> None:
        self.removeRequested.emit(self.model.set_at(index.row()).name)

    def _open_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        for text, act in (
            ("Select", self._choose),
            ("Rename", self.view.edit),
            ("Change Colour…", self._choose_colour),
            ("Remove", self._remove),
        ):
            kept = QPersistentModelIndex(index)
            menu.addAction(text).triggered.connect(partial(_call, act, kept))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _choose_colour(self, index: QModelIndex) -> None:
        one = self.model.set_at(index.row())
        dialog = QColorDialog(QColor(one.colour), self)
        dialog.setWindowTitle(f"Colour of {one.name}")
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(
            lambda colour: self.recolourRequested.emit(one.name, colour.name())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _call(
    act: Callable[[QModelIndex], None], kept: QPersistentModelIndex, _checked: bool = False
) -> None:
    """Do something with a row, unless it went while the menu was open."""
    if kept.isValid():
        act(kept.model().index(kept.row(), 0))


class _View(QListView):
    """A list whose rows are chosen by a click or Enter, removed by Delete."""

    chosen = Signal(QModelIndex)
    swatchClicked = Signal(QModelIndex)
    removed = Signal(QModelIndex)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a row, or its colour on the swatch."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        on_swatch = swatch_of(self.visualRect(index)).adjusted(-3, -3, 3, 3).contains(place)
        (self.swatchClicked if on_swatch else self.chosen).emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter, remove by Delete, rename by F2."""
        index = self.currentIndex()
        if not index.isValid() or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(index)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index)
        elif event.key() == Qt.Key.Key_F2:
            self.edit(index)
        else:
            super().keyPressEvent(event)
