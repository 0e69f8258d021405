"""Name, time, status caption and legend in the corners of a map."""

from __future__ import annotations

from PIL import Image

from orbitviz.engine.snapshot import Snapshot
from orbitviz.engine.status_caption import status_caption
from orbitviz.model.state import State
from orbitviz.scene.overlay.legends import legend_of
from orbitviz.scene.overlay.typesetting import legend_panel, text_block
from orbitviz.scene.world_map.projection import MapFrame

Corner = tuple[tuple[int, int, int, int], Image.Image]
_MARGIN = 14  # logical pixels
_LEGEND_SHARE = 0.45  # of the height, at most


def corner_blocks(
    state: State,
    snapshot: Snapshot,
    frame: MapFrame,
    scale: float,
    *,
    heading: bool,
    legend: bool,
) -> list[Corner]:
    """Return left, top, right and bottom of the blocks, pixels, and their pictures RGBA.

    The legend stands in a corner, or between two halves, where it covers the least of them.

    scale     pixels per logical pixel
    heading   name and time
    legend    legend and status caption, if they are among the layers shown
    """
    (width, height), layers = frame.size, state.view.layers
    margin = round(_MARGIN * scale)
    room = width - 2 * margin
    found: list[Corner] = []
    if heading:
        when = snapshot.instant.isoformat().replace("T", " ")[:-1] + " UTC"
        title = text_block(state.document.design.name, 15.0, scale, room, mono=False, bold=True)
        time = text_block(when, 13.5, scale, room, mono=True, bold=True)
        is_wide = title.width + time.width + 3 * margin < width
        left, top = (width - margin - time.width, margin) if is_wide else (margin, title.height)
        found += [_at(margin, margin, title), _at(left, top, time)]
    below = height - margin
    if legend and layers.status_caption:
        text = status_caption(state, snapshot, "")
        caption = text_block(text, 11.5, scale, room, mono=False, bold=False)
        below -= caption.height
        found.append(_at(margin, below, caption))
    if legend and layers.legend:
        room_px = room, round(_LEGEND_SHARE * height)
        panel = legend_panel(legend_of(state, snapshot), scale, room_px, brief=True)
        if panel is not None:
            below -= panel.height + (margin // 2 if layers.status_caption else 0)
            spare = width - panel.width
            left = spare // 2 if frame.is_side_by_side else spare - margin
            found.append(_at(left, below, panel))
    return found


def _at(left: int, top: int, block: Image.Image) -> Corner:
    return (left, top, left + block.width, top + block.height), block
