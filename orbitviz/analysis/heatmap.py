"""Values over two axes as data: a chart of coloured cells; without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from orbitviz.base.arrays import Floats
from orbitviz.base.units import number_text


@dataclass(frozen=True, kw_only=True, eq=False)
class Heatmap:
    """Cells in colours, logarithmic over some decades below the greatest value.

    x, y        (a + 1,), (b + 1,) rising edges
    values      (b, a), not negative; cells of 0 are left empty
    name, unit  of the values
    x_text, y_text   a place on each axis in words
    decades     that the colours tell apart
    greatest    the upper end of the colours, where charts are compared; 0: that of the values
    """

    x: Floats
    y: Floats
    values: Floats
    name: str
    unit: str
    y_name: str
    x_text: Callable[[float], str]
    y_text: Callable[[float], str]
    decades: float = 3.0
    greatest: float = 0.0

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest value of the colours."""
        high = self.greatest or float(self.values.max(initial=0.0)) or 1.0
        return high / 10.0**self.decades, high

    @cached_property
    def shares(self) -> Floats:
        """(b, a): places of the values on the scale of colours, 0 to 1; NaN for empty cells."""
        low, high = self.ends
        with np.errstate(divide="ignore"):
            share = np.log(self.values / low) / np.log(high / low)
        return np.where(self.values > 0.0, np.clip(share, 0.0, 1.0), np.nan)

    def reading_at(self, x: float, y: float) -> str:
        """Return the value of the cell at a place as one line of text."""
        column, row = (
            int(np.clip(np.searchsorted(edges, at, side="right") - 1, 0, len(edges) - 2))
            for edges, at in ((self.x, x), (self.y, y))
        )
        height, across = self._middle(self.y, row), self._middle(self.x, column)
        value = number_text(float(self.values[row, column]))
        return f"{self.y_text(height)}, {self.x_text(across)}:   {self.name} {value} {self.unit}"

    @cached_property
    def peak(self) -> tuple[float, float]:
        """The middle (x, y) of the cell with the greatest value."""
        row, column = np.unravel_index(int(np.argmax(self.values)), self.values.shape)
        return self._middle(self.x, int(column)), self._middle(self.y, int(row))

    def rows(self, x_name: str) -> list[list[str]]:
        """Return every cell as a row of a table, the heading first."""
        out = [[self.y_name, x_name, f"{self.name} ({self.unit})"]]
        for row, values in enumerate(self.values):
            y = f"{self._middle(self.y, row):.6g}"
            out += [
                [y, f"{self._middle(self.x, column):.6g}", f"{value:.6g}"]
                for column, value in enumerate(values)
            ]
        return out

    @property
    def summary(self) -> str:
        """What it shows in words."""
        return f"greatest at {self.reading_at(*self.peak)}"

    @staticmethod
    def _middle(edges: Floats, place: int) -> float:
        return float(0.5 * (edges[place] + edges[place + 1]))
