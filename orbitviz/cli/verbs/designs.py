"""The verb `designs`: the built-in designs."""

from __future__ import annotations

from orbitviz.cli.terminal import say
from orbitviz.formats.designs.builtin_index import builtin_designs


def designs() -> None:
    """List the built-in designs."""
    rows = builtin_designs()
    width = max(len(identifier) for identifier, _ in rows)
    for identifier, title in rows:
        say(f"{identifier:{width}}  {title}")
