"""What the tour that is edited shows: its moments, made aside, and thumbnails of its shots."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from orbitviz.app.files.jobs import Jobs
from orbitviz.app.tour_editor.aside import Aside, Look, Made, like
from orbitviz.base.errors import UserError
from orbitviz.base.progress import Progress
from orbitviz.engine.tours.known_figures import FiguresOfEdit, KnownFigures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.opened_tour import OpenedTour, open_tour
from orbitviz.formats.tours.tour_draft import TourDraft
from orbitviz.formats.tours.tour_file import TourFile
from orbitviz.scene.canvas import GlobeCanvas
from orbitviz.ui.widgets.notices import Notices

_SOON_MS = 250  # after the last edit
_BETWEEN_MS = 60  # thumbnails
_SIZE = (208, 117)
_MOST_PICTURES = 2_000  # that are kept, by their keys: about 50 MB
_UNSEEN = {"name", "notes", "waits", "captions"}  # of a shot, in its thumbnail
_NUMBERED = re.compile(r"shot (\d+)")
_NAMED = re.compile(r'shot "([^"]*)"')


class TourLooks(QObject):
    """Follows the tour; a mistake in it is told, and what was known before stays."""

    def __init__(
        self,
        canvas: GlobeCanvas,
        notices: Notices,
        *,
        is_busy: Callable[[], bool],
        changed: Callable[[], None],
        tell: Callable[[Exception], None],
        parent: QObject,
    ) -> None:
        """Build.

        is_busy   whether the globe has something else to draw
        changed   called when there are new moments, thumbnails or mistakes
        tell      called with a mistake in the tour
        """
        super().__init__(parent)
        self._canvas, self._is_busy = canvas, is_busy
        self._changed, self._tell = changed, tell
        self._jobs = Jobs(notices, self)
        self._draft: TourDraft | None = None
        self._opened: OpenedTour | None = None
        self._known = KnownFigures()
        self._is_making = False
        self.moments: Moments | None = None  # of the tour, None while they are made
        self.faulty: frozenset[int] = frozenset()
        self._pictures: dict[str, QImage] = {}
        self._looks: list[Look] = []
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._make)
        self._next = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._next.timeout.connect(self._draw_next)

    def follow(self, draft: TourDraft | None) -> None:
        """Follow a tour as it is edited."""
        if draft is self._draft:
            return
        self._draft = draft
        self.moments = None
        if draft is None or not draft.tour.shots:
            self._soon.stop()
            self.faulty = frozenset()
        else:
            self._soon.start()

    def thumbnails(self) -> dict[int, QImage]:
        """Return pictures of the shots, as far as they are drawn; an old one until there is one."""
        draft = self._draft
        if draft is None:
            return {}
        found = {}
        for number, (key, shot) in enumerate(zip(_keys(draft), draft.tour.shots, strict=True)):
            for one in (key, *like(shot)):
                if one in self._pictures:
                    found[number] = self._pictures[one]
                    break
        return found

    def close(self) -> None:
        """Stop threads and timers."""
        self._soon.stop()
        self._next.stop()
        self._jobs.close()

    def _make(self) -> None:
        draft = self._draft
        if draft is None or not draft.tour.shots or self._is_making:
            return  # what is being made looks at the draft when it is done
        self._is_making = True
        self._jobs.run(
            "",
            partial(_make, draft, self._opened, self._known),
            partial(self._made, draft),
            partial(self._failed, draft),
        )

    def _made(self, draft: TourDraft, made: Made) -> None:
        """Show the tour; then its thumbnails are prepared one by one, and its figures found."""
        self._opened = made.aside.opened
        if draft is self._draft:
            self.moments, self.faulty = made.moments, frozenset()
        self._changed()
        keys = enumerate(_keys(draft))
        todo = [partial(made.aside.look, k, key) for k, key in keys if key not in self._pictures]
        self._go_on(draft, [*todo, partial(made.aside.find_figures, lambda: draft is self._draft)])

    def _go_on(self, draft: TourDraft, todo: list[Callable[[], Look | None]]) -> None:
        """Do what is left; of a tour that is edited meanwhile, nothing more."""
        if draft is not self._draft or not todo:
            self._is_making = False
            self._changed()
            if draft is not self._draft:
                self._make()
            return
        first, *rest = todo

        def done(look: Look | None) -> None:
            if look is not None:
                self._looks.append(look)
                self._next.start()
            self._go_on(draft, rest)

        self._jobs.run("", lambda _progress: first(), done, partial(self._failed, draft))

    def _failed(self, draft: TourDraft, error: Exception) -> None:
        self._is_making = False
        if draft is self._draft and isinstance(error, UserError):
            self.faulty = frozenset(_shots_of(error, draft))
            self._changed()
            self._tell(error)
        elif not isinstance(error, UserError):
            self._tell(error)
        if draft is not self._draft:
            self._make()

    def _draw_next(self) -> None:
        """Draw one thumbnail, once the globe rests."""
        if not self._looks:
            return
        if self._is_busy() or self._canvas.input.is_moved:
            self._next.start()
            return
        look = self._looks.pop(0)
        try:
            bands = self._canvas.render(look.state, look.snapshot, _SIZE, stage=look.stage)
            pixels = np.concatenate([np.asarray(band) for band in bands])
        except UserError:  # the globe is not drawn yet
            self._looks.insert(0, look)
            self._next.start(10 * _BETWEEN_MS)
            return
        rows, columns = pixels.shape[:2]
        kind = QImage.Format.Format_RGB888
        data = np.ascontiguousarray(pixels[..., :3])
        image = QImage(data.data, columns, rows, 3 * columns, kind).copy()
        for key in (look.key, *look.like):
            self._pictures.pop(key, None)  # the latest come last
            self._pictures[key] = image
        while len(self._pictures) > _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        self._changed()
        self._next.start(_BETWEEN_MS)


def _make(
    draft: TourDraft, before: OpenedTour | None, known: KnownFigures, progress: Progress
) -> Made:
    opened = _opened(draft.file, before, progress)
    return Made(Moments(opened, found=FiguresOfEdit(known)), Aside(opened, known))


def _opened(file: TourFile, before: OpenedTour | None, progress: Progress) -> OpenedTour:
    """Open what a tour names, unless it is what is open already."""
    tour = file.tour
    if before is not None:
        names = {tour.design, *(shot.design for shot in tour.shots)}
        names |= {shot.compare for shot in tour.shots}
        was = before.file
        is_same = all(
            getattr(tour, key) == getattr(was.tour, key)
            for key in ("design", "catalogues", "logo", "logo_place")
        )
        if (
            is_same
            and file.path.parent == was.path.parent
            and names - {None} <= set(before.documents)
        ):
            return replace(before, file=file)
    return open_tour(file, progress)


def _keys(draft: TourDraft) -> list[str]:
    """Return for each shot what its thumbnail depends on."""
    tour = draft.tour
    keys: list[str] = []
    about = f"{tour.design} {tour.view!r}"
    for number, shot in enumerate(tour.shots):
        own = shot.model_dump_json(exclude=_UNSEEN, exclude_defaults=True)
        is_own = bool(shot.camera) and shot.time.at is not None
        before = "" if is_own else " ".join(keys[-1:])
        keys.append(str(hash((about, own, before if number else ""))))
    return keys


def _shots_of(error: UserError, draft: TourDraft) -> list[int]:
    """Return the shots that a mistake is in."""
    place = error.place or ""
    named, numbered = _NAMED.search(place), _NUMBERED.search(place)
    if numbered:
        return [int(numbered[1]) - 1]
    if named:
        return [k for k, shot in enumerate(draft.tour.shots) if shot.name == named[1]]
    return []
