"""Amounts of money in words that can be read."""

from __future__ import annotations

from orbitviz.base.units import number_text

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))


def money_scale(usd: float) -> tuple[float, str]:
    """Return the factor and the word in which an amount is 1 to 1000: 1e9, "billion"."""
    return next(((factor, word) for factor, word in _SCALES if abs(usd) >= factor), (1.0, ""))


def money_text(usd: float) -> str:
    """Return an amount in words: 331 million USD."""
    factor, word = money_scale(usd)
    return " ".join(part for part in (number_text(usd / factor), word, "USD") if part)
