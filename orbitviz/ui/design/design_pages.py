"""The pages of the design dock; a page is built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget


class DesignPages(QWidget):
    """Tabs, and one page below them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dockBody")
        self._tabs, self._stack = QTabBar(), QStackedWidget()
        self._tabs.setAccessibleName("What to edit of the design")
        self._tabs.setDrawBase(False)
        self._tabs.currentChanged.connect(self._show)
        self._names: list[str] = []
        self._builders: dict[int, Callable[[], QWidget]] = {}
        self._blanks: dict[int, QWidget] = {}  # in place of those
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)

    def add_page(self, name: str, title: str, build: Callable[[], QWidget]) -> None:
        """Add a page with its tab, after the others; `build` makes it once it is shown."""
        index = len(self._names)
        self._names.append(name)
        self._builders[index] = build
        self._blanks[index] = QWidget()
        self._stack.addWidget(self._blanks[index])
        self._tabs.addTab(title)
        if not index:
            self._show(0)

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self._tabs.setCurrentIndex(self._names.index(name))

    def _show(self, index: int) -> None:
        build = self._builders.pop(index, None)
        if build is not None:
            self._stack.insertWidget(index, build())  # before the blank one
            blank = self._blanks.pop(index)
            self._stack.removeWidget(blank)
            blank.deleteLater()
        self._stack.setCurrentIndex(index)
