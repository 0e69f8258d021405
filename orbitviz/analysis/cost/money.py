"""Amounts of money in words that can be read."""

from __future__ import annotations

from orbitviz.base.units import number_text, word_scale


def money_text(usd: float) -> str:
    """Return an amount in words: 331 million USD."""
    factor, word = word_scale(usd)
    return " ".join(part for part in (number_text(usd / factor), word, "USD") if part)
