"""A text in memory as readers get that of a file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from orbitviz.formats.text_file import Chunk, _chunks


def chunks_of(text: str) -> Iterator[Chunk]:
    """Yield a text in chunks."""
    data = text.encode()
    stream = io.BytesIO(data)
    return _chunks(stream, lambda: stream.tell() / max(len(data), 1), None)
