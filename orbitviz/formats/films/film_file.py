"""The formats of films, and the parts of one that is being made."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from orbitviz.base.errors import UserError, reason_of
from orbitviz.base.files import write_atomically
from orbitviz.formats.films.content import FilmFormat, FilmShape
from orbitviz.formats.films.frames import SEQUENCE, frame_path
from orbitviz.formats.films.loops import LOOPS
from orbitviz.formats.films.video import VIDEOS
from orbitviz.formats.registry import either

FILMS: tuple[FilmFormat, ...] = (*VIDEOS, *LOOPS, SEQUENCE)
FILM_ENDINGS = either([ending for form in FILMS for ending in form.endings])
_PART_S = 2.0  # of a film, for each part of a video
_PLAN, _JOINING = "plan.json", "joining"


def film_format(path: Path) -> FilmFormat:
    """Return the format of a film by the ending of its name. Raises UserError if none is."""
    for form in FILMS:
        if path.suffix.lower() in form.endings:
            return form
    raise UserError("is not the name of a film", file=path, allowed=FILM_ENDINGS)


def folder_of_parts(film: Path) -> Path:
    """Return the folder with what is done of a film that is not finished."""
    return film.with_name(f"{film.name}.parts")


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
    def numbers(self) -> range:
        """The numbers of the parts, from 0."""
        return range(-(-self.count // self._frames_a_part))

    def frames(self, part: int) -> range:
        """Return the numbers of the frames of a part, from 0."""
        first = part * self._frames_a_part
        return range(first, min(first + self._frames_a_part, self.count))

    @property
    def first_file(self) -> Path:
        """The film, or the first of its numbered pictures."""
        return frame_path(self.path, 0) if self.form.is_sequence else self.path

    @property
    def leftover(self) -> Path | None:
        """The numbered picture behind the last one, which a longer film of that name has left."""
        behind = frame_path(self.path, self.count)
        return behind if self.form.is_sequence and behind.is_file() else None

    @property
    def folder(self) -> Path:
        """The folder with what is done of a film that is not finished."""
        return folder_of_parts(self.path)

    def file(self, part: int) -> Path:
        """Return the file of a part."""
        ending = self.form.part_ending or self.path.suffix.lower()
        return self.folder / f"part-{part:05d}{ending}"

    def begin(self, what: object) -> list[int]:
        """Prepare the folder and return the parts that are still to be made.

        what   all that the pictures depend on, as JSON takes it; parts of anything else are dropped

        Raises UserError if there would be too many frames, or the folder cannot be written.
        """
        self._check_pixels()
        plan = json.dumps([what, self.count, astuple(self.shape)])
        digest = sha256(plan.encode()).hexdigest()
        note = self.folder / _PLAN
        try:
            is_same = note.is_file() and json.loads(note.read_text(encoding="utf-8")) == digest
            if not is_same:
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir(exist_ok=True)
                write_atomically(note, json.dumps(digest))
        except (OSError, ValueError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "its plan is no JSON"
            raise UserError(
                f"cannot be used ({reason})", file=self.folder, allowed="a folder that is removed"
            ) from None
        if self.form.is_sequence and (self.folder / _JOINING).is_file():
            return []  # all were there, and some are in their places
        return [k for k in self.numbers if not self.file(k).is_file()]

    def check_room(self, missing: Sequence[int]) -> None:
        """Raise UserError where the disk has no room for the parts that are to be made."""
        frames = sum(len(self.frames(part)) for part in missing)
        # A film is joined while its parts are there, and written twice for that.
        copies = 1.0 if self.form.is_sequence else 3.0
        needed = frames * self._pixels * self.form.bytes_a_pixel * copies
        free = shutil.disk_usage(self.folder).free
        if needed > free:
            raise UserError(
                f"the film needs about {needed / 1e9:,.1f} GB and the disk has {free / 1e9:,.1f}",
                file=self.path,
                allowed="a smaller film, or another disk",
            )

    def drop_if_empty(self) -> None:
        """Remove the folder if no part was finished in it."""
        if not any(self.file(k).is_file() for k in self.numbers):
            shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        """Make the film of its parts, and remove them. Raises UserError if that fails."""
        write_atomically(self.folder / _JOINING, b"")
        try:
            self.form.join([self.file(k) for k in self.numbers], self.shape, self.path)
        except OSError as error:
            raise UserError(f"cannot be written ({reason_of(error)})", file=self.path) from None
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _frames_a_part(self) -> int:
        return self.form.frames_a_part or max(1, round(_PART_S * self.shape.fps))

    @property
    def _pixels(self) -> int:
        width, height = self.shape.size
        return width * height

    def _check_pixels(self) -> None:
        most = self.form.most_pixels
        if most is None or self.count * self._pixels <= most:
            return
        frames = max(int(most / self._pixels), 1)
        raise UserError(
            f"{self.form.title} of {self.count:,} frames is too long a loop",
            file=self.path,
            allowed=f"{frames:,} frames of this size, a smaller one, or a video such as .mp4",
        )
