"""The formats of films, and the parts of one that is being made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from orbitviz.base.errors import UserError, reason_of
from orbitviz.base.files import write_atomically
from orbitviz.formats.films.content import FilmFormat, FilmShape
from orbitviz.formats.films.frames import SEQUENCE, frame_path
from orbitviz.formats.films.video import VIDEOS
from orbitviz.formats.registry import either

FILMS: tuple[FilmFormat, ...] = (*VIDEOS, SEQUENCE)
_PART_S = 2.0  # of a film, for each part of a video
_PLAN = "plan.json"


def film_format(path: Path) -> FilmFormat:
    """Return the format of a film by the ending of its name. Raises UserError if none is."""
    for form in FILMS:
        if path.suffix.lower() in form.endings:
            return form
    raise UserError(
        "is not the name of a film",
        file=path,
        allowed=either([ending for form in FILMS for ending in form.endings]),
    )


@dataclass(frozen=True, kw_only=True)
class FilmParts:
    """The parts of a film: which frames are in each, and the file of each.

    count   frames of the film
    path    of the film
    """

    form: FilmFormat
    shape: FilmShape
    count: int
    path: Path

    @property
    def frames(self) -> list[range]:
        """The numbers of the frames of each part, from 0."""
        step = self.form.frames_a_part or max(1, round(_PART_S * self.shape.fps))
        return [range(k, min(k + step, self.count)) for k in range(0, self.count, step)]

    @property
    def folder(self) -> Path:
        """The folder with what is done of a film that is not finished."""
        return self.path.with_name(f"{self.path.name}.parts")

    def file(self, part: int) -> Path:
        """Return the file of a part."""
        if self.form.is_sequence:
            return frame_path(self.path, part)
        return self.folder / f"part-{part:05d}{self.path.suffix.lower()}"

    def begin(self, what: object) -> list[int]:
        """Prepare the folder and return the parts that are still to be made.

        what   all that the pictures depend on, as JSON takes it; parts of anything else are dropped

        Raises UserError if the folder cannot be written.
        """
        plan = json.dumps([what, self.count, self.shape.size, self.shape.fps, self.shape.codec])
        digest = sha256(plan.encode()).hexdigest()
        note = self.folder / _PLAN
        try:
            is_same = note.is_file() and json.loads(note.read_text(encoding="utf-8")) == digest
            if not is_same:
                self._drop_parts()
                self.folder.mkdir(exist_ok=True)
                write_atomically(note, json.dumps(digest))
        except (OSError, ValueError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "its plan is no JSON"
            raise UserError(
                f"cannot be used ({reason})", file=self.folder, allowed="a folder that is removed"
            ) from None
        return [k for k in range(len(self.frames)) if not self.file(k).is_file()]

    def check_room(self, missing: Sequence[int], bytes_a_frame: float) -> None:
        """Raise UserError where the disk has no room for the parts that are to be made."""
        frames = sum(len(self.frames[part]) for part in missing)
        # A video is joined from its parts while they are there.
        needed = frames * bytes_a_frame * (1.0 if self.form.is_sequence else 2.0)
        free = shutil.disk_usage(self.folder).free
        if needed > free:
            raise UserError(
                f"the film needs about {needed / 1e9:,.1f} GB and the disk has {free / 1e9:,.1f}",
                file=self.path,
                allowed="a smaller film, or another disk",
            )

    def finish(self) -> None:
        """Make the film of its parts, and remove them. Raises UserError if that fails."""
        self.form.join([self.file(k) for k in range(len(self.frames))], self.shape, self.path)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _drop_parts(self) -> None:
        """Remove what an earlier film of this name left unfinished."""
        if self.form.is_sequence and (self.folder / _PLAN).is_file():
            for k in range(len(self.frames)):
                self.file(k).unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
