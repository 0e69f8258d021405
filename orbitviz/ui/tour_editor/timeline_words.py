"""What the timeline says in words."""

from __future__ import annotations

from orbitviz.base.units import fixed_text
from orbitviz.model.tour.callout import Callout
from orbitviz.model.tour.caption import Caption
from orbitviz.model.tour.shot_chart import ShotChart
from orbitviz.model.tour.shot_edits import begins_with_cut
from orbitviz.model.tour.time_span import TimeSpan
from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import Shot


def time_words(span: TimeSpan) -> str:
    """Return how time runs, in a few words."""
    if span.to is not None:
        return f"to {span.to:%Y-%m-%d %H:%M}"
    rate = 1.0 if span.rate is None else span.rate
    pace = {0.0: "stands still", 1.0: "real time"}.get(rate, f"{fixed_text(rate)}×")
    return pace if span.at is None else f"{span.at:%Y-%m-%d %H:%M}, {pace}"


def clock_text(time_s: float) -> str:
    """Return a time of a tour, such as 1:05.5."""
    minutes, seconds = divmod(round(time_s, 1), 60.0)
    return f"{int(minutes)}:{seconds:04.1f}"


def words_of(part: Timed) -> str:
    """Return what is over the picture, in a few words."""
    if isinstance(part, Caption):
        return part.title or part.number or part.text or part.small
    if isinstance(part, ShotChart):
        return part.kind
    return part.text if isinstance(part, Callout) else ""


def about_shot(shot: Shot) -> str:
    """Return what a shot is, for a tooltip and for screen readers."""
    camera = "the camera stays"
    if shot.camera:
        camera = "begins with a cut" if begins_with_cut(shot) else "the camera flies here"
    count = len(shot.captions)
    captions = f"{count} caption{'' if count == 1 else 's'}" if count else "no captions"
    return f"{shot.name}: {shot.duration_s:g} s, {camera}, {captions}"
