"""TOML as text and as tables; what is no TOML is one clear sentence with its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from orbitviz.base.errors import UserError
from orbitviz.formats.limits import MAX_DESIGN_BYTES, MAX_KEY_PARTS
from orbitviz.formats.source import Source

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"|\'[^\']*+\'')
_LONG_KEY = re.compile(rf'(?<![\w"-])(?:[\w"-]++[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}')
_WHERE = re.compile(r"(?P<wrong>.*) \(at (?P<where>line \d+, column \d+|end of document)\)")


def toml_text(source: Source) -> str:
    """Return the text of a TOML file. Raises UserError if it is none, or too large."""
    file = source.path
    source.check_size(0, MAX_DESIGN_BYTES)
    source.stream.seek(0)
    data = source.stream.read(MAX_DESIGN_BYTES + 1)
    source.check_size(len(data), MAX_DESIGN_BYTES)
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


def toml_tables(text: str, path: Path | None) -> dict[str, object]:
    """Return the tables of a TOML text; `path` is where it came from. Raises UserError."""
    try:
        _check_keys(text, path)
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


def _check_keys(text: str, path: Path | None) -> None:
    """Raise UserError on a key of very many parts: tomllib's memory grows with their square."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") >= MAX_KEY_PARTS and _LONG_KEY.search(_STRINGS.sub('""', line)):
            raise UserError(
                "the key has too many parts",
                file=path,
                place=f"line {number}",
                allowed=f"up to {MAX_KEY_PARTS}",
            )
