"""The panel of the editor of tours: what to do with the tour, its timeline, the chosen shot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orbitviz.ui.action_set import ActionSet
from orbitviz.ui.tour_editor.no_tour import NoTour
from orbitviz.ui.tour_editor.shot_fields import required
from orbitviz.ui.tour_editor.shot_form import ShotForm
from orbitviz.ui.tour_editor.timeline import Timeline
from orbitviz.ui.tour_editor.timeline_layout import Hit
from orbitviz.ui.tour_editor.timeline_words import clock_text
from orbitviz.ui.tour_editor.track_names import TrackNames
from orbitviz.ui.widgets.icons import icon
from orbitviz.ui.widgets.plain_text import PlainLabel
from orbitviz.ui.widgets.value_entry import ValueEntry

_LEAST_TITLE_PX, _TITLE_PX = 60, 260
_FORM_PX = 372
_WIDE_PX, _WIDE_FORM_PX = 1_300, 640  # from this width on the form has two columns
_LEAST_HEIGHT = 150
_MENU = ("new_tour", "open_tour", "save_tour", "save_tour_as")
_WITH_TEXT = {"add_shot": "Add", "update_shot": "Update", "export_film": "Film"}
_SHOT_MENU = (
    "update_shot", "add_camera_key", "add_caption", "", "copy_shot", "shot_earlier", "shot_later",
    "", "remove_shot",
)  # fmt: skip


class TourPanel(QWidget):
    """Shows a tour that is edited; the editor hears of everything by signals.

    titleEntered     the title of the tour
    backRequested    the window as it was before the preview
    addRequested     a shot of the present view at the end
    """

    titleEntered = Signal(str)
    addRequested = Signal()
    backRequested = Signal()
    errorOccurred = Signal(object)
    typingDiscarded = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockBody")
        self._actions = actions
        self.timeline, self.form = Timeline(), ShotForm(actions)
        self.title = ValueEntry(required)
        self.title.setAccessibleName("Title of the tour")
        self.title.setToolTip("Title of the tour")
        self.title.setMinimumWidth(_LEAST_TITLE_PX)
        self.title.setMaximumWidth(_TITLE_PX)
        self.title.valueEntered.connect(lambda title: self.titleEntered.emit(title))
        self.title.errorOccurred.connect(self.errorOccurred)
        self.title.discarded.connect(self.typingDiscarded)
        self.about = PlainLabel()
        self.about.setObjectName("caption")
        self.clock = PlainLabel()
        self.clock.setObjectName("caption")
        self._worded: list[QToolButton] = []
        self._pages = QStackedWidget()
        self._no_tour = NoTour(actions)
        self._pages.addWidget(self._no_tour)
        self._pages.addWidget(self._make_full())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        self.timeline.menuRequested.connect(self._show_menu)
        self.timeline.addRequested.connect(self.addRequested)
        self.timeline.copyRequested.connect(actions["copy_shot"].trigger)
        self.timeline.previewRequested.connect(actions["preview_tour"].trigger)
        self.form.addKeyRequested.connect(actions["add_camera_key"].trigger)

    # What is shown -----------------------------------------------------------------------

    def show_nothing(self) -> None:
        """Say what to do where there is no shot yet."""
        self._pages.setCurrentIndex(0)

    def show_tour(self, title: str, about: str) -> None:
        """Show title and file of a tour with shots."""
        self._pages.setCurrentIndex(1)
        self.title.show_text(title)
        if not self.title.hasFocus():
            self.title.setCursorPosition(0)  # or one would see the end of a long one
        self.about.setText(about)
        self._names.update()

    def show_time(self, time_s: float, duration_s: float) -> None:
        """Show the place of the play head."""
        self.timeline.show_place(time_s)
        self.clock.setText(f"{clock_text(time_s)} of {clock_text(duration_s)}")

    def show_preview(self, *, is_on: bool, is_playing: bool) -> None:
        """Say that the window shows the tour, and how to have it back."""
        self.back.setVisible(is_on)
        self._actions["preview_tour"].setIcon(icon("pause" if is_playing else "play"))

    def show_form(self, on: bool) -> None:
        """Show the form, or nothing in its place."""
        self.form.setVisible(on)

    def edit(self, hit: Hit) -> None:
        """Give the keys to the field of a part."""
        field = self.form.field(hit)
        self._form_area.ensureWidgetVisible(field, 20, 40)
        if isinstance(field, ValueEntry):
            field.start_editing()

    def show_part(self, hit: Hit) -> None:
        """Have the form show the fields of a part, the keys stay."""
        self._form_area.ensureWidgetVisible(self.form.field(hit), 20, 60)

    def refresh_theme(self) -> None:
        """Redraw in the colours of the theme."""
        self._no_tour.refresh_theme()
        self.timeline.update()
        self._names.update()
        self.form.refresh_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form its share, until the user has chosen another one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            wide = event.size().width()
            styles = Qt.ToolButtonStyle
            style = styles.ToolButtonTextBesideIcon
            for button in self._worded:  # which have icons
                button.setToolButtonStyle(style if wide >= _WIDE_PX else styles.ToolButtonIconOnly)
            self.about.setVisible(wide >= _WIDE_PX)
            form = _WIDE_FORM_PX if wide >= _WIDE_PX else _FORM_PX
            self._splitter.setSizes([wide - form, form])

    # Keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take keys of undo and saving from the design while the tour is worked on."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if _action_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo edits of the tour, and save it."""
        name = _action_of(event)
        if name:
            self._actions[name].trigger()
        else:
            super().keyPressEvent(event)

    # Parts -------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a size at which all tracks are seen."""
        return QSize(900, self.timeline.layout_of_tour.least_height + 72)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that is of use."""
        return QSize(320, _LEAST_HEIGHT)

    def _make_full(self) -> QWidget:
        self._area = QScrollArea()
        self._area.setWidget(self.timeline)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().installEventFilter(self)
        self._names = TrackNames(self.timeline)
        self._area.verticalScrollBar().valueChanged.connect(self._names.scroll_to)
        tracks = QHBoxLayout()
        tracks.setContentsMargins(0, 0, 0, 0)
        tracks.setSpacing(0)
        tracks.addWidget(self._names)
        tracks.addWidget(self._area, 1)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(8, 2, 0, 2)
        box.setSpacing(2)
        box.addLayout(self._make_head())
        box.addLayout(tracks, 1)
        self._form_area = QScrollArea()
        self._form_area.setWidgetResizable(True)
        self._form_area.setMinimumWidth(_FORM_PX)
        self._form_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._form_area.setWidget(self.form)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._form_area)
        splitter.setStretchFactor(0, 1)
        self._splitter = splitter
        return splitter

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        files = QToolButton()
        files.setText("File")
        files.setToolTip("New, open, save")
        files.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(files)
        menu.addActions([self._actions[name] for name in _MENU])
        files.setMenu(menu)
        row.addWidget(files)
        row.addWidget(self.title)
        for name in ("save_tour", "undo_tour", "redo_tour"):
            row.addWidget(self._button(name))
        row.addSpacing(8)
        for name in ("preview_tour", "present_tour"):
            row.addWidget(self._button(name))
        row.addWidget(self.clock)
        self.back = QPushButton("Back")
        self.back.setToolTip("Show what the window showed before the tour (Esc)")
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or what is pressed next would move away
        self.back.setSizePolicy(policy)
        self.back.setVisible(False)
        self.back.clicked.connect(self.backRequested)
        row.addWidget(self.back)
        row.addSpacing(8)
        for name, text in _WITH_TEXT.items():
            self._actions[name].setIconText(text)
            button = self._button(name)
            if not self._actions[name].icon().isNull():
                self._worded.append(button)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.about, 1)
        return row

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setIconSize(QSize(16, 16))
        return button

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Fit the timeline into the room there is."""
        if isinstance(event, QResizeEvent):
            self.timeline.set_room(event.size())
            self._names.update()
        return False

    def _show_menu(self, hit: Hit, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._actions["add_shot"])
        if hit.shot >= 0:
            for name in _SHOT_MENU:
                if name:
                    menu.addAction(self._actions[name])
                else:
                    menu.addSeparator()
        menu.addSeparator()
        menu.addAction(self._actions["preview_tour"])
        menu.popup(place)


def _action_of(event: QKeyEvent) -> str:
    """Return the action of keys that elsewhere are for the design, "" for others."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo_tour"
    if event.matches(QKeySequence.StandardKey.Save):
        return "save_tour"
    is_redo = event.matches(QKeySequence.StandardKey.Redo)
    has_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return "redo_tour" if is_redo or (has_ctrl and event.key() == Qt.Key.Key_Y) else ""
