"""The notes of a presented tour: on the screen that the audience does not see, or by a key."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QTime, QTimer
from PySide6.QtGui import QImage, QPixmap, QScreen

from orbitviz.engine.tours.player import TourPlayer
from orbitviz.model.tour.tour import Tour
from orbitviz.scene.light import Pixels
from orbitviz.ui.stage.speaker_window import SpeakerNotes, SpeakerWindow
from orbitviz.ui.stage.stage_window import StageWindow

_EVERY_MS = 200
_SHARE = 0.5  # of the one screen that the notes take when there is no other

Screen = TypeVar("Screen")


def audience_and_speaker(
    screens: Sequence[Screen], primary: Screen
) -> tuple[Screen, Screen | None]:
    """Return the screen of the picture and that of the notes, None where there is but one.

    The primary screen is the presenter's own; what was plugged in is the audience's.
    """
    others = [one for one in screens if one is not primary]
    return (others[0], primary) if others else (primary, None)


class Speaker(QObject):
    """Shows the notes of the present shot, what comes next, and times."""

    def __init__(self, tour: Tour, player: TourPlayer, audience: StageWindow) -> None:
        super().__init__(audience)
        self._tour, self._player = tour, player
        self.window = SpeakerWindow(audience)
        self._pictures: dict[int, QPixmap] = {}
        self._began_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.update)

    def begin(self, pictures: Mapping[int, Pixels]) -> None:
        """Count the time from now on.

        pictures   of the beginnings of shots, (height, width, 3) uint8, by shot from 0
        """
        self._began_s = time.monotonic()
        self._pictures = {shot: _pixmap(pixels) for shot, pixels in pictures.items()}

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.window.setScreen(screen)
        self.window.setGeometry(screen.geometry())
        self.window.showFullScreen()
        self._run()

    def toggle(self, screen: QScreen) -> None:
        """Show the notes in a window on the audience's own screen, or hide them."""
        if self.window.isVisible():
            self.window.hide()
            return
        place = screen.availableGeometry()
        side = max(place.width(), place.height())
        width = min(round(_SHARE * side), place.width())
        height = round(_SHARE * place.height())
        self.window.setGeometry(place.left(), place.top(), width, height)
        self.window.show()
        self.window.raise_()
        self._run()

    def close(self) -> None:
        """End."""
        self._timer.stop()
        self.window.hide()
        self.window.deleteLater()

    def update(self) -> None:
        """Show the present moment."""
        if not self.window.isVisible():
            self._timer.stop()
            return
        shots, player = self._tour.shots, self._player
        shot, time_s = player.place
        about, duration_s = shots[shot], shots[shot].duration_s
        following = shots[shot + 1] if shot + 1 < len(shots) else None
        if following is None and player.loops:
            following = shots[0]
        self.window.show_notes(
            SpeakerNotes(
                shot=shot + 1,
                shots=len(shots),
                name=about.name,
                notes=about.notes,
                following=following.name if following is not None else "",
                picture=self._pictures.get((shot + 1) % len(shots)) if following else None,
                share=time_s / duration_s,
                shown_s=time.monotonic() - self._began_s,
                left_s=player.left_s,
                clock=QTime.currentTime().toString("HH:mm"),
                state=self._state(time_s >= duration_s),
            )
        )

    def _state(self, is_over: bool) -> str:
        if self._player.is_playing:
            return "loop" if self._player.loops else ""
        if self._player.is_at_end:
            return "at the end"
        return "waits for you" if is_over else "paused"

    def _run(self) -> None:
        self.update()
        self._timer.start(_EVERY_MS)


def _pixmap(pixels: Pixels) -> QPixmap:
    height, width, _ = pixels.shape
    image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)
