"""Policy for draft pictures of the backdrop while the view moves."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

_SLOW_MS = 45.0  # longer pictures are felt while dragging
_WINDOW = 3  # pictures whose mean must be slow: a single one may be slow by chance
_TRIED = 6  # drafts after which is judged whether they gain anything
_GAIN = 0.9  # of the time of a full picture, at most, or they are not worth their coarseness


class FrameQuality(NamedTuple):
    """How finely a picture is drawn.

    draft   whether the backdrop has half as many pixels each way
    scale   pixels of the picture for one of the screen, each way; words are always sharp
    """

    draft: bool
    scale: float


FULL = FrameQuality(draft=False, scale=1.0)
DRAFT = FrameQuality(draft=True, scale=1.0)


class DraftPolicy:
    """A move of the view begins with full pictures; if they are slow it continues with drafts.

    Where drafts turn out to be hardly faster, the rest of the move is drawn in full.
    """

    def __init__(self) -> None:
        self._full_ms: deque[float] = deque(maxlen=_WINDOW)
        self._draft_ms: deque[float] = deque(maxlen=_TRIED)

    def should_draft(self, *, is_moving: bool) -> bool:
        """Return whether the next picture is to be a draft; never once the view rests."""
        if not is_moving:
            self._full_ms.clear()
            self._draft_ms.clear()
        # Pictures not drawn yet count as 0 ms, so that a single very slow one is enough.
        return sum(self._full_ms) > _WINDOW * _SLOW_MS and not self._gains_nothing

    @property
    def _gains_nothing(self) -> bool:
        if len(self._draft_ms) < _TRIED:
            return False
        # The quickest of each: other programs make pictures slower, never faster.
        return min(self._draft_ms) > _GAIN * min(self._full_ms)

    def record(self, milliseconds: float, *, is_moving: bool, is_draft: bool) -> None:
        """Record the time of a picture."""
        if not is_moving:
            return
        if is_draft:
            self._draft_ms.append(milliseconds)
        elif not self._gains_nothing:
            self._full_ms.append(milliseconds)
