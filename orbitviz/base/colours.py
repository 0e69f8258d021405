"""Colours as text."""

from __future__ import annotations


def rgb_of_hex(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue 0..255 of "#rrggbb"."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
