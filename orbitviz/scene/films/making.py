"""Makes a film: what is missing of it, here, in several processes or on a cluster."""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.base.progress import Progress
from orbitviz.engine.films.film_job import FilmJob
from orbitviz.engine.films.frame_report import FrameReport
from orbitviz.scene.films.film_maker import FilmMaker
from orbitviz.scene.films.processes import make_in_processes


def make_film(
    job: FilmJob,
    missing: Sequence[int],
    progress: Progress,
    *,
    processes: int = 1,
    scheduler: str = "",
    is_background: bool = False,
) -> None:
    """Make a film.

    missing     parts that are not there yet, as job.begin() returns them
    processes   that draw
    scheduler   address of a Dask cluster, whose workers draw instead
    is_background   the window goes on beside it: other processes draw, less urgent than it is

    Raises UserError, or Cancelled if the progress does; parts that are finished are kept.
    """
    report = FrameReport(job.frames_of(missing), progress)
    try:
        if not missing:
            pass
        elif scheduler:
            from orbitviz.scene.films.cluster import make_on_cluster

            make_on_cluster(job, missing, scheduler, report)
        elif processes > 1 or is_background:
            make_in_processes(job, missing, processes, report, is_background=is_background)
        else:
            with FilmMaker(job) as maker:
                maker.make(missing, report)
    except BaseException:
        job.parts.drop_if_empty()
        raise
    progress(1.0, "joining")
    job.parts.finish()
