"""Files in other encodings, or by other ends of lines, as UTF-8 with line feeds."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Protocol

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_KNOWN = re.compile(r"(iso|latin|windows|cp|koi8|mac|gb|big5|shift|euc)")
_START_BYTES = 1 << 16
_SIGNS = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""
        ...


def as_utf8(stream: BinaryIO) -> Readable:
    """Return what gives the text of a stream in UTF-8, the stream itself where it does already.

    The encoding is told by a mark at the beginning or the declaration of XML. Where lines end by
    carriage returns alone, they end by line feeds instead.
    """
    start = stream.read(_START_BYTES)
    stream.seek(0)
    encoding = _encoding(start)
    text = start if encoding is None else start.decode(encoding, "ignore").encode()
    by_return = b"\r" in text and b"\n" not in text
    return stream if encoding is None and not by_return else _Utf8(stream, encoding, by_return)


class _Utf8:
    def __init__(self, stream: BinaryIO, encoding: str | None, by_return: bool) -> None:
        self._stream = stream
        decoder = codecs.getincrementaldecoder(encoding) if encoding else None
        self._decoder = decoder("replace") if decoder else None
        self._by_return = by_return

    def read(self, size: int, /) -> bytes:
        while True:
            raw = self._stream.read(size)
            data = raw if self._decoder is None else self._decoder.decode(raw, not raw).encode()
            if data or not raw:
                return data.replace(b"\r", b"\n") if self._by_return else data


def _encoding(start: bytes) -> str | None:
    """Return the encoding that a text declares, None for UTF-8 and for one that is unknown."""
    for sign, name in _SIGNS.items():
        if start.startswith(sign):
            return name
    declared = _DECLARED.match(start)
    if declared is None:
        return None
    name = declared[1].decode().lower()
    # A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    if not _KNOWN.match(name):
        return None
    try:
        codecs.getincrementaldecoder(name)
    except LookupError:
        return None
    return name


def latin1_of(error: UnicodeError) -> tuple[str, int]:
    """Handle bytes that are not UTF-8, for bytes.decode: as the characters of Latin-1."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


LATIN_1 = "orbitviz.latin-1"
codecs.register_error(LATIN_1, latin1_of)
