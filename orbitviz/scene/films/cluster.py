"""Has the parts of a film drawn by the workers of a Dask cluster, an optional dependency.

What the tour shows is sent to the workers, and parts come back as bytes: they need no common disk.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from orbitviz.base.errors import UserError
from orbitviz.base.files import write_atomically
from orbitviz.base.version import VERSION
from orbitviz.engine.films.film_job import GO_ON, FilmJob
from orbitviz.engine.films.frame_report import FrameReport
from orbitviz.scene.films.film_maker import FilmMaker

ANSWER_S = 10.0  # within which the scheduler and its first worker must answer
_LOOK_EVERY_S = 0.2


def make_on_cluster(
    job: FilmJob, missing: Sequence[int], address: str, report: FrameReport
) -> None:
    """Make the missing parts of a film on the cluster of a scheduler.

    Raises UserError, or Cancelled if the report does; the parts that are done are kept.
    """
    distributed = _distributed()
    with _client(distributed, address) as client:
        film = uuid4().hex
        sent = client.scatter(job, broadcast=True, hash=False)
        waiting = {
            client.submit(draw_part, VERSION, film, sent, part, pure=False): part
            for part in missing
        }
        while waiting:
            for future in [one for one in waiting if one.done()]:
                part = waiting.pop(future)
                write_atomically(job.parts.file(part), _result(future, distributed, address))
                report(len(job.parts.frames(part)))
            report(0)
            time.sleep(_LOOK_EVERY_S)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise UserError(
            "--scheduler needs the package distributed",
            allowed='--jobs, or pip install "orbitviz[cluster]"',
        ) from None
    for name in ("distributed", "distributed.client"):  # what goes wrong is told in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _client(distributed: Any, address: str) -> Any:
    """Connect. Raises UserError if nobody answers, or no worker is there."""
    try:
        client = distributed.Client(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, ValueError):  # of time as well
        raise UserError(
            f'no cluster answers at "{address}" within {ANSWER_S:g} s',
            file="--scheduler",
            allowed="the address of a Dask scheduler, such as tcp://host:8786",
        ) from None
    try:
        client.wait_for_workers(1, timeout=ANSWER_S)
    except TimeoutError:
        client.close()
        raise UserError(
            f'the cluster at "{address}" has no workers after {ANSWER_S:g} s', file="--scheduler"
        ) from None
    return client


def _result(future: Any, distributed: Any, address: str) -> bytes:
    """Return the bytes of a part. Raises UserError."""
    try:
        return bytes(future.result())
    except ModuleNotFoundError as error:
        wrong, allowed = f"has workers without the package {error.name}", "orbitviz on all of them"
    except distributed.scheduler.KilledWorker:
        wrong, allowed = "lost the workers that drew", GO_ON
    except CancelledError:
        wrong, allowed = "lost what was sent to it: scheduler or workers were ended", GO_ON
    except OSError:
        wrong, allowed = "answers no more", GO_ON
    raise UserError(f'the cluster at "{address}" {wrong}', file="--scheduler", allowed=allowed)


# On the worker: a GL context belongs to a thread, and vispy has one for the process. --------------

_thread: ThreadPoolExecutor | None = None
_makers: dict[str, tuple[FilmMaker, FilmJob, TemporaryDirectory[str]]] = {}  # of the last film


def draw_part(version: str, film: str, job: FilmJob, part: int) -> bytes:
    """Return a part of a film as the bytes of its file. Raises UserError.

    version   of the program that asks
    film      what tells it from others
    """
    if version != VERSION:
        raise UserError(
            f"a worker has version {VERSION} of orbitviz",
            file="--scheduler",
            allowed=f"{version}, as here",
        )
    global _thread
    if _thread is None:
        _thread = ThreadPoolExecutor(1, "films")
    return _thread.submit(_drawn, film, job, part).result()


def _drawn(film: str, job: FilmJob, part: int) -> bytes:
    if film not in _makers:
        while _makers:
            _makers.popitem()[1][0].__exit__(None, None, None)
        folder = TemporaryDirectory(prefix="orbitviz-", ignore_cleanup_errors=True)
        path = Path(folder.name) / job.parts.path.name
        ours = replace(job, parts=replace(job.parts, path=path))
        _makers[film] = FilmMaker(ours).__enter__(), ours, folder
    maker, ours, _ = _makers[film]
    ours.parts.folder.mkdir(exist_ok=True)
    maker.make([part])
    file = ours.parts.file(part)
    try:
        return file.read_bytes()
    finally:
        file.unlink()
