"""Tools of the window that are built when they are first used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol

from orbitviz.base.on_demand import OnDemand
from orbitviz.ui.action_set import Action, Handler


class Tool(Protocol):
    """What has actions of its own."""

    def handlers(self) -> Mapping[str, Handler]:
        """Return what each action does, by its id."""


def handlers_of(tool: OnDemand[Tool], actions: Iterable[Action]) -> dict[str, Handler]:
    """Return handlers of a tool's actions; the first that is triggered builds the tool."""

    def run(name: str, *state: bool) -> None:
        tool.part.handlers()[name](*state)

    return {action.id: partial(run, action.id) for action in actions}
