"""Reports as one HTML file: pictures, tables, charts, assumptions; nothing from outside."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image

from orbitviz.analysis.chart import Chart
from orbitviz.base.files import write_atomically
from orbitviz.base.resources import asset_path
from orbitviz.formats.registry import Writer
from orbitviz.formats.reports.columns import CARDS, LIGHT, ROUNDED, WORK, life_text
from orbitviz.formats.reports.content import ReportContent, ReportPicture
from orbitviz.formats.reports.svg_chart import svg_chart

_JPEG_QUALITY = 88


def html_report(content: ReportContent) -> str:
    """Return the whole page, made of assets/report; every text is escaped."""
    environment = Environment(
        loader=FileSystemLoader(asset_path("report")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["svg"] = _svg
    environment.filters["data_url"] = _data_url
    return environment.get_template("report.html.j2").render(
        report=content.report,
        colours=content.colours,
        sunlit=content.sunlit,
        losses=content.losses,
        illustrations=content.pictures(),
        life=life_text(content.report),
        cards=CARDS,
        light=LIGHT,
        work=WORK,
        rounded=ROUNDED,
    )


def _svg(chart: Chart) -> Markup:
    return Markup(svg_chart(chart))  # its texts are escaped


def _data_url(picture: ReportPicture) -> str:
    stream = io.BytesIO()
    Image.fromarray(picture.pixels).save(stream, "JPEG", quality=_JPEG_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"


def _write(content: ReportContent, path: Path) -> None:
    write_atomically(path, html_report(content))


FORMAT = Writer(title="HTML", endings=(".html",), write=_write)
