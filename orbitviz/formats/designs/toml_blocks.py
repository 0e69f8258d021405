"""Tables of an array in a TOML text as blocks of lines: moved and removed with their comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from orbitviz.formats.toml_lines import headers

_COMMENT = re.compile(r"[ \t]*#")


def with_blocks(text: str, key: str, order: Sequence[int]) -> str:
    """Return the text with the tables [[key]] in another order, those that are left out removed.

    order   numbers of the tables that stay, from 0 as they stand now

    A table takes along what is below it, such as [key.part], and the comments right above its
    header; blank lines and other tables between them stay where they are.
    """
    found = blocks_of(text, key)
    if not found:  # it is written in one line
        return text
    lines = text.splitlines(keepends=True)
    ends = [0, *(end for block in found for end in block), len(lines)]
    pieces = ["".join(lines[a:b]) for a, b in pairwise(ends)]
    gaps, blocks = pieces[::2], pieces[1::2]
    placed = [blocks[index] for index in order]
    out = [gaps[0]]
    for place, gap in enumerate(gaps[1:]):
        if place < len(placed):
            block = placed[place]
            out.append(block if block.endswith("\n") or not gap else f"{block}\n")
        # Behind the last table stands what stood behind the last one before.
        is_between = place < len(gaps) - 2
        if place < len(placed) - 1 or not is_between or gap.strip():
            out.append(gap)
    return "".join(out)


def blocks_of(text: str, key: str) -> list[tuple[int, int]]:
    """Return first line, and the line behind the last one, of each table, without blank lines."""
    lines = text.splitlines()
    found = headers(text)
    blocks = []
    for k, header in enumerate(found):
        if not (header.is_array and header.path == (key,)):
            continue
        behind = (one for one in found[k + 1 :] if one.path[0] != key or one.path == (key,))
        stop = next((_with_comments(lines, one.line) for one in behind), len(lines))
        while not lines[stop - 1].strip():
            stop -= 1
        blocks.append((_with_comments(lines, header.line), stop))
    return blocks


def _with_comments(lines: list[str], header: int) -> int:
    """Return the first line of the comments right above a header, or that of the header."""
    while header > 0 and _COMMENT.match(lines[header - 1]):
        header -= 1
    return header
