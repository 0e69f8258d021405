"""The formats of posters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orbitviz.formats.registry import Writer, Writers
from orbitviz.scene.poster.marks import Mark
from orbitviz.scene.poster.paper import Inks, Page
from orbitviz.scene.poster.pdf_page import write_pdf_page
from orbitviz.scene.poster.png_page import write_png_page


@dataclass(frozen=True, kw_only=True, eq=False)
class Poster:
    """A poster laid out; `date` is that which its file bears, `dpi` that of a file of pixels."""

    marks: Sequence[Mark]
    page: Page
    inks: Inks
    title: str
    date: datetime
    dpi: float


def _write_pdf(poster: Poster, path: Path) -> None:
    write_pdf_page(poster.marks, poster.page, poster.inks, poster.title, poster.date, path)


def _write_png(poster: Poster, path: Path) -> None:
    write_png_page(poster.marks, poster.page, poster.inks, poster.dpi, path)


POSTERS = Writers(
    (
        Writer(title="PDF", endings=(".pdf",), write=_write_pdf),
        Writer(title="PNG", endings=(".png",), write=_write_png),
    ),
    refusal="is not a poster file name",
)
