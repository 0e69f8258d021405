"""A poster as PDF, by fpdf2: texts and lines stay texts and lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from orbitviz.base.files import write_atomically
from orbitviz.scene.poster.fonts import write_font
from orbitviz.scene.poster.marks import Letters, Line, Mark, Picture, Polygon, Text
from orbitviz.scene.poster.paper import WIDTH, Inks, Page

if TYPE_CHECKING:
    from fpdf import FPDF

_PT_PER_MM = 72.0 / 25.4


def write_pdf_page(
    marks: Sequence[Mark], page: Page, inks: Inks, title: str, date: datetime, path: Path
) -> None:
    """Write a page as PDF; the same marks and date give the same bytes.

    Raises UserError if that is impossible.
    """
    from fpdf import FPDF  # on demand: only a PDF needs it

    scale = page.width_mm / WIDTH
    pdf = FPDF(unit="mm", format=(page.width_mm, page.height_mm))
    pdf.set_auto_page_break(False)
    pdf.set_title(title)
    pdf.set_creation_date(date)
    with TemporaryDirectory() as folder:
        for letters in Letters:
            used = "".join(m.text for m in marks if isinstance(m, Text) and m.letters is letters)
            if used:
                font = Path(folder) / f"{letters.name}.ttf"
                write_font(letters, used, font)
                pdf.add_font(letters.name, "", str(font))
        pdf.add_page()
        pdf.set_fill_color(*inks.paper)
        pdf.rect(0.0, 0.0, page.width_mm, page.height_mm, style="F")
        for mark in marks:
            _draw(pdf, mark, scale)
        content = bytes(pdf.output())
    write_atomically(path, content)


def _draw(pdf: FPDF, mark: Mark, scale: float) -> None:
    match mark:
        case Picture():
            place = (mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale)
            pdf.image(_jpeg(mark.pixels), *place)
        case Text():
            pdf.set_font(mark.letters.name, size=mark.size * scale * _PT_PER_MM)
            pdf.set_text_color(*mark.ink)
            pdf.text(mark.x * scale, mark.y * scale, mark.text)
        case Polygon():
            pdf.set_fill_color(*mark.ink)
            with pdf.local_context(fill_opacity=mark.share):
                pdf.polygon([(x * scale, y * scale) for x, y in mark.points], style="F")
        case Line():
            pdf.set_draw_color(*mark.ink)
            pdf.set_line_width(mark.width * scale)
            pdf.polyline([(x * scale, y * scale) for x, y in mark.points])


def _jpeg(pixels: NDArray[np.uint8]) -> BytesIO:
    """Return a picture as JPEG: a tenth of what its pixels would take."""
    stream = BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=92, subsampling=0)
    stream.seek(0)
    return stream
