"""A command group whose verbs are imported when they run."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from orbitviz.base.collecting import collecting_paused
from orbitviz.cli.verbs import VERBS


class LazyVerbs(TyperGroup):
    """The group of VERBS."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order in which help lists them."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a verb, not imported yet; None if there is none of that name."""
        summary = VERBS.get(cmd_name)
        return None if summary is None else _LazyVerb(cmd_name, short_help=summary)


class _LazyVerb(TyperCommand):
    """Stands for a verb until its arguments are parsed."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        """Import the verb and let it parse its arguments."""
        return load_verb(str(self.name)).make_context(info_name, args, *rest, **extra)


def load_verb(name: str) -> Any:
    """Import a verb and return its command."""
    with collecting_paused():
        function = getattr(import_module(f"orbitviz.cli.verbs.{name}"), name)
    verb = typer.Typer(add_completion=False, rich_markup_mode=None)
    verb.command(name)(function)
    return typer.main.get_command(verb)
