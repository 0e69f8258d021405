"""What the pointer looks like over the timeline, and what its tooltips say."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from orbitviz.ui.tour_editor.timeline_layout import TIMED, Hit, Part, TimelineLayout
from orbitviz.ui.tour_editor.timeline_words import about_shot, clock_text

_TIPS = {
    Part.RULER: "Drag to look at a time of the tour",
    Part.END: "Drag to make the shot longer or shorter; with Shift, all that is in it with it",
    Part.KEY: "Camera key: drag it to another time, press Delete to remove it",
    Part.CAPTION: "Caption: drag it to another time, its ends to make it longer or shorter",
    Part.CALLOUT: "Callout: drag it to another time, its ends to make it longer or shorter",
    Part.CHART: "Chart: drag it to another time, its ends to make it longer or shorter",
    Part.VALUE: "A number of the design that moves",
    Part.ADD: "Add a shot of what the window shows now",
}
_SHAPES = Qt.CursorShape


def cursor_over(hit: Hit) -> Qt.CursorShape:
    """Return the shape of the pointer over a part."""
    if hit.edge or hit.part in (Part.END, Part.KEY):
        return _SHAPES.SizeHorCursor
    is_pressed = hit.part in (Part.SHOT, Part.ADD, Part.VALUE, *TIMED)
    return _SHAPES.PointingHandCursor if is_pressed else _SHAPES.ArrowCursor


def tip_over(hit: Hit, place: QPointF, layout: TimelineLayout) -> str:
    """Return the tooltip of a part."""
    if hit.part is Part.SHOT:
        about = about_shot(layout.shots[hit.shot])
        return f"{about}\nDrag it to another place, its right edge to make it longer or shorter"
    if hit.part is Part.RULER and layout.shots:
        return f"{clock_text(layout.time_at(place.x()))}: {_TIPS[Part.RULER]}"
    return _TIPS.get(hit.part, "")
