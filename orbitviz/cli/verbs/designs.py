"""The verb `designs`: the built-in designs."""

from __future__ import annotations

from orbitviz.cli.table import pair_lines
from orbitviz.cli.terminal import say
from orbitviz.formats.designs.builtin_index import builtin_designs


def designs() -> None:
    """List the built-in designs."""
    say("\n".join(pair_lines(builtin_designs())))
