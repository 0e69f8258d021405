"""The figures of a tour that is presented: found while it plays, in the order they are shown in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from orbitviz.analysis.chart import Chart
from orbitviz.analysis.fleet import Fleet
from orbitviz.base.errors import Cancelled, UserError
from orbitviz.engine.tours.figures import Figures
from orbitviz.engine.tours.moments import Moments
from orbitviz.engine.tours.numbers import ShownNumber
from orbitviz.engine.tours.opened_tour import OpenedTour
from orbitviz.engine.worker import Worker

_ALL = "all"  # topic of the worker
Key = tuple[Any, ...]  # what is found, and of what: ("number", shot, caption, update)


class LaterFigures:
    """What is not there yet is None: its caption or chart waits.

    maps      operating maps of the beginnings of shots that show them, by shot from 0
    mistake   the first thing that could not be found; it stays away
    """

    def __init__(self, opened: OpenedTour) -> None:
        """Build; nothing is found before `begin`. Raises UserError as Moments does."""
        self._tour = opened.file.tour
        self._worker: Worker | None = None
        self._is_closing = False
        self._found: dict[Key, Any] = {}
        self._asked: set[Key] = set()
        self.maps: dict[int, Fleet] = {}
        self.mistake: UserError | None = None
        # Moments of its own: the worker and the picture ask for different ones at the same time.
        self._figures = Moments(opened, found=self, check=self._check).figures

    def begin(self, worker: Worker) -> None:
        """Find all of them on a worker."""
        self._worker = worker
        worker.submit(_ALL, self._all, lambda _: None)

    def close(self) -> None:
        """Find no more."""
        self._is_closing = True

    def check(self, figures: Figures) -> None:
        """Look at names alone, see Found."""
        figures.check_names()

    def number(self, shot: int, caption: int, update: int) -> ShownNumber | None:
        """Return the figure of a caption, or of an earlier update until its own is there."""
        found: ShownNumber | None = self._of("number", shot, caption, update)
        if found is None:  # those before are not asked for now: they would only keep it waiting
            of = "number", shot, caption
            known = [key[3] for key in list(self._found) if key[:3] == of and key[3] < update]
            found = self._found[(*of, max(known))] if known else None
        return found

    def chart(self, shot: int, chart: int) -> Chart | None:
        """Return a chart, None until it is there."""
        found: Chart | None = self._of("chart", shot, chart)
        return found

    def _of(self, *key: Any) -> Any:
        """Return what was found; if nothing, have it found before what is shown later."""
        if key not in self._found and key not in self._asked and self._worker is not None:
            self._asked.add(key)
            self._worker.submit(key, partial(self._find, *key), lambda _: None)
        return self._found.get(key)

    def _all(self) -> Iterator[None]:
        """Find one after the other."""
        for k, shot in enumerate(self._tour.shots):
            maps = self._figures.maps(k)
            if maps is not None:
                self.maps[k] = maps
            yield
            for caption in sorted(
                range(len(shot.captions)), key=lambda n: shot.captions[n].begin_s
            ):
                if shot.captions[caption].number:
                    self._find("number", k, caption, 0)
                    yield
            for chart in range(len(shot.charts)):
                self._find("chart", k, chart)
                yield

    def _find(self, *key: Any) -> None:
        self._check()
        if key in self._found:
            return
        kind, *of = key
        try:
            self._found[key] = getattr(self._figures, kind)(*of)
        except UserError as error:
            self.mistake = self.mistake or error

    def _check(self) -> None:
        if self._is_closing:
            raise Cancelled
