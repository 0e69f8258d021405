"""Actions as data, and the QActions created from a table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from orbitviz.ui.glossary import with_terms
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import plain_tip

Handler = Callable[..., object]


@dataclass(frozen=True)
class Action:
    """One action of the window, as data.

    id         name by which a handler is bound
    text       what menus and palette show; "..." where a dialog follows
    menu       path of its menu, e.g. "View/Layers"
    help       one sentence of what it does
    shortcuts  the first one is shown, all work
    icon       name in orbitviz.ui.widgets.icons; `toolbar` puts it into the toolbar too
    checkable  the handler gets the new state (bool)
    group      of a checkable action: only one action of a group is on
    section    actions of one menu with different sections are separated by a line
    """

    id: str
    text: str
    menu: str
    help: str
    _: KW_ONLY
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    toolbar: bool = False
    checkable: bool = False
    group: str = ""
    section: int = 0


class ActionSet:
    """The QActions of one window, created from a table; handlers are bound by id."""

    def __init__(self, parent: QWidget, table: Sequence[Action]) -> None:
        self._specs = {spec.id: spec for spec in table}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._make_action(spec, parent) for spec in table}
        parent.addActions(list(self._actions.values()))
        self.refresh_icons()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[Action, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in self._specs.values())

    def bind(self, handlers: Mapping[str, Handler]) -> None:
        """Connect handlers; a checkable action passes its new state.

        Raises KeyError for an id that is not in the table.
        """
        # A partial holds its handler, of which Qt would only know the object weakly.
        for action_id, handler in handlers.items():
            action = self._actions[action_id]
            if self._specs[action_id].checkable:
                action.triggered.connect(_with_state(handler))
            else:
                action.triggered.connect(partial(handler))

    def check(self, action_id: str, on: bool) -> None:
        """Show a checkable action as on or off without doing it."""
        self._actions[action_id].setChecked(on)

    def refresh_icons(self) -> None:
        """Redraw the icons in the colours of the theme."""
        for spec, action in self:
            if spec.icon:
                action.setIcon(icon(spec.icon))

    def _make_action(self, spec: Action, parent: QWidget) -> QAction:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        keys = f" ({shortcut_text(spec)})" if spec.shortcuts else ""
        tip = f"{spec.text.rstrip('…')}{keys}\n{spec.help}"
        action.setToolTip(plain_tip(with_terms(tip, spec.text)))
        action.setStatusTip("")
        action.setIconVisibleInMenu(False)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(parent)
            self._groups[spec.group].addAction(action)
        return action


def _with_state(handler: Handler) -> Callable[[bool], None]:
    """Return a slot that declares its argument: PySide passes none to a partial."""

    def call(on: bool) -> None:
        handler(on)

    return call


def shortcut_text(spec: Action) -> str:
    """Return the first shortcut as the desktop writes it, or an empty text."""
    if not spec.shortcuts:
        return ""
    return QKeySequence(spec.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
