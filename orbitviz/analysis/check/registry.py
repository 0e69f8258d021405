"""The rules, in the order in which they are tried; a rule is one file and one line here."""

from __future__ import annotations

from collections.abc import Sequence

from orbitviz.analysis.check.finding import Rule
from orbitviz.analysis.check.rules import (
    altitudes,
    any_phasing,
    catalogue,
    cover,
    eclipses,
    empty_slots,
    heat,
    links,
    models,
    node_line,
    phasing,
    power,
    same_orbit,
    separation,
    sun_synchronous,
)
from orbitviz.base.errors import UserError
from orbitviz.base.near_words import did_you_mean

RULES: tuple[Rule, ...] = (
    separation.RULE,
    node_line.RULE,
    any_phasing.RULE,
    phasing.RULE,
    same_orbit.RULE,
    altitudes.RULE,
    catalogue.RULE,
    sun_synchronous.RULE,
    eclipses.RULE,
    *power.RULES,
    *heat.RULES,
    links.RULE,
    cover.RULE,
    *models.RULES,
    empty_slots.RULE,
)


def chosen_rules(words: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules of some names and categories, all for none. Raises UserError."""
    categories = list(dict.fromkeys(rule.category for rule in RULES))
    names = [rule.name for rule in RULES]
    for word in words:
        if word not in (*names, *categories):
            hint = did_you_mean(word, (*names, *categories))
            raise UserError(
                f'there is no rule or category "{word}"{hint}',
                file="--rules",
                allowed=None if hint else f"{', '.join(names)}; or {', '.join(categories)}",
            )
    return tuple(
        rule for rule in RULES if not words or rule.name in words or rule.category in words
    )
