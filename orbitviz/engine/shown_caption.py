"""The words of a tour over one picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownCaption:
    """The words of one caption; empty ones are left out.

    place     corner of the picture or its centre, see Caption in model/tour/caption.py
    opacity   0..1
    """

    title: str
    number: str
    text: str
    small: str
    place: str
    opacity: float
