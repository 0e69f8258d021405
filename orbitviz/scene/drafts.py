"""Whether the Earth is drawn coarser while the view moves."""

from __future__ import annotations

_SLOW_MS = 45.0  # a picture that takes longer is felt by the hand


class Drafts:
    """Each move of the view begins in full; if that was slow it goes on in drafts, to its end."""

    def __init__(self) -> None:
        self._full_ms = 0.0

    def wanted(self, *, is_moved: bool) -> bool:
        """Return whether the next picture shall be a draft; not once the view rests."""
        if not is_moved:
            self._full_ms = 0.0
        return self._full_ms > _SLOW_MS

    def drew(self, milliseconds: float, *, is_moved: bool, is_draft: bool) -> None:
        """Take how long a picture took."""
        if is_moved and not is_draft:
            self._full_ms = milliseconds
