"""What `bench --json` writes, and reads again to compare."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class FrameRow(TypedDict):
    """Frame times of so many satellites, ms."""

    n: int
    path: str
    scene: str
    ms_median: float
    satellites_ms: float
    ms_worst: float


class MovingRow(TypedDict):
    """Frame times while the camera moves, ms."""

    quality: str
    drafts: int
    frames: int
    ms_median: float
    ms_worst: float


class WindowFigures(TypedDict, total=False):
    """What a window measures of itself, or `refused`: why none could be opened."""

    refused: str
    window_s: float
    picture_s: float
    rss_mb: float
    idle_share: float
    paused_share: float


class BenchResult(TypedDict):
    """All figures of one machine."""

    hardware: str
    size: tuple[int, int]
    frames: list[FrameRow]
    moving: list[MovingRow]
    stages_ms: dict[str, float]
    bytes_per_frame: dict[str, int]
    load_s: dict[str, float]
    memory_mb: dict[str, float]
    window: WindowFigures
    start_s: NotRequired[float | None]
    rss_mb: NotRequired[float]
