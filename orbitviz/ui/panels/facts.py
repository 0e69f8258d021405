"""Facts and cards as plain text; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass


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
