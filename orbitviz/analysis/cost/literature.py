"""What others have published of an input of cost: the values of the built-in scenarios."""

from __future__ import annotations

from dataclasses import dataclass

from orbitviz.analysis.cost.inputs import Range
from orbitviz.model.design.builtin_economics import SCENARIOS
from orbitviz.model.design.economics_sources import NOT_IN_IT


@dataclass(frozen=True)
class Published:
    """What one scenario has for an input.

    title   of the scenario
    """

    title: str
    range: Range


def published(key: str) -> tuple[Published, ...]:
    """Return what each scenario has for a key of [economics], such as "ground.pue".

    What its authors left out is no value of theirs, nor is what was solved for their result or
    holds more than its name says.
    """
    found = []
    for scenario in SCENARIOS.values():
        value, source = scenario.by_key.get(key, (None, NOT_IN_IT))
        is_left_out = source.startswith(NOT_IN_IT)
        if not is_left_out and key not in scenario.solved + scenario.lumped:
            found.append(Published(scenario.title, Range.of(value)))
    return tuple(found)


def ends_published(key: str) -> tuple[float, float]:
    """Return the least and the largest value that any scenario has for a key."""
    ranges = [one.range for one in published(key)]
    return min(one.low for one in ranges), max(one.high for one in ranges)
