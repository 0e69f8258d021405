"""What is added to a shot before its words and numbers are typed."""

from __future__ import annotations

from typing import Any

from orbitviz.base.errors import UserError
from orbitviz.model.state import Document
from orbitviz.model.tour.tour import Shot
from orbitviz.ui.design.satellite_fields import value_at
from orbitviz.ui.tour_editor.timeline_layout import Part

_VALUE = ("radiator", "area_m2")


def new_part(part: Part, shot: Shot, document: Document) -> dict[str, Any]:
    """Return the keys of a new caption, callout, chart or value that moves.

    document   the design of the shot

    Raises UserError where the design has nothing that it could be about.
    """
    if part is Part.CAPTION:
        return {"title": "A caption"}
    if part is Part.CHART:
        return {"kind": "sunlit-year"}
    groups = document.design.groups
    if not groups:
        raise UserError("there is no design that it could be about", allowed="a design with groups")
    if part is Part.CALLOUT:
        followed = shot.camera[-1].satellite if shot.camera else None
        place = {"shell": groups[0].name} if followed is None else {"satellite": followed}
        return {"text": "Here", **place}
    name = document.design.satellite_name(0)
    now = value_at(document.design.satellite_of(0), _VALUE)
    return {
        "satellite": name,
        "key": ".".join(_VALUE),
        "at_s": (0.0, shot.duration_s),
        "values": (now, now),
    }
