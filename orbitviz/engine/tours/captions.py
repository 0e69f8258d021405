"""Captions of a tour as they stand at one moment."""

from __future__ import annotations

from collections.abc import Callable

from orbitviz.engine.on_stage import ShownCaption
from orbitviz.engine.tours.numbers import ShownNumber
from orbitviz.model.tour.caption import Caption
from orbitviz.model.tour.easing import eased
from orbitviz.model.tour.timed import Timed
from orbitviz.model.tour.tour import Shot

# Of a caption, and of which of its updates, from 0; None until it is found.
NumberAt = Callable[[int, int], ShownNumber | None]


def shown_captions(shot: Shot, time_s: float, number_at: NumberAt) -> tuple[ShownCaption, ...]:
    """Return the captions that are seen at a time of a shot, s."""
    found = []
    for index, caption in enumerate(shot.captions):
        opacity = opacity_of(caption, shot.duration_s, time_s)
        if opacity > 0.0:
            number = ""
            if caption.number:
                shown = number_at(index, _update(caption, time_s))
                if shown is None:
                    continue
                number = shown.text(_counted(caption, time_s))
            found.append(
                ShownCaption(
                    caption.title, number, caption.text, caption.small, caption.place, opacity
                )
            )
    return tuple(found)


def darkness(shot: Shot, time_s: float) -> float:
    """Return which share of the picture is faded to black at a time of a shot, s."""
    fades = ((shot.fade_in_s, time_s), (shot.fade_out_s, shot.duration_s - time_s))
    shares = [eased(since / fade_s, "smooth") for fade_s, since in fades if fade_s]
    return 1.0 - min(shares, default=1.0)


def opacity_of(caption: Timed, duration_s: float, time_s: float) -> float:
    """Return the opacity, 0..1, of what comes and goes at a time of a shot, s."""
    end_s = duration_s if caption.end_s is None else min(caption.end_s, duration_s)
    if not caption.begin_s <= time_s <= end_s:
        return 0.0
    if not caption.fade_s:
        return 1.0
    in_share, out_share = (
        min(max(since / caption.fade_s, 0.0), 1.0)
        for since in (time_s - caption.begin_s, end_s - time_s)
    )
    return eased(min(in_share, out_share), "smooth")


def _update(caption: Caption, time_s: float) -> int:
    if not caption.updates_s:
        return 0
    return int((time_s - caption.begin_s) / caption.updates_s)


def _counted(caption: Caption, time_s: float) -> float:
    if not caption.count_up_s:
        return 1.0
    return eased((time_s - caption.begin_s) / caption.count_up_s, "out")
