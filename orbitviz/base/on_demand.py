"""Parts that are imported and built when they are first used: the program starts without them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Generic, TypeVar

T = TypeVar("T", covariant=True)


class OnDemand(Generic[T]):
    """A part named by its module and class, and built on first use.

    The class is imported under TYPE_CHECKING as well, for its type: so it is known which floors
    a part belongs to.

        map: OnDemand[MapPanel] = OnDemand("orbitviz.ui.world_map.map_panel.MapPanel", actions)
    """

    def __init__(self, name: str, *arguments: object) -> None:
        """Name the part and what it is built of; of those that are on demand, their parts."""
        self._name, self._arguments = name, arguments
        self._built: T | None = None
        self._watchers: list[Callable[[T], object]] = []

    @property
    def built(self) -> T | None:
        """The part, None before it is first used."""
        return self._built

    @property
    def part(self) -> T:
        """The part; imported and built if this is its first use."""
        if self._built is None:
            parts = [one.part if isinstance(one, OnDemand) else one for one in self._arguments]
            if self._built is None:  # else what watches one of those has built it
                self._build(parts)
        assert self._built is not None
        return self._built

    def when_built(self, call: Callable[[T], object]) -> None:
        """Call with the part once it is built."""
        self._watchers.append(call)

    def _build(self, parts: list[Any]) -> None:
        module, _, name = self._name.rpartition(".")
        self._built = getattr(import_module(module), name)(*parts)
        self._arguments = ()
        for call in self._watchers:
            call(self._built)
        self._watchers.clear()
