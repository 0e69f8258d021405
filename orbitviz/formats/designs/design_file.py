"""Designs as TOML files: every mistake is one clear sentence, comments survive saving."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from orbitviz.base.errors import UserError, reason_of
from orbitviz.base.files import is_there, write_atomically
from orbitviz.base.progress import Progress
from orbitviz.formats.designs.toml_edit import edited, written
from orbitviz.formats.designs.toml_lines import TomlPlaces
from orbitviz.formats.registry import Opened, Reader, Recognition
from orbitviz.model.design.constellation import FORMAT as VERSION
from orbitviz.model.design.constellation import Design
from orbitviz.model.design.expand import expand
from orbitviz.model.design.ranges import shown
from orbitviz.model.design.validation_errors import to_user_error
from orbitviz.model.state import Document

MAX_DESIGN_BYTES = 16_000_000
_DESIGN_KEYS = re.compile(r"^\s*\[\[groups\]\]|^\s*format\s*=", re.MULTILINE)
_TOML = re.compile(r'^\s*(\[\[?\s*[\w."-]+\s*\]\]?|[\w"-]+\s*=\s*\S)', re.MULTILINE)
_WHERE = re.compile(r"(?P<wrong>.*) \(at (?P<where>line \d+, column \d+|end of document)\)")


def read_design(path: str | Path) -> Document:
    """Read a design file. Raises UserError with file, line and key on the first mistake."""
    file = Path(path)
    return parse_design(_text(file), file)


def parse_design(text: str, path: Path | None = None) -> Document:
    """Read a design from the text of a file; `path` is where it came from. Raises UserError."""
    design = design_from(text, path)
    return Document(
        design, expand(design), path=path, saved=design, text=text, on_disk=_digest(text)
    )


def design_from(text: str, path: Path | None = None) -> Design:
    """Return the design that a TOML text describes, not expanded. Raises UserError."""
    data = _tables(text, path)
    if data.get("format") != VERSION:
        found = f"is {shown(data['format'])}" if "format" in data else "is missing"
        place = TomlPlaces(text).place(("format",))
        raise UserError(found, file=path, place=place, allowed=f'"{VERSION}"')
    try:
        return Design.model_validate(data)
    except ValidationError as error:
        raise to_user_error(error, Design, TomlPlaces(text), path) from None


def save_design(document: Document, path: str | Path) -> Document:
    """Write the design to `path` and return the document as saved.

    The text the design was read from is edited, so its comments and order stay, and only what
    was changed changes. Raises UserError if the file cannot be written; the old one then stays.
    """
    file = Path(path)
    text = design_text(document)
    write_atomically(file, text)
    return replace(document, path=file, saved=document.design, text=text, on_disk=_digest(text))


def is_changed_outside(document: Document) -> bool:
    """Whether the file of a document is no longer as it was read or written here last."""
    if document.path is None or not document.on_disk or not is_there(document.path):
        return False
    try:
        return _digest(_text(document.path)) != document.on_disk
    except UserError:  # it is no design any more
        return True


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def design_text(document: Document) -> str:
    """Return the TOML text of the design as `save_design` writes it."""
    if document.text:
        text = edited(document.text, design_from(document.text), document.design)
        if design_from(text) == document.design:
            return text
    return written(document.design)


def _text(file: Path) -> str:
    try:
        size = file.stat().st_size
        if size > MAX_DESIGN_BYTES:
            raise UserError(
                f"is {size / 1e6:,.0f} MB in size",
                file=file,
                allowed=f"a design of up to {MAX_DESIGN_BYTES / 1e6:.0f} MB",
            )
        data = file.read_bytes()
    except OSError as error:
        raise UserError(
            f"cannot be read ({reason_of(error)})", file=file, allowed="a readable file"
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(
            "is not UTF-8 text", file=file, place=f"line {line}", allowed="a TOML file"
        ) from None
    if "\0" in text:
        raise UserError("is not a text file", file=file, allowed="a TOML file")
    return text


def _tables(text: str, path: Path | None) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        wrong, where = "it is nested too deeply", None
    except tomllib.TOMLDecodeError as error:
        match = _WHERE.fullmatch(str(error))
        wrong, where = (match["wrong"], match["where"]) if match else (str(error), None)
    except ValueError:  # of int()
        wrong, where = "a number has too many digits", None
    raise UserError(
        f"is not TOML: {wrong[:1].lower()}{wrong[1:]}",
        file=path,
        place=where,
        allowed="a TOML file (https://toml.io)",
    )


def _recognise(head: str) -> Recognition:
    if _DESIGN_KEYS.search(head):
        return Recognition.CERTAIN
    return Recognition.POSSIBLE if _TOML.match(head) else Recognition.NO


def _open(path: Path, _progress: Progress) -> Opened:
    return Opened(designs=(read_design(path),))


FORMAT = Reader(
    title="TOML",
    family="a design in",
    endings=(".toml",),
    owns_ending=True,
    recognise=_recognise,
    read=_open,
)
