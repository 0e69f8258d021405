"""Facts and cards as plain text; no Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orbitviz.analysis.figures import Figures
from orbitviz.base.units import MISSING, si_text
from orbitviz.subsystems.quantity import Quantity


@dataclass(frozen=True)
class Fact:
    """One line of a card.

    assumption  what the number rests on, shown as a tooltip
    """

    name: str
    value: str
    assumption: str = ""


@dataclass(frozen=True)
class Card:
    """A titled list of facts with a footnote; `notes` are lines of small print, e.g. failures."""

    title: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()
    footnote: str = ""


@dataclass(frozen=True)
class TableCard:
    """A titled table of texts; the first column names the rows, the others are numbers.

    footnote   what the table rests on
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    footnote: str = ""


def total_text(figures: Figures | None, quantity: Quantity, unit: str) -> str:
    """Return a total of satellites at some age; a dash for drafts, of which it is not computed."""
    return MISSING if figures is None else si_text(figures.total(quantity), unit)


def facts_text(title: str, cards: Iterable[Card]) -> str:
    """Return cards as lines of text: a title each, its facts with a tab between name and value."""
    parts = [title]
    for card in cards:
        lines = [f"{fact.name}\t{', '.join(fact.value.splitlines())}" for fact in card.facts]
        parts.append("\n".join([card.title, *lines, *card.notes]))
    return "\n\n".join(parts) + "\n"
