"""Content of reports and comparisons: figures, charts, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orbitviz.analysis.chart import Chart
from orbitviz.analysis.compare.rows import DesignComparison
from orbitviz.analysis.report.rows import Report


@dataclass(frozen=True, eq=False)
class ReportPicture:
    """A picture of the constellation.

    pixels   (height, width, 3) uint8 sRGB
    """

    caption: str
    pixels: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class ReportPictures:
    """The pictures of a report, or in `refused` why there are none."""

    pictures: tuple[ReportPicture, ...] = ()
    refused: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class ReportContent:
    """The figures of a report and what illustrates them.

    colours    of the groups, #rrggbb by name
    pictures   draws them; only formats that show pictures ask
    """

    report: Report
    colours: Mapping[str, str]
    sunlit: Chart | None
    losses: Chart | None
    pictures: Callable[[], ReportPictures]


@dataclass(frozen=True, kw_only=True, eq=False)
class ComparisonContent:
    """The figures of a comparison and what illustrates them.

    pictures      draws them, A before B; only formats that show pictures ask
    assumptions   behind the figures, in sentences
    """

    comparison: DesignComparison
    pictures: Callable[[], ReportPictures]
    assumptions: tuple[str, ...]
