"""Writes the parts of a film on a thread of its own, while the next frames are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Full, Queue
from typing import Self

from orbitviz.base.errors import Cancelled
from orbitviz.formats.films.film_file import FilmParts
from orbitviz.scene.light import Pixels

_FRAMES_AHEAD = 2  # drawn while one is encoded
_PARTS_AHEAD = 2
_LOOK_EVERY_S = 0.2

# A frame, None after the last one, or why there will be no more.
_Item = Pixels | None | BaseException


class PartWriter:
    """Encodes in the order in which frames come; use it in a `with` statement.

    Encoders let go of the interpreter: on two cores the drawing hardly notices. What is given is
    written when the statement ends, but for the part of an error, of which nothing is left.
    """

    def __init__(self, parts: FilmParts) -> None:
        self._parts = parts
        self._pool = ThreadPoolExecutor(1, "films")
        self._written: list[Future[None]] = []

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        """Wait until all is written. Raises UserError if a part could not be."""
        self._pool.shutdown()
        if error is None:
            self._settle(0)

    @contextmanager
    def part(self, number: int) -> Iterator[Callable[[Pixels], None]]:
        """Begin a part, and return what takes its frames. Both raise UserError if one fails."""
        self._settle(_PARTS_AHEAD)
        frames: Queue[_Item] = Queue(_FRAMES_AHEAD)
        future = self._pool.submit(self._write, number, frames)
        self._written.append(future)
        try:
            yield lambda pixels: _put(frames, pixels, future)
        except BaseException:
            _put(frames, Cancelled(), future)
            raise
        _put(frames, None, future)

    def _write(self, number: int, frames: Queue[_Item]) -> None:
        parts = self._parts
        parts.form.write_part(_taken(frames), parts.shape, parts.file(number))

    def _settle(self, most: int) -> None:
        """Wait until at most so many parts are under way. Raises what writing one raised."""
        while len(self._written) > most or (self._written and self._written[0].done()):
            self._written.pop(0).result()


def _put(frames: Queue[_Item], item: _Item, future: Future[None]) -> None:
    """Hand on a frame; where the writing has ended, raise why."""
    while True:
        if future.done():
            future.result()
            return
        try:
            frames.put(item, timeout=_LOOK_EVERY_S)
        except Full:
            continue
        return


def _taken(frames: Queue[_Item]) -> Iterator[Pixels]:
    while (item := frames.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item
