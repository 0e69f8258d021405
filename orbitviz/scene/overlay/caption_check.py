"""Whether the captions of a tour fit into a picture, found without drawing one."""

from __future__ import annotations

from orbitviz.base.errors import UserError
from orbitviz.engine.on_stage import ShownCaption
from orbitviz.engine.tours.moments import Moments
from orbitviz.formats.tours.tour_file import TourFile
from orbitviz.scene.overlay.caption_painting import check_caption
from orbitviz.scene.overlay.stage_layout import height_of_room, room_of


def check_captions(file: TourFile, moments: Moments, size: tuple[int, int]) -> None:
    """Raise UserError with shot and caption for the first one that is too long for a picture.

    size   width and height of the picture, pixels
    """
    side, tall = min(size), height_of_room(size)
    for k, shot in enumerate(file.tour.shots):
        for number, caption in enumerate(shot.captions):
            figure = moments.number_text(k, number) if caption.number else ""
            words = ShownCaption(
                caption.title, figure, caption.text, caption.small, caption.place, 1.0
            )
            try:
                height = check_caption(words, side, room_of(caption.place, size, ()))
                if height > tall:
                    share = f"{height / size[1]:.0%} of the height"
                    raise UserError(f"takes {share}", allowed=f"{tall / size[1]:.0%}: fewer words")
            except UserError as error:
                raise file.error_at(error, "shots", k, "captions", number) from None
