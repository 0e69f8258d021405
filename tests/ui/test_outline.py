"""Boxes and lassos drawn by mouse and keys over a widget that has gestures of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from orbitviz.model.selecting import Combining
from orbitviz.ui.widgets.outline import Outline, Shape

LEFT, RIGHT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt)
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Canvas(QWidget):
    """Notes what reaches it."""

    def __init__(self):
        super().__init__()
        self.heard = []
        self.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)  # it would fill the screen
        self.setMouseTracking(True)  # as the globe does
        self.resize(400, 300)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event):
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease,
                 QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.KeyPress)  # fmt: skip
        if event.type() in kinds and not (event.type() is kinds[-1] and event.key() in MODIFIERS):
            self.heard.append(event.type().name)
        return super().event(event)


@pytest.fixture
def canvas(qtbot):
    made = Canvas()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def outline(canvas):
    made = Outline(canvas)
    made.results = []
    made.drawn.connect(lambda *result: made.results.append(result))
    return made


def mouse(canvas, kind, at, button=LEFT, held=PLAIN):
    names = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove,
             "release": QEvent.Type.MouseButtonRelease}  # fmt: skip
    place = QPointF(*at)
    down = NONE if kind == "release" else button
    own = NONE if kind == "move" else button
    event = QMouseEvent(names[kind], place, canvas.mapToGlobal(place), own, down, held)
    QApplication.sendEvent(canvas, event)


def drag(canvas, *places, held=PLAIN, at_end=None):
    mouse(canvas, "press", places[0], held=held)
    for place in places[1:]:
        mouse(canvas, "move", place, held=held)
    mouse(canvas, "release", places[-1], held=held if at_end is None else at_end)


def test_an_armed_drag_draws_a_box_once_and_the_canvas_hears_nothing(canvas, outline):
    outline.arm(Shape.BOX)
    assert canvas.cursor().shape() is Qt.CursorShape.CrossCursor
    assert "Drag a box" in outline.view.hint.text()
    assert outline.view.isVisible()
    drag(canvas, (50, 60), (80, 90), (150, 200))
    assert outline.results == [([(50, 60), (150, 60), (150, 200), (50, 200)], Combining.REPLACE)]
    assert canvas.heard == []
    assert canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
    assert outline.shape is None
    assert not outline.view.isVisible()
    drag(canvas, (50, 60), (150, 200))
    assert canvas.heard == ["MouseButtonPress", "MouseMove", "MouseButtonRelease"]
    assert len(outline.results) == 1


def test_a_lasso_has_every_place_of_the_drag_and_stays_on_the_canvas(canvas, outline):
    outline.arm(Shape.LASSO)
    drag(canvas, (50, 60), (90, 60), (90, 60), (500, 90), (200, -70), (60, 400))
    ((corners, _),) = outline.results
    assert corners == [(50, 60), (90, 60), (400, 90), (200, 0), (60, 300)]


@pytest.mark.parametrize(
    ("held", "how"),
    [
        (PLAIN, Combining.REPLACE), (CTRL, Combining.ADD), (SHIFT, Combining.ADD),
        (ALT, Combining.TAKE_AWAY), (CTRL | ALT, Combining.TAKE_AWAY),
    ],
)  # fmt: skip
def test_keys_held_at_the_end_say_what_becomes_of_the_selection(canvas, outline, held, how):
    outline.arm(Shape.BOX)
    drag(canvas, (10, 10), (100, 100), at_end=held)
    assert outline.results[0][1] is how


@pytest.mark.parametrize(("held", "corners"), [(CTRL, 4), (CTRL | SHIFT, 3)])
def test_with_ctrl_a_drag_draws_unarmed_and_does_not_move_the_camera(
    canvas, outline, held, corners
):
    drag(canvas, (50, 60), (150, 200), (90, 220), held=held)
    ((drawn, how),) = outline.results
    assert (len(drawn), how) == (corners, Combining.ADD)
    assert canvas.heard == ["MouseButtonPress", "MouseButtonRelease"]


def test_a_click_with_ctrl_stays_a_click(canvas, outline):
    drag(canvas, (50, 60), (52, 61), held=CTRL)
    assert outline.results == []
    assert canvas.heard[0] == "MouseButtonPress"
    assert canvas.heard[-1] == "MouseButtonRelease"
    assert not outline.view.isVisible()
    mouse(canvas, "move", (90, 90), NONE)
    assert not outline.view.isVisible()


def test_an_outline_without_size_is_none(canvas, outline):
    outline.arm(Shape.BOX)
    drag(canvas, (50, 60), (50, 60))
    assert outline.results == []
    assert outline.shape is None


def test_escape_and_other_buttons_give_up(qtbot, canvas, outline):
    outline.arm(Shape.BOX)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert outline.shape is None
    outline.arm(Shape.LASSO)
    mouse(canvas, "press", (50, 60))
    mouse(canvas, "move", (90, 90))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    mouse(canvas, "move", (120, 190))
    mouse(canvas, "release", (120, 190))
    outline.arm(Shape.BOX)
    mouse(canvas, "press", (50, 60), RIGHT)
    assert outline.shape is None
    assert outline.results == []
    assert not outline.view.isVisible()


def test_a_release_that_went_elsewhere_ends_it(canvas, outline):
    mouse(canvas, "press", (50, 60), held=CTRL)
    mouse(canvas, "move", (150, 160), NONE, CTRL)
    assert not outline.view.isVisible()
    outline.arm(Shape.BOX)
    mouse(canvas, "press", (50, 60))
    mouse(canvas, "move", (150, 160))
    mouse(canvas, "move", (150, 170), NONE)
    assert outline.shape is None
    assert outline.results == []


def test_it_is_given_up_when_something_else_is_typed_into(qtbot, canvas, outline):
    outline.arm(Shape.BOX)
    lent = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(canvas, lent)
    assert outline.shape is Shape.BOX
    gone = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.MouseFocusReason)
    QApplication.sendEvent(canvas, gone)
    assert outline.shape is None


def test_no_wheel_while_the_line_is_drawn(canvas, outline):
    def turn():
        place = QPointF(90, 90)
        QApplication.sendEvent(canvas, QWheelEvent(
            place, canvas.mapToGlobal(place), QPoint(), QPoint(0, 120), LEFT, PLAIN,
            Qt.ScrollPhase.NoScrollPhase, False,
        ))  # fmt: skip

    outline.arm(Shape.BOX)
    turn()
    assert canvas.heard == ["Wheel"]
    mouse(canvas, "press", (50, 60))
    mouse(canvas, "move", (90, 90))
    turn()
    assert canvas.heard == ["Wheel"]


def test_a_box_by_keys(qtbot, canvas, outline):
    outline.arm(Shape.BOX)
    for key, held in [(Qt.Key.Key_Left, PLAIN), (Qt.Key.Key_Up, SHIFT), (Qt.Key.Key_Return, PLAIN),
                      (Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Down, CTRL),
                      (Qt.Key.Key_Enter, ALT)]:  # fmt: skip
        qtbot.keyClick(canvas, key, held)
    x, y = 190, 100
    expected = [(x, y), (x + 50, y), (x + 50, y + 1), (x, y + 1)]
    assert outline.results == [(expected, Combining.TAKE_AWAY)]
    assert canvas.heard == []


def test_a_lasso_by_keys_ends_with_enter_twice(qtbot, canvas, outline):
    outline.arm(Shape.LASSO)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_Up,
                Qt.Key.Key_Return, Qt.Key.Key_Return):  # fmt: skip
        qtbot.keyClick(canvas, key)
    assert outline.results == [([(200, 150), (190, 150), (190, 140)], Combining.REPLACE)]


def test_other_keys_are_those_of_the_canvas(qtbot, canvas, outline):
    outline.arm(Shape.BOX)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.heard == ["KeyPress"]
    outline.cancel()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.heard == ["KeyPress", "KeyPress"]


def test_the_line_is_painted_over_the_canvas(canvas, outline):
    outline.arm(Shape.BOX)
    mouse(canvas, "press", (50, 60))
    mouse(canvas, "move", (150, 200))
    with_line = canvas.grab().toImage()
    outline.cancel()
    without = canvas.grab().toImage()
    ratio = with_line.devicePixelRatio()
    inside = QPointF(100 * ratio, 150 * ratio).toPoint()
    outside = QPointF(250 * ratio, 250 * ratio).toPoint()
    assert with_line.pixel(inside) != without.pixel(inside)
    assert with_line.pixel(outside) == without.pixel(outside)


def test_a_sentence_fits_and_goes(qtbot, canvas, outline):
    view = outline.view
    for width in (700, 180):
        canvas.resize(width, 300)
        view.say("No visible satellite in there: 12,345 satellites selected as before")
        assert view.rect().contains(view.hint.geometry())
        assert view.hint.geometry().center().x() == pytest.approx(width / 2, abs=1.5)
    view._hint_timer.setInterval(1)
    view.say("12,345 satellites selected")
    qtbot.waitUntil(lambda: not view.isVisible())
