"""The exceptions meant for people."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """A failure that the user can put right, described in one sentence.

    wrong     what is wrong, e.g. "altitude_km is 90 km"
    file      the file concerned
    place     where in the file: "line 12" or a key path such as "group 2 of 3, planes"
    allowed   what would be right, e.g. "120 to 1,000,000 km"
    others    the further mistakes found with it, a sentence each
    """

    def __init__(
        self,
        wrong: str,
        *,
        file: str | Path | None = None,
        place: str | None = None,
        allowed: str | None = None,
        others: tuple[str, ...] = (),
    ) -> None:
        self.wrong = wrong
        self.file = None if file is None else str(file)
        self.place = place
        self.allowed = allowed
        self.others = others
        super().__init__(wrong)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        sentence = f"{where}: {self.wrong}" if where else self.wrong
        if self.allowed:
            sentence += f"; allowed: {self.allowed}"
        return f"{sentence} ({self.more})" if self.others else sentence

    @property
    def sentence(self) -> str:
        """The sentence as it stands alone: with a capital, but for the name of a file or key."""
        text = str(self)
        return text if self.file or self.place else f"{text[:1].upper()}{text[1:]}"

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Every mistake as a sentence of its own, with its file."""
        first = UserError(self.wrong, file=self.file, place=self.place, allowed=self.allowed)
        file = f"{self.file}, " if self.file else ""
        return str(first), *(f"{file}{other}" for other in self.others)

    @property
    def more(self) -> str:
        """How many more mistakes there are: "and 2 more mistakes"."""
        count = len(self.others)
        return f"and {count:,} more {'mistake' if count == 1 else 'mistakes'}" if count else ""

    def at(self, *, file: str | Path | None = None, place: str | None = None) -> UserError:
        """Return the same error with a missing file or place filled in."""
        return UserError(
            self.wrong,
            file=self.file or file,
            place=self.place or place,
            allowed=self.allowed,
            others=self.others,
        )

    def without_place(self) -> UserError:
        """Return the same error, as it is told next to its file and place."""
        return UserError(self.wrong, allowed=self.allowed, others=self.others)


def reason_of(error: OSError) -> str:
    """Return why the system refused, in words that fit into a sentence."""
    return (error.strerror or str(error)).lower()


class Cancelled(Exception):
    """The user cancelled a long job; nothing was changed, or the text says what is kept."""
