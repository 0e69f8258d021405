"""Whether the Earth is drawn coarser while the view moves."""

from __future__ import annotations

from collections import deque

_SLOW_MS = 45.0  # pictures that take longer are felt by the hand
_OF = 3  # so many must be as slow on the mean: one alone may have met other work


class Drafts:
    """Each move of the view begins in full; where that is slow it goes on in drafts, to its end."""

    def __init__(self) -> None:
        self._full_ms: deque[float] = deque(maxlen=_OF)

    def wanted(self, *, is_moved: bool) -> bool:
        """Return whether the next picture shall be a draft; not once the view rests."""
        if not is_moved:
            self._full_ms.clear()
        # Those that are still to come count as nothing: a very slow one is enough.
        return sum(self._full_ms) > _OF * _SLOW_MS

    def drew(self, milliseconds: float, *, is_moved: bool, is_draft: bool) -> None:
        """Take how long a picture took."""
        if is_moved and not is_draft:
            self._full_ms.append(milliseconds)
