"""File formats: what they are called, how they are recognised, how they are read and written.

A format is one file that defines `FORMAT`, and one entry in the list of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from pathlib import Path
from typing import Generic, TypeVar

from orbitviz.base.errors import UserError
from orbitviz.base.files import is_stdout
from orbitviz.base.progress import Progress
from orbitviz.formats.source import Source
from orbitviz.model.state import Document
from orbitviz.orbits.sgp4.catalogue import Catalogue

Content = TypeVar("Content")
AnyRecognisable = TypeVar("AnyRecognisable", bound="Recognisable")

# The first tag of a page, or of the part of one that a server answers with.
_WEB_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|(?:html|head|body|title|script|meta|div|p|h1)\b)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PAGE_HEAD = 4096
_OTHER_KINDS = (
    (r"%PDF-", "a PDF document"),
    (r"\{\\rtf", "a document in RTF"),
    (r"#!", "a script"),
    (r"#[cd]P|#[abc][PV]? *[0-9]{4} ", "a file of precise orbits (SP3)"),
    (r" {0,5}[0-9]\.[0-9]{2} +(?:OBSERVATION|NAVIGATION|N:|O)", "a file of observations (RINEX)"),
    (r"CCSDS_(OEM|OPM|TDM|CDM|AEM|OCM)_VERS", "another message of CCSDS than an OMM"),
    (r"stk\.v\.", "an ephemeris of STK"),
)


class Recognition(IntEnum):
    """How certainly a format recognises a file."""

    NO = 0
    POSSIBLE = 1  # nothing speaks against it
    LIKELY = 2  # it looks like one
    CERTAIN = 3  # it says so itself


@dataclass(frozen=True)
class Opened:
    """What a file holds."""

    designs: tuple[Document, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    title     its name, such as "CSV"
    family    words before the title, which formats of a family share, such as "OMM in"
    endings   of its files, lower case with the dot; the first is the usual one
    """

    title: str
    family: str = ""
    endings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Recognisable(Format):
    """A format whose files are recognised.

    recognise     how likely a text that begins so is of this format
    owns_ending   its endings belong to no other format: they decide, whatever the content
    """

    recognise: Callable[[str], Recognition]
    owns_ending: bool = False


@dataclass(frozen=True, kw_only=True)
class Reader(Recognisable):
    """A format that can be opened; `read` raises UserError, or Cancelled if the progress does."""

    read: Callable[[Source, Progress], Opened]


@dataclass(frozen=True, kw_only=True)
class Writer(Format, Generic[Content]):
    """A format that can be written; `write` raises UserError and leaves no partial file."""

    write: Callable[[Content, Path], None]


@dataclass(frozen=True)
class Writers(Generic[Content]):
    """The formats in which one kind of content can be written; the ending of a name decides.

    Where the format is named, the ending does not matter; standard output is of the first.

    refusal   what is wrong with a name of another ending, which may stand in it as {ending}
    """

    formats: tuple[Writer[Content], ...]
    refusal: str

    @property
    def endings(self) -> str:
        """The endings in words, such as ".csv or .parquet"."""
        return either([form.endings[0] for form in self.formats])

    @property
    def names(self) -> str:
        """The names of the formats in words, such as "csv or parquet"."""
        return either([form.title.lower() for form in self.formats])

    def for_path(self, path: Path, name: str | None = None) -> Writer[Content]:
        """Return the format of a name, or of a file by its ending. Raises UserError if none is."""
        if name is not None:
            return self._named(name)
        if is_stdout(path):
            return self.formats[0]
        ending = path.suffix.lower()
        for form in self.formats:
            if ending in form.endings:
                return form
        wrong = self.refusal.format(ending=path.suffix)
        raise UserError(wrong, file=path, allowed=self.endings)

    def _named(self, name: str) -> Writer[Content]:
        for form in self.formats:
            if name.lower() == form.title.lower():
                return form
        raise UserError(f'"{name}" is not a format', allowed=self.names)


def recognised(head: str, formats: Iterable[AnyRecognisable]) -> AnyRecognisable | None:
    """Return the format that is surest of a text which begins with `head`, the first of equals.

    None if no format knows it.
    """
    sure = [(form.recognise(head), form) for form in formats]
    best, form = max(sure, key=lambda pair: pair[0])
    return form if best is not Recognition.NO else None


def is_web_page(head: str) -> bool:
    """Return whether a text begins as HTML does, such as the answer of a server that failed."""
    bare = _COMMENT.sub("", head[:_PAGE_HEAD]).lstrip()
    return _WEB_PAGE.match(bare) is not None


def kind_of(head: str) -> str:
    """Return what a text is that no reader knows, in words that follow the name of the file."""
    start = head.lstrip()
    if not start:
        return "holds nothing but blanks and line ends"
    if is_web_page(head):
        return "is a web page"
    for sign, kind in _OTHER_KINDS:
        if re.match(sign, start):
            return f"is {kind}"
    return "is neither a design nor a catalogue"


def titles(formats: Iterable[Format]) -> str:
    """Return the formats in words, each family together: "TLE, or OMM in CSV or JSON"."""
    families = groupby(formats, key=lambda form: form.family)
    return ", or ".join(
        f"{family} {either([form.title for form in members])}".strip()
        for family, members in families
    )


def file_filter(label: str, formats: Iterable[Format]) -> str:
    """Return an entry of a file dialog: "Designs (*.toml)"."""
    endings = " ".join(f"*{ending}" for form in formats for ending in form.endings)
    return f"{label} ({endings})"


def either(words: Sequence[str]) -> str:
    """Return words as a choice: "a, b or c"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
