"""Policy for draft pictures of the Earth while the view moves."""

from __future__ import annotations

from collections import deque

_SLOW_MS = 45.0  # longer pictures are felt while dragging
_WINDOW = 3  # pictures whose mean must be slow: a single one may be slow by chance


class DraftPolicy:
    """A move of the view begins with full pictures; if they are slow it continues with drafts."""

    def __init__(self) -> None:
        self._full_ms: deque[float] = deque(maxlen=_WINDOW)

    def should_draft(self, *, is_moving: bool) -> bool:
        """Return whether the next picture is to be a draft; never once the view rests."""
        if not is_moving:
            self._full_ms.clear()
        # Pictures not drawn yet count as 0 ms, so that a single very slow one is enough.
        return sum(self._full_ms) > _WINDOW * _SLOW_MS

    def record(self, milliseconds: float, *, is_moving: bool, is_draft: bool) -> None:
        """Record the time of a picture."""
        if is_moving and not is_draft:
            self._full_ms.append(milliseconds)
